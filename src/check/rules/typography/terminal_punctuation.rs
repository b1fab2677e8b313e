//! A text that does not end as its counterparts do.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::model::Cell;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "terminal-punctuation",
    group: RuleGroup::Typography,
    severity: Severity::Info,
    page: include_str!("terminal_punctuation.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What a locale does otherwise more often than this in a column is its style. Strict, since a period at the end of a
/// cell is hardly ever a defect that readers notice: eight cells must agree, and some 33 for each violation after the
/// first.
const STYLE: Limit = Limit { least: 8, share: 0.03, first: 1 };

/// A text of fewer words is a label rather than a sentence. Chosen.
const FEW_WORDS: usize = 4;

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    // In prose a sentence may be cut in two or joined; a cell is one thing.
    if unit.entry().is_none() {
        return;
    }
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        let counterparts = unit.counterparts(index);
        let Some(first) = counterparts.first().filter(|first| first.text.split_whitespace().count() >= FEW_WORDS)
        else {
            continue;
        };
        let ending = |text: &Text<'_>| end(context, text).is_some();
        let usual = ending(first);
        if counterparts.iter().any(|text| ending(text) != usual) {
            continue;
        }
        let about = format!("{} {usual}", unit.column_key());
        let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about };
        if ending(own) == usual {
            collector.follows(convention);
        } else {
            let finding = (!is_style_of_table(context, own, usual)).then(|| report(context, unit, own, first));
            collector.violates(convention, STYLE, finding);
        }
    }
}

/// So many cells of a column show its style.
const ENOUGH: usize = 100;

/// Whether no other cell of the column of a text ends as it should: whoever wrote the table ends none of them so.
fn is_style_of_table(context: &Context<'_>, own: &Text<'_>, usual: bool) -> bool {
    let Some(page) = context.corpus.page_of_file(own.file) else { return false };
    let Some(table) = page.tables.iter().find(|table| table.span.start <= own.start && own.start < table.span.end)
    else {
        return false;
    };
    let Some(column) = own.row.and_then(|row| row.cells.iter().position(|cell| cell.range.start == own.start)) else {
        return false;
    };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let mut others =
        cells.filter(|cell| cell.range.start != own.start && !cell.text.is_empty()).take(ENOUGH).peekable();
    let ends = |cell: &Cell| end(context, &Text::of_cell(own.locale, own.file, cell, None)).is_some();
    others.peek().is_some() && others.all(|cell| ends(cell) != usual)
}

/// The sign that ends a text, with its offset.
fn end(context: &Context<'_>, text: &Text<'_>) -> Option<(usize, char)> {
    let inner = before_comments(text.text).trim_end_matches(['*', '_', ' ', '\u{a0}', '"', '”', '»']);
    let last = inner.chars().next_back()?;
    let is_terminal = match context.profile(text.locale) {
        Some(profile) => profile.typography.terminal.contains(&last),
        None => matches!(last, '.' | '!' | '?'),
    };
    is_terminal.then(|| (inner.len() - last.len_utf8(), last))
}

/// A text without the comments behind it, which nobody sees.
fn before_comments(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.strip_suffix("-->").and_then(|rest| rest.rfind("<!--"));
    start.map_or(text, |start| before_comments(&text[..start]))
}

fn report(context: &Context<'_>, unit: &Unit<'_>, own: &Text<'_>, there: &Text<'_>) -> PendingFinding {
    let at = before_comments(own.text).len();
    let (message, fix) = match (end(context, own), end(context, there)) {
        (Some((at, mark)), _) => (
            Message::new("the text ends with `{found}`, and not in `{reference}`").with("found", mark),
            Some((own.part(at, at + mark.len_utf8()), "")),
        ),
        (None, Some((_, mark))) => {
            (Message::new("the text ends without the `{expected}` of `{reference}`").with("expected", mark), None)
        }
        _ => (Message::new("the text ends otherwise than in `{reference}`"), None),
    };
    let message = message.with("reference", there.locale);
    let mut diagnostic =
        Diagnostic::new(RULE.id, RULE.severity, own.part(at, at), message).help("end it as the other languages do");
    if let Some(place) = unit.shown(there) {
        diagnostic = diagnostic.related(place, format!("the text in `{}`", there.locale));
    }
    if let Some((span, text)) = fix {
        diagnostic = diagnostic.fix(Applicability::Safe, span, text);
    }
    PendingFinding::of_unit(diagnostic, unit, own, "")
}
