//! The names of entries: readable, unique in the site, the same in every locale and every build.

use std::collections::{BTreeMap, BTreeSet};

use super::lock_matching::{LockFit, Pairs, pair};
use super::{Alignment, Entry, EntryId, RetiredIds, retired_ids};
use crate::model::{Cell, Corpus, Fingerprint, InvariantKind, LocaleId, Lock, PageId, Role, RowDigest, Signature};
use crate::parse::{plain_text, slug};

/// How long a readable name may be, in bytes, before its ordinal.
// Chosen: it is the last part of an address, which people read and paste.
const LONGEST: usize = 80;

/// A name of words takes further cells until it has this many words.
// One word, such as `yes`, names too many rows of a page.
const FEWEST_WORDS: usize = 2;

/// How many words a name of words has at most.
const MOST_WORDS: usize = 6;

/// Fills in what each entry is about, and its name: the one that `lock` has for it, else one that is free.
pub fn name_entries(corpus: &Corpus, alignment: &mut Alignment, lock: Option<&Lock>) {
    let described = describe_all(corpus, alignment);
    let Some(lock) = lock else {
        let ids = unique_ids(corpus, alignment, &described, &Taken::default());
        fill_in(alignment, described, ids);
        return;
    };
    let locked: Vec<&Fingerprint> = lock.entries.iter().map(|entry| &entry.fingerprint).collect();
    let fingerprints = fingerprints_of(corpus, alignment, &described);
    let pairs = pair(&locked, &fingerprints, |page| corpus.pages.contains_key(page));
    let taken = Taken::by(lock, &pairs, &fingerprints);
    let ids = unique_ids(corpus, alignment, &described, &taken);
    alignment.lock = Some(fit(corpus, lock, &pairs, &taken, fingerprints.len()));
    fill_in(alignment, described, ids);
    alignment.retired = RetiredIds::new(corpus, &alignment.entries, lock, &pairs);
}

fn fill_in(alignment: &mut Alignment, described: Vec<Description>, ids: Vec<EntryId>) {
    for ((entry, description), id) in alignment.entries.iter_mut().zip(described).zip(ids) {
        entry.id = id;
        entry.exceptions = description.exceptions;
        entry.status = description.status;
        entry.codes = description.codes;
        entry.applies_to = description.applies_to;
    }
}

/// How to find each entry again, in the order of the entries.
pub fn fingerprints(corpus: &Corpus, alignment: &Alignment) -> Vec<Fingerprint> {
    fingerprints_of(corpus, alignment, &describe_all(corpus, alignment))
}

fn fingerprints_of(corpus: &Corpus, alignment: &Alignment, described: &[Description]) -> Vec<Fingerprint> {
    let fingerprint = |(entry, description): (&Entry, &Description)| Fingerprint {
        page: entry.page.clone(),
        name: description.base.clone(),
        rows: entry
            .rows
            .keys()
            .filter_map(|locale| Some((locale.clone(), row_digest(corpus, alignment, entry, locale)?)))
            .collect(),
    };
    alignment.entries.iter().zip(described).map(fingerprint).collect()
}

/// The digests of a row's cells in one locale, the cell that names the row first.
pub fn row_digest(corpus: &Corpus, alignment: &Alignment, entry: &Entry, locale: &LocaleId) -> Option<RowDigest> {
    let cells = alignment.cells(corpus, &alignment.address(entry, locale)?);
    let key = key_cell(corpus, alignment, entry, locale);
    let is_key = |cell: &&Cell| key.is_some_and(|key| std::ptr::eq(key, *cell));
    let ordered = cells.iter().filter(is_key).chain(cells.iter().filter(|cell| !is_key(cell)));
    Some(RowDigest::of(ordered.map(|cell| &*cell.text)))
}

/// Names that a lock gives to entries, and names that it keeps from being given again.
#[derive(Default)]
struct Taken<'l> {
    by_entry: BTreeMap<usize, &'l EntryId>,
    /// Every name of the lock, with the page that it belongs to.
    pages: BTreeMap<&'l str, &'l PageId>,
}

