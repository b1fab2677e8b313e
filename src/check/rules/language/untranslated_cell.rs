//! A text that was left in another language.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::freshness::{Translation, translations};
use crate::text::Span;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "untranslated-cell",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("untranslated_cell.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What a locale leaves as it is more often than this in a column is its policy where no source shows what is to be
/// translated: one cell for each two that are translated, the first not counted. Chosen.
const PEERS: Limit = Limit { least: 1, share: 0.5, first: 1 };

/// A word that a locale has translated in so many headers of tables is not the same in its language. Two headers that
/// were left for each three that were translated may be mistakes; more of them are a habit. Chosen.
const HEADERS: Limit = Limit { least: 3, share: 0.34, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let left = context.given.left;
    let mut is_decided = false;
    // Decided in `freshness`, so that the figures of `status` and this rule cannot disagree.
    for (index, translation) in translations(context, unit) {
        let own = &unit.texts[index];
        is_decided |= matches!(translation, Translation::Untranslated(_));
        // A page that was not translated at all is one finding of another rule.
        if left.is_kept(own.locale, unit.role()) || left.page(unit.page, own.locale).is_some() {
            continue;
        }
        let convention = || Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() };
        match (translation, unit.reference()) {
            (Translation::Untranslated(other), Some(_)) => collector.push(report(unit, own, other)),
            (Translation::Translated, Some(_)) => {}
            (Translation::Untranslated(other), None) => {
                collector.violates(convention(), PEERS, Some(report(unit, own, other)));
            }
            (Translation::Translated, None) => collector.follows(convention()),
        }
    }
    if unit.is_header() && !is_decided {
        check_header(context, unit, collector);
    }
}

/// Holds the header of a column against the headers with the same words on the whole site.
fn check_header(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let left = context.given.left;
    let Some(reference) = unit.reference().or(unit.texts.first()) else { return };
    let source = folded(reference.text);
    // A header in code, such as `id`, is the name of something.
    if source.contains('`') || !source.chars().any(char::is_alphabetic) {
        return;
    }
    for own in unit.texts.iter().filter(|text| text.locale.language() != reference.locale.language()) {
        if own.text.is_empty() || left.page(unit.page, own.locale).is_some() {
            continue;
        }
        let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: format!("header {source}") };
        if folded(own.text) == source {
            collector.violates(convention, HEADERS, Some(report_header(context, unit, own, reference)));
        } else {
            collector.follows(convention);
        }
    }
}

/// A finding about a whole header: of those about its columns one is left.
fn report_header(context: &Context<'_>, unit: &Unit<'_>, own: &Text<'_>, reference: &Text<'_>) -> PendingFinding {
    let tables = context.corpus.page_of_file(own.file).map(|page| &page.tables[..]).unwrap_or_default();
    let table = tables.iter().find(|table| table.span.start <= own.start && own.start < table.span.end);
    let cells = table.and_then(|table| Some((table.header.first()?.range.start, table.header.last()?.range.end)));
    let span = cells.map_or_else(|| own.span(), |(start, end)| Span::new(own.file, start..end));
    let message =
        Message::new("`{found}` is not translated in this header, and it is in others").with("found", own.text);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
        .help("translate it as in the headers of the other tables");
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("the same text in `{}`", reference.locale));
    }
    PendingFinding::of_unit(diagnostic, unit, own, own.text)
}

fn folded(text: &str) -> String {
    text.trim_matches(|char: char| char.is_whitespace() || "*_".contains(char)).to_lowercase()
}

fn report(unit: &Unit<'_>, own: &Text<'_>, other: &Text<'_>) -> PendingFinding {
    let message = Message::new("this text has the same words as `{reference}`: it is not translated")
        .with("reference", other.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it; code, names and payloads stay as they are");
    if let Some(there) = unit.shown(other) {
        diagnostic = diagnostic.related(there, format!("the same text in `{}`", other.locale));
    }
    PendingFinding::of_unit(diagnostic, unit, own, own.text)
}
