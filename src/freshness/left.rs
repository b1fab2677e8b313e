//! What was left in the source's language, or in another one: pages, rows, and the columns that are kept so on purpose.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::other_language::{LanguageOfText, language_of};
use super::untranslated::{Translation, is_same_language, letters, translations};
use crate::model::{LocaleId, Page, PageId, Role, Sentence};
use crate::units::{AlignedCorpus, Unit, Units};

/// The columns that a locale may keep in the source's language: others are there to be understood.
const KEPT_ROLES: [Role; 2] = [Role::Message, Role::AppliesTo];

/// A locale keeps a column on purpose where so many of a hundred of its rows have it as it was.
const KEPT_PERCENT: usize = 80;

/// A sentence of fewer words may be a term, a label or a name.
const FEW_WORDS: u16 = 3;

/// What of a site's translations is in another language than theirs. The source has nothing in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Left {
    /// Pages that mostly have the words of another version.
    pub pages: BTreeMap<(PageId, LocaleId), LeftPage>,
    /// Rows, by the index of their entry, more than half of whose texts are in another language, columns that are kept
    /// so not counted.
    pub rows: BTreeSet<(usize, LocaleId)>,
    /// Columns that a locale keeps in the source's language, with how many of its rows do.
    pub kept: BTreeMap<(LocaleId, Role), usize>,
}

/// A page that mostly has the words of another version, or none at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftPage {
    /// The locale whose words they are.
    pub words_of: LocaleId,
    /// How many sentences and cells have the other version's words; none where the page has no words below its front
    /// matter.
    pub left: usize,
    /// How many sentences and cells have words to translate.
    pub all: usize,
}

/// How many texts have words to translate, how many of them are left, and their letters.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    left: usize,
    all: usize,
    left_letters: usize,
    all_letters: usize,
}

/// The cells of a version of a page, or of a row of it: those of columns that may be kept apart from the others.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    others: Share,
    by_role: [Share; KEPT_ROLES.len()],
}

/// A row with a cell that was left, by the index of its entry.
struct RowLeft<'c> {
    entry: usize,
    page: &'c PageId,
    locale: &'c LocaleId,
    cells: Cells,
}

/// What the cells of a site show. Where only one's own words are those of the source a page is a copy, so texts in
/// another language are `left` in `rows` alone.
#[derive(Default)]
struct Gathered<'c> {
    pages: BTreeMap<(&'c PageId, &'c LocaleId), Cells>,
    rows: Vec<RowLeft<'c>>,
}

/// Whether a text was left in another language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Translated,
    /// It has the source's words.
    Copied,
    /// It is in another language, in words of its own.
    Foreign,
}

impl Left {
    /// What was left in this site.
    pub fn find(site: &AlignedCorpus<'_>) -> Left {
        let units = Units::new(site);
        let gathered = gather(site, &units);
        let prose = prose(site);
        // What is left without the columns that may be kept shows which pages are translated; their rows show which
        // columns are kept; and then those that are not count as any other.
        let first = pages(&gathered, &prose, |_, _| true);
        let kept = kept(&gathered, &prose, &first);
        let is_kept = |locale: &LocaleId, role| kept.contains_key(&(locale.clone(), role));
        let pages = pages(&gathered, &prose, is_kept);
        let mut rows = BTreeSet::new();
        for row in &gathered.rows {
            let share = row.cells.counted(|role| is_kept(row.locale, role));
            if 2 * share.left > share.all {
                rows.insert((row.entry, row.locale.clone()));
            }
        }
        rows.extend(rows_of_pages(site, &pages));
        Left { pages, rows, kept }
    }

    /// A page, if it mostly has the words of another version.
    pub fn page(&self, page: &PageId, locale: &LocaleId) -> Option<&LeftPage> {
        // Mostly there are none, and then no key is made.
        if self.pages.is_empty() { None } else { self.pages.get(&(page.clone(), locale.clone())) }
    }

