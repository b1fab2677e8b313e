//! A code block that is different in one of the locales.

use std::collections::BTreeSet;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "code-block-changed",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("code_block_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What begins a comment, which a translator may translate.
const COMMENTS: [&str; 8] = ["#", "//", "--", ";", "<!--", "/*", "*", "REM "];

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if !unit.is_code() {
        return;
    }
    for deviation in unit.deviations(context, lines) {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        let missing: Vec<&String> = deviation.difference.missing.iter().collect();
        // A line with letters beyond ASCII is one whose words were translated; each of them explains one missing line.
        let translated = code(own).filter(|line| !line.is_ascii()).count();
        let missing = if missing.len() <= translated { Vec::new() } else { missing };
        let extra: Vec<&String> = deviation.difference.extra.iter().collect();
        let message = match (extra.first(), missing.first()) {
            (Some(extra), Some(missing)) => Message::new("the code has `{found}` where `{reference}` has `{expected}`")
                .with("found", shorten(extra))
                .with("expected", shorten(missing)),
            (Some(extra), None) => {
                Message::new("the code has `{found}`, and not in `{reference}`").with("found", shorten(extra))
            }
            (None, Some(missing)) => {
                Message::new("the code lacks `{expected}` of `{reference}`").with("expected", shorten(missing))
            }
            (None, None) => continue,
        };
        let message = message.with("reference", reference.locale);
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
            .help("copy the code as it is; only comments are translated");
        if let Some(there) = unit.shown(reference) {
            diagnostic = diagnostic.related(there, format!("the code in `{}`", reference.locale));
        }
        let evidence = extra.into_iter().chain(missing).map(String::as_str).collect::<Vec<_>>().join("\n");
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, evidence).either(deviation.either));
    }
}

/// The lines of code without comments and the words in strings, which may be translated, by what is in them.
fn lines(text: &Text<'_>) -> BTreeSet<String> {
    let lines = code(text).filter(|line| line.is_ascii());
    lines.map(|line| without_strings(line).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The lines of code that are not empty and no comments.
fn code<'c>(text: &Text<'c>) -> impl Iterator<Item = &'c str> {
    let is_code = |line: &&str| !line.is_empty() && !COMMENTS.iter().any(|start| line.starts_with(start));
    text.text.lines().map(str::trim).filter(is_code)
}

/// A line of code without the sentences in its strings: those with a space, which a translator may translate.
fn without_strings(line: &str) -> String {
    let mut parts =
        line.split('"').enumerate().map(|(at, part)| if at % 2 == 1 && part.contains(' ') { "" } else { part });
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |line, part| format!("{line}\"{part}"))
}

/// The first 60 characters: enough to find a line, few enough for one line of a report.
fn shorten(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
