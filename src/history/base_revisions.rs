//! The source row of every row of every translation whose front matter says which revision it was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::originals::{Original, OriginalText, Originals, Place as RowOnPage, SourceNow};
use super::pins::{
    Algorithm, Form, Found, HashKind, PinKeys, PinnedRevisions, RevisionSource, digits, hash_beside, hash_kind, paths,
};
use super::{lineage, transfer};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{Corpus, LocaleId, Origin, Page, PageId, PinnedRows, Table};
use crate::parse::{Place, parse};
use crate::read::{ReadError, Revision, RevisionError};
use crate::text::{FilePath, Source, Span};

/// What was found at the base revisions of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BaseRevisions {
    /// The source row of each row, as far as it is sure.
    pub rows: PinnedRows,
    /// The page of the source that each translation was made from.
    pub originals: Originals,
    /// Base revisions that could not be read, sorted; their pages are aligned by their texts.
    pub unresolved: Vec<UnresolvedRevision>,
    /// Tables with more or fewer rows than their source.
    pub diagnostics: Vec<Diagnostic>,
}

/// A page that names a revision of its source which cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct UnresolvedRevision {
    /// The page.
    pub page: PageId,
    /// The translation.
    pub locale: LocaleId,
    /// The front matter key that holds the revision.
    pub key: String,
    /// The revision, as the front matter has it.
    pub revision: String,
    /// Why it could not be read.
    pub reason: RevisionProblem,
}

/// Why a base revision could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum RevisionProblem {
    /// The repository does not have the revision.
    Revision(RevisionError),
    /// The revision has no such page.
    NoPage,
    /// The page is there and cannot be read, as in a partial clone.
    Unreadable(ReadError),
    /// The page is not UTF-8.
    NotText,
}

impl fmt::Display for RevisionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RevisionProblem::Revision(_) => f.write_str("the revision cannot be read"),
            RevisionProblem::NoPage => f.write_str("the revision has no such page"),
            RevisionProblem::Unreadable(_) => f.write_str("the page of the revision cannot be read"),
            RevisionProblem::NotText => f.write_str("the page of the revision is not UTF-8"),
        }
    }
}

impl Error for RevisionProblem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            RevisionProblem::Revision(error) => Some(error),
            RevisionProblem::Unreadable(error) => Some(error),
            RevisionProblem::NoPage | RevisionProblem::NotText => None,
        }
    }
}

/// Follows the base revisions of all translations of `corpus` to the source. Where the source is not a locale of the site, what it
/// says now is what it says at `head`.
pub fn base_revisions(corpus: &Corpus, source: RevisionSource<'_>, head: Option<&Revision>) -> BaseRevisions {
    let pins = PinnedRevisions::of(corpus, source);
    let pages: Vec<(&PageId, &BTreeMap<LocaleId, Page>)> = corpus.pages.iter().collect();
    let of_page =
        |(id, versions): &(&PageId, &BTreeMap<LocaleId, Page>)| page_base_revisions(id, versions, source, head, &pins);
    let found: Vec<PageBaseRevisions> = pages.par_iter().map(of_page).collect();
    let used_keys: BTreeSet<String> = found.iter().flat_map(|page| page.used_keys.iter().cloned()).collect();
    let mut base_revisions = BaseRevisions::default();
    for ((id, _), page) in pages.iter().zip(found) {
        page.rows.into_iter().for_each(|(locale, rows)| base_revisions.rows.insert((*id).clone(), locale, rows));
        base_revisions.originals.insert_page(id, page.now, page.originals);
        base_revisions.unresolved.extend(page.unresolved);
        base_revisions.diagnostics.extend(page.diagnostics);
    }
    base_revisions.unresolved.retain(|unresolved| is_worth_a_word(unresolved, source.keys, &used_keys));
    base_revisions
}

