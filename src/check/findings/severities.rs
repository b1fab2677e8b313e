//! How bad the findings of each rule are here, as the user wants it.

use std::collections::BTreeMap;

use globset::GlobSet;

use crate::diagnostic::Severity;
use crate::text::FilePath;

/// The severity that takes the place of a rule's own; `None` turns the rule off. Only known rules.
pub type RuleLevels = BTreeMap<String, Option<Severity>>;

/// How bad the findings of each rule are: everywhere, and below some paths.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    /// Everywhere.
    pub rules: RuleLevels,
    /// In some files; a later one takes the place of an earlier one.
    pub overrides: Vec<Override>,
}

/// Severities of the files that some globs match, as seen from the site's folder.
#[derive(Clone, Debug)]
pub struct Override {
    /// The files.
    pub paths: GlobSet,
    /// Their severities.
    pub rules: RuleLevels,
}

impl Severities {
    /// How bad a finding of `rule` in `file` is that the rule gives the severity `own`, which is `None` for a rule that is
    /// off by default; `None` where it is no finding.
    pub fn of(&self, rule: &str, file: &FilePath, own: Option<Severity>) -> Option<Severity> {
        // The last override that names the rule decides, as in a list that is read from top to bottom.
        let here = self.overrides.iter().rev().filter(|part| part.paths.is_match(file.as_str()));
        let level = here.filter_map(|part| part.rules.get(rule)).next().or_else(|| self.rules.get(rule));
        level.copied().unwrap_or(own)
    }
}
