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
}

#[derive(Clone, Debug)]
struct Form {
    idea: String,
    side: usize,
    /// Whether further letters may follow.
    open: bool,
}

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
                let end = language.end(&text, hit.start(), hit.end(), &language.forms[hit.pattern().as_usize()])?;
                Some((hit.start(), end, hit.pattern().as_usize()))
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
            Hit { idea: &form.idea, side: form.side, word: text[start..end].to_owned(), denials }
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
                texts.push(stem.to_owned());
                forms.push(Form { idea: antonyms.idea.clone(), side, open: stem.len() < word.len() });
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
    })
}

/// The part of a text around a place that no punctuation parts.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let parts = |char: char| ",;:.!?()、，；：。！？（）".contains(char);
    let before = text[..start].rfind(parts).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let after = text[end..].find(parts).map_or(text.len(), |at| end + at);
    &text[before..after]
}

impl Language {
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
        match (letters, form.open || self.agglutinates) {
            (0, _) => Some(end),
            (letters, true) => Some(end + letters),
            _ => None,
        }
    }
}