/// Whether a revision that cannot be read is reported. A key that nobody configured may be of another repository, as in
/// a site that was copied: it says something only where other pages prove the contrary. What a shallow clone lacks
/// is no fault of the page.
fn is_worth_a_word(unresolved: &UnresolvedRevision, keys: PinKeys<'_>, used_keys: &BTreeSet<String>) -> bool {
    let is_cut_off = matches!(unresolved.reason, RevisionProblem::Revision(RevisionError::Shallow { .. }));
    keys.revision == Some(unresolved.key.as_str()) || used_keys.contains(&unresolved.key) && !is_cut_off
}

/// The origins of a page's rows: for each table, one for each row.
type Rows = Vec<Vec<Option<Origin>>>;

/// What was found at the base revisions of one page.
#[derive(Default)]
struct PageBaseRevisions {
    rows: Vec<(LocaleId, Rows)>,
    originals: Vec<(LocaleId, Original)>,
    now: Option<SourceNow>,
    unresolved: Vec<UnresolvedRevision>,
    diagnostics: Vec<Diagnostic>,
    /// The keys whose values named a commit with the page.
    used_keys: BTreeSet<String>,
}

fn page_base_revisions(
    id: &PageId,
    versions: &BTreeMap<LocaleId, Page>,
    source: RevisionSource<'_>,
    head: Option<&Revision>,
    pins: &PinnedRevisions<'_>,
) -> PageBaseRevisions {
    let in_site = versions.get(source.locale);
    let mut history = SourceHistory { id, paths: paths(in_site, versions), source, pages: BTreeMap::new() };
    let (mut pinned, mut unresolved, mut used_keys) = (Vec::new(), Vec::new(), BTreeSet::new());
    for page in versions.values() {
        let Some(pin) = pins.get(page) else { continue };
        match history.place(&pin.found) {
            Ok(place) => {
                let (name, is_commit) = match &pin.found {
                    Found::Content(_, revision) => (revision.commit.clone(), false),
                    Found::Commit(..) | Found::Lost(_) => (pin.value.to_owned(), true),
                };
                used_keys.extend(is_commit.then(|| pin.key.to_owned()));
                let hash_key = source.keys.hash.or_else(|| hash_beside(pin.key)).filter(|_| is_commit);
                pinned.push(Pinned { page, name, place, hash_key });
            }
            Err(reason) => unresolved.push(UnresolvedRevision {
                page: id.clone(),
                locale: page.locale.clone(),
                key: pin.key.to_owned(),
                revision: pin.value.to_owned(),
                reason,
            }),
        }
    }
    if pinned.is_empty() {
        return PageBaseRevisions { unresolved, ..PageBaseRevisions::default() };
    }
    // A source that cannot be read at the head is unknown; it is not taken for removed.
    let at_head = head.filter(|_| in_site.is_none()).map(|head| history.read(head));
    let now = match (in_site, at_head) {
        (Some(page), _) => Some(SourceNow::InSite(page.relative_path.clone())),
        (None, Some(Ok(read))) => Some(SourceNow::AtHead(read.page)),
        (None, Some(Err(RevisionProblem::NoPage))) => Some(SourceNow::Gone),
        _ => None,
    };
    let now_page = in_site.or(now.as_ref().and_then(SourceNow::page));
    let followed = history.follow(now_page, &pinned);
    let rows = history.rows(in_site, &followed);
    PageBaseRevisions { rows, now, unresolved, used_keys, ..followed.into_base_revisions() }
}

/// A translation with the name of its revision, and the place of that in history.
struct Pinned<'p> {
    page: &'p Page,
    name: String,
    place: usize,
    /// The key of the hash that the source must have at the revision.
    hash_key: Option<&'p str>,
}

/// The source of one page at its base revisions, each read once.
struct SourceHistory<'p> {
    id: &'p PageId,
    paths: Vec<&'p str>,
    source: RevisionSource<'p>,
    pages: BTreeMap<usize, Result<ReadPage, RevisionProblem>>,
}

