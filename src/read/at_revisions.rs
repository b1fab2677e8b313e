//! A site as Git revisions have it, with everything beside them as it is.

use super::{GitTree, ReadError, RevisionError, Revisions, World};
use crate::text::FilePath;

/// The files of a site at a revision of its repository, of locales beside it at revisions of theirs, and all others as
/// `beside` has them: the state of one repository at that time is not in another one.
pub struct AtRevisions<'w> {
    beside: &'w dyn World,
    /// Trees by the folder that they replace, as seen from the site's; the empty one is the site itself.
    trees: Vec<(FilePath, GitTree)>,
}

impl<'w> AtRevisions<'w> {
    /// A world of `trees`, each with the folder that it replaces; the site's own has the empty path.
    pub fn new(beside: &'w dyn World, trees: Vec<(FilePath, GitTree)>) -> AtRevisions<'w> {
        AtRevisions { beside, trees }
    }

    /// The tree that a path is in, with the folder that it replaces.
    fn tree_of(&self, path: &FilePath) -> Option<&(FilePath, GitTree)> {
        let sibling = self.trees.iter().find(|(folder, _)| !folder.as_str().is_empty() && is_in(path, folder));
        let own = || self.trees.iter().find(|(folder, _)| folder.as_str().is_empty()).filter(|_| !path.leaves_root());
        sibling.or_else(own)
    }
}

fn is_in(path: &FilePath, folder: &FilePath) -> bool {
    path == folder || path.relative_path(folder).is_some()
}

/// Whether a folder is inside of another one, of which the empty one is the site itself.
fn is_below(inside: &FilePath, folder: &FilePath) -> bool {
    !inside.leaves_root() && inside != folder && (folder.as_str().is_empty() || inside.relative_path(folder).is_some())
}

/// A path as seen from `folder`.
fn from(folder: &FilePath, path: &FilePath) -> FilePath {
    if folder.as_str().is_empty() {
        path.clone()
    } else {
        FilePath::new(path.relative_path(folder).unwrap_or_default())
    }
}

impl World for AtRevisions<'_> {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let Some((top, tree)) = self.tree_of(folder) else { return self.beside.files(folder) };
        let found = tree.files(&from(top, folder)).map_err(|error| ReadError { path: folder.clone(), ..error })?;
        let mut files: Vec<FilePath> = found.into_iter().map(|path| top.join(path.as_str())).collect();
        // A submodule is a tree of its own inside the folder.
        for (inside, tree) in self.trees.iter().filter(|(inside, _)| inside != top && is_below(inside, folder)) {
            let found = tree.files(&FilePath::default())?;
            files.extend(found.into_iter().map(|path| inside.join(path.as_str())));
        }
        files.sort();
        Ok(files)
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let Some((top, tree)) = self.tree_of(path) else { return self.beside.read_at_most(most, path) };
        tree.read_at_most(most, &from(top, path)).map_err(|error| ReadError { path: path.clone(), ..error })
    }

    fn has_file(&self, path: &FilePath) -> bool {
        match self.tree_of(path) {
            Some((top, tree)) => tree.has_file(&from(top, path)),
            None => self.beside.has_file(path),
        }
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        self.beside.top_of_work_tree()
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        self.beside.repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        self.beside.repository_around(folder)
    }
}
