//! Pins written anew: the front matter of translations that were found right says what the source is now.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::base_revisions;
use super::load::{parse_at, reread_source};
use super::rereading::is_same_text;
use super::site::Site;
use crate::history::{Algorithm, Form, HashKind, Holds, Original, PinKeys, PinValue, digits, hash_kind};
use crate::model::{FrontMatterValue, LocaleId, Page, PageId};
use crate::read::{LARGEST_TEXT, ReadError, Revision, Revisions, World};
use crate::text::{FilePath, Source};

/// The translations whose pins change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PinRenewal {
    /// The bytes of each file with its new pins.
    pub files: BTreeMap<FilePath, Vec<u8>>,
    /// How many pins are new.
    pub pins: usize,
    /// How many pages have pins that say what the source is now already.
    pub current: usize,
    /// Files with pins that are written in a way that is not changed here, such as over several lines.
    pub unwritable: Vec<FilePath>,
}

/// Why no pin can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinError {
    /// The site has no source locale.
    NoSource,
    /// Pages of the source differ from what is committed, so that no commit has what they say.
    Uncommitted(Vec<FilePath>),
    /// A translation names a commit, and there is no repository of the source.
    NoRepository(FilePath),
    /// A file cannot be read.
    Unreadable(ReadError),
}

impl fmt::Display for PinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PinError::NoSource => f.write_str("there is no source that a translation could be pinned to"),
            PinError::Uncommitted(files) => {
                let more = if files.len() > 1 { format!(" and {} more", files.len() - 1) } else { String::new() };
                let first = files.first().map_or("", FilePath::as_str);
                write!(f, "`{first}`{more} has changes that are not committed, so no commit has what it says")
            }
            PinError::NoRepository(file) => {
                write!(f, "`{file}` names a commit of its source, and there is no Git repository around the source")
            }
            PinError::Unreadable(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for PinError {}

impl PinError {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            PinError::NoSource => "set `content.source_locale` in the configuration",
            PinError::Uncommitted(_) => "`git commit` it first, then pin the translations",
            PinError::NoRepository(_) => {
                "name it in `history.locales`, or pin the page by a hash, such as `source_sha256`"
            }
            PinError::Unreadable(_) => "make it readable, and try again",
        }
    }
}

/// Writes the state that the source has now into the pins of all translations that are `wanted`. The site's files are
/// not changed.
///
/// # Errors
/// [`PinError`] where a pin cannot be written; then none is.
pub fn renew_pins(world: &dyn World, site: &Site, wanted: &dyn Fn(&Page) -> bool) -> Result<PinRenewal, PinError> {
    let locale = site.source_history.as_ref().map(|source| &source.locale);
    let locale = locale.or(site.corpus.source_locale.as_ref()).ok_or(PinError::NoSource)?;
    let keys = base_revisions::keys(&site.options);
    let mut renewed = PinRenewal::default();
    let mut uncommitted = Vec::new();
    for (id, versions) in &site.corpus.pages {
        let translations = versions.values().filter(|page| page.locale != *locale && wanted(page));
        let pinned: Vec<&Page> = translations.filter(|page| !keys.values(page).is_empty()).collect();
        if pinned.is_empty() {
            continue;
        }
        let Some(now) = SourceNow::of(world, site, locale, id, &pinned)? else { continue };
        for page in pinned {
            match new_values(site, keys, page, &now) {
                Ok(values) if values.is_empty() => renewed.current += 1,
                Ok(values) => write(world, site, page, &values, &mut renewed)?,
                Err(NoCommit::Uncommitted(file)) => uncommitted.push(file),
                Err(NoCommit::NoRepository) => return Err(PinError::NoRepository(page.path.clone())),
            }
        }
    }
    uncommitted.dedup();
    if uncommitted.is_empty() { Ok(renewed) } else { Err(PinError::Uncommitted(uncommitted)) }
}

/// The source of a page as it is now.
struct SourceNow {
    /// Its file in the world, or in its repository where it is not in the site.
    file: FilePath,
    /// Its bytes, as Git has them where they are committed.
    bytes: Vec<u8>,
    /// The head of its repository, and its path there; `None` where there is no repository.
    head: Option<(Revision, FilePath)>,
    /// Whether the head has it as it is.
    is_committed: bool,
}