impl SourceHistory<'_> {
    /// The place in history at which the page can now be found.
    fn place(&mut self, found: &Found) -> Result<usize, RevisionProblem> {
        let (place, revision) = match found {
            Found::Commit(place, revision) | Found::Content(place, revision) => (place, revision),
            Found::Lost(error) => return Err(RevisionProblem::Revision(error.clone())),
        };
        if !self.pages.contains_key(place) {
            let read = self.read(revision);
            self.pages.insert(*place, read);
        }
        self.pages[place].as_ref().map(|_| *place).map_err(RevisionProblem::clone)
    }

    /// The page at a revision: at the first path that holds this very page, else at the first that holds any.
    fn read(&self, revision: &Revision) -> Result<ReadPage, RevisionProblem> {
        let mut first: Option<ReadPage> = None;
        for relative_path in &self.paths {
            let path = self.source.folder.join(relative_path);
            let Some(bytes) = self.source.revisions.read(revision, &path).map_err(RevisionProblem::Unreadable)? else {
                continue;
            };
            let text = Source::from_bytes(path.clone(), bytes).map_err(|_| RevisionProblem::NotText)?;
            let place = Place {
                locale: self.source.locale.clone(),
                relative_path: (*relative_path).to_owned(),
                page_key: self.source.page_key.map(str::to_owned),
            };
            let page = parse(text, &place).0.page;
            let is_this = page.id == *self.id;
            let read = ReadPage { page: Arc::new(page), revision: revision.clone(), path };
            if is_this {
                return Ok(read);
            }
            first.get_or_insert(read);
        }
        first.ok_or(RevisionProblem::NoPage)
    }

    /// Follows the rows of the source up to now, and finds for each row of a translation the one it was made from.
    fn follow(&self, now: Option<&Page>, pinned: &[Pinned<'_>]) -> Followed {
        let readable = self.pages.iter().filter_map(|(place, read)| Some((*place, read.as_ref().ok()?)));
        let (places, read): (Vec<usize>, Vec<&ReadPage>) = readable.unzip();
        let versions: Vec<&Page> = read.iter().map(|read| &*read.page).chain(now).collect();
        let lines = lineage::origins(&versions);
        let now_line = now.and(lines.last());
        let mut followed = Followed { line_of_now: now_line.cloned(), ..Followed::default() };
        for Pinned { page, name, place, hash_key } in pinned {
            let version = places.binary_search(place).expect("what is pinned was read");
            let transfer = transfer::transfer(page, versions[version]);
            let origin = |row: &Option<(usize, usize)>| row.map(|(table, row)| lines[version][table][row]);
            let origins = transfer.rows.iter().map(|rows| rows.iter().map(origin).collect());
            followed.rows.push((page.locale.clone(), origins.collect()));
            let differs = |(own, from): &(usize, usize)| {
                row_count_differs(page, name, &page.tables[*own], &versions[version].tables[*from])
            };
            followed.diagnostics.extend(transfer.differing.iter().map(differs));
            let (row_mapping, added) = row_mapping_of(&lines[version], now_line);
            let original = Original {
                page: Arc::clone(&read[version].page),
                revision: read[version].revision.clone(),
                name: name.clone(),
                rows: transfer.rows,
                row_mapping,
                added,
                wrong_hash: hash_key.and_then(|key| self.wrong_hash(page, key, read[version])),
                text: OriginalText::AtRevision,
            };
            followed.originals.push((page.locale.clone(), original));
        }
        followed
    }

    /// The origins of the rows of all versions, those of the source among them where it is a locale of the site.
    fn rows(&self, in_site: Option<&Page>, followed: &Followed) -> Vec<(LocaleId, Rows)> {
        let of_source = in_site.zip(followed.line_of_now.as_ref()).map(|(page, line)| {
            let origins = line.iter().map(|rows| rows.iter().copied().map(Some).collect());
            (page.locale.clone(), origins.collect())
        });
        followed.rows.iter().cloned().chain(of_source).collect()
    }

    /// The hash that a translation gives for its source, and the true one, where they differ.
    fn wrong_hash(&self, page: &Page, key: &str, read: &ReadPage) -> Option<(String, String)> {
        let said = page.front_matter.get(key)?.trim().to_ascii_lowercase();
        let bytes = self.source.revisions.read(&read.revision, &read.path).ok()??;
        let digits = digits(&said);
        if digits.as_ref().is_some_and(|digits| hash_kind(digits, &bytes).is_some()) {
            return None;
        }
        // What is no hash at all is compared with that which localization tools write.
        let algorithm = digits.map_or(Algorithm::Sha1, |digits| Algorithm::of_digits(digits.len()));
        let is = HashKind { algorithm, form: Form::Lf }.hash(&bytes)?;
        Some((said, is))
    }
}