    /// Whether a locale keeps a column in the source's language.
    pub fn is_kept(&self, locale: &LocaleId, role: Option<Role>) -> bool {
        role.is_some_and(|role| self.kept.contains_key(&(locale.clone(), role)))
    }
}

impl Share {
    fn add(&mut self, is_left: bool, letters: usize) {
        self.all += 1;
        self.all_letters += letters;
        self.left += usize::from(is_left);
        self.left_letters += if is_left { letters } else { 0 };
    }

    fn plus(self, other: Share) -> Share {
        Share {
            left: self.left + other.left,
            all: self.all + other.all,
            left_letters: self.left_letters + other.left_letters,
            all_letters: self.all_letters + other.all_letters,
        }
    }
}

impl Cells {
    fn of_role(&mut self, role: Option<Role>) -> &mut Share {
        match KEPT_ROLES.iter().position(|kept| Some(*kept) == role) {
            Some(at) => &mut self.by_role[at],
            None => &mut self.others,
        }
    }

    /// All but the columns that are kept.
    fn counted(&self, is_kept: impl Fn(Role) -> bool) -> Share {
        let counted = KEPT_ROLES.iter().zip(&self.by_role).filter(|(role, _)| !is_kept(**role));
        counted.fold(self.others, |sum, (_, share)| sum.plus(*share))
    }

    fn merge(&mut self, other: &Cells) {
        self.others = self.others.plus(other.others);
        self.by_role.iter_mut().zip(&other.by_role).for_each(|(own, other)| *own = own.plus(*other));
    }
}

impl<'c> Gathered<'c> {
    fn merge(mut self, other: Gathered<'c>) -> Gathered<'c> {
        other.pages.iter().for_each(|(key, cells)| self.pages.entry(*key).or_default().merge(cells));
        self.rows.extend(other.rows);
        self
    }
}

/// What the cells of all rows and headers show.
fn gather<'c>(site: &AlignedCorpus<'c>, units: &Units<'c>) -> Gathered<'c> {
    let is_one_row = |one: &Unit<'_>, other: &Unit<'_>| match (one.entry(), other.entry()) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        _ => false,
    };
    let mut rows: Vec<(usize, &[Unit<'c>])> = Vec::new();
    let mut index = 0;
    for units in units.cells.chunk_by(is_one_row) {
        // The units of the rows are in the order of the entries, and each entry is passed once.
        if let Some(entry) = units[0].entry() {
            while !std::ptr::eq(entry, &raw const site.alignment.entries[index]) {
                index += 1;
            }
        }
        rows.push((index, units));
    }
    let read = |gathered: Gathered<'c>, (entry, units): &(usize, &[Unit<'c>])| of_row(site, gathered, *entry, units);
    rows.par_iter().fold(Gathered::default, read).reduce(Gathered::default, Gathered::merge)
}

/// Adds what the units of one row show, or one unit of a header.
fn of_row<'c>(site: &AlignedCorpus<'c>, mut gathered: Gathered<'c>, entry: usize, units: &[Unit<'c>]) -> Gathered<'c> {
    let mut of_locales: BTreeMap<&'c LocaleId, Cells> = BTreeMap::new();
    for unit in units {
        for (index, state) in states(site, unit) {
            let own = &unit.texts[index];
            let letters = letters(own);
            let of_page = gathered.pages.entry((unit.page, own.locale)).or_default();
            of_page.of_role(unit.role()).add(state == State::Copied, letters);
            if unit.entry().is_some() {
                let of_row = of_locales.entry(own.locale).or_default();
                of_row.of_role(unit.role()).add(state != State::Translated, letters);
            }
        }
    }
    for (locale, cells) in of_locales {
        if cells.counted(|_| false).left > 0 {
            gathered.rows.push(RowLeft { entry, page: units[0].page, locale, cells });
        }
    }
    gathered
}

