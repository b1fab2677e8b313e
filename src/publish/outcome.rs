//! What happened when a site was published.

use std::path::PathBuf;

/// What was published, for a summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many files the site has, our list of them not counted.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// Files and folders of others that were carried over from the old site, sorted.
    pub kept: Vec<String>,
    /// Paths that differ in nothing but case, sorted: one of each pair is lost where the site is copied to a
    /// system that ignores case.
    pub case_clashes: Vec<(String, String)>,
    /// Folders of earlier runs, or of this one, that hold files of others and so could not be removed.
    pub leftovers: Vec<PathBuf>,
    /// What became of the branch, where one was published to.
    pub branch: Option<BranchOutcome>,
}

/// What became of a Git branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchOutcome {
    /// Its name, without `refs/heads/`.
    pub name: String,
    /// The commit it points at now, in hexadecimal.
    pub commit: String,
    /// The tree of that commit, in hexadecimal: equal for equal sites.
    pub tree: String,
    /// Whether the branch had this very tree before, so that no commit was made.
    pub unchanged: bool,
    /// The commit whose files, none of them ours, were replaced because that was asked for; history keeps it.
    pub replaced: Option<String>,
}
