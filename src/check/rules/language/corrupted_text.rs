//! Characters that a program broke.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "corrupted-text",
    group: RuleGroup::Language,
    severity: Severity::Error,
    page: include_str!("corrupted_text.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What UTF-8 looks like to a program that takes it for Windows-1252: a lead byte and what follows it.
const LEADS: [char; 8] = ['Ã', 'Â', 'â', 'å', 'æ', 'ç', 'Ð', 'Ñ'];

/// The one kind of damage that an author may also have typed on purpose.
const SAID: &str = "question marks in place of characters";

fn check(_context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    for (index, own) in unit.texts.iter().enumerate() {
        let Some((start, end, what)) = broken(own.text) else { continue };
        // What the source has too, or without a source all others, is not broken here. Only question marks can be
        // meant: a replacement character in all languages is damage in all of them.
        let counterparts = unit.counterparts(index);
        let is_so = |text: &&&crate::units::Text<'_>| broken(text.text).is_some_and(|found| found.2 == what);
        let so = counterparts.iter().filter(is_so).count();
        if so > 0 && (unit.reference().is_some() || (what == SAID && so == counterparts.len())) {
            continue;
        }
        // Enough to find the place; a whole line may be broken.
        let shown: String = own.text[start..end].chars().take(12).collect();
        let message = Message::new("{kind}: `{found}`").with("kind", what).with("found", &shown);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.part(start, end), message)
            .help("write what stood there before a program read the file in another encoding");
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, shown));
    }
}

/// The first broken stretch of a text, and what is wrong with it.
fn broken(text: &str) -> Option<(usize, usize, &'static str)> {
    let lost = |char: char| matches!(char, '\u{fffd}');
    let control = |char: char| char.is_control() && !matches!(char, '\n' | '\r' | '\t');
    let private =
        |char: char| matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}');
    // From the surest sign to the weakest: a lost character, an invisible one, mojibake, question marks.
    if let Some(at) = text.find(lost) {
        return Some((at, run(text, at, lost), "a character was lost"));
    }
    if let Some(at) = text.find(|char| control(char) || private(char)) {
        return Some((at, run(text, at, |char| control(char) || private(char)), "a character that nobody can see"));
    }
    let question_marks = || question_marks(text).map(|(start, end)| (start, end, SAID));
    mojibake(text).map(|(start, end)| (start, end, "text in a wrong encoding")).or_else(question_marks)
}

fn run(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    let rest = &text[at..];
    at + rest.find(|char| !of(char)).unwrap_or(rest.len())
}

/// `Ã©` for `é`, `â€™` for `’`: a lead and a continuation that no language writes side by side.
fn mojibake(text: &str) -> Option<(usize, usize)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    chars.windows(2).find_map(|pair| {
        let [(start, lead), (at, next)] = pair else { return None };
        (LEADS.contains(lead) && follows(*lead, *next)).then(|| (*start, at + next.len_utf8()))
    })
}

/// Whether a character is what a later byte of UTF-8 looks like in Windows-1252. Some are ordinary signs, and count
/// only behind the leads that hardly any word ends with.
fn follows(lead: char, next: char) -> bool {
    match next {
        '\u{a0}' | '«' | '»' | '…' | '„' | '•' | '·' | '°' | '\u{ad}' => matches!(lead, 'Ã' | 'Â'),
        '\u{80}'..='\u{bf}' => true,
        _ => "€‚ƒ†‡ˆ‰‹Œ˜™›œ".contains(next),
    }
}

/// Three question marks in a row inside or before words: what stood there was not in the encoding.
fn question_marks(text: &str) -> Option<(usize, usize)> {
    let at = text.find("???")?;
    let end = at + text[at..].find(|char| char != '?').unwrap_or(text.len() - at);
    Some((at, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_characters_are_separated_from_rare_ones() {
        for text in ["Caf\u{fffd}", "CafÃ© open", "het isâ€™s", "a\u{0}b", "錯誤\u{e000}", "åœ¨"] {
            assert!(broken(text).is_some(), "{text}");
        }
        for text in
            ["Café", "de « tekst » à", "naïve façade… âge", "錯誤：無效", "Ça va ?", "Ação – não", "regel\nregel"]
        {
            assert_eq!(broken(text), None, "{text}");
        }
    }
}
