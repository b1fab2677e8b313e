//! `hexapla accept`: records that a translation is right as it is, although its source changed.

use std::process::ExitCode;

use clap::Args;

use super::session::Session;
use super::{Stop, making, output, pin};
use crate::model::LOCK_FILE;
use crate::pipeline::{self, AcceptError, Site};
use crate::publish::replace_file;

/// What to accept.
#[derive(Debug, Args)]
pub struct Options {
    /// A row, a page, or the path of a file or folder; all rows of the locale where it is left out. With `--pin` there may be several pages and paths
    #[arg(value_name = "ENTRY|PATH")]
    name: Option<String>,
    #[arg(requires = "pin", hide = true)]
    more: Vec<String>,
    /// Write what the source is now into the front matter of the translations that say what they were made from, in place of the lock
    #[arg(long)]
    pin: bool,
    /// Show what would be accepted, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Writes the digests of the accepted rows and of their source now into the lock.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    if options.pin {
        let names: Vec<&str> = options.name.iter().chain(&options.more).map(String::as_str).collect();
        return pin::run(session, &names, options.dry_run);
    }
    if session.locales.is_empty() {
        let message = "whose translation is accepted?\n  help: name the locale, such as `--locale nl-NL`";
        return Err(Stop::outside(message));
    }
    let mut site = session.load(&[])?;
    pipeline::known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let blocking = pipeline::blocking(&site);
    if !blocking.is_empty() {
        return making::blocked(session, &site, &blocking);
    }
    let path = session.root.join(LOCK_FILE);
    for locale in &session.locales {
        let accepted =
            pipeline::accept(&site, locale, options.name.as_deref()).map_err(|error| refused(&site, &error))?;
        if !options.dry_run {
            replace_file(&session.root, &path, accepted.text.as_bytes())?;
            // What was written is where the next locale begins.
            site = session.load(&[])?;
        }
        if !session.quiet {
            let noun = if accepted.rows == 1 { "row" } else { "rows" };
            let written = if options.dry_run { "; nothing was written" } else { "" };
            output::note(&format!("{} {noun} of `{locale}` accepted, {} anew{written}", accepted.rows, accepted.new));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(site: &Site, error: &AcceptError) -> Stop {
    let help = match error {
        AcceptError::NoSource => "set `content.source_locale` in the configuration".to_owned(),
        AcceptError::IsSource(_) => "name a locale that is translated from it".to_owned(),
        AcceptError::NothingNamed(name) => {
            let names = site.alignment.entries.iter().map(|entry| entry.id.as_str());
            let pages = site.corpus.pages.keys().map(|page| page.as_str());
            let near = names.chain(pages).min_by_key(|known| strsim::osa_distance(known, name));
            let help = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            format!("{help}`hexapla model` shows all names")
        }
    };
    Stop::outside(format!("{error}\n  help: {help}"))
}
