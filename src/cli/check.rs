//! `hexapla check`: where the languages have drifted apart.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::baseline::BaselineOptions;
use super::explain::way_to_rule;
use super::revisions::{self, Named, parse_named};
use super::session::{ReportInput, Session};
use super::{Stop, output};
use crate::check::{Finding, reports_freshness, rule};
use crate::diagnostic::{Severity, counted};
use crate::model::LocaleId;
use crate::pipeline::{self, Found, Site, known_locales};
use crate::publish::replace_file;
use crate::report::{self, ChangedEntry, FORMATS, Format, Since};

/// What to check.
#[derive(Debug, Args)]
pub struct Options {
    /// Only what changed since this Git revision, seen from where it and the state after the change parted; `TAG=REV` for a
    /// locale that lies in a repository of its own (can be given several times)
    #[arg(long, value_name = "[TAG=]REV", value_parser = parse_named)]
    since: Vec<Named>,
    /// The state to check is that of this Git revision, and not the files as they are; `TAG=REV` as above
    #[arg(long, value_name = "[TAG=]REV", value_parser = parse_named)]
    head: Vec<Named>,
    /// Only this rule (can be given several times)
    #[arg(long, value_name = "RULE", value_parser = parse_rule)]
    rule: Vec<String>,
    /// Answer 1 where a finding is at least this bad: error, warning or info
    #[arg(long, value_name = "SEVERITY", value_parser = parse_severity)]
    fail_on: Option<Severity>,
    /// Answer 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// Write the findings to a file in another format as well (can be given several times)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_report)]
    report: Vec<Extra>,
    /// Report what comments in the content ask not to report, too
    #[arg(long)]
    show_suppressed: bool,
    #[command(flatten)]
    baseline: BaselineOptions,
}

/// A report beside the one that is printed.
#[derive(Clone, Debug)]
struct Extra {
    format: String,
    file: PathBuf,
}

/// Reads the name of a rule.
pub(super) fn parse_rule(name: &str) -> Result<String, String> {
    rule(name).map(|rule| rule.id.to_owned()).ok_or_else(|| format!("there is no rule `{name}`; {}", way_to_rule(name)))
}

fn parse_severity(word: &str) -> Result<Severity, String> {
    Severity::from_word(word).ok_or_else(|| "it is `error`, `warning` or `info`".to_owned())
}

fn parse_report(text: &str) -> Result<Extra, String> {
    let (format, file) =
        text.split_once('=').ok_or("write it like `sarif=hexapla.sarif`: the format, `=`, the file")?;
    if report::format(format).is_none() {
        return Err(format!("there is no format `{format}`; there is {}", format_names().join(", ")));
    }
    if file.is_empty() || file == "-" {
        return Err("name a file: what is printed is chosen with `--format`".to_owned());
    }
    Ok(Extra { format: format.to_owned(), file: file.into() })
}

fn format_names() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.name).collect()
}

