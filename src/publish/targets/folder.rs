//! A folder on disk, replaced in one step.
//!
//! The site is written to a work folder beside the output, which has a name that nobody can guess, and moved from there
//! when it is whole:
//!
//! ```text
//! .public.hexapla-5f2c9a1be07d4c385f2c9a1be07d4c38/.hexapla-run   the mark: locked while the run lives
//! .public.hexapla-5f2c9a1be07d4c385f2c9a1be07d4c38/new/           the site being written
//! .public.hexapla-5f2c9a1be07d4c385f2c9a1be07d4c38/old/           the site before, while it is taken down
//! ```
//!
//! A run that died leaves its work folder, unlocked; the next run to the same output takes it down. The output lies
//! mostly in a working tree, where everything may have come with a pull request: a folder that looks like one of ours,
//! a link in place of anything, a list of what we wrote that we did not write. Hence:
//!
//! - All work is done in folders that are held open, and follows no link ([`OpenedFolder`]).
//! - A work folder counts as ours only where its mark proves it ([`mark`]) and Git does not track it.
//! - An output that Git tracks is refused, since its list, and the files beside it that a build would keep and publish,
//!   may be anybody's ([`contributed`]). An output that is a working tree of its own, such as one of the branch
//!   `gh-pages`, is none of the sources' and is kept as it is.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::TargetInfo;
use crate::publish::opened_folder::OpenedFolder;
use crate::publish::site_path::MARKER;
use crate::publish::written::{Whole, Written};
use crate::publish::{Outcome, PublishError, Sink, Target, contributed, manifest};
use output::Output;
use work_folder::WorkFolder;

mod dead_runs;
mod mark;
mod names;
mod output;
mod site_folder;
mod take_down;
mod work_folder;

pub(super) const INFO: TargetInfo =
    TargetInfo { name: "folder", summary: "a folder, replaced in one step when the site is whole" };

const ELSEWHERE: &str = "publish to a folder that holds nothing else, such as `public`";

/// A folder to publish to.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    sources: Vec<PathBuf>,
}

impl Folder {
    /// The folder at `path`, which is absent, empty, or one that Hexapla made.
    ///
    /// `sources` are folders and files that must survive: the site's folder first, its content, its templates. The
    /// output may be inside them, and must not be one of them or hold one.
    pub fn new(path: impl Into<PathBuf>, sources: impl IntoIterator<Item = PathBuf>) -> Folder {
        Folder { path: path.into(), sources: sources.into_iter().collect() }
    }

    fn check_sources(&self, place: &Path) -> Result<(), PublishError> {
        for source in &self.sources {
            let Ok(canonical) = source.canonicalize() else { continue };
            if canonical.starts_with(place) {
                return Err(PublishError::new(format!(
                    "cannot publish to `{}`, because the site is made from `{}`",
                    self.path.display(),
                    source.display()
                ))
                .help(ELSEWHERE));
            }
        }
        Ok(())
    }
}

impl Target for Folder {
    fn begin(&self) -> Result<Box<dyn Sink>, PublishError> {
        // Links are refused before the path is resolved, which follows them.
        contributed::refuse_links(&self.path, &self.sources)?;
        let place = resolve(&self.path)?;
        self.check_sources(&place)?;
        contributed::refuse_tracked(&place, &self.sources)?;
        let output = Output::open(&place)?;
        site_folder::check_replaceable(&output)?;
        let leftovers = dead_runs::take_down_dead_runs(&output, &self.sources)?;
        let work = WorkFolder::create(output)?;
        Ok(Box::new(FolderSink { place, work, leftovers, written: Written::new() }))
    }
}

struct FolderSink {
    place: PathBuf,
    work: WorkFolder,
    leftovers: Vec<PathBuf>,
    written: Written<()>,
}

impl Sink for FolderSink {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.written.take(path, bytes, || {
            write_new(self.work.new_site(), path, bytes).map_err(|error| self.not_written(path, &error))
        })
    }

    fn finish(mut self: Box<Self>) -> Result<Outcome, PublishError> {
        let Whole { manifest, outcome, .. } = self.written.whole()?;
        // The list is written last, when all files are there: a site without a list is one that is not whole.
        write_new(self.work.new_site(), MARKER, &manifest.to_bytes())
            .map_err(|error| PublishError::refused("write", &self.place.join(MARKER), &error))?;
        let kept: Vec<String> = self.foreign()?.iter().map(|path| site_folder::shown(path)).collect();
        let shown = format!("`{}`", self.place.display());
        manifest::check_room(&manifest, &shown, kept.iter().map(String::as_str))?;
        self.work.swap().map_err(|error| not_replaced(&self.place, &error))?;
        let mut leftovers = std::mem::take(&mut self.leftovers);
        // Only after the swap: until then the old site is the public one. What cannot be removed is reported and is no
        // failure, since the new site is public.
        leftovers.extend(self.work.take_down());
        Ok(Outcome { kept, leftovers, ..outcome })
    }
}

impl FolderSink {
    /// What others have put into the old site.
    fn foreign(&self) -> Result<Vec<PathBuf>, PublishError> {
        match site_folder::check_replaceable(&self.work.output)? {
            None => Ok(Vec::new()),
            Some((site, manifest)) => site_folder::foreign(&site, &manifest)
                .map_err(|error| PublishError::refused("read", &self.place, &error)),
        }
    }

    fn not_written(&self, path: &str, error: &io::Error) -> PublishError {
        match self.written.same_but_for_case(path) {
            Some(other) if error.kind() == io::ErrorKind::AlreadyExists => PublishError::new(format!(
                "`{path}` and `{other}` are one file to this file system, which does not tell case"
            ))
            .help("give one of the pages another name or place"),
            _ => PublishError::refused("write", &self.place.join(path), error),
        }
    }
}

/// Writes a file that is not there yet, and the folders above it.
fn write_new(site: &OpenedFolder, path: &str, bytes: &[u8]) -> io::Result<()> {
    site.create_file(Path::new(path))?.write_all(bytes)
}

/// The absolute path of an output that may not exist yet, with links followed and `..` resolved.
fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let refused = |error: io::Error| PublishError::refused("publish to", path, &error);
    let absolute = std::path::absolute(path).map_err(refused)?;
    let there = absolute.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok());
    let there = there.unwrap_or_else(|| Path::new(""));
    let rest = absolute.strip_prefix(there).expect("an ancestor is a prefix");
    if rest.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
        return Err(PublishError::new(format!(
            "cannot publish to `{}`: a folder on the way is absent",
            path.display()
        )));
    }
    let canonical = there.canonicalize().map_err(refused)?;
    let place = if rest.as_os_str().is_empty() { canonical } else { canonical.join(rest) };
    if place.file_name().is_none() {
        return Err(PublishError::new(format!("cannot publish to `{}`", path.display())).help(ELSEWHERE));
    }
    Ok(place)
}

fn not_replaced(place: &Path, error: &io::Error) -> PublishError {
    let help = "the old site is untouched; where the folder is a mount point, publish to a folder inside it";
    PublishError::refused("replace", place, error).help(help)
}