/// A page of the source as it was at a revision.
struct ReadPage {
    page: Arc<Page>,
    revision: Revision,
    /// Where it was, as the repository counts paths.
    path: FilePath,
}

/// What was found about the translations of a page.
#[derive(Default)]
struct Followed {
    rows: Vec<(LocaleId, Rows)>,
    line_of_now: Option<lineage::Origins>,
    originals: Vec<(LocaleId, Original)>,
    diagnostics: Vec<Diagnostic>,
}

impl Followed {
    fn into_base_revisions(self) -> PageBaseRevisions {
        PageBaseRevisions { originals: self.originals, diagnostics: self.diagnostics, ..PageBaseRevisions::default() }
    }
}

/// For each row of a version of the source the place that it has now, and the rows that were added since.
pub(super) fn row_mapping_of(
    line: &lineage::Origins,
    now: Option<&lineage::Origins>,
) -> (Vec<Vec<Option<RowOnPage>>>, Vec<RowOnPage>) {
    let Some(now) = now else { return (Vec::new(), Vec::new()) };
    let places: BTreeMap<Origin, RowOnPage> = now
        .iter()
        .enumerate()
        .flat_map(|(table, rows)| rows.iter().enumerate().map(move |(row, origin)| (*origin, (table, row))))
        .collect();
    let known: BTreeSet<Origin> = line.iter().flatten().copied().collect();
    let row_mapping = line.iter().map(|rows| rows.iter().map(|origin| places.get(origin).copied()).collect());
    let added = places.iter().filter(|(origin, _)| !known.contains(origin)).map(|(_, place)| *place);
    let mut added: Vec<RowOnPage> = added.collect();
    added.sort_unstable();
    (row_mapping.collect(), added)
}

fn row_count_differs(page: &Page, revision: &str, table: &Table, original: &Table) -> Diagnostic {
    let template = "the table has {found:row}, its source at revision `{revision}` has {expected}, \
                    so rows are matched by their text";
    let message = Message::new(template)
        .count("found", table.rows.len())
        .with("revision", short(revision))
        .count("expected", original.rows.len());
    let header = table.header_range().unwrap_or_else(|| table.span.range());
    let help = "add the row that is missing or remove the surplus one; \
                where the page was translated from another revision, correct the one in its front matter";
    Diagnostic::new(rule_ids::ROW_COUNT_DIFFERS, Severity::Info, Span::new(&page.path, header), message).help(help)
}

