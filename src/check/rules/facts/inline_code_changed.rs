//! Inline code that is different in one of the locales.

use super::link_changed::without_locales;
use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "inline-code-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("inline_code_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// Whether a text has the same code but for the locale in a path: `/nl-nl/errors/` for `/en-us/errors/`.
fn says_in_its_language(_: &Context<'_>, _: &Unit<'_>, text: &Text<'_>, code: &str) -> bool {
    let code = without_locales(code);
    text.signature.of(InvariantKind::InlineCode).any(|own| without_locales(own) == code)
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "code",
        kinds: &[InvariantKind::InlineCode],
        // A language may leave out the backticks; what it writes then is read as one of these.
        known_as: &[
            InvariantKind::InlineCode,
            InvariantKind::Identifier,
            InvariantKind::Placeholder,
            InvariantKind::Code,
            InvariantKind::Exception,
            InvariantKind::Name,
        ],
        fix: true,
        says: says_in_its_language,
    };
    compare_invariants(context, unit, &changed, collector);
}
