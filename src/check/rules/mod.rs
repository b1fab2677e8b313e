//! Every rule: one file with its check, one page beside it, one line here.

mod broken_include;
mod broken_link;
mod code_changed;
mod extra_row;
mod front_matter_drift;
mod identifier_changed;
mod link_changed;
mod marks;
mod missing_image;
mod missing_page;
mod missing_row;
mod missing_section;
mod name_case;
mod name_translated;
mod number_changed;
mod payload_broken;
mod prose_text;
mod punctuation_width;
mod reading;
mod row_presence;
mod stale_lock;
mod stale_row;
mod status_changed;
mod untranslated_cell;
mod wrong_script;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    broken_include::RULE,
    broken_link::RULE,
    code_changed::RULE,
    reading::CONFIG_INVALID,
    reading::DUPLICATE_URL,
    extra_row::RULE,
    front_matter_drift::RULE,
    reading::FRONT_MATTER_INVALID,
    identifier_changed::RULE,
    link_changed::RULE,
    reading::MISSING_DELIMITER,
    missing_image::RULE,
    missing_page::RULE,
    missing_row::RULE,
    missing_section::RULE,
    name_case::RULE,
    name_translated::RULE,
    number_changed::RULE,
    payload_broken::RULE,
    punctuation_width::RULE,
    reading::RAGGED_ROW,
    reading::ROW_COUNT_DIFFERS,
    stale_lock::RULE,
    stale_row::RULE,
    status_changed::RULE,
    reading::UNKNOWN_LOCALE,
    reading::UNREADABLE_FILE,
    untranslated_cell::RULE,
    wrong_script::RULE,
];
