//! The list of what we wrote, which lies in the site itself.

use std::collections::BTreeSet;

use super::PublishError;
use super::site_path::{self, MARKER};

const HEAD: &str = "# Hexapla wrote the files listed here, and replaces them with the next build. Version 1\n";

/// The paths of a site, and the folders they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Manifest {
    pub(super) fn new(files: impl IntoIterator<Item = String>) -> Manifest {
        let files: BTreeSet<String> = files.into_iter().collect();
        let folders = files.iter().flat_map(|path| ancestors(path)).map(str::to_owned).collect();
        Manifest { files, folders }
    }

    /// The manifest in the bytes of a [`MARKER`], or `None` where they are not one that we can have written: each line
    /// is a path that a site may have.
    pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
        let lines = std::str::from_utf8(bytes).ok()?.strip_prefix(HEAD)?;
        let paths: Vec<&str> = lines.lines().collect();
        // A list with a path such as `../x` was not written by us, and would lead removal out of the site.
        let are_ours = paths.iter().all(|path| site_path::check(path).is_ok());
        are_ours.then(|| Manifest::new(paths.into_iter().map(str::to_owned)))
    }

    /// The bytes of the [`MARKER`]: equal for equal sites.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::from(HEAD);
        for path in &self.files {
            text.push_str(path);
            text.push('\n');
        }
        text.into_bytes()
    }

    /// Whether we wrote a file at `path`.
    pub(super) fn has_file(&self, path: &str) -> bool {
        path == MARKER || self.files.contains(path)
    }

    /// Whether we wrote a file somewhere below `path`.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// Whether a site with these files has no room for another's file or folder at `path`.
    pub(super) fn needs(&self, path: &str) -> bool {
        self.has_file(path) || self.has_folder(path) || ancestors(path).any(|folder| self.has_file(folder))
    }

    /// The first path that is both a file and a folder.
    pub(super) fn torn(&self) -> Option<&str> {
        self.folders.iter().find(|folder| self.files.contains(*folder)).map(String::as_str)
    }
}

/// Refuses to carry over what others put where the new site has files of its own.
pub(super) fn check_room<'a>(
    site: &Manifest,
    place: &str,
    foreign: impl IntoIterator<Item = &'a str>,
) -> Result<(), PublishError> {
    match foreign.into_iter().find(|path| site.needs(path)) {
        None => Ok(()),
        Some(path) => Err(PublishError::new(format!(
            "`{path}` in {place} was not written by Hexapla, and the new site has a file of its own there"
        ))
        .help(format!("move `{path}` away, or publish somewhere else"))),
    }
}

/// The folders above `path`, nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[&str]) -> Manifest {
        Manifest::new(files.iter().map(|path| (*path).to_owned()))
    }

    #[test]
    fn a_manifest_reads_what_it_wrote_in_one_order() {
        let site = manifest(&["zh-tw/說明/index.html", "index.html", "nl-nl/index.html"]);
        let bytes = site.to_bytes();
        assert_eq!(Manifest::parse(&bytes), Some(site));
        assert!(bytes.ends_with("index.html\nnl-nl/index.html\nzh-tw/說明/index.html\n".as_bytes()));
    }

    #[test]
    fn bytes_that_are_not_ours_are_no_manifest() {
        assert_eq!(Manifest::parse(b""), None);
        assert_eq!(Manifest::parse(b"index.html\n"), None);
    }

    #[test]
    fn a_list_of_what_no_site_can_have_is_no_manifest() {
        for path in ["../x", "/etc/passwd", "", "a//b", "zh-tw/../../說明", ".git/config", MARKER] {
            assert_eq!(Manifest::parse(format!("{HEAD}index.html\n{path}\n").as_bytes()), None, "{path}");
        }
    }

    #[test]
    fn a_site_has_no_room_where_it_has_files_above_at_or_below() {
        let site = manifest(&["nl-nl/apps/box.html", "CNAME"]);
        for taken in ["nl-nl", "nl-nl/apps", "nl-nl/apps/box.html", "CNAME", "CNAME/x", MARKER] {
            assert!(site.needs(taken), "{taken}");
        }
        for free in ["nl", "nl-nl/apps/box", "nl-nl/eigen.html"] {
            assert!(!site.needs(free), "{free}");
        }
    }

    #[test]
    fn a_path_that_is_file_and_folder_is_torn() {
        assert_eq!(manifest(&["a", "a-b", "a/b"]).torn(), Some("a"));
        assert_eq!(manifest(&["a/b", "a/c"]).torn(), None);
    }
}
