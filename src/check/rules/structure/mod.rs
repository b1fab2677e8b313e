//! Rules about what is there: pages, sections, tables, rows, columns, images.

pub(super) mod code_block_changed;
pub(super) mod duplicate_row;
pub(super) mod extra_paragraph;
pub(super) mod extra_row;
pub(super) mod extra_section;
pub(super) mod heading_level_changed;
pub(super) mod missing_column;
pub(super) mod missing_delimiter;
pub(super) mod missing_image;
pub(super) mod missing_locale;
pub(super) mod missing_page;
pub(super) mod missing_paragraph;
pub(super) mod missing_row;
pub(super) mod missing_section;
pub(super) mod missing_table;
pub(super) mod moved_row;
pub(super) mod orphan_page;
pub(super) mod ragged_row;
pub(super) mod row_count_differs;
pub(super) mod swapped_cells;