impl<'l> Taken<'l> {
    fn by(lock: &'l Lock, pairs: &Pairs<'_>, fingerprints: &'l [Fingerprint]) -> Taken<'l> {
        let mut taken = Taken::default();
        for (entry, now) in lock.entries.iter().zip(&pairs.now) {
            taken.by_entry.extend(now.map(|index| (index, &entry.id)));
            let page = now.map_or(&entry.fingerprint.page, |index| &fingerprints[index].page);
            taken.pages.insert(entry.id.as_str(), page);
        }
        taken.pages.extend(lock.removed.iter().map(|(id, page)| (id.as_str(), page)));
        for id in lock.renamed.keys() {
            if let Some(page) = taken.pages.get(lock.current(id).as_str()).copied() {
                taken.pages.insert(id.as_str(), page);
            }
        }
        taken
    }
}

fn fit(corpus: &Corpus, lock: &Lock, pairs: &Pairs<'_>, taken: &Taken<'_>, entries: usize) -> LockFit {
    let rows = lock.entries.iter().zip(&pairs.now);
    let lost = rows.filter(|(entry, now)| now.is_none() && retired_ids::is_in_view(corpus, entry));
    LockFit {
        fresh: (0..entries).filter(|index| !taken.by_entry.contains_key(index)).collect(),
        lost: lost.map(|(entry, _)| entry.id.clone()).collect(),
        faded: pairs.faded.iter().copied().collect(),
    }
}

/// What an entry is about, as its reference version has it.
#[derive(Clone, Debug, Default)]
struct Description {
    exceptions: Vec<String>,
    status: Vec<u16>,
    codes: Vec<String>,
    applies_to: Option<String>,
    base: String,
}

/// What the reference locale calls the apps of the other locales: 方塊 is Box, as the rows that both have show.
struct Apps {
    in_reference: BTreeMap<(LocaleId, String), BTreeMap<String, usize>>,
}

impl Apps {
    fn learn(corpus: &Corpus, alignment: &Alignment) -> Apps {
        let mut in_reference: BTreeMap<(LocaleId, String), BTreeMap<String, usize>> = BTreeMap::new();
        let Some(reference) = corpus.reference_locale() else { return Apps { in_reference } };
        for entry in &alignment.entries {
            let Some(name) = app(corpus, alignment, entry, reference) else { continue };
            for locale in entry.rows.keys().filter(|locale| *locale != reference) {
                if let Some(own) = app(corpus, alignment, entry, locale) {
                    *in_reference.entry((locale.clone(), own)).or_default().entry(name.clone()).or_default() += 1;
                }
            }
        }
        Apps { in_reference }
    }

    /// The app of an entry as the reference locale calls it, or would.
    fn of(&self, corpus: &Corpus, alignment: &Alignment, entry: &Entry) -> Option<String> {
        let called = |locale: &LocaleId| {
            let own = app(corpus, alignment, entry, locale)?;
            let known = self.in_reference.get(&(locale.clone(), own.clone()));
            let usual =
                known.and_then(|names| names.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name))));
            Some(usual.map_or(own, |(name, _)| name.clone()))
        };
        Some(decide(corpus, entry, called)).filter(|name| !name.is_empty())
    }
}

/// The app cell of an entry in one locale, plain.
fn app(corpus: &Corpus, alignment: &Alignment, entry: &Entry, locale: &LocaleId) -> Option<String> {
    alignment.cell(corpus, entry, locale, Role::AppliesTo).map(|cell| plain_text(&cell.text))
}

fn describe_all(corpus: &Corpus, alignment: &Alignment) -> Vec<Description> {
    let apps = Apps::learn(corpus, alignment);
    alignment.entries.iter().map(|entry| describe(corpus, alignment, &apps, entry)).collect()
}

