//! Which side of an idea a text has: enabling or disabling, before or after.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Corpus, LocaleId, LocaleProfile};
use crate::parse::is_cjk;

/// The words for the sides of ideas in each language.
#[derive(Clone, Debug, Default)]
pub struct Polarity {
    languages: BTreeMap<LocaleId, Language>,
}

#[derive(Clone, Debug)]
struct Language {
    forms: Vec<Form>,
    finder: AhoCorasick,
    /// Whether words are parted by spaces, so that a form must be a whole word.
    spaced: bool,
    /// Whether particles may follow a word without a space.
    agglutinates: bool,
    negations: Vec<String>,
    /// The words that a clause begins with.
    clause_words: Vec<String>,
}

#[derive(Clone, Debug)]
struct Form {
    idea: String,
    side: usize,
    /// Whether further letters may follow.
    open: bool,
    /// The second half of a verb whose halves stand apart.
    second: Option<String>,
}

/// What stands between the halves of a verb in a form.
const SPLIT: &str = " … ";

/// So many bytes are looked at behind the first half of a verb for the second one. Chosen: some twenty words.
const APART: usize = 160;

/// A place with a word for a side of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'p> {
    /// The idea.
    pub idea: &'p str,
    /// 0 for the first side of the idea, 1 for the second.
    pub side: usize,
    /// The words for it, in lower case.
    pub word: String,
    /// What denies them.
    pub denials: Denials,
}

/// How often something is denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Denials {
    /// By the words themselves: `not opened`.
    pub in_word: usize,
    /// In their clause, the words included.
    pub in_clause: usize,
}

impl Denials {
    /// Whether anything is denied.
    pub fn is_any(self) -> bool {
        self.in_clause > 0
    }
}

impl Polarity {
    /// Reads the antonyms of all languages of a corpus, and of the languages that originals are in.
    pub fn new(corpus: &Corpus) -> Polarity {
        let languages =
            corpus.profiles.iter().filter_map(|(locale, profile)| Some((locale.clone(), language(profile)?)));
        Polarity { languages: languages.collect() }
    }

    /// The sides of ideas that a text has; of forms that overlap, the longest counts.
    pub fn read(&self, locale: &LocaleId, text: &str) -> Vec<Hit<'_>> {
        let Some(language) = self.languages.get(locale) else { return Vec::new() };
        let text: String =
            // Emphasis and code signs may be in the middle of a form, as in `not **before**`.
            text.chars().filter(|char| !matches!(char, '*' | '`')).flat_map(char::to_lowercase).collect();
        let mut found: Vec<(usize, usize, usize)> = language
            .finder
            .find_overlapping_iter(&text)
            .filter_map(|hit| {
                let form = &language.forms[hit.pattern().as_usize()];
                let end = language.end(&text, hit.start(), hit.end(), form)?;
                let is_whole = form.second.as_ref().is_none_or(|second| language.is_split(&text, end, second));
                is_whole.then_some((hit.start(), end, hit.pattern().as_usize()))
            })
            .collect();
        // The longest comes first, so that it takes its place before those that it overlaps.
        found.sort_by_key(|(start, end, pattern)| (std::cmp::Reverse(end - start), *start, *pattern));
        let mut taken: Vec<(usize, usize, usize)> = Vec::new();
        for (start, end, pattern) in found {
            if taken.iter().all(|(from, to, _)| end <= *from || start >= *to) {
                taken.push((start, end, pattern));
            }
        }
        taken.sort_unstable();
        let hit = |(start, end, pattern): (usize, usize, usize)| {
            let form = &language.forms[pattern];
            let denials = Denials {
                in_word: language.denials(&text[start..end]),
                in_clause: language.denials(clause(&text, start, end)),
            };
            let second = form.second.iter().map(|second| format!("{SPLIT}{second}"));
            let word = second.fold(text[start..end].to_owned(), |first, second| first + &second);
            Hit { idea: &form.idea, side: form.side, word, denials }
        };
        taken.into_iter().map(hit).collect()
    }
}

fn language(profile: &LocaleProfile) -> Option<Language> {
    let (mut forms, mut texts) = (Vec::new(), Vec::new());
    for antonyms in &profile.antonyms {
        for (side, words) in antonyms.sides.iter().enumerate() {
            for word in words {
                let stem = word.strip_suffix('*').unwrap_or(word);
                let (first, second) = match stem.split_once(SPLIT) {
                    Some((first, second)) => (first, Some(second.to_owned())),
                    None => (stem, None),
                };
                texts.push(first.to_owned());
                forms.push(Form { idea: antonyms.idea.clone(), side, open: stem.len() < word.len(), second });
            }
        }
    }
    // All matches, overlapping ones too: which of them are whole words is decided later, and only then which is the
    // longest.
    let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&texts).ok()?;
    let script = profile.script.as_str();
    Some(Language {
        forms,
        finder,
        spaced: !matches!(script, "Hans" | "Hant" | "Jpan" | "Thai"),
        agglutinates: script == "Kore",
        negations: profile.negations.clone(),
        clause_words: profile.clause_words.clone(),
    })
}

