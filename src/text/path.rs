//! Paths as content knows them: with `/`, relative to the site's folder.

use std::fmt;
use std::sync::Arc;

/// The path of a file relative to the site's folder, with `/` between its parts on every system.
///
/// `.` and empty parts are dropped and `..` is resolved where possible, so equal files have equal
/// paths; a leading `..` remains (a locale may live in a sibling checkout).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// The normalized form of `path`.
    pub fn new(path: &str) -> FilePath {
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        FilePath(parts.join("/").into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: the file's name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The part of the name after its last dot, in lower case; empty where there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// The folder that holds the file; the empty path at the top.
    pub fn parent(&self) -> FilePath {
        FilePath(self.0.rsplit_once('/').map_or("", |(parent, _)| parent).into())
    }

    /// `relative` as seen from this folder.
    pub fn join(&self, relative: &str) -> FilePath {
        if self.0.is_empty() { FilePath::new(relative) } else { FilePath::new(&format!("{}/{relative}", self.0)) }
    }

    /// The path below `folder`, or `None` when it is not inside.
    pub fn relative_path(&self, folder: &FilePath) -> Option<&str> {
        if folder.0.is_empty() {
            return (!self.leaves_root()).then_some(&*self.0);
        }
        self.0.strip_prefix(&*folder.0)?.strip_prefix('/')
    }

    /// The path as seen from `folder`: `../b/c.md` of `a/b/c.md` in `a/d`.
    pub fn seen_from(&self, folder: &FilePath) -> String {
        let parts =
            |path: &FilePath| path.0.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let (own, from) = (parts(self), parts(folder));
        let shared = own.iter().zip(&from).take_while(|(one, other)| one == other).count();
        let up = from[shared..].iter().map(|_| "..".to_owned());
        up.chain(own[shared..].iter().cloned()).collect::<Vec<_>>().join("/")
    }

    /// Whether the path climbs out of the site's folder.
    pub fn leaves_root(&self) -> bool {
        &*self.0 == ".." || self.0.starts_with("../")
    }
}

impl Default for FilePath {
    /// The site's own folder.
    fn default() -> FilePath {
        FilePath::new("")
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_files_have_equal_paths() {
        assert_eq!(FilePath::new("./content//nl-NL/../zh-TW/說明.md").as_str(), "content/zh-TW/說明.md");
        assert_eq!(FilePath::new("../nl/a.md").as_str(), "../nl/a.md");
    }

    #[test]
    fn a_path_is_below_a_folder_only_at_a_slash() {
        let path = FilePath::new("content/nl-NL/a.md");
        assert_eq!(path.relative_path(&FilePath::new("content/nl-NL")), Some("a.md"));
        assert_eq!(path.relative_path(&FilePath::new("content/nl")), None);
        assert_eq!(FilePath::new("../x").relative_path(&FilePath::new("")), None);
    }

    #[test]
    fn a_path_is_seen_from_any_folder() {
        let seen = |path: &str, folder: &str| FilePath::new(path).seen_from(&FilePath::new(folder));
        assert_eq!(seen("hulp/說明.md", "hulp/apps"), "../說明.md");
        assert_eq!(seen("hulp/說明.md", "hulp"), "說明.md");
        assert_eq!(seen("a.md", "hulp/apps"), "../../a.md");
        assert_eq!(seen("hulpen/a.md", ""), "hulpen/a.md");
    }

    #[test]
    fn the_extension_is_lower_case_and_a_dot_file_has_none() {
        assert_eq!(FilePath::new("a/B.MD").extension(), "md");
        assert_eq!(FilePath::new(".gitignore").extension(), "");
    }
}