/// Reports findings; answers 1 where one is as bad as `--fail-on`, else `check.fail_on`, asks, but for `--exit-zero`.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    let started = Instant::now();
    let wanted = if session.format.is_some() { session.format_among(&format_names())? } else { "full" };
    options.baseline.refuse_partial(session, !options.since.is_empty() || !options.rule.is_empty())?;
    let head = match &options.head[..] {
        [] => None,
        named => Some(revisions::head(session, named)?),
    };
    let world = revisions::world_of(session, head.as_ref());
    let settings = match &head {
        Some(state) => revisions::options_at(session, state)?,
        None => session.options.clone(),
    };
    let read = match options.since.is_empty() {
        true => pipeline::load_to_check(world, &session.theme, session.cache(), settings, &[]),
        false => pipeline::load_to_compare(world, &session.theme, settings),
    };
    let site = read.map_err(|failure| session.stop(failure))?;
    known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let (mut found, since) = match &options.since[..] {
        [] => (session.check(world, &site)?, None),
        named => {
            let base = revisions::base(session, named, &options.head, world)?;
            revisions::report_broken_configuration(session, &base);
            let (found, since) = changed_since(session, &base, world, &site)?;
            (found, Some(Since { head: head.as_ref().map(|state| state.commit.clone()), ..since }))
        }
    };
    choose(session, options, &mut found);
    let known = options.baseline.apply(session, world, &site, &mut found.findings)?;
    let fail_on = options.fail_on.unwrap_or(site.options.check.fail_on);
    let fails = !options.exit_zero && found.findings.iter().any(|finding| finding.diagnostic.severity >= fail_on);
    let mut reported = found.findings;
    if options.show_suppressed {
        reported.extend(found.ignored.into_iter().map(as_info));
        reported.sort_by(|one, other| one.diagnostic.span.cmp(&other.diagnostic.span));
    }
    let reported = ReportInput {
        world,
        corpus: Some(&site.corpus),
        findings: &reported,
        rows: &found.rows,
        blocks: &found.blocks,
        since: since.as_ref(),
        sources: &[],
    };
    write(session, options, wanted, &reported)?;
    if !session.quiet && wanted != "json" {
        output::note(&summary(&site, &reported, known, started));
    }
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Keeps what is about the locales and of the rules that were asked for.
fn choose(session: &Session, options: &Options, found: &mut Found) {
    let is_wanted = |finding: &Finding| {
        let of_locale = finding.locale.as_ref().is_none_or(|locale| session.locales.contains(locale));
        let rule = finding.diagnostic.rule;
        let of_rule = options.rule.is_empty()
            || rule == crate::diagnostic::rule_ids::UNREADABLE_FILE
            || options.rule.iter().any(|wanted| wanted == rule);
        of_rule && (session.locales.is_empty() || of_locale)
    };
    found.findings.retain(is_wanted);
    found.ignored.retain(is_wanted);
    let is_behind_wanted = options.rule.is_empty() || options.rule.iter().any(|rule| reports_freshness(rule));
    let is_of_locale = |locale: &LocaleId| session.locales.is_empty() || session.locales.contains(locale);
    found.blocks.retain(|block| is_behind_wanted && is_of_locale(&block.locale));
}

/// What a comment asks not to report never makes a check fail, and is shown as such.
fn as_info(mut finding: Finding) -> Finding {
    finding.diagnostic.severity = Severity::Info;
    finding
}

/// Prints the report, and writes the others.
fn write(session: &Session, options: &Options, wanted: &str, reported: &ReportInput<'_>) -> Result<(), Stop> {
    let format = |name: &str| -> &'static Format { report::format(name).expect("the name is one of the formats") };
    for (at, extra) in options.report.iter().enumerate() {
        if options.report[..at].iter().any(|earlier| earlier.file == extra.file) {
            return Err(Stop::outside(format!("two reports cannot both be `{}`", extra.file.display())));
        }
        session.refuse_output_in_content(extra.file.parent().unwrap_or(&extra.file))?;
        let text = session.write_report(format(&extra.format), reported);
        replace_file(&session.root, &extra.file, text.as_bytes())?;
    }
    output::result(&session.write_report(format(wanted), reported))
}

/// `1 error in 12 pages; 3 rows changed, 1 finding fixed; 5 known in the baseline, 0.10 s`.
fn summary(site: &Site, reported: &ReportInput<'_>, known: usize, started: Instant) -> String {
    let pages = site.corpus.all_pages().count();
    let counts = report::summary(reported.findings);
    let changed = reported.since.map(|since| {
        format!("; {} changed, {} fixed", counted(since.changed_entries.len(), "row"), counted(since.fixed, "finding"))
    });
    let known = if known == 0 { String::new() } else { format!("; {known} known in the baseline") };
    let seconds = started.elapsed().as_secs_f64();
    format!("{counts} in {}{}{known}, {seconds:.2} s", counted(pages, "page"), changed.unwrap_or_default())
}

/// What a state of the site brought about since another one.
fn changed_since(
    session: &Session,
    base: &revisions::State<'_>,
    world: &dyn crate::read::World,
    site: &Site,
) -> Result<(Found, Since), Stop> {
    let change = pipeline::since(&base.world, &session.theme, world, site).map_err(|failure| session.stop(failure))?;
    let entries = change.changes.entries.into_iter();
    let changed_entries =
        entries.map(|(entry, locales)| ChangedEntry { entry, locales: locales.into_keys().collect() }).collect();
    Ok((change.found, Since { base: base.commit.clone(), head: None, changed_entries, fixed: change.fixed }))
}
