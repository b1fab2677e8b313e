//! `hexapla explain RULE`: a rule's page.

use std::process::ExitCode;

use clap::Args;

use super::{Stop, output};
use crate::check::{RULES, rule};

/// What to explain.
#[derive(Debug, Args)]
pub struct Options {
    /// The rule's name, such as `missing-row`
    rule: Option<String>,
}

/// Prints a rule's page, or the names of all rules.
pub fn run(options: &Options) -> Result<ExitCode, Stop> {
    let text = match &options.rule {
        Some(id) => without_anchors(rule(id).ok_or_else(|| unknown(id))?.page),
        None => RULES.iter().map(|rule| format!("{:<22} {}\n", rule.id, rule.severity.as_str())).collect(),
    };
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// A page without the anchors of its headings, which only a site needs.
fn without_anchors(page: &str) -> String {
    let line = |line: &str| match line.split_once("<a name=\"") {
        Some((marks, rest)) if marks.trim_end().bytes().all(|byte| byte == b'#') => {
            format!("{marks}{}\n", rest.split_once("</a>").map_or(rest, |(_, heading)| heading))
        }
        _ => format!("{line}\n"),
    };
    page.lines().map(line).collect()
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

#[cfg(test)]
mod tests {
    use super::without_anchors;

    #[test]
    fn a_heading_is_shown_without_its_anchor_and_all_else_as_it_is() {
        assert_eq!(
            without_anchors("## <a name=\"kop\"></a>標題\n\nde <a name=\"x\"></a> tag\n"),
            "## 標題\n\nde <a name=\"x\"></a> tag\n"
        );
    }
}
