//! Inline code that says something else in one of the locales.

use super::link_changed::without_locales;
use super::marks::{Changed, compare_marks};
use crate::check::unit::Text;
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "inline-code-changed",
    severity: Severity::Error,
    page: include_str!("inline_code_changed.md"),
    check: Check::Unit(check),
};

/// Whether a text has the same code but for the locale in a path: `/nl-nl/errors/` for `/en-us/errors/`.
fn says_in_its_language(_: &Context<'_>, _: &Unit<'_>, text: &Text<'_>, code: &str) -> bool {
    let code = without_locales(code);
    text.signature.of(MarkKind::InlineCode).any(|own| without_locales(own) == code)
}

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "code",
        kinds: &[MarkKind::InlineCode],
        known_as: &[
            MarkKind::InlineCode,
            MarkKind::Identifier,
            MarkKind::Placeholder,
            MarkKind::Code,
            MarkKind::Exception,
            MarkKind::Name,
        ],
        fix: true,
        says: says_in_its_language,
    };
    compare_marks(context, unit, &changed, notes);
}
