//! Every rule: one file with its check, one page beside it, one line here.

mod facts;
mod files;
mod language;
mod pages;
mod staleness;
mod structure;
mod typography;

use super::rule::{Rule, RuleGroup};

pub(super) use files::unused_suppression::RULE as UNUSED_SUPPRESSION;

pub use pages::front_matter_drift::FRONT_MATTER_DRIFT;
pub use staleness::regressed_row::{EarlierRow, SuspectedRow, regressed, suspected_rows};
pub use staleness::stale_row::STALE_ROW;
pub(super) use structure::ragged_row::but_those_of_the_source;
pub use structure::swapped_cells::SWAPPED_CELLS;

/// A paragraph that only one of the locales has.
pub(super) const EXTRA_PARAGRAPH: &str = structure::extra_paragraph::RULE.id;

/// A row or table that only one of the locales has.
pub(super) const EXTRA_ROW: &str = structure::extra_row::RULE.id;

/// A paragraph that one of the locales lacks.
pub(super) const MISSING_PARAGRAPH: &str = structure::missing_paragraph::RULE.id;

/// A page that is not translated.
pub(super) const UNTRANSLATED_PAGE: &str = language::untranslated_page::RULE.id;

/// A text that was left in another language.
pub(super) const UNTRANSLATED_CELL: &str = language::untranslated_cell::RULE.id;

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    pages::broken_anchor::RULE,
    pages::broken_image::RULE,
    pages::broken_include::RULE,
    pages::broken_link::RULE,
    structure::code_block_changed::RULE,
    facts::code_changed::RULE,
    files::config_invalid::RULE,
    language::corrupted_text::RULE,
    typography::doubled_word::RULE,
    structure::duplicate_row::RULE,
    files::duplicate_url::RULE,
    language::empty_cell::RULE,
    structure::extra_paragraph::RULE,
    structure::extra_row::RULE,
    structure::extra_section::RULE,
    files::file_not_copied::RULE,
    pages::front_matter_drift::RULE,
    pages::front_matter_invalid::RULE,
    pages::heading_anchor_drift::RULE,
    structure::heading_level_changed::RULE,
    facts::identifier_changed::RULE,
    language::inconsistent_translation::RULE,
    facts::inline_code_changed::RULE,
    files::limit_exceeded::RULE,
    facts::link_changed::RULE,
    facts::markup_changed::RULE,
    files::merge_conflict::RULE,
    pages::missing_alias::RULE,
    structure::missing_column::RULE,
    structure::missing_delimiter::RULE,
    structure::missing_image::RULE,
    structure::missing_locale::RULE,
    files::missing_message::RULE,
    structure::missing_page::RULE,
    structure::missing_paragraph::RULE,
    structure::missing_row::RULE,
    structure::missing_section::RULE,
    structure::missing_table::RULE,
    structure::moved_row::RULE,
    facts::name_case::RULE,
    facts::name_translated::RULE,
    facts::number_changed::RULE,
    typography::number_format::RULE,
    structure::orphan_page::RULE,
    facts::payload_broken::RULE,
    facts::placeholder_changed::RULE,
    typography::punctuation_width::RULE,
    structure::ragged_row::RULE,
    staleness::regressed_row::RULE,
    language::reversed_meaning::RULE,
    structure::row_count_differs::RULE,
    staleness::source_hash_mismatch::RULE,
    facts::source_suspect::RULE,
    staleness::stale_block::RULE,
    files::stale_lock::RULE,
    staleness::stale_page::RULE,
    staleness::stale_row::RULE,
    facts::status_changed::RULE,
    typography::stray_space::RULE,
    structure::swapped_cells::RULE,
    typography::terminal_punctuation::RULE,
    language::terminology::RULE,
    language::truncated_cell::RULE,
    typography::unbalanced_brackets::RULE,
    files::unknown_locale::RULE,
    staleness::unknown_source_revision::RULE,
    files::unreadable_file::RULE,
    language::untranslated_cell::RULE,
    language::untranslated_page::RULE,
    files::unused_suppression::RULE,
    facts::url_changed::RULE,
    language::wrong_language::RULE,
    language::wrong_script::RULE,
];

/// Rules that are off until the configuration names them: on documentation of others, fewer than 80 of 100 of their
/// findings were right.
const OFF_BY_DEFAULT: &[&Rule] = &[&language::reversed_meaning::RULE];

/// Rules about what a translation does not have yet, or has still, beside those about staleness. An image that is missing
/// is not among them: the block that shows it is stale or missing.
const OF_WHAT_IS_THERE: &[&Rule] = &[
    &structure::extra_paragraph::RULE,
    &structure::extra_row::RULE,
    &structure::extra_section::RULE,
    &structure::missing_column::RULE,
    &structure::missing_locale::RULE,
    &structure::missing_page::RULE,
    &structure::missing_paragraph::RULE,
    &structure::missing_row::RULE,
    &structure::missing_section::RULE,
    &structure::missing_table::RULE,
    &structure::orphan_page::RULE,
];

/// Rules that compare a text with that of another language, beside those about facts.
const OF_TWO_TEXTS: &[&Rule] = &[
    &structure::code_block_changed::RULE,
    &language::empty_cell::RULE,
    &pages::heading_anchor_drift::RULE,
    &structure::heading_level_changed::RULE,
    &structure::missing_image::RULE,
    &language::reversed_meaning::RULE,
    &structure::swapped_cells::RULE,
    &typography::terminal_punctuation::RULE,
    &language::terminology::RULE,
    &language::truncated_cell::RULE,
    &typography::unbalanced_brackets::RULE,
    &language::untranslated_cell::RULE,
];

/// Whether a rule reports how current a translation is, and nothing that is wrong in it.
pub fn reports_freshness(id: &str) -> bool {
    is_of(RuleGroup::Staleness, OF_WHAT_IS_THERE, id)
}

/// Whether a rule is about what a translation does not have yet, or has still.
pub(super) fn reports_what_is_there(id: &str) -> bool {
    OF_WHAT_IS_THERE.iter().any(|rule| rule.id == id)
}

/// Whether a rule reports prose that is not there, at the block beside its place.
pub fn reports_absence(id: &str) -> bool {
    [&structure::missing_paragraph::RULE, &structure::missing_section::RULE].iter().any(|rule| rule.id == id)
}

/// Whether a rule compares a text with that of another language.
pub fn compares_texts(id: &str) -> bool {
    is_of(RuleGroup::Facts, OF_TWO_TEXTS, id)
}

fn is_of(group: RuleGroup, others: &[&Rule], id: &str) -> bool {
    rule(id).is_some_and(|rule| rule.group == group) || others.iter().any(|rule| rule.id == id)
}

/// Whether a rule is on where the configuration does not name it.
pub fn is_on_by_default(id: &str) -> bool {
    OFF_BY_DEFAULT.iter().all(|rule| rule.id != id)
}

/// The level of a rule where the configuration does not set it: its severity, or `off`.
pub fn default_level(rule: &Rule) -> &'static str {
    if is_on_by_default(rule.id) { rule.severity.as_str() } else { "off" }
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
