//! The source that pins lead to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::PinKeys;
use crate::model::{LocaleId, Page};
use crate::read::{FileHistory, Revisions};
use crate::text::FilePath;

/// Where the base revisions that translations name are read.
#[derive(Clone, Copy)]
pub struct RevisionSource<'s> {
    /// The locale that the others were translated from; it need not be one of the site.
    pub locale: &'s LocaleId,
    /// Its repository.
    pub revisions: &'s dyn Revisions,
    /// What the commits of the repository did to its pages; `None` where that cannot be read. It is asked for only where
    /// a page is not found without it.
    pub files: &'s (dyn Fn() -> Option<Arc<FileHistory>> + Sync),
    /// The folder of its pages, as the repository counts paths.
    pub folder: &'s FilePath,
    /// The front matter keys of translations that the configuration names.
    pub keys: PinKeys<'s>,
    /// The front matter key that names pages whose paths differ, where the site has one.
    pub page_key: Option<&'s str>,
}

impl RevisionSource<'_> {
    /// The path of a file of the source from the top of its repository.
    pub fn path_from_top(self, file: &FilePath) -> FilePath {
        self.revisions.folder().join(self.folder.as_str()).join(file.as_str())
    }
}

/// Where the source of a page may have been: where it is now, and where its translations are.
pub fn paths<'p>(now: Option<&'p Page>, versions: &'p BTreeMap<LocaleId, Page>) -> Vec<&'p str> {
    let mut paths: Vec<&str> = Vec::new();
    for page in now.into_iter().chain(versions.values()) {
        if !paths.contains(&page.relative_path.as_str()) {
            paths.push(&page.relative_path);
        }
    }
    paths
}
