//! `hexapla model`: what was read, as JSON, and why the rows of an entry are one.

use std::process::ExitCode;

use clap::Args;

use super::session::Session;
use super::{Stop, output};
use crate::align::{Alignment, Entry, explain};
use crate::pipeline::Site;
use crate::report::{explanation_json, explanation_text, model_json};

/// What of the model to print.
#[derive(Debug, Args)]
pub struct Options {
    /// Print why the rows of this entry are one instead, with the words that speak for it and against it
    #[arg(long, value_name = "ENTRY")]
    explain: Option<String>,
}

/// Prints the model, or the evidence of one entry.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    let text = match &options.explain {
        None => {
            session.format_among(&["json"])?;
            let site = session.load(&session.locales)?;
            model_json(&site.corpus, &site.alignment)
        }
        Some(id) => {
            let format = session.format_among(&["text", "json"])?;
            explained(&session.load(&session.locales)?, id, format)?
        }
    };
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn explained(site: &Site, id: &str, format: &str) -> Result<String, Stop> {
    let entry = site.alignment.entries.iter().find(|entry| entry.id.as_str() == id);
    let entry = entry.ok_or_else(|| unknown(&site.alignment, id))?;
    let explanations = explain(&site.corpus, &site.known, &site.alignment, entry);
    let write = if format == "json" { explanation_json } else { explanation_text };
    Ok(write(&site.corpus, &site.alignment, entry, &explanations))
}

fn unknown(alignment: &Alignment, id: &str) -> Stop {
    let likeness = |entry: &Entry| strsim::jaro_winkler(entry.id.as_str(), id);
    let near = alignment.entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    // Chosen, as for the names of rules.
    let help = match near.filter(|entry| likeness(entry) > 0.8) {
        Some(entry) => format!("did you mean `{}`?", entry.id),
        None => "`hexapla model` lists the entries, and a row's address on its page ends in its entry".to_owned(),
    };
    Stop::outside(format!("there is no entry `{id}`\n  help: {help}"))
}
