//! Latin text inside right-to-left text.
//!
//! Browsers order a line by the directions of its letters, and punctuation goes with what is around it. So in an Arabic
//! sentence `/api/v1` loses its first slash to the other side, and `C++` its pluses. What belongs together is separated
//! from the sentence here, for an element around it that isolates it.

use std::ops::Range;

/// What ends a sentence or part of one, and so belongs to the text around.
const STOPS: &[char] = &['.', ',', ':', ';', '!', '?', '…', '-', '–', '—', '·', '•', '|'];

/// Brackets and quotes that come in pairs.
const PAIRS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\'')];

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    pub text: &'t str,
    /// Whether it has to be kept from what is around it.
    pub isolated: bool,
}

/// The runs of `text`, which together are all of it. `is_whole` where nothing else stands in its block, so that a stop
/// at its end is its own.
pub fn runs(text: &str, is_whole: bool) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut at = 0;
    for stretch in stretches(text) {
        let is_sentence = is_whole && stretch == (0..text.len());
        let found = isolated(text, stretch, is_sentence);
        push(&mut runs, &text[at..found.start], false);
        push(&mut runs, &text[found.clone()], true);
        at = found.end;
    }
    push(&mut runs, &text[at..], false);
    runs
}

fn push<'t>(runs: &mut Vec<Run<'t>>, text: &'t str, isolated: bool) {
    if !text.is_empty() {
        runs.push(Run { text, isolated });
    }
}

/// The longest stretches without a letter or sign of a script that is written from right to left.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for (at, char) in text.char_indices().filter(|(_, char)| is_right_to_left(*char)) {
        stretches.push(start..at);
        start = at + char.len_utf8();
    }
    stretches.push(start..text.len());
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// The part of a stretch that has to be isolated; empty where there is none.
fn isolated(text: &str, stretch: Range<usize>, is_sentence: bool) -> Range<usize> {
    let none = stretch.start..stretch.start;
    // What touches a letter from the right belongs to its word, as the hyphen of a Hebrew prefix does.
    let touches = stretch.start > 0;
    let mut found = stretch.clone();
    if touches {
        let own = text[found.clone()].find(|char: char| !STOPS.contains(&char));
        found.start += own.unwrap_or(found.len());
    }
    found = trimmed(text, found, is_sentence);
    if needs_isolation(&text[found.clone()]) { found } else { none }
}

/// The range without white space, stops and lone brackets at its ends.
fn trimmed(text: &str, range: Range<usize>, is_sentence: bool) -> Range<usize> {
    let mut range = range;
    // Each turn reads what is left of the text.
    for _ in 0..MOST_TRIMMED {
        let inside = &text[range.clone()];
        let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return range };
        let second = inside[first.len_utf8()..].chars().next();
        if first.is_whitespace() || is_loose(first, second) || is_lone(inside, first, true) {
            range.start += first.len_utf8();
        } else if last.is_whitespace()
            || (STOPS.contains(&last) && !(is_sentence && is_words(inside)))
            || is_lone(inside, last, false)
        {
            range.end -= last.len_utf8();
        } else {
            return range;
        }
    }
    range
}

/// So many characters are taken off the ends of a run: more brackets without a partner are no typing error. A bound,
/// since each of them reads the text again.
const MOST_TRIMMED: usize = 50;

/// Whether a stop at the start is not the start of a name, as it is in `.NET` and `-Force`.
fn is_loose(first: char, second: Option<char>) -> bool {
    // A dot, a hyphen or a colon before a letter begins a name; before another of its kind it begins an operator.
    STOPS.contains(&first)
        && !(matches!(first, '.' | '-' | ':') && second.is_some_and(|char| char.is_alphanumeric() || char == first))
}

/// Whether a bracket or quote at an end of the text lacks its other half in it.
fn is_lone(text: &str, char: char, at_start: bool) -> bool {
    let Some((open, close)) = PAIRS.iter().find(|(open, close)| *open == char || *close == char) else { return false };
    if open == close {
        return text.matches(*open).count() % 2 == 1;
    }
    // Read from its end of the text, a bracket that is at home there opens, and is closed before anything else is.
    let inward = if at_start { open } else { close };
    let signs = || text.chars().filter(|char| char == open || char == close);
    let signs: Vec<char> = if at_start { signs().collect() } else { signs().rev().collect() };
    let mut depth = 0usize;
    for sign in signs {
        match (sign == *inward, depth) {
            (true, _) => depth += 1,
            (false, 0) => return true,
            (false, 1) => return false,
            (false, _) => depth -= 1,
        }
    }
    true
}

