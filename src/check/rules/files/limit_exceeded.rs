//! More of something than anybody means, which is shown as text or left out.
//!
//! Most of it is found where content is read and pages are planned; here are the texts that are too long to be
//! compared.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::units::{LONGEST_COMPARED, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: rule_ids::LIMIT_EXCEEDED,
    group: RuleGroup::Files,
    severity: Severity::Error,
    page: include_str!("limit_exceeded.md"),
    reach: Reach::Site,
    check: Check::LongUnit(check),
};

fn check(_: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    for own in unit.texts.iter().filter(|text| text.text.len() > LONGEST_COMPARED) {
        let message =
            Message::new("the text has more than {limit:,} bytes, so it is not compared with the other languages")
                .count("limit", LONGEST_COMPARED);
        // The start of the text: all of it would fill a report.
        let diagnostic = Diagnostic::limit_exceeded(own.part(0, 0), message, "make several paragraphs or rows of it");
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, "long"));
    }
}
