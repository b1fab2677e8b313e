//! A code block that is different in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::compare::{plain_code, translated_key};
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

/// What begins a comment behind code, where a space is before and behind it. A `#` needs none behind it.
const TRAILING_COMMENTS: [&str; 2] = ["//", "--"];

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if !unit.is_code() {
        return;
    }
    let mut reported = BTreeSet::new();
    for deviation in unit.deviations(context, lines) {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        let missing: Vec<&String> = deviation.difference.missing.iter().collect();
        // A line with letters beyond ASCII is one whose words were translated; each of them explains one missing line.
        let translated = code(own).iter().filter(|line| !line.is_ascii()).count();
        let missing = if missing.len() <= translated { Vec::new() } else { missing };
        let extra: Vec<&String> = deviation.difference.extra.iter().collect();
        // The same code with its lines broken elsewhere.
        if squeezed(own) == squeezed(reference) {
            continue;
        }
        let (missing, extra) = (unlike(&missing, reference, own), unlike(&extra, own, reference));
        // Where dots stand for lines in one of them, any of those in the other may be left out.
        let shortened = (is_shortened(own), is_shortened(reference));
        let extra = if shortened == (false, true) { Vec::new() } else { written(own, &extra) };
        let missing = if shortened == (true, false) { Vec::new() } else { written(reference, &missing) };
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
        let evidence = extra.into_iter().chain(missing).collect::<Vec<_>>().join("\n");
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, evidence).either(deviation.either));
        reported.insert(deviation.own);
    }
    for (index, own) in unit.texts.iter().enumerate().filter(|(_, text)| !text.text.is_ascii()) {
        // Among peers the first one is that of the reference locale.
        let Some(reference) = unit.reference().or(unit.texts.first()) else { continue };
        if reported.contains(&index) || reference.locale == own.locale {
            continue;
        }
        let found = translated_key(&code(own), &code(reference));
        collector.extend(found.map(|key| report_key(unit, own, reference, key)));
    }
}

fn report_key(
    unit: &Unit<'_>,
    own: &Text<'_>,
    reference: &Text<'_>,
    (found, expected): (String, String),
) -> PendingFinding {
    let message = Message::new("the code has the key `{found}` where `{reference}` has `{expected}`")
        .with("found", &found)
        .with("reference", reference.locale)
        .with("expected", expected);
    let start = own.text.find(&found).unwrap_or(0);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.part(start, start + found.len()), message)
        .help("keep the key: programs look for it; only the value behind it is translated");
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("the code in `{}`", reference.locale));
    }
    PendingFinding::of_unit(diagnostic, unit, own, found)
}

/// The lines of code by what they do: without comments, prompts and the words in strings, which may be translated, and
/// however they are spaced.
fn lines(text: &Text<'_>) -> BTreeSet<String> {
    code(text)
        .iter()
        .filter(|line| line.is_ascii())
        .map(|line| compared(line))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Those of the lines of `text` that the other one has in no other form.
fn unlike<'l>(lines: &[&'l String], text: &Text<'_>, other: &Text<'_>) -> Vec<&'l String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let languages = [text.locale.language(), other.locale.language()];
    let (own, there) = (code(text), code(other));
    let known: BTreeSet<String> = there.iter().map(|line| plain_code(line, languages)).collect();
    // What a server answers below a command may be shown in one language and left out in the other.
    let answer = own.iter().position(|line| is_answer(line)).filter(|_| !there.iter().any(|line| is_answer(line)));
    let is_like = |(at, line): &(usize, &String)| {
        answer.is_some_and(|answer| *at >= answer) || known.contains(&plain_code(line, languages))
    };
    let like: BTreeSet<String> = own.iter().enumerate().filter(is_like).map(|(_, line)| compared(line)).collect();
    lines.iter().filter(|line| !like.contains(**line)).copied().collect()
}

/// Whether a line begins what a server answers.
fn is_answer(line: &str) -> bool {
    line.starts_with("HTTP/")
}

/// A line as it is compared.
fn compared(line: &str) -> String {
    let line = without_strings(line);
    let mut compared = String::with_capacity(line.len());
    let mut gap = false;
    for char in line.trim_end_matches([',', '.']).chars() {
        if char.is_whitespace() {
            gap = !compared.is_empty();
            continue;
        }
        // A space beside these is a habit of whoever wrote the code.
        let is_free = |char: char| ":,;=(){}[]".contains(char);
        if gap && !is_free(char) && !compared.ends_with(is_free) {
            compared.push(' ');
        }
        gap = false;
        compared.push(char);
    }
    compared
}

/// The lines as they are written of which `compared` holds what is compared.
fn written(text: &Text<'_>, compared_lines: &[&String]) -> Vec<String> {
    let wanted: BTreeSet<&str> = compared_lines.iter().map(|line| line.as_str()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // In the order of what is compared, which is that of the evidence.
    let lines = code(text).into_iter().filter(|line| line.is_ascii());
    let shown = |line: String| {
        let shown = without_strings(&line).split_whitespace().collect::<Vec<_>>().join(" ");
        (compared(&line), shown)
    };
    let found: BTreeMap<String, String> = lines.map(shown).filter(|(key, _)| wanted.contains(key.as_str())).collect();
    found.into_values().collect()
}

/// Whether a line of dots says that there is more.
fn is_shortened(text: &Text<'_>) -> bool {
    text.text.lines().map(str::trim).any(|line| line.len() >= 3 && line.chars().all(|char| ".… ".contains(char)))
}

/// All code of a text without spaces, wherever its lines end.
fn squeezed(text: &Text<'_>) -> String {
    code(text).iter().flat_map(|line| line.chars()).filter(|char| !char.is_whitespace()).collect()
}

/// The lines of code that are not empty and no comments; a line that ends in a backslash goes on in the next one.
fn code(text: &Text<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut begun = String::new();
    for line in text.text.lines().map(str::trim) {
        if begun.is_empty() && COMMENTS.iter().any(|start| line.starts_with(start)) {
            continue;
        }
        // A prompt shows that it is typed; some write it and some do not.
        let line = if begun.is_empty() { line.strip_prefix("$ ").unwrap_or(line) } else { line };
        let (line, goes_on) = line.strip_suffix('\\').map_or((line, false), |line| (line.trim_end(), true));
        begun.push_str(without_comment(line));
        if goes_on {
            begun.push(' ');
        } else {
            lines.push(std::mem::take(&mut begun));
        }
    }
    lines.push(begun);
    // Dots, and a fence inside a fence, only say that there is more.
    lines.retain(|line| {
        // So does a table without words in it.
        !line.starts_with("```") && line.chars().any(|char| !"-.`…|:".contains(char) && !char.is_whitespace())
    });
    lines
}

/// A line without the comment behind its code.
fn without_comment(line: &str) -> &str {
    let mut is_quoted = false;
    for (at, char) in line.char_indices() {
        match char {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted || !line[..at].ends_with(char::is_whitespace) => {}
            _ => {
                // Behind two dashes or slashes comes a space or a letter of another script: `--flag` is code.
                let is_comment = |rest: &str| !rest.starts_with(|char: char| char.is_ascii_graphic());
                let rest = TRAILING_COMMENTS.iter().find_map(|mark| line[at..].strip_prefix(mark));
                if char == '#' || rest.is_some_and(is_comment) {
                    return line[..at].trim_end();
                }
            }
        }
    }
    line
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
