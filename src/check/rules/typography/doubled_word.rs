//! A word that is repeated at once.

use std::collections::BTreeSet;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::model::LocaleProfile;
use crate::parse::is_cjk;
use crate::text::word_ends;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "doubled-word",
    group: RuleGroup::Typography,
    severity: Severity::Warning,
    page: include_str!("doubled_word.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What a language doubles in more than one place it doubles on purpose.
const ONCE: Limit = Limit { least: 0, share: 0.0, first: 1 };

/// The longest run of characters without spaces that is looked for twice. Chosen: a phrase that was pasted twice is
/// shorter, and each place of a text is compared so many times.
const LONGEST: usize = 12;

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        let counterparts = unit.counterparts(index);
        for (start, middle, end) in doubled(own, profile) {
            // What is doubled in the source as well is meant, or is mended there.
            if counterparts
                .iter()
                .any(|text| context.profile(text.locale).is_some_and(|of| !doubled(text, of).is_empty()))
            {
                continue;
            }
            let word = own.text[middle..end].trim_start();
            let span = own.part(start, end);
            let message = Message::new("`{found}` stands twice").with("found", word);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message).help("remove one of the two").fix(
                Applicability::Suggested,
                own.part(middle, end),
                "",
            );
            let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: word.to_lowercase() };
            collector.violates(convention, ONCE, Some(PendingFinding::of_unit(diagnostic, unit, own, word)));
        }
    }
}

/// Where a word is followed by itself: the first byte, the end of the first one, the end of the second.
fn doubled(text: &Text<'_>, profile: &LocaleProfile) -> Vec<(usize, usize, usize)> {
    let hidden: Vec<(usize, usize)> = text
        .signature
        .invariants
        .iter()
        .filter(|mark| is_hidden(mark))
        .map(|mark| (mark.start as usize, mark.end as usize))
        .collect();
    let is_usual = |word: &str| {
        let folded = word.to_lowercase();
        profile.doubled_words.contains(&folded)
    };
    let mut found = doubled_words(text.text);
    if matches!(profile.script.as_str(), "Hans" | "Hant" | "Jpan") {
        found.extend(of_whole_words(text.text, doubled_runs(text.text, profile)));
    }
    found.retain(|(start, middle, end)| {
        let word = text.text[*middle..*end].trim_start();
        !is_usual(word) && !hidden.iter().any(|(from, to)| from < end && start < to)
    });
    found.sort_unstable();
    let mut last = 0;
    found.retain(|(start, _, end)| {
        let free = *start >= last;
        if free {
            last = *end;
        }
        free
    });
    found
}

/// Whether an invariant is code, where everything may be repeated.
fn is_hidden(mark: &crate::model::Invariant) -> bool {
    use crate::model::InvariantKind::{InlineCode, LinkTarget, Placeholder, Url};
    matches!(mark.kind, InlineCode | LinkTarget | Placeholder | Url)
}

/// Words with one space between them.
fn doubled_words(text: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for (start, word) in words(text) {
        let end = start + word.len();
        if let Some((from, to)) = before {
            let between = &text[to..start];
            let same = text[from..to].to_lowercase() == word.to_lowercase();
            let is_space =
                !between.is_empty() && between.chars().all(|char| matches!(char, ' ' | '\u{a0}' | '\n' | '\r'));
            if same && is_space && word.chars().any(char::is_alphabetic) {
                found.push((from, to, end));
            }
        }
        before = Some((start, end));
    }
    found
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_word = char.is_alphanumeric() || matches!(char, '\'' | '’' | '-' | '_');
        match (is_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Runs of characters of a script without spaces that are followed by themselves. A single character may be doubled in
/// kana, and in Han only where the language doubles it.
fn doubled_runs(text: &str, profile: &LocaleProfile) -> Vec<(usize, usize, usize)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let offset = |at: usize| chars.get(at).map_or(text.len(), |(offset, _)| *offset);
    let is_run =
        |at: usize| chars.get(at).is_some_and(|(_, char)| is_cjk(*char) && char.is_alphanumeric() && *char != 'ー');
    let usual: BTreeSet<&str> = profile.doubled_words.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        // The longest run first: half of a doubled phrase is none.
        let longest = (1..=LONGEST).rev().find(|length| {
            let same = (0..*length).all(|step| {
                is_run(at + step) && is_run(at + length + step) && chars[at + step].1 == chars[at + length + step].1
            });
            let run = || text[offset(at)..offset(at + length)].to_owned();
            same && !usual.contains(run().as_str())
                && is_word(&chars, at, *length, profile)
                && !is_one_char(&run(), *length)
        });
        match longest {
            Some(length) => {
                found.push((offset(at), offset(at + length), offset(at + 2 * length)));
                at += 2 * length;
            }
            None => at += 1,
        }
    }
    found
}

