//! Rules about words: which language they are in, and what they mean.

pub(super) mod corrupted_text;
pub(super) mod empty_cell;
pub(super) mod inconsistent_translation;
mod mined_terms;
pub(super) mod reversed_meaning;
pub(super) mod terminology;
pub(super) mod truncated_cell;
pub(super) mod untranslated_cell;
pub(super) mod untranslated_page;
pub(super) mod wrong_language;
pub(super) mod wrong_script;
