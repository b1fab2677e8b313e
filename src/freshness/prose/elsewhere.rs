//! Where the text that a version seems to lack may be: under a heading that no other version has, in a text that is
//! paired with nothing, or in one that says more than its counterpart.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::align::AlignedHeading;
use crate::model::{InvariantKind, LocaleId, Page};
use crate::parse::{PassageKind, is_cjk};
use crate::units::{ProseUnit, Text, UnitKind, Versions};

/// The texts of the versions of a page that may be what others have under another heading or in another place.
pub struct Elsewhere<'p> {
    /// For each locale its texts that are paired with nothing.
    alone: BTreeMap<&'p LocaleId, Alone>,
    /// For each section of a locale what its texts have and their counterparts have not.
    more: BTreeMap<(usize, &'p LocaleId), Clues>,
    /// How much text that is paired with nothing is in each section of a locale, in letters.
    alone_in: BTreeMap<(usize, &'p LocaleId), f64>,
    /// For each locale its sections, each with whether only it has the heading.
    sections: BTreeMap<&'p LocaleId, BTreeMap<usize, bool>>,
    /// The headings that only one locale has, by their index on its page.
    alone_headings: BTreeSet<(&'p LocaleId, usize)>,
}

/// Texts that are paired with nothing, and which of them has which clue.
#[derive(Default)]
struct Alone {
    texts: Vec<Clues>,
    holders: BTreeMap<u64, Vec<usize>>,
}

/// What of a text is the same in every language, by digests.
#[derive(Clone, Default)]
struct Clues {
    /// Code, links and numbers, with how much they show.
    strong: BTreeMap<u64, u32>,
    /// Words in the Latin alphabet: loanwords and names, and all of them in many a language.
    words: BTreeSet<u64>,
    is_code: bool,
}

/// A clue that more texts have shows nothing, and looking at all of them would take time with the square of the page.
const MOST_HOLDERS: usize = 16;

/// Shared clues that weigh less may be chance: two words, or one name of a setting. Chosen.
const LEAST: u32 = 2;

/// How much of a text's length another text must have to be what it is in another language. Chosen: less than any translation
/// has.
const ENOUGH_OF_TEXT: f64 = 0.5;

/// How many letters of an alphabet a character of CJK scripts stands for.
const LETTERS_OF_CJK: f64 = 2.0;

/// A shorter word is one in many languages.
const SHORTEST_WORD: usize = 4;

impl<'p> Elsewhere<'p> {
    /// Reads what the versions of a page have alone.
    pub fn read(versions: &'p Versions<'_>, prose: &'p [ProseUnit<'_>]) -> Elsewhere<'p> {
        let (alone, more, alone_in) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut elsewhere =
            Elsewhere { alone, more, alone_in, sections: sections(versions), alone_headings: alone_headings(versions) };
        for part in prose {
            elsewhere.add(part);
        }
        elsewhere
    }

    fn add(&mut self, part: &'p ProseUnit<'_>) {
        let UnitKind::Prose { kind } = part.unit.kind else { return };
        let texts: Vec<&Text<'_>> = part.unit.texts.iter().chain(&part.unit.original).collect();
        if let ([own], true) = (&texts[..], part.lacking.is_empty()) {
            self.alone.entry(own.locale).or_default().add(Clues::read(own, kind));
            if kind != PassageKind::Code {
                *self.alone_in.entry((part.section, own.locale)).or_default() += letters(own.text);
            }
            return;
        }
        let clues: Vec<Clues> = texts.iter().map(|text| Clues::read(text, kind)).collect();
        for (own, text) in part.unit.texts.iter().enumerate() {
            let is_other = |at: &usize| *at != own;
            // One other version is enough to be compared with: all of them would take time with the square of their number.
            let Some(other) = (0..clues.len()).find(is_other) else { continue };
            let more = clues[own].strong.iter().filter(|(clue, _)| !clues[other].strong.contains_key(clue));
            self.more.entry((part.section, text.locale)).or_default().strong.extend(more);
        }
    }

    /// Whether a version has a text somewhere else than in its section, or in another text of that.
    pub fn has_text(&self, text: &Text<'_>, kind: PassageKind, section: usize, page: &Page) -> bool {
        self.is_beside_other_text(text, section, page) || self.has_clues(&Clues::read(text, kind), section, page)
    }

    fn has_clues(&self, wanted: &Clues, section: usize, page: &Page) -> bool {
        let is_part = |more: &Clues| !wanted.is_code && wanted.has_strong_in(more);
        self.more.get(&(section, &page.locale)).is_some_and(is_part)
            || self.alone.get(&page.locale).is_some_and(|alone| alone.has(wanted))
    }

    /// Whether the section before this one, or behind it, has text for which others have none: what others have in one section
    /// is in two there.
    fn is_beside_other_text(&self, text: &Text<'_>, section: usize, page: &Page) -> bool {
        let Some(own) = self.sections.get(&page.locale) else { return false };
        let before = own.range(..section).next_back();
        let behind = own.range(section + 1..).next();
        before.into_iter().chain(behind).any(|(beside, is_alone)| {
            let size = self.alone_in.get(&(*beside, &page.locale)).copied().unwrap_or(0.0);
            *is_alone || size >= ENOUGH_OF_TEXT * letters(text.text)
        })
    }

    /// Whether a version has a heading of its own directly below another one: the text of that is under both.
    pub fn is_parted(&self, heading: &AlignedHeading, page: &Page) -> bool {
        let Some(index) = heading.members.get(&page.locale) else { return false };
        let (Some(own), Some(next)) = (page.headings.get(*index), page.headings.get(index + 1)) else { return false };
        next.level > own.level && self.alone_headings.contains(&(&page.locale, index + 1))
    }

    /// Whether the first heading of a version, or the first one under its title, is one that no other version has: the
    /// opening text is under it.
    pub fn has_headed_opening(&self, page: &Page) -> bool {
        let has_title = page.headings.first().is_some_and(|heading| heading.level == 1);
        let Some(own) = self.sections.get(&page.locale) else { return false };
        own.iter()
            .filter(|(section, _)| **section > 0)
            .nth(usize::from(has_title))
            .is_some_and(|(_, is_alone)| *is_alone)
    }

    /// Whether a version has in one of its sections, the one before the place of a section that it has no heading for, texts
    /// that are paired with nothing and as long as that. They are used up then: they are no other section's too.
    pub fn take_length(&mut self, texts: &[(Text<'_>, PassageKind)], before: usize, locale: &'p LocaleId) -> bool {
        let told = texts.iter().filter(|(_, kind)| *kind != PassageKind::Code);
        let wanted: f64 = told.map(|(text, _)| letters(text.text)).sum::<f64>() * ENOUGH_OF_TEXT;
        let Some(left) = self.alone_in.get_mut(&(before, locale)) else { return false };
        let has = wanted > 0.0 && *left >= wanted;
        if has {
            *left -= wanted;
        }
        has
    }

    /// Whether a version has most of the text of a section that it has no heading for.
    pub fn has_section(&self, texts: &[(Text<'_>, PassageKind)], page: &Page) -> bool {
        let mut told = 0;
        let mut found = 0;
        let Some(alone) = self.alone.get(&page.locale) else { return false };
        for (text, kind) in texts {
            let clues = Clues::read(text, *kind);
            if !clues.is_telling() {
                continue;
            }
            told += 1;
            found += usize::from(alone.has(&clues));
        }
        told > 0 && 2 * found >= told
    }
}

impl Alone {
    fn add(&mut self, clues: Clues) {
        for clue in clues.all() {
            self.holders.entry(clue).or_default().push(self.texts.len());
        }
        self.texts.push(clues);
    }

    /// Whether one of the texts is known by what a wanted one is.
    fn has(&self, wanted: &Clues) -> bool {
        let holders = wanted.all().filter_map(|clue| self.holders.get(&clue));
        let candidates: BTreeSet<usize> =
            holders.filter(|texts| texts.len() <= MOST_HOLDERS).flatten().copied().collect();
        candidates.iter().any(|at| wanted.is_alike(&self.texts[*at]))
    }
}

impl Clues {
    fn read(text: &Text<'_>, kind: PassageKind) -> Clues {
        let is_kept = |kind: InvariantKind| !matches!(kind, InvariantKind::Name | InvariantKind::JsonPunctuation);
        let strong = text.signature.invariants.iter().filter(|invariant| is_kept(invariant.kind));
        let strong = strong.map(|invariant| (digest(&invariant.text), weight(&invariant.text))).collect();
        let words = text.text.split(|char: char| !char.is_ascii_alphanumeric());
        let words = words.filter(|word| word.len() >= SHORTEST_WORD);
        let words = words.map(|word| digest(&word.to_ascii_lowercase())).collect();
        Clues { strong, words, is_code: kind == PassageKind::Code }
    }

    fn all(&self) -> impl Iterator<Item = u64> {
        self.strong.keys().chain(&self.words).copied()
    }

    fn strength(&self) -> u32 {
        self.strong.values().sum()
    }

    /// Whether anything of the text could be found again in another language.
    fn is_telling(&self) -> bool {
        self.is_code || self.strength() >= LEAST
    }

    /// Whether another text has at least half of the code, links and numbers of this one.
    fn has_strong_in(&self, other: &Clues) -> bool {
        let both = self.strong.iter().filter(|(clue, _)| other.strong.contains_key(clue));
        let shared: u32 = both.map(|(_, weight)| *weight).sum();
        shared >= LEAST && 2 * shared >= self.strength()
    }

    fn is_alike(&self, other: &Clues) -> bool {
        if self.is_code != other.is_code {
            return false;
        }
        let shared = self.words.intersection(&other.words).count();
        if self.is_code {
            // The half of all words that either has: comments and values may be translated.
            return shared >= 2 && 2 * shared >= self.words.len() + other.words.len() - shared;
        }
        if self.strength() >= LEAST {
            return self.has_strong_in(other);
        }
        // Of two languages with one alphabet the words differ all the same.
        shared >= 2 && 2 * shared >= self.words.len().min(other.words.len())
    }
}

/// A number of one or two digits, or a letter, is in many texts.
fn weight(text: &str) -> u32 {
    if text.chars().nth(2).is_some() { 2 } else { 1 }
}

fn digest(text: &str) -> u64 {
    // The standard hasher with its fixed keys: the same in every run.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The letters of a text, as if it were written with an alphabet.
fn letters(text: &str) -> f64 {
    let letters = text.chars().filter(|char| char.is_alphanumeric());
    letters.map(|char| if is_cjk(char) { LETTERS_OF_CJK } else { 1.0 }).sum()
}

fn alone_headings<'p>(versions: &'p Versions<'_>) -> BTreeSet<(&'p LocaleId, usize)> {
    let alone = versions.headings.iter().filter(|heading| heading.members.len() == 1);
    alone.flat_map(|heading| heading.members.iter().map(|(locale, index)| (locale, *index))).collect()
}

/// For each locale its sections, each with whether only it has the heading. The text above the first heading is section 0.
fn sections<'p>(versions: &'p Versions<'_>) -> BTreeMap<&'p LocaleId, BTreeMap<usize, bool>> {
    let mut sections: BTreeMap<&LocaleId, BTreeMap<usize, bool>> = BTreeMap::new();
    versions.all().for_each(|page| {
        sections.entry(&page.locale).or_default().insert(0, false);
    });
    for (at, heading) in versions.headings.iter().enumerate() {
        let is_alone = heading.members.len() == 1;
        for locale in heading.members.keys() {
            sections.entry(locale).or_default().insert(at + 1, is_alone);
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_signature;
    use crate::text::FilePath;

    fn is_alike(one: &str, other: &str, kind: PassageKind) -> bool {
        let (locale, file): (LocaleId, _) = ("nl-NL".parse().unwrap(), FilePath::new("a.md"));
        let clues = |text: &str| {
            let signature = read_signature(text);
            let text = Text::alone(&locale, &file, text, &signature);
            Clues::read(&text, kind)
        };
        clues(one).is_alike(&clues(other))
    }

    #[test]
    fn a_text_is_known_again_by_its_code_links_and_numbers() {
        let dutch = "Zet `sync.delay` op 300 seconden, zie [het overzicht](overzicht.md).";
        assert!(is_alike(dutch, "將 `sync.delay` 設為 300 秒。", PassageKind::Paragraph));
        assert!(!is_alike(dutch, "將 `sync.retry` 設為 10 次。", PassageKind::Paragraph));
        assert!(!is_alike("Start opnieuw.", "重新啟動。", PassageKind::Paragraph));
    }

    #[test]
    fn code_is_known_again_by_its_words() {
        let dutch = "# de lijst\nbox sync list --profile archive";
        assert!(is_alike(dutch, "# 列表\nbox sync list --profile archive", PassageKind::Code));
        assert!(!is_alike(dutch, "box account create owner", PassageKind::Code));
    }
}