/// The part of a text around a place that no punctuation parts.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let parts = |char: char| ",;:.!?()、，；：。！？（）".contains(char);
    let before = text[..start].rfind(parts).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let after = text[end..].find(parts).map_or(text.len(), |at| end + at);
    &text[before..after]
}

/// Whether characters go on with a sign that makes one name of two words, as in `/disable` and `disable_all`.
fn is_joined(mut chars: impl Iterator<Item = char>) -> bool {
    let is_sign = chars.next().is_some_and(|char| matches!(char, '-' | '_' | '/' | '.' | '@' | '\\'));
    is_sign && chars.next().is_some_and(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '/'))
}

impl Language {
    /// Whether the clause that goes on at a byte has the second half of a verb where such halves stand: at its end, or
    /// before words that begin another one.
    fn is_split(&self, text: &str, at: usize, second: &str) -> bool {
        let rest = &text[at..text.floor_char_boundary(text.len().min(at + APART))];
        let rest = clause(rest, 0, 0);
        let words: Vec<&str> = rest.split_whitespace().collect();
        let ends = |index: usize| match words.get(index + 1) {
            Some(next) => self.clause_words.iter().any(|word| word == next),
            None => true,
        };
        (0..words.len()).any(|index| words[index] == second && ends(index))
    }

    /// How often a text in lower case denies something.
    fn denials(&self, text: &str) -> usize {
        let text = text.replace('’', "'");
        let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let is_whole = |at: usize, word: &str| {
            let start = word.starts_with(char::is_alphanumeric) && is_letter(text[..at].chars().next_back());
            let end = word.ends_with(char::is_alphanumeric) && is_letter(text[at + word.len()..].chars().next());
            !start && !end
        };
        let anywhere = !self.spaced || self.agglutinates;
        let count = |word: &String| {
            // `n't` stands at the end of a word.
            let is_ending = word.contains('\'');
            text.match_indices(word.as_str()).filter(|(at, _)| anywhere || is_ending || is_whole(*at, word)).count()
        };
        self.negations.iter().map(count).sum()
    }

    /// Where the words end that a form was found in; `None` where it is only a part of other words.
    fn end(&self, text: &str, start: usize, end: usize, form: &Form) -> Option<usize> {
        if !self.spaced {
            return Some(end);
        }
        let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let before = text[..start].chars().next_back();
        if is_letter(before) && !(self.agglutinates && before.is_some_and(|char| !is_cjk(char))) {
            return None;
        }
        let rest = &text[end..];
        let letters = rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
        let end = match (letters, form.open || self.agglutinates) {
            (0, _) => end,
            (letters, true) => end + letters,
            _ => return None,
        };
        let is_part = text[..start].ends_with(['/', '-', '_', '@', '\\'])
            || is_joined(text[..start].chars().rev())
            || is_joined(text[end..].chars());
        (!is_part).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Antonyms;

    /// The words that a text has for either side of enabling, in a language with the given words.
    fn hits(text: &str) -> Vec<(usize, String)> {
        let side = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let sides = [side(&["schakel … in", "inschakel*"]), side(&["schakel … uit", "uitschakel*"])];
        let locale: LocaleId = "nl-NL".parse().unwrap();
        let profile = LocaleProfile {
            antonyms: vec![Antonyms { idea: "enable".into(), sides }],
            clause_words: vec!["voordat".into(), "en".into()],
            ..LocaleProfile::unknown(locale.clone())
        };
        let polarity = Polarity { languages: BTreeMap::from([(locale.clone(), language(&profile).unwrap())]) };
        polarity.read(&locale, text).into_iter().map(|hit| (hit.side, hit.word)).collect()
    }

    #[test]
    fn the_second_half_of_a_verb_is_found_where_its_clause_ends() {
        let on = vec![(0, "schakel … in".to_owned())];
        let off = vec![(1, "schakel … uit".to_owned())];
        assert_eq!(hits("Schakel de proxy uit voordat je in het menu klikt."), off);
        assert_eq!(hits("Schakel die in."), on);
        assert_eq!(hits("Schakel de proxy in het menu uit, en kijk in het logboek."), off);
        assert_eq!(hits("Schakel de koppeling en Okta in"), on);
        assert_eq!(hits("Schakel over naar het menu in de app."), Vec::new());
    }

    #[test]
    fn a_word_in_a_longer_name_is_none() {
        assert_eq!(hits("Bekijk /uitschakelen, uitschakelen_alles en auto-inschakelen."), Vec::new());
        assert_eq!(hits("Uitschakelen/inschakelen: nee. Wel: uitschakelen."), vec![(1, "uitschakelen".to_owned())]);
    }
}
