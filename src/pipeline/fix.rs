//! The content as it would be with its fixes made.

use std::collections::{BTreeMap, BTreeSet};

use super::check::check;
use super::failure::Failure;
use super::load::load;
use crate::cache::NoCache;
use crate::check::{Finding, Fixed, fixes};
use crate::config::Options;
use crate::read::{ReadError, RevisionError, Revisions, World};
use crate::text::{FilePath, Source};

/// What can be mended, and what cannot.
#[derive(Debug, Default)]
pub struct Fixes {
    /// Files that change: what they hold, what they would hold, and how many findings that mends.
    pub files: BTreeMap<FilePath, FixedFile>,
    /// Files in which two fixes are at odds, with the line; they are left alone.
    pub conflicts: BTreeMap<FilePath, usize>,
}

/// A file that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Its bytes as they are.
    pub old: Vec<u8>,
    /// Its bytes with the fixes made.
    pub new: Vec<u8>,
    /// How many findings that mends.
    pub mended: usize,
}

/// A fix can bring another to light; after so many rounds the rest is left for the next time. Chosen.
const MOST_ROUNDS: usize = 8;

/// Makes the fixes of a site in memory, round by round, until none is left: safe ones, with `suggested` the likely ones
/// too. Only findings and files that `wanted` names are mended.
///
/// # Errors
/// [`Failure`] where the site cannot be read or checked.
pub fn fix(
    world: &dyn World,
    theme: &dyn World,
    options: &Options,
    suggested: bool,
    wanted: &Wanted<'_>,
) -> Result<Fixes, Failure> {
    let mut fixes_made = Fixes::default();
    let mut edited = Edited { world, files: BTreeMap::new() };
    // Every round checks the site anew, since a fix moves the places of all other findings.
    for _ in 0..MOST_ROUNDS {
        let site = load(&edited, theme, &NoCache, options.clone(), &[])?;
        // What is not written in a page is not ours to mend.
        let pages: BTreeSet<&FilePath> = site.corpus.all_pages().map(|page| &page.path).collect();
        let mut findings = check(&edited, &site)?.findings;
        findings.retain(|finding| pages.contains(&finding.diagnostic.span.file) && (wanted.finding)(finding));
        let text = |path: &FilePath| {
            let is_free = pages.contains(path) && (wanted.file)(path) && !fixes_made.conflicts.contains_key(path);
            is_free.then(|| read(&edited, path)).flatten().map(|source| source.text().to_owned())
        };
        let round = fixes(&findings, suggested, text);
        if round.is_empty() {
            break;
        }
        for (path, fixed) in round {
            match fixed {
                Fixed::Conflict(at) => {
                    let Some(source) = read(&edited, &path) else { continue };
                    // Nothing of a file is written where its fixes are at odds.
                    fixes_made.conflicts.insert(path.clone(), source.position(at).line);
                    fixes_made.files.remove(&path);
                    edited.files.remove(&path);
                }
                Fixed::Text(text, mended) => {
                    // The text before this round; only the first round's is kept, as what is on disk.
                    let old = edited.read(&path)?;
                    let new = text.into_bytes();
                    edited.files.insert(path.clone(), new.clone());
                    let file = fixes_made.files.entry(path).or_insert(FixedFile { old, new: Vec::new(), mended: 0 });
                    (file.new, file.mended) = (new, file.mended + mended);
                }
            }
        }
    }
    fixes_made.files.retain(|_, file| file.old != file.new);
    Ok(fixes_made)
}

/// What is to be mended.
pub struct Wanted<'w> {
    /// Whether a finding is.
    pub finding: &'w dyn Fn(&Finding) -> bool,
    /// Whether a file may be changed.
    pub file: &'w dyn Fn(&FilePath) -> bool,
}

fn read(world: &dyn World, path: &FilePath) -> Option<Source> {
    Source::from_bytes(path.clone(), world.read(path).ok()?).ok()
}

/// A world in which some files hold something else.
struct Edited<'w> {
    world: &'w dyn World,
    files: BTreeMap<FilePath, Vec<u8>>,
}

impl World for Edited<'_> {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        self.world.files(folder)
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).map_or_else(|| self.world.read_at_most(most, path), |bytes| Ok(bytes.clone()))
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        self.world.top_of_work_tree()
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        self.world.repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        self.world.repository_around(folder)
    }
}
