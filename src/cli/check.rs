//! `hexapla check`: where the languages have drifted apart.

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::session::Session;
use super::{Stop, output};
use crate::check::{Finding, Suspects};
use crate::report::{self, FORMATS, Since};

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
    let (mut findings, since) = match &options.since {
        Some(_) => (Vec::<Finding>::new(), None::<Since>),
        None => (session.check(&site, &Suspects::default())?, None),
    };
    if !session.locales.is_empty() {
        findings.retain(|finding| finding.locale.as_ref().is_none_or(|locale| session.locales.contains(locale)));
    }
    output::result(&session.report(format, Some(&site.corpus), &findings, since.as_ref()))?;
    if !session.quiet && wanted != "json" {
        let pages = site.corpus.all_pages().count();
        let summary = report::summary(&findings);
        output::note(&format!("{summary} in {pages} pages, {:.2} s", started.elapsed().as_secs_f64()));
    }
    let fails = findings.iter().any(|finding| finding.diagnostic.severity >= site.options.check.fail_on);
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
