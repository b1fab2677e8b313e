//! Rules about what no translation may change: codes, numbers, names, links.

pub(super) mod code_changed;
pub(super) mod identifier_changed;
pub(super) mod inline_code_changed;
pub(super) mod link_changed;
pub(super) mod markup_changed;
pub(super) mod name_case;
pub(super) mod name_translated;
pub(super) mod number_changed;
pub(super) mod payload_broken;
pub(super) mod placeholder_changed;
pub(super) mod source_suspect;
pub(super) mod status_changed;
pub(super) mod url_changed;
