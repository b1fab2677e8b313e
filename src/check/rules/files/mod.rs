//! Rules about files, addresses, the configuration, and what the program itself needs.

pub(super) mod config_invalid;
pub(super) mod duplicate_url;
pub(super) mod file_not_copied;
pub(super) mod limit_exceeded;
pub(super) mod merge_conflict;
pub(super) mod missing_message;
pub(super) mod stale_lock;
pub(super) mod unknown_locale;
pub(super) mod unreadable_file;
pub(super) mod unused_suppression;
