//! `hexapla status`: how complete and how current each locale is.

use std::process::ExitCode;

use clap::Args;

use super::cached_result::cached;
use super::session::Session;
use super::{Stop, output};
use crate::model::LocaleId;
use crate::pipeline::{self, known_locales};
use crate::report::{StatusLine, status_json, status_markdown, status_text};

/// What to show.
#[derive(Debug, Args)]
pub struct Options {}

/// Prints the table.
pub fn run(session: &Session, _options: &Options) -> Result<ExitCode, Stop> {
    let format = session.format_among(&["text", "json", "markdown"])?;
    let all: Vec<StatusLine> = cached(session, "status", &[], |world, theme| {
        let site = session.load_from(world, theme, &[])?;
        pipeline::status(world, &site).map_err(|failure| session.stop(failure))
    })?;
    let present: Vec<LocaleId> = all.iter().filter_map(|line| line.locale.parse().ok()).collect();
    known_locales(&session.locales, &present).map_err(|failure| session.stop(failure))?;
    let is_asked_for = |line: &StatusLine| session.locales.iter().any(|locale| locale.as_str() == line.locale);
    let is_wanted = |line: &StatusLine| session.locales.is_empty() || is_asked_for(line);
    let lines: Vec<StatusLine> = all.into_iter().filter(is_wanted).collect();
    let text = match format {
        "json" => status_json(&lines),
        "markdown" => status_markdown(&lines),
        _ => status_text(&lines),
    };
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}