impl SourceNow {
    fn of(
        world: &dyn World,
        site: &Site,
        locale: &LocaleId,
        id: &PageId,
        pinned: &[&Page],
    ) -> Result<Option<SourceNow>, PinError> {
        let in_site = site.corpus.page(id, locale);
        let relative_paths = in_site.into_iter().chain(pinned.iter().copied()).map(|page| page.relative_path.as_str());
        let head = head_of(site, relative_paths);
        let committed = head.as_ref().and_then(|(revision, path)| {
            let source = site.source_history.as_ref()?;
            source.revisions.read(revision, path).ok()?
        });
        let Some(page) = in_site else {
            let found = head.zip(committed);
            return Ok(found.map(|((revision, path), bytes)| SourceNow {
                file: path.clone(),
                bytes,
                head: Some((revision, path)),
                is_committed: true,
            }));
        };
        let working = world.read_at_most(LARGEST_TEXT, &page.path).map_err(PinError::Unreadable)?;
        let is_committed = committed.as_ref().is_some_and(|committed| is_same_text(committed, &working));
        let bytes = committed.filter(|_| is_committed).unwrap_or(working);
        Ok(Some(SourceNow { file: page.path.clone(), bytes, head, is_committed }))
    }
}

/// The head of the source's repository, with the first path at which it has the page.
fn head_of<'p>(site: &Site, mut relative_paths: impl Iterator<Item = &'p str>) -> Option<(Revision, FilePath)> {
    let source = site.source_history.as_ref()?;
    let head = source.revisions.head().ok()?;
    let first = source.folder.join(relative_paths.next()?);
    let is_there = |path: &FilePath| matches!(source.revisions.blob(&head, path), Ok(Some(_)));
    if is_there(&first) {
        return Some((head, first));
    }
    let other = relative_paths.map(|path| source.folder.join(path)).find(is_there);
    Some((head, other.unwrap_or(first)))
}

/// Why there is no commit for a pin.
enum NoCommit {
    Uncommitted(FilePath),
    NoRepository,
}

/// The pins of a page that say something else than what the source is now, each with what it is to say.
fn new_values<'p>(
    site: &Site,
    keys: PinKeys<'p>,
    page: &'p Page,
    now: &SourceNow,
) -> Result<Vec<(PinValue<'p>, String)>, NoCommit> {
    let revisions = site.source_history.as_ref().map(|source| &*source.revisions);
    let original = site.originals.of(&page.id, &page.locale);
    let old = original.and_then(|original| old_bytes(site, original));
    let mut changed = Vec::new();
    for value in keys.values(page) {
        let Some(kind) = kind_of(&value, revisions, old.as_deref(), &now.bytes) else { continue };
        let new = match kind {
            Kind::Commit(pinned) => {
                let (head, path) = now.head.as_ref().ok_or(NoCommit::NoRepository)?;
                let revisions = revisions.ok_or(NoCommit::NoRepository)?;
                if !now.is_committed {
                    return Err(NoCommit::Uncommitted(now.file.clone()));
                }
                let blob = |revision: &Revision| revisions.blob(revision, path).ok().flatten();
                // A pin that leads to this very source stays, so that nothing changes where nothing did.
                let is_current = pinned.is_some_and(|pinned| blob(&pinned) == blob(head));
                (!is_current).then(|| commit_like(value.value, head, revisions))
            }
            Kind::Hash(kind) => {
                let has_it = |digits: String| hash_kind(&digits, &now.bytes).is_some();
                let is_current = digits(value.value).is_some_and(has_it);
                let hash = kind.hash(&now.bytes).filter(|_| !is_current);
                hash.map(|hash| like(value.value, &hash, digits_of(value.value).len()))
            }
        };
        changed.extend(new.map(|new| (value, new)));
    }
    Ok(changed)
}

fn old_bytes(site: &Site, original: &Original) -> Option<Vec<u8>> {
    let source = site.source_history.as_ref()?;
    source.revisions.read(&original.revision, &source.folder.join(&original.page.relative_path)).ok()?
}

/// What a value is.
enum Kind {
    /// A commit, with the one that it leads to.
    Commit(Option<Revision>),
    Hash(HashKind),
}

