//! Every rule: one file with its check, one page beside it, one line here.

mod broken_anchor;
mod broken_image;
mod broken_include;
mod broken_link;
mod code_block_changed;
mod code_changed;
mod corrupted_text;
mod doubled_word;
mod duplicate_row;
mod empty_cell;
mod extra_row;
mod front_matter_drift;
mod heading_anchor_drift;
mod heading_level_changed;
mod identifier_changed;
mod inconsistent_translation;
mod inline_code_changed;
mod limit_exceeded;
mod link_changed;
mod marks;
mod markup_changed;
mod mined_terms;
mod missing_column;
mod missing_image;
mod missing_page;
mod missing_paragraph;
mod missing_row;
mod missing_section;
mod missing_table;
mod moved_row;
mod name_case;
mod name_translated;
mod number_changed;
mod number_format;
mod orphan_page;
mod payload_broken;
mod placeholder_changed;
mod prose_text;
mod punctuation_width;
mod reading;
mod reversed_meaning;
mod row_presence;
mod source_hash_mismatch;
mod stale_lock;
mod stale_page;
mod stale_row;
mod status_changed;
mod stray_space;
mod swapped_cells;
mod terminal_punctuation;
mod terminology;
mod truncated_cell;
mod unbalanced_brackets;
mod unknown_source_revision;
mod untranslated_cell;
mod url_changed;
mod wrong_language;
mod wrong_script;

use super::Rule;

pub(super) use reading::but_those_of_the_source;
pub use stale_row::{Freshness, STALE_ROW, changed_words_of, freshness};

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    broken_anchor::RULE,
    broken_image::RULE,
    broken_include::RULE,
    broken_link::RULE,
    code_block_changed::RULE,
    code_changed::RULE,
    reading::CONFIG_INVALID,
    corrupted_text::RULE,
    doubled_word::RULE,
    duplicate_row::RULE,
    reading::DUPLICATE_URL,
    empty_cell::RULE,
    extra_row::RULE,
    reading::FILE_NOT_COPIED,
    front_matter_drift::RULE,
    reading::FRONT_MATTER_INVALID,
    heading_anchor_drift::RULE,
    heading_level_changed::RULE,
    identifier_changed::RULE,
    inconsistent_translation::RULE,
    inline_code_changed::RULE,
    limit_exceeded::RULE,
    link_changed::RULE,
    markup_changed::RULE,
    missing_column::RULE,
    reading::MISSING_DELIMITER,
    missing_image::RULE,
    reading::MISSING_MESSAGE,
    missing_page::RULE,
    missing_paragraph::RULE,
    missing_row::RULE,
    missing_section::RULE,
    missing_table::RULE,
    moved_row::RULE,
    name_case::RULE,
    name_translated::RULE,
    number_changed::RULE,
    number_format::RULE,
    orphan_page::RULE,
    payload_broken::RULE,
    placeholder_changed::RULE,
    punctuation_width::RULE,
    reading::RAGGED_ROW,
    reading::REGRESSED_ROW,
    reversed_meaning::RULE,
    reading::ROW_COUNT_DIFFERS,
    source_hash_mismatch::RULE,
    stale_lock::RULE,
    stale_page::RULE,
    stale_row::RULE,
    status_changed::RULE,
    stray_space::RULE,
    swapped_cells::RULE,
    terminal_punctuation::RULE,
    terminology::RULE,
    truncated_cell::RULE,
    unbalanced_brackets::RULE,
    reading::UNKNOWN_LOCALE,
    unknown_source_revision::RULE,
    reading::UNREADABLE_FILE,
    untranslated_cell::RULE,
    reading::UNUSED_SUPPRESSION,
    url_changed::RULE,
    wrong_language::RULE,
    wrong_script::RULE,
];
