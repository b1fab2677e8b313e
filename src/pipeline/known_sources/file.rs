//! A file of the site with its history.

use super::Content;
use crate::model::Page;
use crate::pipeline::histories::LocaleHistory;
use crate::read::{ContentId, Revision, Touch};
use crate::text::FilePath;

/// A file of the site with its history.
pub(super) struct FileOfPage<'r> {
    pub(super) page: &'r Page,
    pub(super) history: &'r LocaleHistory,
    pub(super) touches: Vec<&'r Touch>,
    pub(super) now: Content,
    /// Git's name for the content in the work tree, whether Git has it or not.
    pub(super) in_work_tree: Option<ContentId>,
    /// The bytes in the work tree, where Git does not have them. They are read once: the file may change meanwhile.
    pub(super) uncommitted: Option<Vec<u8>>,
}

impl FileOfPage<'_> {
    /// The content of the file at a revision.
    pub(super) fn content_at(&self, revision: &Revision) -> Option<Content> {
        let path = self.history.folder.join(&self.page.relative_path);
        let paths = self.history.files.paths_of(&path);
        let read = |path: &FilePath| self.history.revisions.content_at(revision, path).ok().flatten();
        paths.iter().find_map(read).map(Content::InGit)
    }

    /// Whether a shallow clone ends before the commit that added the file.
    pub(super) fn is_older_than_history(&self) -> bool {
        self.touches.first().is_some_and(|touch| self.history.files.commits[touch.commit].is_cut)
    }

    /// The content that was committed last.
    pub(super) fn committed(&self) -> Option<ContentId> {
        self.touches.iter().rev().find_map(|touch| touch.now)
    }

    /// The touch that first gave the file a content, by its place, and its revision.
    pub(super) fn introduced(&self, content: Content) -> Option<(usize, Revision)> {
        let Content::InGit(content) = content else { return None };
        let touch = self.touches.iter().find(|touch| touch.now == Some(content))?;
        Some((touch.commit, self.history.files.commits[touch.commit].revision()))
    }

    /// Index among the touches of the last one that a commit of the repository knows.
    pub(super) fn touch_known_to(&self, commit: usize) -> Option<usize> {
        self.touches.iter().rposition(|touch| self.history.files.is_ancestor(touch.commit, commit))
    }
}