/// The states of the translations of a unit that have words to translate, by their index.
fn states(site: &AlignedCorpus<'_>, unit: &Unit<'_>) -> Vec<(usize, State)> {
    let mut states: Vec<(usize, State)> = Vec::new();
    let known = translations(site, unit);
    for (index, _) in unit.translations() {
        let translation = known.iter().find(|(known, _)| *known == index).map(|(_, translation)| translation);
        let state = match translation {
            Some(Translation::Untranslated(_)) => Some(State::Copied),
            other => match language_of(site, unit, index) {
                Some(LanguageOfText::Other(_)) => Some(State::Foreign),
                Some(LanguageOfText::Own) => Some(State::Translated),
                None => other.map(|_| State::Translated),
            },
        };
        states.extend(state.map(|state| (index, state)));
    }
    states
}

/// What the sentences of each translated page show, with the locale that it is compared with.
struct Prose<'c> {
    words_of: &'c LocaleId,
    share: Share,
    /// The sentences that are too short to be counted, where all of the page is as it was.
    short: usize,
    /// The sentences of the other version, where the page has no words below its front matter.
    wanting: usize,
}

fn prose<'c>(site: &AlignedCorpus<'c>) -> BTreeMap<(&'c PageId, &'c LocaleId), Prose<'c>> {
    let mut prose = BTreeMap::new();
    for (id, versions) in &site.corpus.pages {
        let mut known: BTreeMap<[u8; 32], BTreeSet<u32>> = BTreeMap::new();
        for (locale, page) in versions {
            let others = others(site, id, page);
            let Some(words_of) = others.first().map(|other| &other.locale) else { continue };
            // In one language a text may well be the same in two countries.
            if is_same_language(locale, words_of) {
                continue;
            }
            others.iter().for_each(|other| {
                known.entry(other.hash).or_insert_with(|| digests(other));
            });
            let is_left =
                |sentence: &Sentence| others.iter().any(|other| known[&other.hash].contains(&sentence.digest));
            let mut share = Share::default();
            for sentence in page.sentences.iter().filter(|sentence| sentence.words >= FEW_WORDS) {
                share.add(is_left(sentence), usize::from(sentence.letters));
            }
            let is_copy = others.iter().any(|other| other.words == page.words);
            let is_short = |sentence: &&Sentence| sentence.words == FEW_WORDS - 1;
            let short = if is_copy { page.sentences.iter().filter(is_short).count() } else { 0 };
            let other = others.first().filter(|other| page.is_empty() && !other.is_empty());
            let wanting = other.map_or(0, |other| other.sentences.len().max(1));
            prose.insert((id, locale), Prose { words_of, share, short, wanting });
        }
    }
    prose
}

/// The pages whose words a translation may still have: its source as it is now and as it was when it was translated;
/// without a source, that of the reference locale.
fn others<'c>(site: &AlignedCorpus<'c>, id: &PageId, page: &Page) -> Vec<&'c Page> {
    let then = site.originals.of(id, &page.locale).map(|original| &*original.page);
    let now = match (&site.corpus.source_locale, then) {
        (None, Some(_)) => None,
        _ => site.corpus.reference_locale().and_then(|locale| site.corpus.page(id, locale)),
    };
    let is_other = |other: &&Page| other.locale != page.locale;
    match now {
        Some(now) => [Some(now), then].into_iter().flatten().filter(is_other).collect(),
        // What the source has dropped is nobody's to translate.
        None => then.into_iter().filter(|_| site.corpus.source_locale.is_none()).filter(is_other).collect(),
    }
}

fn digests(page: &Page) -> BTreeSet<u32> {
    page.sentences.iter().map(|sentence| sentence.digest).collect()
}

