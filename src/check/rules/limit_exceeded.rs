//! More of something than anybody means, which is shown as text or left out.
//!
//! Most of it is found where content is read and pages are planned; here are the texts that are too long to be compared.

use crate::check::unit::LONGEST_COMPARED;
use crate::check::{Check, Context, Draft, Notes, Rule, Unit};
use crate::diagnostic::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "limit-exceeded",
    severity: Severity::Error,
    page: include_str!("limit_exceeded.md"),
    check: Check::LongUnit(check),
};

fn check(_: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    for own in unit.texts.iter().filter(|text| text.text.len() > LONGEST_COMPARED) {
        let message = "the text has more than 16,000 bytes, so it is not compared with the other languages";
        let diagnostic = Diagnostic::limit_exceeded(own.part(0, 0), message, "make several paragraphs or rows of it");
        notes.push(Draft::of_unit(diagnostic, unit, own, "long"));
    }
}
