//! `hexapla explain RULE`: a rule's page.

use std::process::ExitCode;

use clap::Args;

use super::{Stop, output};
use crate::check::{RULES, Rule, default_level, rule};
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
        None => RULES.iter().map(|rule| format!("{:<22} {}\n", rule.id, default_level(rule))).collect(),
    };
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(id: &str) -> Stop {
    Stop::outside(format!("there is no rule `{id}`\n  help: {}", way_to_rule(id)))
}

/// What to do about the name of a rule that is none.
pub(super) fn way_to_rule(name: &str) -> String {
    let alike = |rule: &&Rule| strsim::jaro_winkler(rule.id, name);
    // Chosen: above 0.8 a typing error is likely, below it the suggestion would be a guess.
    let near = RULES.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|rule| alike(rule) > 0.8);
    match near {
        Some(rule) => format!("did you mean `{}`?", rule.id),
        None => "`hexapla explain` lists the rules".to_owned(),
    }
}
