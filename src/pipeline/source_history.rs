//! What Git knows while a site is checked: commits of the source, originals of translations, and their earlier
//! versions.

use super::failure::Failure;
use super::load::parse_at;
use super::site::Site;
use crate::check::Context;
use crate::history::History;
use crate::model::{Page, PageId};
use crate::parse::Document;
use crate::text::Source;

/// The commits of the source since the revisions that translations name; `None` where they name none.
///
/// # Errors
/// [`Failure::History`] where the history cannot be walked and the configuration asks for it.
pub fn history(site: &Site) -> Result<Option<History>, Failure> {
    let Some(source_history) = &site.source_history else { return Ok(None) };
    let walked = History::since(&site.originals, &*source_history.revisions, &source_history.folder);
    match walked {
        Err(_) if !source_history.is_configured => Ok(None),
        walked => walked.map(Some).map_err(|error| Failure::History(source_history.locale.clone(), error)),
    }
}

/// The pages that the translations of a page were made from, with their prose, where the source has changed since.
///
/// # Errors
/// [`Failure::Read`] where one cannot be read again.
pub fn originals(site: &Site, context: &Context<'_>, id: &PageId) -> Result<Vec<Document>, Failure> {
    let Some(source_history) = &site.source_history else { return Ok(Vec::new()) };
    let needed: Vec<&Page> = context.units.versions_of(id).filter_map(|versions| versions.original).collect();
    let mut documents: Vec<Document> = Vec::new();
    for original in site.originals.of_page(id) {
        let is_needed = needed.iter().any(|page| page.hash == original.page.hash);
        if !is_needed || documents.iter().any(|document| document.page.hash == original.page.hash) {
            continue;
        }
        let path = source_history.folder.join(&original.page.relative_path);
        let Some(bytes) = source_history.revisions.read(&original.revision, &path)? else { continue };
        // It was UTF-8 when it was first read.
        let Ok(source) = Source::from_bytes(path, bytes) else { continue };
        documents.push(parse_at(&site.options, source, &source_history.locale, &original.page.relative_path));
    }
    Ok(documents)
}