/// The first digits of a commit's id, or the whole name of something else.
fn short(revision: &str) -> &str {
    let is_id = revision.len() > 8 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { &revision[..8] } else { revision }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CorpusFrame, LocaleProfile};
    use crate::read::{Memory, World};

    /// Pages as locale, path below its folder, and text.
    fn corpus(pages: &[(&str, &str, String)], page_key: Option<&str>) -> Corpus {
        let page = |(tag, relative_path, text): &(&str, &str, String)| {
            let source = Source::new(FilePath::new(&format!("content/{tag}/{relative_path}")), text.clone());
            let place = Place {
                locale: tag.parse().unwrap(),
                relative_path: (*relative_path).to_owned(),
                page_key: page_key.map(str::to_owned),
            };
            parse(source, &place).0.page
        };
        let tags: BTreeSet<&str> = pages.iter().map(|(tag, _, _)| *tag).collect();
        let profiles = tags.iter().map(|tag| LocaleProfile::unknown(tag.parse().unwrap())).collect();
        Corpus::new(CorpusFrame { profiles, ..CorpusFrame::default() }, pages.iter().map(page).collect())
    }

    fn found(world: &Memory, corpus: &Corpus, page_key: Option<&str>) -> BaseRevisions {
        let folder = FilePath::new("docs");
        let source = RevisionSource {
            locale: &"nl-NL".parse().unwrap(),
            revisions: &*world.repository("..").unwrap(),
            files: &|| None,
            folder: &folder,
            keys: PinKeys { revision: Some("bron"), hash: None },
            page_key,
        };
        base_revisions(corpus, source, None)
    }

    fn table(front_matter: &str, rows: &[&str]) -> String {
        format!("---\ntitle: Fouten\n{front_matter}\n---\n\n|Fout|Uitleg|\n|---|---|\n{}\n", rows.join("\n"))
    }

    /// The origins of the rows of a page's first table; `-` where there is none.
    fn origins(base_revisions: &BaseRevisions, tag: &str, page: &str, rows: usize) -> Vec<String> {
        let origin = |row| base_revisions.rows.origin(&PageId::new(page), &tag.parse().unwrap(), 0, row);
        (0..rows).map(|row| origin(row).map_or("-".to_owned(), |origin| origin.0.to_string())).collect()
    }

    const OLD: [&str; 3] = ["|401|De sleutel is weg.|", "|503|De dienst is bezig.|", "|Time-out|Te traag.|"];
    const NEW: [&str; 4] =
        ["|Nieuw|Een rij erbij.|", "|503|De dienst is erg bezig.|", "|401|De sleutel is weg.|", "|Laatste|Nog een.|"];

    #[test]
    fn translations_of_different_revisions_meet_in_the_rows_of_the_source() {
        let world = Memory::default().with_revisions("1111111", "docs/fouten.md", table("", &OLD)).with_revisions(
            "2222222",
            "docs/fouten.md",
            table("", &NEW[..3]),
        );
        let chinese = ["|401|金鑰不見了。|", "|503|服務忙碌中。|", "|逾時|太慢。|"];
        let french = ["|Nouveau|Une ligne.|", "|503|Le service est occupé.|", "|401|Plus de clé.|"];
        let corpus = corpus(
            &[
                ("nl-NL", "fouten.md", table("", &NEW)),
                ("zh-TW", "fouten.md", table("bron: 1111111", &chinese)),
                ("ja-JP", "fouten.md", table("bron: 1111111", &chinese)),
                ("fr-FR", "fouten.md", table("bron: '2222222'", &french)),
                ("de-DE", "fouten.md", table("", &chinese)),
            ],
            None,
        );
        let base_revisions = found(&world, &corpus, None);
        assert_eq!(origins(&base_revisions, "zh-TW", "fouten", 3), ["0", "1", "2"]);
        assert_eq!(
            origins(&base_revisions, "ja-JP", "fouten", 3),
            ["0", "1", "2"],
            "a row that the source lost is shared"
        );
        assert_eq!(origins(&base_revisions, "fr-FR", "fouten", 3), ["3", "1", "0"]);
        assert_eq!(origins(&base_revisions, "nl-NL", "fouten", 4), ["3", "1", "0", "4"]);
        assert_eq!(origins(&base_revisions, "de-DE", "fouten", 3), ["-", "-", "-"], "it names no revision");
        assert_eq!((base_revisions.unresolved, base_revisions.diagnostics), (Vec::new(), Vec::new()));
    }

    #[test]
    fn the_source_need_not_be_a_locale_of_the_site() {
        let world = Memory::default().with_revisions("1111111", "docs/fouten.md", table("", &OLD));
        let corpus =
            corpus(&[("zh-TW", "fouten.md", table("bron: 1111111", &["|401|一|", "|503|二|", "|逾時|三|"]))], None);
        assert_eq!(origins(&found(&world, &corpus, None), "zh-TW", "fouten", 3), ["0", "1", "2"]);
    }

    #[test]
    fn a_revision_that_cannot_be_read_is_reported_and_harms_nobody_else() {
        let world = Memory::default()
            .with_revisions("1111111", "docs/fouten.md", table("", &OLD))
            .with_revisions("2222222", "docs/anders.md", "x")
            .with_revisions("3333333", "docs/fouten.md", *b"\xff\xfe");
        let chinese = |revision: &str| table(&format!("bron: {revision}"), &["|401|一|", "|503|二|", "|逾時|三|"]);
        let corpus = corpus(
            &[
                ("de-DE", "fouten.md", chinese("9999999")),
                ("fr-FR", "fouten.md", chinese("2222222")),
                ("ja-JP", "fouten.md", chinese("3333333")),
                ("nl-NL", "fouten.md", table("", &OLD)),
                ("zh-TW", "fouten.md", chinese("1111111")),
            ],
            None,
        );
        let base_revisions = found(&world, &corpus, None);
        let reasons: Vec<&RevisionProblem> =
            base_revisions.unresolved.iter().map(|base_revision| &base_revision.reason).collect();
        assert!(
            matches!(reasons[..], [RevisionProblem::Revision(_), RevisionProblem::NoPage, RevisionProblem::NotText]),
            "{reasons:?}"
        );
        assert_eq!(
            (base_revisions.unresolved[0].locale.as_str(), base_revisions.unresolved[0].revision.as_str()),
            ("de-DE", "9999999")
        );
        assert_eq!(origins(&base_revisions, "zh-TW", "fouten", 3), ["0", "1", "2"]);
        assert_eq!(origins(&base_revisions, "fr-FR", "fouten", 3), ["-", "-", "-"]);
    }

    #[test]
    fn a_renamed_page_is_read_where_it_was() {
        let world = Memory::default()
            .with_revisions("1111111", "docs/oud.md", table("sleutel: a1", &OLD))
            .with_revisions("2222222", "docs/nieuw.md", table("sleutel: a1", &OLD))
            .with_revisions("2222222", "docs/oud.md", table("sleutel: b2", &NEW));
        let pinned =
            |revision: &str| table(&format!("sleutel: a1\nbron: {revision}"), &["|401|一|", "|503|二|", "|逾時|三|"]);
        let corpus = corpus(
            &[
                ("nl-NL", "nieuw.md", table("sleutel: a1", &OLD)),
                ("zh-TW", "oud.md", pinned("1111111")),
                ("ja-JP", "oud.md", pinned("2222222")),
            ],
            Some("sleutel"),
        );
        let base_revisions = found(&world, &corpus, Some("sleutel"));
        for tag in ["nl-NL", "zh-TW", "ja-JP"] {
            assert_eq!(origins(&base_revisions, tag, "a1", 3), ["0", "1", "2"], "{tag}");
        }
    }

    #[test]
    fn a_table_with_another_number_of_rows_is_reported_at_its_header() {
        let revision = "1234567890123456789012345678901234567890";
        let world = Memory::default().with_revisions(revision, "docs/fouten.md", table("", &OLD));
        let chinese = table(&format!("bron: {revision}"), &["|錯誤|一|"]);
        let corpus = corpus(&[("zh-TW", "fouten.md", chinese.clone())], None);
        let base_revisions = found(&world, &corpus, None);
        assert_eq!(origins(&base_revisions, "zh-TW", "fouten", 1), ["-"]);
        let [diagnostic] = &base_revisions.diagnostics[..] else { panic!("{:?}", base_revisions.diagnostics) };
        let message = "the table has 1 row, its source at revision `12345678` has 3, so rows are matched by their text";
        assert_eq!(diagnostic.message, message);
        assert_eq!(&chinese[diagnostic.span.range()], "Fout|Uitleg");
    }
}
