//! Digits that one language writes beside a word and another one as a part of it: `Log4j 2` and `Log4j2`, `v8.0` and
//! `8.0`, `L7` and `7 層`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The beginnings of the names of months, in order: `Dec 8` is `12 月 8 日`.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The figures of two texts, read once for all that is asked of them: a text may have thousands.
pub(super) struct Glued<'t> {
    text: &'t str,
    other: &'t str,
    /// Words of `text` that end in a figure.
    words: HashSet<&'t str>,
    /// Those of `other`, by their digits.
    figures: HashMap<&'t str, Vec<Figure<'t>>>,
}

impl<'t> Glued<'t> {
    /// The figures of a text and of another one.
    pub(super) fn of(text: &'t str, other: &'t str) -> Glued<'t> {
        let is_whole = |figure: &Figure<'t>| {
            !figure.letters.is_empty() && !figure.after.starts_with(|char: char| char.is_ascii_alphanumeric())
        };
        let words = figures(text).filter(is_whole).map(|figure| figure.word).collect();
        let mut by_digits: HashMap<&'t str, Vec<Figure<'t>>> = HashMap::new();
        figures(other).for_each(|figure| by_digits.entry(figure.digits).or_default().push(figure));
        Glued { text, other, words, figures: by_digits }
    }

    /// How often the other text has what is at `range` of the text, which has digits, glued to a word or parted from it.
    pub(super) fn times(&self, range: &Range<usize>) -> usize {
        let Some(wanted) = Figure::around(self.text, range) else { return 0 };
        let is_same = |found: &&Figure<'_>| match (wanted.letters.is_empty(), found.letters.is_empty()) {
            // What both write as one word is another thing.
            (true, false) => found.is_version() || !self.words.contains(found.word),
            (false, true) => wanted.is_version() || found.follows(wanted.letters),
            _ => false,
        };
        let glued = self.figures.get(wanted.digits).into_iter().flatten().filter(is_same).count();
        glued + usize::from(is_month(&self.text[range.end..], wanted.digits, self.other))
    }
}

/// A run of digits, with the letters that are glued to its front.
#[derive(Debug)]
struct Figure<'t> {
    letters: &'t str,
    digits: &'t str,
    /// Both of them.
    word: &'t str,
    before: &'t str,
    after: &'t str,
}

impl<'t> Figure<'t> {
    /// The figure that begins with what is at `range`: an identifier such as `v2` may be the start of `v2.10`.
    fn around(text: &'t str, range: &Range<usize>) -> Option<Figure<'t>> {
        let written = text.get(range.clone())?;
        // `2` in `Log4j2`: what is before the last digits belongs to the word.
        let at = written
            .rfind(|char: char| !char.is_ascii_digit() && char != '.')
            .map_or(0, |at| at + written[at..].chars().next().map_or(1, char::len_utf8));
        written[at..].starts_with(|char: char| char.is_ascii_digit()).then(|| Figure::at(text, range.start + at))
    }

    /// The figure whose digits begin at a byte.
    fn at(text: &'t str, at: usize) -> Figure<'t> {
        let rest = &text[at..];
        let length = rest.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(rest.len());
        let digits = rest[..length].trim_end_matches('.');
        let letters = text[..at].trim_end_matches(|char: char| char.is_ascii_alphanumeric()).len();
        Figure {
            letters: &text[letters..at],
            digits,
            word: &text[letters..at + digits.len()],
            before: &text[..letters],
            after: &text[at + digits.len()..],
        }
    }

    /// Whether the letters say no more than that the digits are a version.
    fn is_version(&self) -> bool {
        self.letters.eq_ignore_ascii_case("v")
    }

    /// Whether a word is before the figure, with a space or a sign between them.
    fn follows(&self, word: &str) -> bool {
        let before = self.before.trim_end_matches([' ', '\u{a0}', '-', '/']);
        let start = before.len().checked_sub(word.len()).and_then(|start| before.get(start..));
        start.is_some_and(|end| end.eq_ignore_ascii_case(word))
    }
}

/// The figures of a text: runs of digits and dots.
fn figures(text: &str) -> impl Iterator<Item = Figure<'_>> {
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit() || char == '.');
    let starts = text
        .char_indices()
        .filter(move |(at, char)| char.is_ascii_digit() && !is_digit(text[..*at].chars().next_back()));
    starts.map(|(at, _)| Figure::at(text, at))
}

/// Whether digits before `月` are the month that another text names in letters.
fn is_month(rest: &str, digits: &str, other: &str) -> bool {
    let month = digits.parse::<usize>().ok().and_then(|number| MONTHS.get(number.checked_sub(1)?));
    rest.trim_start().starts_with(['月', '월'])
        && month.is_some_and(|month| {
            let words = other.split(|char: char| !char.is_alphabetic());
            words.filter_map(|word| word.get(..3)).any(|start| start.eq_ignore_ascii_case(month))
        })
}

#[cfg(test)]
mod tests {
    use super::Glued;

    /// How often `other` has the figure `what` of `text`.
    fn times(text: &str, what: &str, other: &str) -> usize {
        let at = text.find(what).unwrap();
        Glued::of(text, other).times(&(at..at + what.len()))
    }

    #[test]
    fn digits_are_the_same_beside_a_word_and_in_it() {
        for (text, what, other) in [
            ("Log4j 2 wordt gebruikt", "2", "預設使用 Log4j2"),
            ("預設使用 Log4j2", "Log4j2", "Log4j 2 wordt gebruikt"),
            ("Vóór v2.10 was dat anders", "v2", "在 2.10 之前"),
            ("在 2.10 之前", "2.10", "Vóór v2.10 was dat anders"),
            ("zie KB 3047154", "3047154", "請參閱 KB3047154"),
            ("7 層 Proxy", "7", "een L7-proxy"),
            ("12 月 8 日", "12", "Dec 8, 2019"),
            ("範例2", "2", "voorbeeld2"),
        ] {
            assert_eq!(times(text, what, other), 1, "{text} / {other}");
        }
    }

    #[test]
    fn another_number_is_another_one_and_what_both_glue_stands_for_itself() {
        for (text, what, other) in [
            ("v2.10", "v2", "版本 2.1"),
            ("Log4j 2", "2", "Log4j3"),
            ("UTF8 met 8 bits", "8", "UTF8 與位元"),
            ("Spark3", "Spark3", "Flink 3"),
            ("12 月", "12", "in november"),
            ("11 個", "11", "in november"),
        ] {
            assert_eq!(times(text, what, other), 0, "{text} / {other}");
        }
    }
}
