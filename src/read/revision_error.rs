//! Why a Git revision cannot be read, with a way out.

use std::fmt;
use std::path::PathBuf;

/// A Git revision that cannot be read, and why.
///
/// Its `Display` is what is wrong; [`RevisionError::help`] is what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionError {
    /// Neither the folder nor one above it is a repository.
    NoRepository {
        /// Where the search began.
        folder: PathBuf,
    },
    /// There is a repository, and it cannot be read.
    Unreadable {
        /// The repository.
        repository: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
    /// The repository is bare, so that no folder on disk shows which of its folders is meant.
    Bare {
        /// The repository.
        repository: PathBuf,
    },
    /// `HEAD` points at a branch that has no commit.
    Unborn {
        /// The repository.
        repository: PathBuf,
    },
    /// Nothing in the repository has this name.
    Unknown {
        /// The name.
        revision: String,
        /// The repository.
        repository: PathBuf,
        /// A branch or tag that is probably meant.
        near: Option<String>,
    },
    /// The history that is needed was cut off when the repository was cloned.
    Shallow {
        /// The name of the revision, or of two with `...` between them.
        revision: String,
        /// The repository.
        repository: PathBuf,
        /// A branch or tag that is probably meant.
        near: Option<String>,
    },
    /// The name leads to something else than a commit.
    NotACommit {
        /// The name.
        revision: String,
        /// What it names: `tree`, `blob` or `tag`.
        kind: String,
    },
    /// Two revisions have no commit in common.
    NoMergeBase {
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
}

impl RevisionError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            RevisionError::NoRepository { .. } => {
                "run `git init` and commit there, or name a folder inside a Git repository".into()
            }
            RevisionError::Unreadable { repository, .. } => {
                format!("see what `git -C {} status` says", repository.display())
            }
            RevisionError::Bare { .. } => {
                "name the state after the change with `--head`, or use a clone that has a working tree".into()
            }
            RevisionError::Unborn { .. } => "commit something first".into(),
            RevisionError::Unknown { near, .. } => match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a branch, a tag or a commit; `git fetch` gets what a remote has".into(),
            },
            RevisionError::Shallow { near, .. } => {
                let fetch = "get the whole history: `fetch-depth: 0` for `actions/checkout` in a GitHub workflow, \
                             `git fetch --unshallow` elsewhere";
                match near {
                    Some(near) => format!("did you mean `{near}`? otherwise {fetch}"),
                    None => fetch.into(),
                }
            }
            RevisionError::NotACommit { .. } => "name a commit, a branch or a tag of a commit".into(),
            RevisionError::NoMergeBase { .. } => "name a revision that shares history with the other".into(),
        }
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RevisionError::NoRepository { folder } => {
                write!(f, "there is no Git repository at `{}` or above it", folder.display())
            }
            RevisionError::Unreadable { repository, reason } => {
                write!(f, "cannot read the Git repository `{}`: {reason}", repository.display())
            }
            RevisionError::Bare { repository } => {
                write!(f, "the Git repository `{}` is bare, so it has no folder for the site", repository.display())
            }
            RevisionError::Unborn { repository } => {
                write!(f, "the Git repository `{}` has no commit yet, so `HEAD` names nothing", repository.display())
            }
            RevisionError::Unknown { revision, repository, .. } => {
                write!(f, "the Git repository `{}` has no revision `{revision}`", repository.display())
            }
            RevisionError::Shallow { revision, repository, .. } => {
                write!(f, "the Git repository `{}` is a shallow clone and lacks `{revision}`", repository.display())
            }
            RevisionError::NotACommit { revision, kind } => write!(f, "`{revision}` names a {kind}, not a commit"),
            RevisionError::NoMergeBase { one, other } => write!(f, "`{one}` and `{other}` share no history"),
        }
    }
}

impl std::error::Error for RevisionError {}
