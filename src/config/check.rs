//! `[check]`: what is checked and how hard.

use super::content::globs;
use super::nearest::nearest;
use super::reader::{Reader, Table, Value};
use crate::check::{GROUPS, Override, RULES, Rule, RuleLevels, Severities, is_on_by_default};
use crate::diagnostic::{Message, Severity};
use crate::text::FilePath;

pub(super) const KEYS: &[&str] = &["fail_on", "baseline", "rules", "overrides"];

const OVERRIDE_KEYS: &[&str] = &["paths", "rules"];

const SEVERITIES: [&str; 3] = ["error", "warning", "info"];
const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// What is checked and how hard.
#[derive(Clone, Debug)]
pub struct CheckOptions {
    /// `hexapla check` answers 1 where there is a finding at least this bad.
    pub fail_on: Severity,
    /// The file with the findings that are known, where there is one.
    pub baseline: Option<FilePath>,
    /// How bad the findings of each rule are.
    pub severities: Severities,
}

impl Default for CheckOptions {
    fn default() -> CheckOptions {
        CheckOptions { fail_on: Severity::Error, baseline: None, severities: Severities::default() }
    }
}

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>, known_rules: &[&str]) -> CheckOptions {
    reader.refuse_unknown_keys(table, KEYS);
    let fail_on = table.get("fail_on").and_then(|value| value.word(reader, &SEVERITIES, Severity::from_word));
    let baseline = table.get("baseline").and_then(|value| value.string(reader)).map(FilePath::new);
    let table_of_rules = table.table(reader, "rules");
    let rules = levels(reader, &table_of_rules, known_rules);
    let overrides = table.get("overrides").map(|value| value.list(reader, "tables")).unwrap_or_default();
    let overrides = overrides.iter().filter_map(|value| override_of(reader, value, known_rules)).collect();
    let severities = Severities { rules, overrides };
    CheckOptions { fail_on: fail_on.unwrap_or(Severity::Error), baseline, severities }
}

fn levels(reader: &mut Reader<'_>, table: &Option<Table<'_>>, known_rules: &[&str]) -> RuleLevels {
    let named: Vec<(String, Option<Severity>)> =
        table.iter().flat_map(Table::values).filter_map(|value| level(reader, &value, known_rules)).collect();
    let (groups, rules): (Vec<_>, Vec<_>) = named.into_iter().partition(|(name, _)| is_group(name));
    let of_group = |(group, level): (String, Option<Severity>)| {
        // A rule that is off by default is switched on by its own name alone.
        let is_meant = move |rule: &&Rule| level.is_none() || is_on_by_default(rule.id);
        let members = RULES.iter().filter(move |rule| rule.group.as_str() == group).filter(is_meant);
        members.map(move |rule| (rule.id.to_owned(), level)).collect::<Vec<_>>()
    };
    // A rule goes before its group, wherever the two stand.
    groups.into_iter().flat_map(of_group).chain(rules).collect()
}

fn is_group(name: &str) -> bool {
    GROUPS.iter().any(|group| group.as_str() == name)
}

/// An element of `[[check.overrides]]`.
fn override_of(reader: &mut Reader<'_>, value: &Value<'_>, known_rules: &[&str]) -> Option<Override> {
    let table = value.table(reader)?;
    reader.refuse_unknown_keys(&table, OVERRIDE_KEYS);
    let table_of_rules = table.table(reader, "rules");
    let rules = levels(reader, &table_of_rules, known_rules);
    let Some(paths) = table.get("paths") else {
        reader.error(
            value.range(),
            "this override names no `paths`",
            Some("write `paths = [\"content/*/old/**\"]`".into()),
        );
        return None;
    };
    let paths = globs(reader, &paths);
    Some(Override { paths, rules })
}

/// A rule, or a group of rules, and how bad its findings are.
fn level(reader: &mut Reader<'_>, value: &Value<'_>, known_rules: &[&str]) -> Option<(String, Option<Severity>)> {
    let level = value.word(reader, &LEVELS, |word| match word {
        "off" => Some(None),
        word => Severity::from_word(word).map(Some),
    });
    let name = value.last_name();
    if !known_rules.contains(&name) && !is_group(name) {
        let known: Vec<&str> = known_rules.iter().copied().chain(GROUPS.iter().map(|group| group.as_str())).collect();
        let help = match (KEYS.contains(&name), nearest(name, &known)) {
            (true, _) => format!("`{name}` belongs to `[check]`: put it above `[check.rules]`"),
            (_, Some(near)) => format!("did you mean `{near}`?"),
            _ => "`hexapla explain` lists the rules".to_owned(),
        };
        reader.error(value.key(), Message::new("there is no rule `{found}`").with("found", name), Some(help));
        return None;
    }
    Some((name.to_owned(), level?))
}
