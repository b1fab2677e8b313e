//! Rules about how current a translation is beside its source.

pub(super) mod regressed_row;
pub(super) mod source_hash_mismatch;
pub(super) mod stale_block;
pub(super) mod stale_page;
pub(super) mod stale_row;
pub(super) mod unknown_source_revision;