/// The pages that mostly have the words of another version, without the columns that are kept.
fn pages(
    gathered: &Gathered<'_>,
    prose: &BTreeMap<(&PageId, &LocaleId), Prose<'_>>,
    is_kept: impl Fn(&LocaleId, Role) -> bool,
) -> BTreeMap<(PageId, LocaleId), LeftPage> {
    let mut pages = BTreeMap::new();
    for ((page, locale), prose) in prose {
        let cells = gathered.pages.get(&(*page, *locale)).map(|cells| cells.counted(|role| is_kept(locale, role)));
        if prose.wanting > 0 {
            let left = LeftPage { words_of: prose.words_of.clone(), left: 0, all: prose.wanting };
            pages.insert(((*page).clone(), (*locale).clone()), left);
            continue;
        }
        let mut share = prose.share.plus(cells.unwrap_or_default());
        if share.all == 0 {
            // Nothing but short texts, and not one of them was touched.
            share = Share { left: prose.short, all: prose.short, left_letters: prose.short, all_letters: prose.short };
        }
        if 2 * share.left_letters > share.all_letters {
            let left = LeftPage { words_of: prose.words_of.clone(), left: share.left, all: share.all };
            pages.insert(((*page).clone(), (*locale).clone()), left);
        }
    }
    pages
}

/// The columns that locales keep in the source's language, by the rows of the pages that are translated.
fn kept(
    gathered: &Gathered<'_>,
    prose: &BTreeMap<(&PageId, &LocaleId), Prose<'_>>,
    left: &BTreeMap<(PageId, LocaleId), LeftPage>,
) -> BTreeMap<(LocaleId, Role), usize> {
    let is_translated =
        |page: &PageId, locale: &LocaleId| left.is_empty() || !left.contains_key(&(page.clone(), locale.clone()));
    // A locale in which nothing is translated keeps nothing on purpose.
    let mut translating: BTreeSet<&LocaleId> = BTreeSet::new();
    translating
        .extend(prose.iter().filter(|(_, prose)| prose.share.left < prose.share.all).map(|((_, locale), _)| *locale));
    let cells = gathered.pages.iter().filter(|(_, cells)| cells.others.left < cells.others.all);
    translating.extend(cells.map(|((_, locale), _)| *locale));
    let mut counts: BTreeMap<(&LocaleId, usize), (usize, usize)> = BTreeMap::new();
    for ((page, locale), cells) in &gathered.pages {
        if translating.contains(*locale) && is_translated(page, locale) {
            for (at, share) in cells.by_role.iter().enumerate() {
                counts.entry((locale, at)).or_default().1 += share.all;
            }
        }
    }
    for row in gathered.rows.iter().filter(|row| is_translated(row.page, row.locale)) {
        for (at, share) in row.cells.by_role.iter().enumerate() {
            counts.entry((row.locale, at)).or_default().0 += share.left;
        }
    }
    let is_kept = |(_, (left, all)): &(_, (usize, usize))| *left > 0 && 100 * left >= KEPT_PERCENT * all && *all > 0;
    let kept = counts.into_iter().filter(is_kept);
    kept.map(|((locale, at), (left, _))| ((locale.clone(), KEPT_ROLES[at]), left)).collect()
}

/// The rows of such pages that are as they are in the other version: a row of codes is no translation either where
/// nothing around it is.
fn rows_of_pages(site: &AlignedCorpus<'_>, pages: &BTreeMap<(PageId, LocaleId), LeftPage>) -> Vec<(usize, LocaleId)> {
    let mut rows = Vec::new();
    for ((page, locale), left) in pages {
        let entries = site.alignment.tables_of(page).iter().flat_map(|table| table.entries.clone());
        rows.extend(entries.filter(|at| is_same_row(site, *at, locale, &left.words_of)).map(|at| (at, locale.clone())));
    }
    rows
}

/// Whether both locales have a row of an entry, with the same text in all cells.
fn is_same_row(site: &AlignedCorpus<'_>, entry: usize, one: &LocaleId, other: &LocaleId) -> bool {
    let address = |locale| site.alignment.address(&site.alignment.entries[entry], locale);
    let (Some(one), Some(other)) = (address(one), address(other)) else { return false };
    let (one, other) = (site.alignment.cells(site.corpus, &one), site.alignment.cells(site.corpus, &other));
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.text == other.text)
}