/// What a value is: what it is found to be by trying, else what its key holds as a rule. `None` where a key that nobody
/// configured has a value that is no pin.
fn kind_of(value: &PinValue<'_>, revisions: Option<&dyn Revisions>, old: Option<&[u8]>, now: &[u8]) -> Option<Kind> {
    if let Some(revision) = revisions.and_then(|revisions| revisions.resolve(value.value).ok()) {
        return Some(Kind::Commit(Some(revision)));
    }
    let digits = digits(value.value);
    let of_bytes = |bytes: &[u8]| hash_kind(digits.as_deref()?, bytes);
    if let Some(kind) = old.and_then(of_bytes).or_else(|| of_bytes(now)) {
        return Some(Kind::Hash(kind));
    }
    let hash = |algorithm| Kind::Hash(HashKind { algorithm, form: Form::Lf });
    let has_letter = |digits: &String| digits.len() >= 32 || digits.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !value.is_configured && !digits.as_ref().is_some_and(has_letter) {
        return None;
    }
    Some(match value.holds {
        Holds::Commit => Kind::Commit(None),
        Holds::Blob => hash(Algorithm::Blob),
        Holds::Digest => hash(digits.map_or(Algorithm::Sha1, |digits| Algorithm::of_digits(digits.len()))),
    })
}

/// The digits of a value; empty where it has another form, such as the name of a branch.
fn digits_of(value: &str) -> &str {
    let own = value.rsplit_once(':').map_or(value, |(_, digits)| digits);
    if digits(value).is_some() { own } else { "" }
}

/// The id of a commit, as long and in the letters of the old value, and no shorter than it takes to be the only one.
fn commit_like(old: &str, head: &Revision, revisions: &dyn Revisions) -> String {
    let wanted = digits_of(old).len();
    let is_only = |length: &usize| {
        let short = head.commit.get(..*length);
        short.is_some_and(|short| revisions.resolve(short).is_ok_and(|found| found.commit == head.commit))
    };
    let length = (wanted..head.commit.len()).filter(|_| wanted > 0).find(is_only);
    like(old, &head.commit, length.unwrap_or(head.commit.len()))
}

/// The first digits of a hash, written as the old value is: with the name of the algorithm before it, in its letters.
fn like(old: &str, hash: &str, length: usize) -> String {
    let digits = digits_of(old);
    let before = if digits.is_empty() { "" } else { old.strip_suffix(digits).unwrap_or("") };
    let short = hash.get(..length).filter(|short| !short.is_empty()).unwrap_or(hash);
    let is_upper = digits.bytes().any(|byte| byte.is_ascii_uppercase());
    let short = if is_upper { short.to_ascii_uppercase() } else { short.to_owned() };
    format!("{before}{short}")
}

/// Puts new values into the bytes of a translation. No other byte changes.
fn write(
    world: &dyn World,
    site: &Site,
    page: &Page,
    values: &[(PinValue<'_>, String)],
    renewed: &mut PinRenewal,
) -> Result<(), PinError> {
    let source = reread_source(world, page).map_err(PinError::Unreadable)?;
    let mut text = source.text().to_owned();
    // Where the values are now: the file may have changed since it was loaded.
    let now = parse_at(&site.options, source.clone(), &page.locale, &page.relative_path).page;
    let place = |(value, new): &(PinValue<'_>, String)| {
        let entry = now.front_matter.entry(value.key)?;
        Some((value_range(&source, entry).filter(|range| source.slice(range.clone()) == value.value)?, new.clone()))
    };
    let places: Option<Vec<(Range<usize>, String)>> = values.iter().map(place).collect();
    let Some(mut places) = places else {
        renewed.unwritable.push(page.path.clone());
        return Ok(());
    };
    places.sort_by_key(|(range, _)| range.start);
    places.iter().rev().for_each(|(range, new)| text.replace_range(range.clone(), new));
    renewed.pins += places.len();
    renewed.files.insert(page.path.clone(), text.into_bytes());
    Ok(())
}

/// Where a value is on the line of its key, without quotes.
fn value_range(source: &Source, entry: &FrontMatterValue) -> Option<Range<usize>> {
    let line = source.slice(entry.span.range());
    let after_colon = line.find(": ").or_else(|| line.find(":\t"))? + 1;
    let rest = line[after_colon..].trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let start = entry.span.start + line.len() - rest.len();
    rest.starts_with(entry.value.trim()).then(|| start..start + entry.value.trim().len())
}