/// Whether the text is several words rather than one name.
fn is_words(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

/// Whether a browser might set the text in another order than it is written in, or it is a name that is no word.
fn needs_isolation(text: &str) -> bool {
    let has_letter = text.contains(char::is_alphabetic);
    if has_letter {
        let word = text.trim_matches(|char| PAIRS.iter().any(|(open, close)| char == *open || char == *close));
        let is_name = text.starts_with(['<', '{', '[']) || !word.chars().all(char::is_alphabetic);
        return is_name || has_inner_capital(word);
    }
    // A number reads well by itself, and so does a range; a date, a version or a telephone number does not.
    let joints = text.chars().filter(|char| matches!(char, '.' | '-' | '/' | ':')).count();
    joints > 1 && text.contains(|char: char| char.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

fn has_inner_capital(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(first, second)| first.is_lowercase() && second.is_uppercase())
}

/// Letters and signs of Hebrew, Arabic, Syriac, Thaana, N'Ko and other scripts that are written from right to left, the
/// digits of Arabic included.
pub fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with `⟨` and `⟩` around what is isolated.
    fn marked(text: &str) -> String {
        let mark = |run: Run<'_>| if run.isolated { format!("⟨{}⟩", run.text) } else { run.text.to_owned() };
        runs(text, false).into_iter().map(mark).collect()
    }

    #[test]
    fn names_and_codes_are_isolated_and_sentences_keep_their_stops() {
        for (text, expected) in [
            ("حدث الخطأ AADSTS70002 أثناء تسجيل الدخول.", "حدث الخطأ ⟨AADSTS70002⟩ أثناء تسجيل الدخول."),
            ("HttpRequestFailure: 403 Forbidden", "⟨HttpRequestFailure: 403 Forbidden⟩"),
            ("يظهر HttpRequestFailure: 403 Forbidden: تحقق.", "يظهر ⟨HttpRequestFailure: 403 Forbidden⟩: تحقق."),
            ("استخدم C++ أو C# أو .NET.", "استخدم ⟨C++⟩ أو ⟨C#⟩ أو ⟨.NET⟩."),
            ("افتح /api/v1/users/ ثم", "افتح ⟨/api/v1/users/⟩ ثم"),
            ("راجع https://example.org/a?b=c.", "راجع ⟨https://example.org/a?b=c⟩."),
            ("المسار C:\\temp\\a.txt هنا", "المسار ⟨C:\\temp\\a.txt⟩ هنا"),
            ("الإصدار 1.2.3 أو v2.0", "الإصدار ⟨1.2.3⟩ أو ⟨v2.0⟩"),
            ("בתאריך 2024-01-15, בשעה", "בתאריך ⟨2024-01-15⟩, בשעה"),
            ("הפעל doSomething() עכשיו", "הפעל ⟨doSomething()⟩ עכשיו"),
            ("השגיאה {\"error\":\"invalid_grant\"} חוזרת", "השגיאה ⟨{\"error\":\"invalid_grant\"}⟩ חוזרת"),
            ("הזן <TenantId> כאן", "הזן ⟨<TenantId>⟩ כאן"),
            ("(שגיאה HTTP 401)", "(שגיאה ⟨HTTP 401⟩)"),
            ("ה-OAuth2 שלך", "ה-⟨OAuth2⟩ שלך"),
            ("ה-API-ים", "ה-API-ים"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn plain_text_words_and_numbers_are_left_alone() {
        for text in [
            "",
            "خطأ في الاتصال (مهم)!",
            "افتح Okta الآن",
            "رمز 401",
            "من 5-10 دقائق",
            "50%",
            "12.5 و 1,000",
            " - ",
            "سعر ٣٫٥",
            "\"Box\"",
        ] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn a_stop_belongs_to_a_block_that_is_all_latin() {
        assert_eq!(runs("Access denied.", true), [Run { text: "Access denied.", isolated: true }]);
        assert_eq!(
            runs("Access denied.", false),
            [Run { text: "Access denied", isolated: true }, Run { text: ".", isolated: false }]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_runs_are_the_text(text in "[a-zA-Z0-9 .,:;/(){}<>\"'#+\\-\u{5d0}-\u{5ea}\u{627}-\u{64a}é錯]{0,40}", is_whole: bool) {
            let runs = runs(&text, is_whole);
            let joined: String = runs.iter().map(|run| run.text).collect();
            prop_assert!(runs.iter().all(|run| !run.isolated || !run.text.contains(is_right_to_left)));
            prop_assert_eq!(joined, text);
        }
    }
}
