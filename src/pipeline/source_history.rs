//! What Git knows while a site is checked: commits of the source, originals of translations, and their earlier
//! versions.

use super::base_revisions::SourceRepository;
use super::failure::Failure;
use super::load::parse_at;
use super::site::Site;
use crate::check::Context;
use crate::history::{History, Original, OriginalText};
use crate::model::{Page, PageId};
use crate::parse::Document;
use crate::text::{FilePath, Source, edited};

/// The commits of the source: those that were walked while the site was loaded, else those since the revisions that
/// translations name; `None` where there are none.
///
/// # Errors
/// [`Failure::History`] where the history cannot be walked and the configuration asks for it.
pub fn history(site: &Site) -> Result<Option<History>, Failure> {
    let source = site.corpus.source_locale.as_ref();
    if let Some(history) = source.and_then(|source| site.histories.commits(source)) {
        return Ok(Some(history));
    }
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
    let mut found: Vec<Document> = Vec::new();
    for original in site.originals.of_page(id) {
        let is_needed = needed.iter().any(|page| page.hash == original.page.hash);
        if !is_needed || found.iter().any(|document: &Document| document.page.hash == original.page.hash) {
            continue;
        }
        let path = source_history.folder.join(&original.page.relative_path);
        let Some(source) = text(source_history, original, path)? else { continue };
        found.push(parse_at(&site.options, source, &source_history.locale, &original.page.relative_path));
    }
    Ok(found)
}

/// The text of what a translation was made from; `None` where it is gone. It was UTF-8 when it was first read.
pub(super) fn text(from: &SourceRepository, original: &Original, path: FilePath) -> Result<Option<Source>, Failure> {
    let read = match &original.text {
        OriginalText::AtRevision => from.revisions.read(&original.revision, &path)?,
        OriginalText::Content(content, _) => Some(from.revisions.read_content(*content, &path)?),
    };
    let Some(source) = read.and_then(|bytes| Source::from_bytes(path.clone(), bytes).ok()) else { return Ok(None) };
    Ok(Some(match &original.text {
        OriginalText::Content(_, edits) if !edits.is_empty() => Source::new(path, edited(source.text(), edits)),
        _ => source,
    }))
}
