//! `hexapla accept`: records that translations are right as they are, although their source changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::revisions::{self, Named, parse_named};
use super::session::{Session, path_in_site};
use super::{Stop, making, output, pin};
use crate::diagnostic::counted;
use crate::model::{LOCK_FILE, LocaleId};
use crate::pipeline::{self, AcceptError, AcceptedCounts, Name, Site, WantedAcceptance};
use crate::publish::replace_file;
use crate::text::FilePath;

/// What to accept.
#[derive(Debug, Args)]
pub struct Options {
    /// A row, a page, a file, a folder, or a place as `check` prints it, such as `content/nl/a.md:12:1`; a file of the source
    /// means its translations (can be given several times)
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// What an edit of the source since this Git revision touched, where no translation has to follow it, such as a typo;
    /// `TAG=REV` for a locale that lies in a repository of its own (can be given several times)
    #[arg(long, value_name = "[TAG=]REV", value_parser = parse_named, conflicts_with = "names")]
    since: Vec<Named>,
    /// All rows and blocks of all pages
    #[arg(long, conflicts_with_all = ["names", "since"])]
    all: bool,
    /// Write what the source is now into the front matter of the translations that say what they were made from, in place
    /// of the lock
    #[arg(long, conflicts_with_all = ["since", "all"])]
    pin: bool,
    /// Show what would be accepted, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Writes the digests of what was accepted, and of its source now, into the lock.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    session.format_among(&["text"])?;
    if options.pin {
        let names: Vec<&str> = options.names.iter().map(String::as_str).collect();
        return pin::run(session, &names, options.dry_run);
    }
    // With a language alone, all of it is meant.
    if options.names.is_empty() && options.since.is_empty() && !options.all && session.locales.is_empty() {
        let message = "what is accepted?\n  help: name rows, pages, files or places, such as `content/nl-NL/a.md:12`; or say \
                       `--since REV` for what an edit of the source touched, or `--all`";
        return Err(Stop::outside(message));
    }
    let site = session.load(&[])?;
    pipeline::known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let blocking = pipeline::blocking(&site);
    if !blocking.is_empty() {
        return making::blocked(session, &site, &blocking);
    }
    let base = match &options.since[..] {
        [] => None,
        named => Some(revisions::base(session, named, &[], &session.world)?),
    };
    let wanted = match &base {
        Some(base) => WantedAcceptance::Since { base: &base.world, theme: &session.theme },
        None if options.names.is_empty() => WantedAcceptance::All,
        None => WantedAcceptance::Names(options.names.iter().map(|name| parse(session, name)).collect()),
    };
    let accepted = pipeline::accept(&session.world, &site, &session.locales, &wanted)
        .map_err(|error| refused(session, &site, error))?;
    if !options.dry_run {
        replace_file(&session.root, &session.root.join(LOCK_FILE), accepted.text.as_bytes())?;
    }
    if !session.quiet {
        summary(&accepted.locales, options.dry_run).iter().for_each(|line| output::note(line));
    }
    Ok(ExitCode::SUCCESS)
}

/// A name, which may be a path with a line and a column behind it.
fn parse(session: &Session, text: &str) -> Name {
    let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
    let split = |text: &str| text.rsplit_once(':').and_then(|(path, last)| Some((path.to_owned(), number(last)?)));
    let (path, line) = match split(text) {
        None => (text.to_owned(), None),
        Some((rest, last)) => match split(&rest) {
            Some((path, line)) => (path, Some(line)),
            None => (rest, Some(last)),
        },
    };
    let inside = (!Path::new(&path).is_absolute()).then(|| FilePath::new(&path));
    let paths = inside.into_iter().chain(path_in_site(session, &path)).collect();
    Name { text: text.to_owned(), paths, line }
}

/// A line for each language.
fn summary(locales: &BTreeMap<LocaleId, AcceptedCounts>, dry_run: bool) -> Vec<String> {
    let written = if dry_run { "; nothing was written" } else { "" };
    if locales.is_empty() {
        return vec![format!("nothing was there to accept{written}")];
    }
    let line = |(locale, counts): (&LocaleId, &AcceptedCounts)| {
        let kinds = [(counts.rows, "row"), (counts.blocks, "block")];
        let kinds = kinds.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun));
        let what = kinds.collect::<Vec<_>>().join(" and ");
        format!("{what} of `{locale}` accepted, {} new{written}", counts.new)
    };
    locales.iter().map(line).collect()
}

fn refused(session: &Session, site: &Site, error: AcceptError) -> Stop {
    let help = match &error {
        AcceptError::NoSource => "set `content.source_locale` in the configuration".to_owned(),
        AcceptError::IsSource(_) => "name a locale that is translated from it".to_owned(),
        AcceptError::NothingNamed(name) => {
            let names = site.alignment.entries.iter().map(|entry| entry.id.as_str());
            let pages = site.corpus.pages.keys().map(|page| page.as_str());
            let paths = site.corpus.all_pages().map(|page| page.path.as_str());
            let near = names.chain(pages).chain(paths).min_by_key(|known| strsim::osa_distance(known, name));
            match near {
                Some(near) if near == name => "the source does not have it: remove it, or keep it as it is".to_owned(),
                Some(near) => format!("did you mean `{near}`? `hexapla model` shows all names"),
                None => "`hexapla model` shows all names".to_owned(),
            }
        }
        AcceptError::Failed(_) => String::new(),
    };
    match error {
        AcceptError::Failed(failure) => session.stop(failure),
        error => Stop::outside(format!("{error}\n  help: {help}")),
    }
}
