//! `hexapla build`: the site in a folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Stop;
use super::making;
use super::session::Session;
use crate::publish::Folder;

/// Where to put the site.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder for the site, relative to the site's folder
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,
}

/// Builds the site. The old one stays until the new one is whole.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    let folder = session.root.join(&options.out);
    session.refuse_output_in_content(&folder)?;
    let target = Folder::new(&folder, session.sources());
    making::make(session, &target, &folder.display().to_string())
}
