//! What findings were put off against.

use std::collections::BTreeMap;

use super::site::Site;
use crate::align::{Entry, EntryId, row_digest};
use crate::check::Finding;

/// The rows of the source, as they are now.
pub struct SourceDigests<'s> {
    site: &'s Site,
    entries: BTreeMap<&'s EntryId, &'s Entry>,
}

impl<'s> SourceDigests<'s> {
    /// Those of a site.
    pub fn new(site: &'s Site) -> SourceDigests<'s> {
        let entries = site.alignment.entries.iter().map(|entry| (&entry.id, entry)).collect();
        SourceDigests { site, entries }
    }

    /// A digest of the source row of a finding; `None` where it is about no row, or there is no source.
    pub fn of(&self, finding: &Finding) -> Option<String> {
        let entry = self.entries.get(finding.entry.as_ref()?)?;
        let Site { corpus, alignment, .. } = self.site;
        let digest = row_digest(corpus, alignment, entry, corpus.source_locale.as_ref()?)?;
        Some(blake3::hash(digest.to_string().as_bytes()).to_hex()[..16].to_owned())
    }
}
