//! `[check]`: what is checked and how hard.

use std::collections::BTreeMap;

use super::nearest::nearest;
use super::reader::{Reader, Table, Value};
use crate::diagnostic::Severity;

pub(super) const KEYS: &[&str] = &["fail_on", "rules"];

const SEVERITIES: [&str; 3] = ["error", "warning", "info"];
const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// What is checked and how hard.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckOptions {
    /// `hexapla check` answers 1 where there is a finding at least this bad.
    pub fail_on: Severity,
    /// The severity that takes the place of a rule's own; `None` turns the rule off. Only known rules.
    pub rules: BTreeMap<String, Option<Severity>>,
}

impl Default for CheckOptions {
    fn default() -> CheckOptions {
        CheckOptions { fail_on: Severity::Error, rules: BTreeMap::new() }
    }
}

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>, known_rules: &[&str]) -> CheckOptions {
    reader.refuse_unknown_keys(table, KEYS);
    let fail_on = table.get("fail_on").and_then(|value| value.word(reader, &SEVERITIES, Severity::from_word));
    let rules = table.table(reader, "rules");
    let rules = rules.iter().flat_map(Table::values).filter_map(|value| rule(reader, &value, known_rules)).collect();
    CheckOptions { fail_on: fail_on.unwrap_or(Severity::Error), rules }
}

fn rule(reader: &mut Reader<'_>, value: &Value<'_>, known_rules: &[&str]) -> Option<(String, Option<Severity>)> {
    let level = value.word(reader, &LEVELS, |word| match word {
        "off" => Some(None),
        word => Severity::from_word(word).map(Some),
    });
    let rule = value.last_name();
    if !known_rules.contains(&rule) {
        let help = match (KEYS.contains(&rule), nearest(rule, known_rules)) {
            (true, _) => format!("`{rule}` belongs to `[check]`: put it above `[check.rules]`"),
            (_, Some(near)) => format!("did you mean `{near}`?"),
            _ => "`hexapla explain` lists the rules".to_owned(),
        };
        reader.error(value.key(), format!("there is no rule `{rule}`"), Some(help));
        return None;
    }
    Some((rule.to_owned(), level?))
}
