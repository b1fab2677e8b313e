//! `hexapla lock`: keeps the names of rows, so that links to them live on.

use std::process::ExitCode;

use clap::Args;

use super::session::Session;
use super::{Stop, making, output};
use crate::align::{EntryId, RenameError};
use crate::model::LOCK_FILE;
use crate::pipeline::{self, RenewError, Renewal, Site};
use crate::publish::replace_file;

/// What to keep.
#[derive(Debug, Args)]
pub struct Options {
    /// Give a row another name; links to the old one lead to it (can be given several times)
    #[arg(long, value_name = "OLD=NEW", value_parser = parse_rename)]
    rename: Vec<(EntryId, EntryId)>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// So many changes of a kind are shown; the others are counted.
const MOST_SHOWN: usize = 10;

fn parse_rename(text: &str) -> Result<(EntryId, EntryId), String> {
    let names = text.split_once('=').filter(|(old, new)| !old.is_empty() && !new.is_empty());
    let (old, new) = names.ok_or("write it like `box-401=box-token-expired`: the old name, `=`, the new one")?;
    Ok((EntryId::new(old.trim()), EntryId::new(new.trim())))
}

/// Writes the lock that fits the site, where that changes anything.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    if !session.locales.is_empty() {
        let message = "`lock` looks at the whole site: with `--locale` the names of the other languages would be lost\n  \
                       help: leave `--locale` out";
        return Err(Stop::outside(message));
    }
    let site = session.load(&[])?;
    let blocking = pipeline::blocking(&site);
    if !blocking.is_empty() {
        return making::blocked(session, &site, &blocking);
    }
    let renewal = pipeline::renew_lock(&session.world, &site, &options.rename).map_err(|error| match error {
        RenewError::Rename(error) => refused(&site, &error),
        RenewError::Read(failure) => session.stop(failure),
    })?;
    let path = session.root.join(LOCK_FILE);
    if !options.dry_run {
        replace_file(&session.root, &path, renewal.text.as_bytes())?;
    }
    if !session.quiet {
        for line in summary(&renewal, options.dry_run) {
            output::note(&line);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(site: &Site, error: &RenameError) -> Stop {
    let help = match error {
        RenameError::NoEntry(id) => {
            let names = site.alignment.entries.iter().map(|entry| entry.id.as_str());
            match names.min_by_key(|name| strsim::osa_distance(name, id.as_str())) {
                Some(near) => format!("did you mean `{near}`? `hexapla model` shows all names"),
                None => "`hexapla model` shows all names".to_owned(),
            }
        }
        RenameError::Taken(_) => format!("take another name, or free it by hand in `{LOCK_FILE}`"),
        RenameError::NoSlug(_) => "write it like `box-token-expired`".to_owned(),
    };
    Stop::outside(format!("{error}\n  help: {help}"))
}

/// What changed: a line for all of it, then one for each row.
fn summary(renewal: &Renewal, dry_run: bool) -> Vec<String> {
    let Renewal { entries, added, renamed, removed, .. } = renewal;
    let kinds = [(added.len(), "new"), (renamed.len(), "renamed"), (removed.len(), "removed")];
    let counts: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}")).collect();
    let counts = if counts.is_empty() { "no name changed".to_owned() } else { counts.join(", ") };
    let noun = if *entries == 1 { "row" } else { "rows" };
    let written = if dry_run { "; nothing was written" } else { "" };
    let mut lines = vec![format!("`{LOCK_FILE}` keeps the names of {entries} {noun}: {counts}{written}")];
    lines.extend(shown(renamed.iter().map(|(old, new)| format!("`{old}` leads to `{new}`"))));
    lines.extend(shown(removed.iter().map(|(id, page)| format!("`{id}` leads to the page `{page}`"))));
    lines
}

/// The first lines, and how many more there are.
fn shown(all: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    let more = all.len().saturating_sub(MOST_SHOWN);
    let mut lines: Vec<String> = all.take(MOST_SHOWN).map(|line| format!("  {line}")).collect();
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines
}
