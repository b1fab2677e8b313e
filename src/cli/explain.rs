//! `hexapla explain RULE`: a rule's page.

use std::process::ExitCode;

use clap::Args;

use super::{Stop, output};
use crate::check::{RULES, rule};
use crate::report::rule_text;

/// What to explain.
#[derive(Debug, Args)]
pub struct Options {
    /// The rule's name, such as `missing-row`
    rule: Option<String>,
}

/// Prints a rule's page, or the names of all rules.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let text = match &options.rule {
        Some(id) => rule_text(rule(id).ok_or_else(|| unknown(id))?),
        None => RULES.iter().map(|rule| format!("{:<22} {}\n", rule.id, rule.severity.as_str())).collect(),
    };
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(id: &str) -> Stop {
    let near = RULES.iter().max_by(|a, b| strsim::jaro_winkler(a.id, id).total_cmp(&strsim::jaro_winkler(b.id, id)));
    let near = near.filter(|rule| strsim::jaro_winkler(rule.id, id) > 0.8);
    let help = match near {
        Some(rule) => format!("did you mean `{}`?", rule.id),
        None => "`hexapla explain` lists the rules".to_owned(),
    };
    Stop::outside(format!("there is no rule `{id}`\n  help: {help}"))
}
