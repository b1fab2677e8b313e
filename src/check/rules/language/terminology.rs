//! A term that is rendered in other words than the glossary or nearly all of the content have.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::contains_term;
use crate::model::Term;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "terminology",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("terminology.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for term in &context.given.glossary.terms {
        for (index, own) in unit.texts.iter().enumerate() {
            let wrong = forbidden(unit, own, term);
            // One finding for each term and text: who wrote a forbidden form lacks the right one as well.
            let is_reported = wrong.is_some();
            collector.extend(wrong);
            if !term.keep && !is_reported {
                collector.extend(missing(unit, index, term));
            }
        }
    }
    super::mined_terms::check(RULE.id, unit, collector);
}

/// A form that the glossary forbids.
fn forbidden(unit: &Unit<'_>, own: &Text<'_>, term: &Term) -> Option<PendingFinding> {
    let forms = term.forbidden.get(own.locale)?;
    let (form, at) = forms.iter().find_map(|form| Some((form, contains_term(own.text, form)?)))?;
    let right = term.forms_in(own.locale).first();
    // A form that is part of the right one is not the wrong one.
    if right.is_some_and(|right| right.contains(form.as_str()) && contains_term(own.text, right).is_some()) {
        return None;
    }
    let span = own.part(at, at + form.len());
    let mut message = Message::new("the glossary forbids `{found}`").with("found", form);
    if let Some(right) = right {
        message = message.with("expected", right);
    }
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message);
    if let Some(right) = right {
        diagnostic = diagnostic.help(format!("write `{right}`")).fix(Applicability::Suggested, span, right);
    }
    Some(PendingFinding::of_unit(diagnostic, unit, own, form))
}

/// A term that the counterparts have, and this text has in none of its forms.
fn missing(unit: &Unit<'_>, own: usize, term: &Term) -> Option<PendingFinding> {
    let text = &unit.texts[own];
    let forms = term.forms.get(text.locale)?;
    if text.text.is_empty() || forms.iter().any(|form| contains_term(text.text, form).is_some()) {
        return None;
    }
    // Only against a source: among peers nothing shows that the term was meant.
    let reference = unit.reference().filter(|reference| reference.locale != text.locale)?;
    let source = term.forms.get(reference.locale)?;
    let said = source.iter().find(|form| contains_term(reference.text, form).is_some())?;
    let right = forms.first()?;
    let message = Message::new("`{source}` should be `{expected}` in `{locale}`, as the glossary says")
        .with("source", said)
        .with("expected", right)
        .with("locale", text.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, text.span(), message)
        .help("write the glossary's term, or add the form that stands here to the glossary");
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("`{}` has `{said}`", reference.locale));
    }
    Some(PendingFinding::of_unit(diagnostic, unit, text, right))
}
