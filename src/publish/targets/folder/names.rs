//! What is in a work folder beside its mark.

/// The folder of the new site, in the work folder.
pub(super) const NEW: &str = "new";

/// The folder of the old site, in the work folder.
pub(super) const OLD: &str = "old";
