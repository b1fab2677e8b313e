//! Names that are not translated, learned from the corpus itself.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::align::{Alignment, Entry};
use crate::model::{Cell, Corpus, InvariantKind, LocaleId, Role, Row, Signature};
use crate::parse::{is_cjk, plain_text};

/// How long a name may be, in words: `Microsoft Dynamics 365 Sales` has four. A longer cell with a capital is a
/// sentence.
const MOST_WORDS: usize = 4;

/// What the corpus shows about names: how each is spelled, and which languages keep it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// How often a spelling occurs in the cells of all locales.
    spellings: BTreeMap<String, usize>,
    /// The locales that write a spelling.
    locales: BTreeMap<String, BTreeSet<LocaleId>>,
    /// Per name and locale: of the cells whose counterpart has the name, how many keep it and how many do not.
    kept: BTreeMap<(String, LocaleId), (usize, usize)>,
    /// Names that head a row: what stands alone in a cell for the app.
    apps: BTreeSet<String>,
    /// Finds names that are spelled often, wherever they occur in a text.
    frequent: Option<Frequent>,
}

/// Names that are met often enough to be looked for where their shape does not show them, as at the start of a
/// sentence.
#[derive(Clone, Debug)]
struct Frequent {
    names: Vec<String>,
    finder: AhoCorasick,
}

/// How often a name must be spelled to be looked for. Chosen: what occurs less often may be the first word of a
/// sentence.
const FREQUENT: usize = 4;

impl Names {
    /// Learns from all tables of a corpus.
    pub fn learn(corpus: &Corpus, alignment: &Alignment) -> Names {
        let mut names = Names { apps: app_names(corpus, alignment), ..Names::default() };
        for page in corpus.all_pages() {
            let cells = page.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
            for name in cells.flat_map(|cell| names_in(&cell.text, &cell.signature)) {
                names.locales.entry(name.clone()).or_default().insert(page.locale.clone());
                *names.spellings.entry(name).or_default() += 1;
            }
        }
        names.frequent = frequent(&names.spellings);
        for entry in &alignment.entries {
            names.learn_entry(corpus, alignment, entry);
        }
        names
    }

    /// Counts for each name of an entry which locales keep it in the same column.
    fn learn_entry(&mut self, corpus: &Corpus, alignment: &Alignment, entry: &Entry) {
        let table = &alignment.tables[entry.table];
        let rows: Vec<(&LocaleId, &[Cell])> = entry
            .rows
            .keys()
            .filter_map(|locale| Some((locale, alignment.cells(corpus, &alignment.address(entry, locale)?))))
            .collect();
        for column in &table.columns {
            let cells: Vec<(&LocaleId, &Cell)> = rows
                .iter()
                .filter_map(|(locale, cells)| Some((*locale, cells.get(*column.members.get(locale)?)?)))
                .collect();
            for (locale, cell) in &cells {
                let others = cells.iter().filter(|(other, _)| other != locale);
                let names: BTreeSet<String> =
                    others.flat_map(|(_, other)| names_in(&other.text, &other.signature)).collect();
                // Once for each name of a cell, however many locales have it there.
                for name in names {
                    let holds = contains_name(&cell.text, &name);
                    let counts = self.kept.entry((name, (*locale).clone())).or_default();
                    if holds { counts.0 += 1 } else { counts.1 += 1 }
                }
            }
        }
    }

    /// How often `locale` keeps a name and how often it does not, in cells whose counterpart has it.
    pub fn kept(&self, name: &str, locale: &LocaleId) -> (usize, usize) {
        self.kept.get(&(name.to_owned(), locale.clone())).copied().unwrap_or_default()
    }

    /// How often a spelling occurs in the corpus.
    pub fn spelled(&self, name: &str) -> usize {
        self.spellings.get(name).copied().unwrap_or(0)
    }

    /// How many locales write a spelling.
    pub fn spelled_in(&self, name: &str) -> usize {
        self.locales.get(name).map_or(0, BTreeSet::len)
    }

    /// Whether a locale writes a spelling.
    pub fn is_spelled_by(&self, name: &str, locale: &LocaleId) -> bool {
        self.locales.get(name).is_some_and(|locales| locales.contains(locale))
    }

