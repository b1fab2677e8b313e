//! Real Git repositories in temporary folders, made with the `git` command.
#![allow(dead_code, reason = "each test takes of it what it needs")]

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A repository that is gone when the test ends.
pub struct GitRepository {
    folder: TempDir,
}

impl GitRepository {
    /// An empty repository with a working tree and the branch `main`.
    pub fn new() -> GitRepository {
        GitRepository::init(&[])
    }

    /// An empty repository made by `git init` with more options.
    pub fn init(options: &[&str]) -> GitRepository {
        let repository = GitRepository { folder: tempfile::tempdir().unwrap() };
        repository.git(&[&["init", "--quiet", "--initial-branch=main"], options].concat());
        repository
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the working tree.
    pub fn write(&self, path: &str, text: &str) {
        write(self.path().join(path), text);
    }

    /// Commits the whole working tree; answers the commit's id.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// The same at a time of its own, such as `2017-06-30T12:00:00Z`.
    pub fn commit_at(&self, message: &str, time: &str) -> String {
        self.git(&["add", "--all"]);
        git_at(self.path(), &["commit", "--quiet", "--allow-empty", "--message", message], time);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs `git` in the repository; answers what it prints.
    pub fn git(&self, arguments: &[&str]) -> String {
        git(self.path(), arguments)
    }
}

/// Runs `git` in a folder, cut off from the configuration of whoever runs the tests.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    git_at(folder, arguments, "2017-06-30T12:00:00Z")
}

fn git_at(folder: &Path, arguments: &[&str], time: &str) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Mies", "-c", "user.email=mies@example.org", "-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", time)
        .env("GIT_COMMITTER_DATE", time)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Clones with more options into a folder of its own, by way of the transport, so that filters and depths count.
pub fn clone(from: &Path, options: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", from.display());
    git(folder.path(), &[&["clone", "--quiet"], options, &[&url, "clone"]].concat());
    let path = folder.path().join("clone");
    (folder, path)
}

/// Writes a file, and makes the folders above it.
pub fn write(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
