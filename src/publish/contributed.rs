//! What a pull request can have brought, on which nothing is done.
//!
//! Strangers contribute to the folders that a site is made from, and to the Git working trees around them. In there a
//! link may lead to any place on this machine, and a folder may have the name and the files of one of ours. So no link
//! in there is followed, and what Git tracks there is never taken for ours: we add nothing that we write to Git's
//! index.
//!
//! Links above are the user's own, such as `/var/www`. So is the way to the site's folder, which the user has named,
//! and a repository of which the sources are no part, such as the one of a published site.

use std::path::{Path, PathBuf};

use super::PublishError;
use crate::read::{RevisionError, TrackedFiles, work_trees_around};

/// Refuses `path` where a link lies on it that a pull request can have brought. `sources` are the folders and files
/// that a site is made from, its own folder first.
pub(super) fn refuse_links(path: &Path, sources: &[PathBuf]) -> Result<(), PublishError> {
    let absolute = std::path::absolute(path).map_err(|error| PublishError::refused("write to", path, &error))?;
    let site = sources.first().and_then(|site| std::path::absolute(site).ok()).unwrap_or_default();
    // A link on the way to the site's own folder is the user's, who has named that folder.
    let links: Vec<&Path> = absolute.ancestors().filter(|link| is_link(link) && !site.starts_with(link)).collect();
    if links.is_empty() {
        return Ok(());
    }
    let contributed = folders(sources);
    match links.iter().rfind(|link| lies_in(link, &contributed)) {
        None => Ok(()),
        Some(link) => Err(PublishError::new(format!(
            "cannot write to `{}`: `{}` is a symbolic link, which is not followed where pull requests can bring one",
            path.display(),
            link.display()
        ))
        .help("remove the link, or name the place that it leads to")),
    }
}

fn is_link(place: &Path) -> bool {
    place.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink())
}

/// Whether the link itself, not what it leads to, is in one of the folders.
fn lies_in(link: &Path, folders: &[PathBuf]) -> bool {
    let parent = link.parent().and_then(|parent| parent.canonicalize().ok());
    parent.is_some_and(|parent| folders.iter().any(|folder| parent.starts_with(folder)))
}

/// Where strangers contribute.
fn folders(sources: &[PathBuf]) -> Vec<PathBuf> {
    let own = sources.iter().filter_map(|source| source.canonicalize().ok()).filter(|source| source.is_dir());
    own.chain(work_trees(sources)).collect()
}

fn work_trees(sources: &[PathBuf]) -> Vec<PathBuf> {
    let mut tops: Vec<PathBuf> = sources.iter().flat_map(|source| work_trees_around(source)).collect();
    tops.sort();
    tops.dedup();
    tops
}

/// What Git tracks around a place, in the working trees of the sources.
pub(super) struct Tracked {
    trees: Vec<(PathBuf, TrackedFiles)>,
    sources: Vec<PathBuf>,
}

impl Tracked {
    /// What Git tracks in the working trees that `place`, which is absolute and has no links, lies in.
    ///
    /// # Errors
    /// [`PublishError`] where that cannot be known.
    pub(super) fn around(place: &Path, sources: &[PathBuf]) -> Result<Tracked, PublishError> {
        let sources: Vec<PathBuf> = sources.iter().filter_map(|source| source.canonicalize().ok()).collect();
        let tops = work_trees(&sources).into_iter().filter(|top| place != top && place.starts_with(top));
        let trees: Result<_, RevisionError> = tops.map(|top| Ok((top.clone(), TrackedFiles::of(&top)?))).collect();
        let trees = trees.map_err(|error| {
            PublishError::new(format!("cannot find out whether Git tracks `{}`: {error}", place.display()))
                .help("publish to a folder outside of the Git working tree")
        })?;
        Ok(Tracked { trees, sources })
    }

    /// Whether Git tracks `place`, something in it, or what it is a part of.
    pub(super) fn has(&self, place: &Path) -> bool {
        self.trees.iter().any(|(top, tracked)| {
            let path = place.strip_prefix(top);
            path.is_ok_and(|path| tracked.has_at_or_below(path) || self.is_in_a_repository(top, tracked, path))
        })
    }

    /// Whether `path` is in another repository that Git tracks as one thing, a submodule. One that holds sources has a
    /// look-up of its own.
    fn is_in_a_repository(&self, top: &Path, tracked: &TrackedFiles, path: &Path) -> bool {
        let above = path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
        let mut apart = above.filter(|above| !self.sources.iter().any(|source| source.starts_with(top.join(above))));
        apart.any(|above| tracked.has(above))
    }
}

/// Refuses a `place`, absolute and without links, that Git tracks. Where nothing is there, nothing was brought.
pub(super) fn refuse_tracked(place: &Path, sources: &[PathBuf]) -> Result<(), PublishError> {
    if place.symlink_metadata().is_err() || !Tracked::around(place, sources)?.has(place) {
        return Ok(());
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    Err(PublishError::new(format!(
        "cannot publish to `{}`: Git tracks files in it, so that a pull request could add its own to the site",
        place.display()
    ))
    .help(format!(
        "take it out with `git rm -r --cached {name}` and list it in `.gitignore`, or publish to another folder, or to a branch"
    )))
}