fn describe(corpus: &Corpus, alignment: &Alignment, apps: &Apps, entry: &Entry) -> Description {
    let signature = |locale: &LocaleId| key_cell(corpus, alignment, entry, locale).map(|cell| &cell.signature);
    let exceptions =
        decide(corpus, entry, |locale| signature(locale).map(|signature| texts(signature, InvariantKind::Exception)));
    let status = decide(corpus, entry, |locale| signature(locale).map(|signature| distinct(signature.statuses())));
    let codes = decide(corpus, entry, |locale| signature(locale).map(codes));
    let applies_to = apps.of(corpus, alignment, entry);
    let mut description = Description { exceptions, status, codes, applies_to, base: String::new() };
    description.base = base_name(corpus, alignment, entry, &description);
    description
}

/// The value of the reference locale, else the value that most of the others have, else that of the first of them.
fn decide<T: Clone + Ord + Default>(corpus: &Corpus, entry: &Entry, read: impl Fn(&LocaleId) -> Option<T>) -> T {
    let reference = corpus.reference_locale().filter(|locale| entry.rows.contains_key(locale));
    if let Some(value) = reference.and_then(&read) {
        return value;
    }
    let values: Vec<T> = entry.rows.keys().filter_map(&read).collect();
    let votes = |value: &T| values.iter().filter(|other| *other == value).count();
    let most = values.iter().map(votes).max().unwrap_or(0);
    values.iter().find(|value| votes(value) == most).cloned().unwrap_or_default()
}

/// The cell that names a row: its message, else its first cell.
fn key_cell<'a>(corpus: &'a Corpus, alignment: &'a Alignment, entry: &Entry, locale: &LocaleId) -> Option<&'a Cell> {
    let message = alignment.cell(corpus, entry, locale, Role::Message);
    message.or_else(|| alignment.cells(corpus, &alignment.address(entry, locale)?).first())
}

fn texts(signature: &Signature, kind: InvariantKind) -> Vec<String> {
    distinct(signature.of(kind).map(str::to_owned))
}

/// Vendor codes, and strings of a payload that look like codes: `invalid_grant`.
fn codes(signature: &Signature) -> Vec<String> {
    let is_code = |invariant: &&crate::model::Invariant| match invariant.kind {
        InvariantKind::Code => true,
        InvariantKind::JsonString => invariant.text.contains('_') && !invariant.text.contains(['/', '.', ' ']),
        _ => false,
    };
    distinct(signature.invariants.iter().filter(is_code).map(|invariant| invariant.text.to_string()))
}

fn distinct<T: Clone + Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// The name before it is made unique: app, outermost exception, status and codes; else page and first words; else
/// page and a hash of the content.
fn base_name(corpus: &Corpus, alignment: &Alignment, entry: &Entry, description: &Description) -> String {
    let app = description.applies_to.as_deref().map(ascii_slug).unwrap_or_default();
    let status = description.status.iter().map(u16::to_string);
    let codes = description.codes.iter().map(|code| ascii_slug(code));
    let exception = description.exceptions.first().map(|class| ascii_slug(class));
    let evidence: Vec<String> = exception.into_iter().chain(status).chain(codes).collect();
    let is_error = alignment.has_message(entry) && !evidence.is_empty();
    // Exceptions, statuses and codes stay when the words around them are edited, so the name stays as well.
    if is_error {
        return shorten(&join(app, evidence));
    }
    let page = ascii_slug(entry.page.as_str().rsplit('/').next().unwrap_or_default());
    let scope = if alignment.has_message(entry) && !app.is_empty() { app } else { page };
    let words = first_words(corpus, alignment, entry);
    let words = if words.is_empty() { content_hash(corpus, alignment, entry) } else { words };
    shorten(&join(scope, vec![words]))
}

