//! The rules, and what they found.
//!
//! **Comes in:** a [`Context`] (corpus, alignment, units, facts, freshness), documents, and load diagnostics.
//! **Goes out:** findings, sorted. **Never happens here:** printing, I/O, exit codes.

mod compare;
mod consequences;
mod context;
mod findings;
mod html_fixes;
mod rule;
mod rules;
mod run;
mod suppression;

pub use compare::{ChangeMarks, marked_words, noun};
pub use context::{Context, Given};
pub use findings::{
    Baseline, Collector, Finding, Fixed, InvalidLine, Override, PendingFinding, RuleLevels, Severities, fixes,
};
pub use html_fixes::withhold_markdown_from_html;
pub use rule::{Check, GROUPS, Reach, Rule, RuleGroup};
pub use rules::{
    EarlierRow, FRONT_MATTER_DRIFT, RULES, STALE_ROW, SuspectedRow, compares_texts, default_level, is_on_by_default,
    regressed, reports_absence, reports_freshness, rule, suspected_rows,
};
pub use run::{CheckedGroup, finish, run_cell_rules, run_digest_rules, run_group_rules, run_history_rules};
pub use suppression::{Ignored, SUPPRESSION, Suppression, suppress, suppressions};
