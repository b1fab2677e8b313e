//! The ids of rules whose findings are made before any rule is run: while files are read, discovered and planned.
//!
//! The stages that make them stand above `check`, so they cannot name its rules. Every other rule has its id in its own
//! file.

/// A configuration file that cannot be used.
pub const CONFIG_INVALID: &str = "config-invalid";

/// A link to a page or file that is not there.
pub const BROKEN_LINK: &str = "broken-link";

/// Two files that claim one address.
pub const DUPLICATE_URL: &str = "duplicate-url";

/// A file beside the pages that is left where it is.
pub const FILE_NOT_COPIED: &str = "file-not-copied";

/// Front matter that is not YAML, or has a key twice.
pub const FRONT_MATTER_INVALID: &str = "front-matter-invalid";

/// More of something than anybody means, which is shown as text or left out.
pub const LIMIT_EXCEEDED: &str = "limit-exceeded";

/// A merge conflict that nobody resolved.
pub const MERGE_CONFLICT: &str = "merge-conflict";

/// Lines that look like a table and are none.
pub const MISSING_DELIMITER: &str = "missing-delimiter";

/// A message of the interface that a locale lacks.
pub const MISSING_MESSAGE: &str = "missing-message";

/// A row with more or fewer cells than its table has columns.
pub const RAGGED_ROW: &str = "ragged-row";

/// A translated table with more or fewer rows than the source it was made from.
pub const ROW_COUNT_DIFFERS: &str = "row-count-differs";

/// A folder or tag that no language data answers to.
pub const UNKNOWN_LOCALE: &str = "unknown-locale";

/// A file that cannot be read, or is not UTF-8.
pub const UNREADABLE_FILE: &str = "unreadable-file";
