//! The name of a branch, and whether it may be written.

use gix::Repository;
use gix::bstr::ByteSlice;
use gix::refs::FullName;

use super::unreadable;
use crate::publish::PublishError;
use crate::read::repository;

const FOLDER: &str = "refs/heads/";

/// A valid name of a branch.
pub(super) struct BranchName {
    full: FullName,
    short: String,
}

impl BranchName {
    pub(super) fn new(name: &str) -> Result<BranchName, PublishError> {
        let short = name.strip_prefix(FOLDER).unwrap_or(name);
        let invalid = || {
            PublishError::new(format!("`{name}` cannot be the name of a branch"))
                .help("name a branch for the site alone, such as `gh-pages`")
        };
        let full = format!("{FOLDER}{short}");
        gix::validate::reference::branch_name(full.as_bytes().as_bstr()).map_err(|_| invalid())?;
        let full = FullName::try_from(full).map_err(|_| invalid())?;
        // Git takes `@` for `HEAD`, and a name below `refs/` is that of a tag or of a branch of a remote.
        if short.starts_with('-') || short.starts_with("refs/") || ["HEAD", "@"].contains(&short) {
            return Err(invalid());
        }
        Ok(BranchName { full, short: short.to_owned() })
    }

    /// The name with `refs/heads/`.
    pub(super) fn full(&self) -> &FullName {
        &self.full
    }

    /// The name without `refs/heads/`.
    pub(super) fn short(&self) -> &str {
        &self.short
    }
}

/// Refuses a branch whose files lie in a working tree, which would all seem changed from then on.
pub(super) fn check_not_checked_out(repository: &Repository, name: &BranchName) -> Result<(), PublishError> {
    let failed = |error: gix::Error| unreadable(repository, &error);
    for worktree in repository.worktrees_including_main().map_err(failed)? {
        let worktree = worktree.map_err(failed)?;
        let head = worktree.head_name().map_err(failed)?;
        if worktree.workdir().is_some() && head.as_ref() == Some(name.full()) {
            return Err(PublishError::new(format!(
                "the branch `{}` is checked out in `{}`",
                name.short(),
                repository::place(&worktree).display()
            ))
            .help(
                "publish to a branch for the site alone, such as `gh-pages`, or switch that working tree to another",
            ));
        }
    }
    Ok(())
}
