//! Translations that somebody found right: from a choice of rows to a lock that records it.

use std::fmt;

use super::site::Site;
use crate::align::{Entry, renewed_lock, with_acceptances};
use crate::config;
use crate::model::{LocaleId, Page};
use crate::text::FilePath;

/// A lock with the translations that were accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The text for [`LOCK_FILE`](crate::model::LOCK_FILE).
    pub text: String,
    /// How many rows were accepted.
    pub rows: usize,
    /// How many of them were not accepted as they are before.
    pub new: usize,
}

/// Why nothing can be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptError {
    /// The site has no source locale, so that there is nothing to accept a translation of.
    NoSource,
    /// The locale is the source itself.
    IsSource(LocaleId),
    /// Neither a row nor a page nor a folder has this name in the locale.
    NothingNamed(String),
}

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AcceptError::NoSource => f.write_str("there is no source that a translation could be held against"),
            AcceptError::IsSource(locale) => write!(f, "`{locale}` is the source itself"),
            AcceptError::NothingNamed(name) => write!(f, "no row, page or folder is called `{name}`"),
        }
    }
}

impl std::error::Error for AcceptError {}

/// Accepts the translations of `locale`: of the row, page or folder that is named, or of all rows.
///
/// # Errors
/// [`AcceptError`] where there is nothing to accept.
pub fn accept(site: &Site, locale: &LocaleId, name: Option<&str>) -> Result<Accepted, AcceptError> {
    let source = site.corpus.source_locale.as_ref().ok_or(AcceptError::NoSource)?;
    if source == locale {
        return Err(AcceptError::IsSource(locale.clone()));
    }
    let is_named = |entry: &&Entry| name.is_none_or(|name| is_it(site, entry, locale, name));
    let has_both = |entry: &&Entry| entry.rows.contains_key(locale) && entry.rows.contains_key(source);
    let entries: Vec<&Entry> = site.alignment.entries.iter().filter(has_both).filter(is_named).collect();
    if let Some(name) = name.filter(|_| entries.is_empty()) {
        return Err(AcceptError::NothingNamed(name.to_owned()));
    }
    let renewed = renewed_lock(&site.corpus, &site.alignment, site.known.lock.as_ref());
    let before: Vec<_> = renewed.entries.iter().map(|locked| locked.accepted.get(locale).cloned()).collect();
    let rows: Vec<(&Entry, &LocaleId)> = entries.iter().map(|entry| (*entry, locale)).collect();
    let accepted = with_acceptances(renewed, &site.corpus, &site.alignment, source, &rows);
    let after = accepted.entries.iter().map(|locked| locked.accepted.get(locale));
    let new = before.iter().zip(after).filter(|(before, after)| before.as_ref() != *after).count();
    Ok(Accepted { text: config::write_lock(&accepted), rows: rows.len(), new })
}

/// Whether a name is that of an entry, of its page, of the file it stands in, or of a folder around that.
fn is_it(site: &Site, entry: &Entry, locale: &LocaleId, name: &str) -> bool {
    let page: Option<&Page> = site.corpus.page(&entry.page, locale);
    let path = FilePath::new(name);
    let in_file = page.is_some_and(|page| page.path == path || page.path.relative_path(&path).is_some());
    entry.id.as_str() == name || entry.page.as_str() == name || in_file
}
