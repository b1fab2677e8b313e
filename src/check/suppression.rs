//! `<!-- hexapla-ignore RULE: reason -->`: findings that somebody looked at and found right.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::{Diagnostic, Message};
use crate::model::Page;
use crate::parse::Document;
use crate::text::{FilePath, Span};

use super::findings::PendingFinding;
use super::rules::{RULES, UNUSED_SUPPRESSION};

/// What begins such a comment.
pub const SUPPRESSION: &str = "<!-- hexapla-ignore ";

/// A comment that asks not to report some rules at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules that it names.
    pub rules: Vec<String>,
    /// Why, in the words of its author; empty where they gave no reason.
    pub reason: String,
    /// The bytes of the file that it is about: its table row, else the block below it.
    pub covers: Range<usize>,
}

/// A finding that a comment asks not to report, and why.
pub type Ignored = (PendingFinding, String);

/// The comments of a document; those in code are text.
pub fn suppressions(document: &Document) -> Vec<Suppression> {
    let (page, text) = (&document.page, document.source.text());
    let html = |(event, range): (Event<'_>, Range<usize>)| {
        matches!(event, Event::Html(_) | Event::InlineHtml(_)).then_some(range)
    };
    let html: Vec<Range<usize>> = document.events().into_iter().filter_map(html).collect();
    let mut found = Vec::new();
    let is_html = |at: usize| {
        let next = html.partition_point(|range| range.end <= at);
        html.get(next).is_some_and(|range| range.contains(&at))
    };
    for (start, _) in text.match_indices(SUPPRESSION).filter(|(at, _)| is_html(*at)) {
        // Where none ends behind this one, none ends behind those that follow.
        let Some(length) = text[start..].find("-->") else { break };
        let end = start + length + "-->".len();
        let inner = &text[start + SUPPRESSION.len()..start + length];
        let (names, reason) = inner.split_once(':').unwrap_or((inner, ""));
        let rules: Vec<String> =
            names.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        found.push(Suppression {
            span: Span::new(&page.path, start..end),
            rules,
            reason: reason.trim().to_owned(),
            covers: covered(page, text, start, end),
        });
    }
    found
}

/// A comment in a cell is about its row; on a line of its own, about the block that follows.
fn covered(page: &Page, text: &str, start: usize, end: usize) -> Range<usize> {
    let table = page.tables.partition_point(|table| table.span.end <= start);
    let rows = page.tables.get(table).map(|table| table.rows.as_slice()).unwrap_or_default();
    let row = rows.get(rows.partition_point(|row| row.range.end <= start));
    if let Some(row) = row.filter(|row| row.range.contains(&start)) {
        return row.range.clone();
    }
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text[line_start..start].trim().is_empty();
    if !is_alone {
        return line_start..text[end..].find('\n').map_or(text.len(), |at| end + at);
    }
    let rest = &text[end..];
    let begin = end + rest.len() - rest.trim_start().len();
    let block = &text[begin..];
    begin..begin + end_of_block(block)
}

/// Where the first empty line of a text begins.
fn end_of_block(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim_end_matches(['\r', '\n']).is_empty() {
            return at;
        }
        at += line.len();
    }
    text.len()
}

/// The pending findings without those that a comment of their file suppresses, with one for each comment that
/// suppresses none; and those that are suppressed.
pub fn suppress(
    pending_findings: Vec<PendingFinding>,
    files: &[(&Page, Vec<Suppression>)],
) -> (Vec<PendingFinding>, Vec<Ignored>) {
    let mut used: Vec<Vec<bool>> = files.iter().map(|(_, own)| vec![false; own.len()]).collect();
    let (mut kept, mut ignored) = (Vec::with_capacity(pending_findings.len()), Vec::new());
    let places: BTreeMap<&FilePath, usize> = files.iter().enumerate().map(|(at, (page, _))| (&page.path, at)).collect();
    for pending in pending_findings {
        let file = places.get(&pending.diagnostic.span.file).copied();
        let own = file.map_or(&[][..], |file| &files[file].1);
        let mut reason: Option<&str> = None;
        for (index, suppression) in own.iter().enumerate().filter(|(_, suppression)| suppression.is_about(&pending)) {
            used[file.expect("a comment is in a file")][index] = true;
            reason = reason.or(Some(&suppression.reason));
        }
        match reason {
            Some(reason) => ignored.push((pending, reason.to_owned())),
            None => kept.push(pending),
        }
    }
    for ((page, own), used) in files.iter().zip(used) {
        let unused = own.iter().zip(used).filter(|(_, used)| !used).map(|(suppression, _)| suppression);
        kept.extend(unused.map(|suppression| report(page, suppression)));
    }
    (kept, ignored)
}

impl Suppression {
    fn is_about(&self, pending: &PendingFinding) -> bool {
        let (covers, span) = (&self.covers, &pending.diagnostic.span);
        covers.start <= span.start
            // A finding at the very end counts too: what is missing is reported as an empty span there.
            && span.start <= covers.end
            && self.rules.iter().any(|rule| rule == pending.diagnostic.rule)
    }
}

fn report(page: &Page, suppression: &Suppression) -> PendingFinding {
    let unknown = suppression.rules.iter().find(|name| RULES.iter().all(|rule| rule.id != **name));
    let (message, help) = match (unknown, &suppression.rules[..]) {
        (_, []) => (Message::from("this comment names no rule"), "write `<!-- hexapla-ignore RULE: reason -->`"),
        (Some(name), _) => {
            (Message::new("there is no rule `{found}`").with("found", name), "`hexapla explain` lists the rules")
        }
        (None, rules) => {
            (Message::new("nothing is reported here for {rules} to ignore").texts("rules", rules), "remove the comment")
        }
    };
    let diagnostic =
        Diagnostic::new(UNUSED_SUPPRESSION.id, UNUSED_SUPPRESSION.severity, suppression.span.clone(), message)
            .help(help);
    PendingFinding::of_page(diagnostic, &page.id, &page.locale, suppression.rules.join(" "))
}