fn join(first: String, rest: Vec<String>) -> String {
    let parts: Vec<String> = std::iter::once(first).chain(rest).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// A slug of the ASCII letters and digits; empty where most letters are others.
// The few Latin letters of a Chinese sentence would be a name that nobody understands.
fn ascii_slug(text: &str) -> String {
    let folded: String = text.chars().map(|char| unaccented(char).unwrap_or(char)).collect();
    let foreign = folded.chars().filter(|char| char.is_alphabetic() && !char.is_ascii()).count();
    let latin = folded.chars().filter(char::is_ascii_alphanumeric).count();
    if foreign > latin {
        return String::new();
    }
    slug(&folded).replace('_', "-").chars().filter(char::is_ascii).collect::<String>().trim_matches('-').to_owned()
}

/// The ASCII letter below an accent, where Unicode's canonical decomposition gives one.
fn unaccented(char: char) -> Option<char> {
    use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
    match CanonicalDecompositionBorrowed::new().decompose(char) {
        Decomposed::Expansion(base, _) => Some(base),
        Decomposed::Singleton(base) => Some(base),
        Decomposed::Default => None,
    }
}

/// The first words of the source's row, else of the default locale's, else of the first that has one in Latin script.
fn first_words(corpus: &Corpus, alignment: &Alignment, entry: &Entry) -> String {
    let preferred = corpus.source_locale.iter().chain(&corpus.default_locale).chain(entry.rows.keys());
    let locale = preferred.into_iter().find(|locale| entry.rows.contains_key(locale));
    let Some(address) = locale.and_then(|locale| alignment.address(entry, locale)) else { return String::new() };
    let role = |role: Role| {
        let column = alignment.tables[entry.table].columns.iter().find(|column| column.role == Some(role))?;
        column.members.get(&address.locale).copied()
    };
    let (message, app) = (role(Role::Message), role(Role::AppliesTo));
    let cells = alignment.cells(corpus, &address).iter().enumerate().filter(|(column, _)| Some(*column) != app);
    let mut cells: Vec<_> = cells.collect();
    // The message names the row best; the app, if there is one, is in the name already.
    cells.sort_by_key(|(column, _)| Some(*column) != message);
    let mut words: Vec<String> = Vec::new();
    for (_, cell) in cells {
        if words.len() < FEWEST_WORDS {
            words.extend(
                ascii_slug(&plain_text(&cell.text)).split('-').filter(|word| !word.is_empty()).map(str::to_owned),
            );
        }
    }
    words.truncate(MOST_WORDS);
    words.join("-")
}

fn content_hash(corpus: &Corpus, alignment: &Alignment, entry: &Entry) -> String {
    let mut hasher = blake3::Hasher::new();
    let first = entry.rows.keys().next().and_then(|locale| alignment.address(entry, locale));
    for cell in first.iter().flat_map(|address| alignment.cells(corpus, address)) {
        hasher.update(cell.text.as_bytes());
        hasher.update(b"\n");
    }
    // 32 bits are enough: equal names get ordinals.
    hasher.finalize().to_hex()[..8].to_owned()
}

/// The name cut at a `-`, so that it stays readable in an address.
fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let cut = name[..=LONGEST].rfind('-').unwrap_or(LONGEST);
    name[..cut].to_owned()
}

fn unique_ids(corpus: &Corpus, alignment: &Alignment, described: &[Description], taken: &Taken<'_>) -> Vec<EntryId> {
    let mut by_name: BTreeMap<(&PageId, &str), Vec<usize>> = BTreeMap::new();
    let mut ids = vec![EntryId::new(""); described.len()];
    for (index, (entry, description)) in alignment.entries.iter().zip(described).enumerate() {
        match taken.by_entry.get(&index) {
            Some(id) => ids[index] = (*id).clone(),
            None => by_name.entry((&entry.page, &description.base)).or_default().push(index),
        }
    }
    // A name with an ordinal must not be one that another row has by itself: that row's name would depend on this one.
    let natural: BTreeSet<&str> = by_name.keys().map(|(_, base)| *base).collect();
    let mut used: BTreeSet<String> = taken.pages.keys().map(|id| (*id).to_owned()).collect();
    for ((page, base), mut equals) in by_name {
        order_equals(corpus, alignment, &mut equals);
        // Where the lock has the name for this page, this row is one more of that name and gets an ordinal. Where it
        // has the name for another page, this row's page is added to the name.
        let is_elsewhere = used.contains(base) && taken.pages.get(base).is_none_or(|holder| *holder != page);
        let base = if is_elsewhere { join(base.to_owned(), vec![ascii_slug(page.as_str())]) } else { base.to_owned() };
        let numbered = (2..).map(|ordinal| format!("{base}-{ordinal}")).filter(|id| !natural.contains(id.as_str()));
        let mut candidates = std::iter::once(base.clone()).chain(numbered);
        for index in equals {
            let id = candidates.find(|id| !used.contains(id)).expect("numbers do not run out");
            used.insert(id.clone());
            ids[index] = EntryId::new(&id);
        }
    }
    ids
}

