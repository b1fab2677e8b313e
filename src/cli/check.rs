//! `hexapla check`: where the languages have drifted apart.

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::session::Session;
use super::{Stop, output};
use crate::check::Finding;
use crate::pipeline::{self, Site, known_locales};
use crate::read::{GitTree, RevisionError, merge_base};
use crate::report::{self, ChangedEntry, FORMATS, Since};

/// What to check.
#[derive(Debug, Args)]
pub struct Options {
    /// Only what changed since this Git revision, seen from where it and HEAD parted
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

/// Reports findings; answers 1 where one is as bad as `check.fail_on`.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    let started = Instant::now();
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let wanted = if session.format.is_some() { session.format_among(&names)? } else { "full" };
    let format = report::format(wanted).expect("the name is one of the formats");
    let site = session.load(&[])?;
    known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let (mut findings, since) = match &options.since {
        Some(revision) => changed_since(session, &site, revision)?,
        None => (session.check(&site)?, None),
    };
    if !session.locales.is_empty() {
        findings.retain(|finding| finding.locale.as_ref().is_none_or(|locale| session.locales.contains(locale)));
    }
    output::result(&session.report(format, Some(&site.corpus), &findings, since.as_ref()))?;
    if !session.quiet && wanted != "json" {
        let pages = site.corpus.all_pages().count();
        let summary = report::summary(&findings);
        let changed = since
            .map(|since| format!("; {} rows changed, {} findings fixed", since.changed_entries.len(), since.fixed));
        let changed = changed.unwrap_or_default();
        output::note(&format!("{summary} in {pages} pages{changed}, {:.2} s", started.elapsed().as_secs_f64()));
    }
    let fails = findings.iter().any(|finding| finding.diagnostic.severity >= site.options.check.fail_on);
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// What the working tree brought about since it parted from `revision`.
fn changed_since(session: &Session, site: &Site, revision: &str) -> Result<(Vec<Finding>, Option<Since>), Stop> {
    let failed = |error: RevisionError| Stop::outside(format!("{error}\n  help: {}", error.help()));
    let base = merge_base(&session.root, revision, "HEAD").map_err(failed)?;
    let world = GitTree::open(&session.root, &base).map_err(failed)?;
    let change =
        pipeline::since(&world, &session.theme, &session.world, site).map_err(|failure| session.stop(failure))?;
    let entries = change.changes.entries.into_iter();
    let changed_entries =
        entries.map(|(entry, locales)| ChangedEntry { entry, locales: locales.into_keys().collect() }).collect();
    let since = Since { base, head: None, changed_entries, fixed: change.fixed };
    Ok((change.findings, Some(since)))
}
