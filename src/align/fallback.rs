//! The fallback for a row that a locale lacks: another locale's row.

use super::Entry;
use crate::model::{Corpus, LocaleId};

/// The locale whose row a reader of `locale` gets for `entry`: its own, else that of the first of its fallbacks that
/// has it. Rows that the source does not have are shown only where they are: a translation that was left behind is no
/// reason to add a row to other languages.
pub fn row_locale<'e>(corpus: &Corpus, entry: &'e Entry, locale: &LocaleId) -> Option<&'e LocaleId> {
    if let Some((own, _)) = entry.rows.get_key_value(locale) {
        return Some(own);
    }
    if corpus.source_locale.as_ref().is_some_and(|source| !entry.rows.contains_key(source)) {
        return None;
    }
    let order = corpus.fallback_order(locale);
    order.into_iter().find_map(|wanted| entry.rows.get_key_value(wanted)).map(|(found, _)| found)
}
