//! An identifier or exception class that is another one in one of the locales.

use std::ops::Range;

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_key_of_row, is_sample, parted_code};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::model::InvariantKind;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("identifier_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "identifier",
        kinds: &[InvariantKind::Identifier, InvariantKind::Exception, InvariantKind::JsonString],
        // An identifier may be in backticks, or at the start of a sentence, in one language only, where it has another
        // kind.
        known_as: &[
            InvariantKind::Identifier,
            InvariantKind::Exception,
            InvariantKind::JsonString,
            InvariantKind::Code,
            InvariantKind::Name,
            InvariantKind::InlineCode,
        ],
        // Identifiers may be examples, so a person has to look.
        fix: false,
        says: |_, unit, other, name| {
            is_sample(unit, other, name) || is_key_of_row(other, name) || is_parted(unit, other, name)
        },
    };
    compare_invariants(context, unit, &changed, collector);
    if !unit.is_code() {
        unit.translations().for_each(|(index, _)| collector.extend(parted(unit, index)));
    }
}

/// Code of the source, or of the reference locale, that a text has with a space put in.
fn parted_of<'u>(unit: &'u Unit<'_>, own: &Text<'_>) -> Option<(&'u Text<'u>, Range<usize>, &'u str)> {
    let reference = unit.reference().or(unit.texts.first()).filter(|reference| reference.locale != own.locale)?;
    let (range, code) = parted_code(own, reference)?;
    Some((reference, range, code))
}

/// Whether a text has an identifier with a space put in, which is a finding of its own.
fn is_parted(unit: &Unit<'_>, text: &Text<'_>, name: &str) -> bool {
    parted_of(unit, text).is_some_and(|(_, _, code)| code == name)
}

/// The finding about code with a space put in.
fn parted(unit: &Unit<'_>, index: usize) -> Option<PendingFinding> {
    let own = &unit.texts[index];
    let (reference, range, code) = parted_of(unit, own)?;
    let span = own.part(range.start, range.end);
    let found = &own.text[range];
    let message = Message::new("`{found}` is `{expected}` in `{reference}`: a space was put in")
        .with("found", found)
        .with("expected", code)
        .with("reference", reference.locale);
    // In prose it is a warning at most, as where identifiers are compared.
    let severity = if unit.entry().is_none() { Severity::Warning } else { RULE.severity };
    let mut diagnostic = Diagnostic::new(RULE.id, severity, span.clone(), message)
        .help("write it without the space, as the code does")
        .fix(Applicability::Suggested, span, code);
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("the text in `{}`", reference.locale));
    }
    Some(PendingFinding::of_unit(diagnostic, unit, own, found))
}
