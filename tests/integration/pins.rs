//! Pins that sites write into their translations, understood without any configuration.

use std::path::Path;

use crate::fixtures::git_repository::{GitRepository, clone, git};
use crate::fixtures::site_folder::{Run, SiteFolder};

const CONFIG: &str = "[content]\nsource_locale = 'en-US'\n";
const OLD: &str = "---\ntitle: Errors\n---\n|Error|What to do|\n|---|---|\n|Failure: 401|Make a new token.|\n";
const NEW: &str = "---\ntitle: Errors\n---\n|Error|What to do|\n|---|---|\n|Failure: 401|Ask your administrator for help.|\n";

/// What is pinned of the old source.
struct Pinned {
    commit: String,
    blob: String,
    sha1: String,
    sha256: String,
    md5: String,
    /// SHA-1 with the line ends of Windows.
    crlf: String,
}

/// A site in a repository whose source was edited once, and what can be said of the source before.
fn edited() -> (SiteFolder, Pinned) {
    let folder = SiteFolder::empty().with("hexapla.toml", CONFIG).with("content/en-US/errors.md", OLD);
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    let commit = commit(folder.path(), "old");
    let blob = git(folder.path(), &["rev-parse", "HEAD:content/en-US/errors.md"]);
    let folder = folder.with("content/en-US/errors.md", NEW);
    self::commit(folder.path(), "new");
    let pinned = Pinned {
        commit,
        blob,
        sha1: "b7e9e56a7faf5ed0ba93e46bd1dabf3a5b3ff5e7".into(),
        sha256: String::new(),
        md5: String::new(),
        crlf: String::new(),
    };
    (folder, pinned)
}

fn commit(folder: &Path, message: &str) -> String {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message", message]);
    git(folder, &["rev-parse", "HEAD"])
}