/// So many characters are a phrase, which may have several words. Chosen: in fewer, two words that stand twice are built
/// so, as `文件的文件` is.
const PHRASE: usize = 4;

/// Those runs that are a word, or a phrase of words: not the end of one word and the start of the next.
fn of_whole_words(text: &str, found: Vec<(usize, usize, usize)>) -> Vec<(usize, usize, usize)> {
    if found.is_empty() {
        return found;
    }
    let ends: BTreeSet<usize> = word_ends(text).into_iter().collect();
    let is_whole = |(start, middle, end): &(usize, usize, usize)| {
        let is_phrase = text[*start..*middle].chars().count() >= PHRASE;
        let is_word = || ends.range(start + 1..*middle).next().is_none();
        [start, middle, end].into_iter().all(|at| ends.contains(at)) && (is_phrase || is_word())
    };
    found.into_iter().filter(is_whole).collect()
}

/// Whether a run of characters may be a word that is repeated: not a piece of a longer word in kana, and not a single
/// character that ends one word and begins the next.
fn is_word(chars: &[(usize, char)], at: usize, length: usize, profile: &LocaleProfile) -> bool {
    let char = |at: usize| chars.get(at).map(|(_, char)| *char);
    let of_run = || (at..at + length).filter_map(char);
    if length == 1 {
        let single = of_run().collect::<String>();
        return of_run().all(is_han) && profile.common_words.contains(&single);
    }
    if of_run().all(is_katakana) {
        let before = at.checked_sub(1).and_then(char);
        return !before.is_some_and(is_katakana) && !char(at + 2 * length).is_some_and(is_katakana);
    }
    // Two kana are often a word that is doubled by nature, as `どき` in `どきどき`.
    of_run().any(is_han) || length > 2
}

fn is_katakana(char: char) -> bool {
    matches!(char, '\u{30a0}'..='\u{30ff}')
}

/// Whether a run is nothing but one character again and again.
fn is_one_char(run: &str, length: usize) -> bool {
    length > 1 && run.chars().all(|char| run.starts_with(char))
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_runs_that_stand_twice_are_found() {
        let found = |text: &'static str| -> Vec<&str> {
            doubled_words(text).into_iter().map(|(start, _, end)| &text[start..end]).collect()
        };
        assert_eq!(found("Klik op de De knop, de knop"), ["de De"]);
        assert_eq!(found("401 401, ja-ja, ja ja"), ["ja ja"]);
        let mut profile = LocaleProfile::unknown("zh-TW".parse().unwrap());
        profile.doubled_words = vec!["資料".into()];
        profile.common_words = vec!["的".into()];
        let runs = |text: &'static str| -> Vec<&str> {
            doubled_runs(text, &profile).into_iter().map(|(start, _, end)| &text[start..end]).collect()
        };
        assert_eq!(
            runs("請重新連接連接應用程式，常常在內部部署開啟資料資料夾的的設定サインイン"),
            ["連接連接", "的的"]
        );
        let words = |text: &'static str| -> Vec<&str> {
            let runs = of_whole_words(text, doubled_runs(text, &profile));
            runs.into_iter().map(|(start, _, end)| &text[start..end]).collect()
        };
        assert_eq!(
            words("請使用以下命令命令，資料來源的的權限，請重新啟動連接器請重新啟動連接器"),
            ["命令命令", "的的", "請重新啟動連接器請重新啟動連接器"]
        );
        assert_eq!(words("具有所有所需功能，文件的文件路徑，為了了解"), Vec::<&str>::new());
    }
}
