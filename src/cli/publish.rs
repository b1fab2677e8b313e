//! `hexapla publish`: the site where others see it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args};

use super::Stop;
use super::making;
use super::session::Session;
use crate::publish::{Branch, Folder};

/// Where to publish.
#[derive(Debug, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("target").required(true))]
pub struct Options {
    /// A folder, replaced in one step when the site is whole
    #[arg(long, value_name = "DIR", group = "target")]
    folder: Option<PathBuf>,
    /// A Git branch, such as `gh-pages`; nothing is checked out and nothing is pushed
    #[arg(long, value_name = "NAME", group = "target")]
    branch: Option<String>,
    /// The Git repository of the branch, bare or not, if not the one around the site's folder
    #[arg(long, value_name = "DIR", requires = "branch")]
    repository: Option<PathBuf>,
    /// The message of the commit
    #[arg(long, value_name = "TEXT", requires = "branch", default_value = "Publish the site")]
    message: String,
    /// Replace a branch that holds something else than a site of ours; its history keeps what was there
    #[arg(long, requires = "branch")]
    force: bool,
}

/// Builds the site and publishes it.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    if !session.locales.is_empty() {
        let message = "`publish` takes the whole site: with `--locale` the other languages would be gone\n  \
                       help: leave `--locale` out, or build a part with `hexapla build --locale TAG --out DIR`";
        return Err(Stop::outside(message));
    }
    if let Some(folder) = &options.folder {
        session.refuse_output_in_content(folder)?;
        let target = Folder::new(folder, session.sources());
        return making::make(session, &target, &folder.display().to_string());
    }
    let name = options.branch.clone().expect("clap wants a folder or a branch");
    let target = Branch {
        repository: options.repository.clone().unwrap_or_else(|| session.root.clone()),
        branch: name.clone(),
        message: options.message.clone(),
        author: None,
        force: options.force,
    };
    making::make(session, &target, &format!("the branch `{name}`"))
}