    /// The names of a text: those that their shape shows, and frequent ones wherever they stand; the longest of those
    /// that overlap.
    pub fn of_text(&self, text: &str, signature: &Signature) -> Vec<String> {
        let mut names = names_in(text, signature);
        let Some(frequent) = &self.frequent else { return names };
        let is_word = |char: Option<char>| {
            char.is_some_and(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.'))
        };
        let code = signature
            .invariants
            .iter()
            .filter(|invariant| invariant.kind != InvariantKind::Name && invariant.kind != InvariantKind::Number);
        let code: Vec<(usize, usize)> =
            code.map(|invariant| (invariant.start as usize, invariant.end as usize)).collect();
        for hit in frequent.finder.find_iter(text) {
            let name = &frequent.names[hit.pattern().as_usize()];
            let whole = !is_word(text[..hit.start()].chars().next_back()) && !is_word(text[hit.end()..].chars().next());
            let in_code = code.iter().any(|(start, end)| *start < hit.end() && hit.start() < *end);
            if whole && !in_code && !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// Whether a name stands alone in some cell for the app.
    pub fn is_app(&self, name: &str) -> bool {
        self.apps.contains(name)
    }
}

// Names of one or two letters are words and abbreviations as well, so they are left out.
fn frequent(spellings: &BTreeMap<String, usize>) -> Option<Frequent> {
    let often = spellings.iter().filter(|(name, count)| **count >= FREQUENT && name.len() > 2);
    let names: Vec<String> = often.map(|(name, _)| name.clone()).collect();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).ok()?;
    Some(Frequent { names, finder })
}

fn app_names(corpus: &Corpus, alignment: &Alignment) -> BTreeSet<String> {
    let mut apps = BTreeSet::new();
    for entry in &alignment.entries {
        for locale in entry.rows.keys() {
            let cell = alignment.cell(corpus, entry, locale, Role::AppliesTo);
            apps.extend(cell.and_then(|cell| whole_name(&cell.text)));
        }
    }
    apps
}

/// The cell's text where it is one name in Latin script and nothing else.
pub fn whole_name(text: &str) -> Option<String> {
    // Most texts are no name, which is seen without reading their markup: without any of it, they are what they are.
    if !text.contains(['[', '<', '&', '\\']) && !text.chars().all(|char| char.is_ascii() || char == '\u{a0}') {
        return None;
    }
    let plain = plain_text(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let latin = plain
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, ' ' | '\u{a0}' | '.' | '+' | '&' | '-'));
    // A capital letter of ASCII first: `iOS` is not found, and neither are cells of small words.
    let shaped = (1..=MOST_WORDS).contains(&words.len()) && plain.starts_with(|char: char| char.is_ascii_uppercase());
    (latin && shaped).then(|| words.join(" "))
}

/// The names in a text.
pub fn names_in(text: &str, signature: &Signature) -> Vec<String> {
    let mut names: Vec<String> = signature.of(InvariantKind::Name).map(|name| name.replace('\u{a0}', " ")).collect();
    names.extend(whole_name(text).filter(|name| !names.contains(name)));
    names
}

/// Whether `text` has `name` as words of their own, whatever the case and the kind of space.
pub fn contains_name(text: &str, name: &str) -> bool {
    let (text, name) = (text.replace('\u{a0}', " ").to_ascii_lowercase(), name.to_ascii_lowercase());
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let stands_in = |text: &str, name: &str| {
        text.match_indices(name)
            .any(|(at, _)| !is_word(text[..at].chars().next_back()) && !is_word(text[at + name.len()..].chars().next()))
    };
    stands_in(&text, &name) || (name.contains(' ') && stands_in(&text, &name.replace(' ', "")))
}

/// Where `text` has `term`, whatever the case: as words of their own, or at the start of one, since endings and
/// compounds follow; in scripts without spaces anywhere.
pub fn contains_term(text: &str, term: &str) -> Option<usize> {
    let is_letter = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && !is_cjk(char));
    let lower = text.to_lowercase();
    let term = term.to_lowercase();
    // Offsets hold only where lower case has as many bytes; elsewhere the place is that of the whole text.
    let place = |at: usize| if lower.len() == text.len() { at } else { 0 };
    lower.match_indices(&term).find(|(at, _)| !is_letter(lower[..*at].chars().next_back())).map(|(at, _)| place(at))
}

/// Whether any cell of a row but the one that starts at `except` has the name.
pub fn row_has_name(row: &Row, except: usize, name: &str) -> bool {
    row.cells.iter().any(|cell| cell.range.start != except && contains_name(&cell.text, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_beside_chinese_and_in_dutch_compounds_but_not_inside_words() {
        assert!(contains_name("將Box連線", "Box"));
        assert!(contains_name("het Box-account", "Box"));
        assert!(!contains_name("de Boxer", "Box"));
        assert!(contains_name("de salesforce-app", "Salesforce"));
        assert!(contains_name("Office\u{a0}365 授權", "Office 365"));
    }

    #[test]
    fn a_cell_is_a_name_only_as_a_whole() {
        assert_eq!(whole_name("Office 365"), Some("Office 365".into()));
        assert_eq!(whole_name("方塊"), None);
        assert_eq!(whole_name("alle apps"), None);
        assert_eq!(whole_name("Klik opnieuw op de koppeling."), None);
    }
}
