//! A folder on disk, replaced in one step.
//!
//! The site is written to a work folder beside the output, `.NAME.hexapla-PID-N`, and moved from there when
//! it is whole:
//!
//! ```text
//! .public.hexapla-4711-0/.hexapla-run   held locked while the run lives
//! .public.hexapla-4711-0/new/           the site being written
//! .public.hexapla-4711-0/old/           the site before, while it is taken down
//! ```
//!
//! A run that died leaves its work folder, unlocked; the next run to the same output takes it down.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::TargetInfo;
use crate::publish::manifest::{self, MARKER, Manifest};
use crate::publish::written::{Whole, Written};
use crate::publish::{Outcome, PublishError, Sink, Target};
use work_folder::WorkFolder;

mod site_folder;
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
    /// `sources` are folders and files that must survive: the site's folder, its content, its templates. The
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
        let place = resolve(&self.path)?;
        self.check_sources(&place)?;
        site_folder::check_replaceable(&place)?;
        let leftovers = work_folder::take_down_dead_runs(&place)?;
        let work = WorkFolder::create(&place)?;
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
            let file = self.work.new_site().join(path);
            write_new(&file, bytes).map_err(|error| self.not_written(path, &error))
        })
    }

    fn finish(mut self: Box<Self>) -> Result<Outcome, PublishError> {
        let Whole { manifest, outcome, .. } = self.written.whole()?;
        let marker = self.work.new_site().join(MARKER);
        write_new(&marker, &manifest.to_bytes()).map_err(|error| PublishError::refused("write", &marker, &error))?;
        let old = site_folder::check_replaceable(&self.place)?;
        let foreign = foreign_in(&self.place, &old)?;
        let kept: Vec<String> = foreign.iter().map(|path| site_folder::shown(path)).collect();
        let shown = format!("`{}`", self.place.display());
        manifest::check_room(&manifest, &shown, kept.iter().map(String::as_str))?;
        self.work.swap(&self.place).map_err(|error| not_replaced(&self.place, &error))?;
        let mut leftovers = std::mem::take(&mut self.leftovers);
        leftovers.extend(self.work.take_down(&self.place));
        Ok(Outcome { kept, leftovers, ..outcome })
    }
}

impl FolderSink {
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

fn foreign_in(place: &Path, old: &Option<Manifest>) -> Result<Vec<PathBuf>, PublishError> {
    match old {
        None => Ok(Vec::new()),
        Some(manifest) => {
            site_folder::foreign(place, manifest).map_err(|error| PublishError::refused("read", place, &error))
        }
    }
}

/// Writes a file that is not there yet, and the folders above it.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().expect("a file of the site is inside the work folder");
            #[expect(clippy::disallowed_methods, reason = "this is the door")]
            fs::create_dir_all(folder)?;
            File::create_new(path)?
        }
        file => file?,
    };
    file.write_all(bytes)
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
