//! Rules whose findings come from reading, discovering and planning: here they are only named and explained.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

const fn reading(id: &'static str, severity: Severity, page: &'static str) -> Rule {
    Rule { id, severity, page, check: Check::Reading }
}

/// A configuration file that cannot be used.
pub const CONFIG_INVALID: Rule = reading("config-invalid", Severity::Error, include_str!("config_invalid.md"));

/// Two files that claim one address.
pub const DUPLICATE_URL: Rule = reading("duplicate-url", Severity::Error, include_str!("duplicate_url.md"));

/// Front matter that is not YAML, or says a thing twice.
pub const FRONT_MATTER_INVALID: Rule =
    reading("front-matter-invalid", Severity::Error, include_str!("front_matter_invalid.md"));

/// Lines that look like a table and are none.
pub const MISSING_DELIMITER: Rule = reading("missing-delimiter", Severity::Error, include_str!("missing_delimiter.md"));

/// A row with more or fewer cells than its table has columns.
pub const RAGGED_ROW: Rule = reading("ragged-row", Severity::Error, include_str!("ragged_row.md"));

/// A translated table with more or fewer rows than the source it was made from.
pub const ROW_COUNT_DIFFERS: Rule = reading("row-count-differs", Severity::Info, include_str!("row_count_differs.md"));

/// A folder or tag that no language data answers to.
pub const UNKNOWN_LOCALE: Rule = reading("unknown-locale", Severity::Warning, include_str!("unknown_locale.md"));

/// A file that cannot be read, or is not UTF-8.
pub const UNREADABLE_FILE: Rule = reading("unreadable-file", Severity::Error, include_str!("unreadable_file.md"));