/// The order of entries of one name, which gives them their ordinals: the longest text first, measured in the
/// reference locale, else in the first that has all of them.
///
/// Length is much alike across languages and does not change when rows are moved, so the order rarely depends on
/// which locales there are.
fn order_equals(corpus: &Corpus, alignment: &Alignment, equals: &mut [usize]) {
    if equals.len() < 2 {
        return;
    }
    let has_all = |locale: &&LocaleId| equals.iter().all(|index| alignment.entries[*index].rows.contains_key(*locale));
    let common = corpus.reference_locale().into_iter().chain(&corpus.locales).find(has_all);
    let key = |index: &usize| {
        let entry = &alignment.entries[*index];
        let locale = common.or_else(|| entry.rows.keys().next())?;
        let cells = alignment.cells(corpus, &alignment.address(entry, locale)?);
        let length: usize = cells.iter().map(language_length).sum();
        let text: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
        Some((std::cmp::Reverse(length), text.join("|")))
    };
    equals.sort_by_cached_key(|index| (key(index), *index));
}

/// How much of a cell is language: its bytes outside of names, codes and other invariants, which all languages share.
/// In bytes, because a Chinese character then counts about as much as the letters that have its meaning.
fn language_length(cell: &Cell) -> usize {
    let mut at = 0;
    let mut length = cell.text.len();
    for invariant in &cell.signature.invariants {
        let (start, end) = (invariant.start as usize, invariant.end as usize);
        length -= end.max(at) - start.max(at);
        at = at.max(end);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use crate::config::load_locales;
    use crate::model::{CorpusFrame, Known};
    use crate::parse::{Place, parse};
    use crate::read::Embedded;
    use crate::text::{FilePath, Source};

    const DUTCH_ERRORS: &str = "|Foutbericht|App|Oplossing|";
    const CHINESE_ERRORS: &str = "|錯誤訊息|應用程式|解決方法|";

    /// A page of one table: its locale, its path, the header and the rows.
    type TablePage<'t> = (&'t str, &'t str, &'t str, &'t [&'t str]);

    /// The names of all entries in their order; Dutch is the source.
    fn names(pages: &[TablePage<'_>]) -> Vec<String> {
        let locales = ["nl-NL", "zh-TW"].map(|tag| tag.parse::<LocaleId>().unwrap());
        let profiles = load_locales(&Embedded, &locales).unwrap().profiles.into_values().collect();
        let page = |(tag, relative_path, header, rows): &TablePage<'_>| {
            let line = "-|".repeat(header.matches('|').count() - 1);
            let text = format!("{header}\n|{line}\n{}\n", rows.join("\n"));
            let source = Source::new(FilePath::new(&format!("content/{tag}/{relative_path}")), text);
            parse(
                source,
                &Place { locale: tag.parse().unwrap(), relative_path: (*relative_path).into(), page_key: None },
            )
            .0
            .page
        };
        let frame = CorpusFrame { profiles, source_locale: Some(locales[0].clone()), ..CorpusFrame::default() };
        let corpus = Corpus::new(frame, pages.iter().map(page).collect());
        align(&corpus, &Known::default()).entries.iter().map(|entry| entry.id.to_string()).collect()
    }

    fn dutch(rows: &[&str]) -> Vec<String> {
        names(&[("nl-NL", "fouten.md", DUTCH_ERRORS, rows)])
    }

    #[test]
    fn an_error_is_named_by_its_app_exception_status_and_codes() {
        let row = "|HttpRequestFailure: 401 Niet gemachtigd (AADSTS70008)|Okta|Maak een sleutel.|";
        assert_eq!(dutch(&[row]), ["okta-httprequestfailure-401-aadsts70008"]);
        let chinese = "|HttpRequestFailure: 401 未經授權 (AADSTS70008)|Okta|請建立金鑰。|";
        let page = ("zh-TW", "fouten.md", CHINESE_ERRORS, &[chinese][..]);
        assert_eq!(names(&[page]), ["okta-httprequestfailure-401-aadsts70008"], "in any language");
    }

    #[test]
    fn an_app_is_called_as_the_source_calls_it_in_rows_that_both_have() {
        let dutch = ("nl-NL", "fouten.md", DUTCH_ERRORS, &["|IOException: 401|Box|Maak een sleutel.|"][..]);
        let chinese = ["|IOException: 401|方塊|請建立金鑰。|", "|ParseException: 503|方塊|請稍後再試。|"];
        let chinese = ("zh-TW", "fouten.md", CHINESE_ERRORS, &chinese[..]);
        assert_eq!(names(&[dutch, chinese]), ["box-ioexception-401", "box-parseexception-503"]);
        // By itself nothing shows what 方塊 is.
        assert_eq!(names(&[chinese]), ["ioexception-401", "parseexception-503"]);
    }

    #[test]
    fn a_row_that_is_no_error_is_named_by_its_page_and_its_first_words() {
        let dutch =
            ("nl-NL", "gids/tijden.md", "|Wat|Wanneer|", &["|Één keer|Elke dag om acht uur in de ochtend|"][..]);
        assert_eq!(names(&[dutch]), ["tijden-een-keer"]);
        let short = ("nl-NL", "gids/tijden.md", "|Wat|Wanneer|", &["|Keer|Elke dag om acht uur in de ochtend|"][..]);
        assert_eq!(names(&[short]), ["tijden-keer-elke-dag-om-acht-uur"], "of six words at most");
    }

    #[test]
    fn a_row_without_latin_words_is_named_by_what_is_in_it() {
        let name =
            |cell: &str| names(&[("zh-TW", "tijden.md", "|何時|什麼|", &[&*format!("|{cell}|備份|")])]).remove(0);
        let hash = name("每天").strip_prefix("tijden-").expect("the page comes first").to_owned();
        assert!(hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
        assert_eq!(name("每天"), name("每天"));
        assert_ne!(name("每天"), name("每週"));
    }

    #[test]
    fn rows_of_one_name_are_numbered_by_their_length_and_not_by_their_order() {
        let [short, long] =
            ["|IOException: 401|Box|Even.|", "|IOException: 401|Box|Wacht een uur en probeer het nog eens.|"];
        assert_eq!(dutch(&[long, short]), ["box-ioexception-401", "box-ioexception-401-2"]);
        assert_eq!(dutch(&[short, long]), ["box-ioexception-401-2", "box-ioexception-401"]);
    }

    #[test]
    fn an_error_that_another_page_has_too_has_its_page_in_its_name() {
        let row = ["|IOException: 401|Box|Wacht.|"];
        let page = |relative_path| ("nl-NL", relative_path, DUTCH_ERRORS, &row[..]);
        assert_eq!(names(&[page("a.md"), page("b.md")]), ["box-ioexception-401", "box-ioexception-401-b"]);
    }

    #[test]
    fn a_long_name_is_cut_between_its_parts() {
        let name = format!("{}-rest", "deel-".repeat(15) + "einde");
        assert_eq!(name.len(), 85);
        assert_eq!(shorten(&name), name.strip_suffix("-rest").unwrap());
        assert_eq!(shorten(&"x".repeat(100)), "x".repeat(LONGEST), "where there is a dash");
        assert_eq!(shorten("kort"), "kort");
    }

    #[test]
    fn a_slug_is_of_ascii_letters_without_accents_or_not_at_all() {
        assert_eq!(ascii_slug("Één_café"), "een-cafe");
        assert_eq!(ascii_slug("錯 Okta"), "okta");
        assert_eq!(ascii_slug("錯誤訊息 A"), "", "what is left would not say what it is");
    }
}
