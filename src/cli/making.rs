//! What `build` and `publish` share: making the site, and saying what came of it.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::session::Session;
use super::{Stop, output};
use crate::check::Finding;
use crate::diagnostic::counted;
use crate::pipeline::{self, BuildFailure, Built, Failure, Site};
use crate::publish::{Outcome, Target};
use crate::report;

/// Makes the site and puts it into `target`; `place` is its name for people.
pub fn make(session: &Session, target: &dyn Target, place: &str) -> Result<ExitCode, Stop> {
    let started = Instant::now();
    let site = session.load(&session.locales)?;
    let read = started.elapsed();
    let blocking = pipeline::blocking(&site);
    if !blocking.is_empty() {
        return blocked(session, &site, &blocking);
    }
    let bar = progress_bar(session, site.plan.pages.len());
    let built = pipeline::build(&session.world, &session.theme, &site, target, &|pages| bar.inc(pages as u64));
    bar.finish_and_clear();
    let built = built.map_err(|failure| stop(session, failure))?;
    if !session.quiet {
        for line in summary(&site, &built, place, read, started.elapsed()) {
            output::note(&line);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports what keeps a site from being made: nothing is written.
pub fn blocked(session: &Session, site: &Site, findings: &[Finding]) -> Result<ExitCode, Stop> {
    let format = report::format("full").expect("the format for people is always there");
    output::result(&session.report(format, Some(&site.corpus), findings))?;
    output::error("nothing was written: files could not be read, or two claim one address");
    Ok(ExitCode::from(1))
}

/// A bar on a person's terminal, nothing elsewhere.
fn progress_bar(session: &Session, pages: usize) -> ProgressBar {
    if session.quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files").expect("the template is well formed");
    bar.set_style(style);
    bar
}

fn stop(session: &Session, failure: BuildFailure) -> Stop {
    match failure {
        BuildFailure::Read(error) => session.stop(Failure::Read(error)),
        BuildFailure::Check(failure) => session.stop(failure),
        BuildFailure::Render(error) => Stop::outside(error.to_string()),
        BuildFailure::Publish(error) => error.into(),
    }
}

fn summary(site: &Site, built: &Built, place: &str, read: Duration, all: Duration) -> Vec<String> {
    let Outcome { files, bytes, kept, case_clashes, leftovers, branch } = &built.outcome;
    let mut lines = vec![format!(
        "{}, {} and {}: {}, {:.1} MB, in {place}",
        counted(built.pages, "page"),
        counted(site.corpus.locales.len(), "locale"),
        counted(site.alignment.entries.len(), "table row"),
        counted(*files, "file"),
        *bytes as f64 / 1e6,
    )];
    if let Some(branch) = branch {
        let what = if branch.unchanged { "unchanged, still" } else { "now" };
        lines.push(format!(
            "the branch is {what} at {}; `git push origin {}` takes it to a server",
            &branch.commit, branch.name
        ));
    }
    for (one, other) in case_clashes {
        lines.push(format!("warning: `{one}` and `{other}` are one file where names ignore case"));
    }
    if !kept.is_empty() {
        lines.push(format!("kept what is not ours: {}, such as `{}`", counted(kept.len(), "file"), kept[0]));
    }
    for leftover in leftovers {
        lines.push(format!(
            "warning: `{}` looks like the folder of a run that did not end, and holds what Hexapla cannot know to be its \
             own; look at it and remove it",
            leftover.display()
        ));
    }
    let seconds = |time: Duration| time.as_secs_f64();
    let findings = report::summary(&built.findings);
    if built.findings.is_empty() {
        lines.push("the languages agree: no findings".to_owned());
    } else {
        lines.push(format!("{findings} in the content; `hexapla check` shows them"));
    }
    if !built.theme.is_empty() {
        lines.push(format!(
            "{} of the interface in another language, such as: {}",
            counted(built.theme.len(), "text"),
            built.theme[0].message
        ));
    }
    if site.plan.options.base_url.is_none() {
        lines.push(
            "no `site.base_url`: canonical links, hreflang, sitemaps, feeds and OpenSearch are left out".to_owned(),
        );
    }
    lines.push(format!(
        "{:.2} s: {:.2} reading and aligning, {:.2} rendering",
        seconds(all),
        seconds(read),
        seconds(all - read)
    ));
    lines
}
