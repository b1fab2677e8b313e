//! The contents that a page and its translations had, each read once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::FileOfPage;
use super::{Content, Reader};
use crate::freshness::{Contents, Features, features};
use crate::parse::Document;
use crate::pipeline::rereading::parse_at;
use crate::text::{Source, TextEdit, edited};

/// The contents of a page, each read once unless they are large. A source is read for every locale.
pub(super) struct PageContents<'c, 'r> {
    reader: Reader<'r>,
    source: &'c FileOfPage<'r>,
    documents: Read<Document>,
    features: Read<Features>,
    has_gaps: Cell<bool>,
}

/// What was read of contents.
type Read<T> = RefCell<BTreeMap<Content, Option<Arc<T>>>>;

/// What was read of a content, or is read now.
fn read_once<T>(known: &Read<T>, content: Content, read: impl FnOnce() -> Option<Arc<T>>) -> Option<Arc<T>> {
    if let Some(known) = known.borrow().get(&content) {
        return known.clone();
    }
    let found = read();
    known.borrow_mut().insert(content, found.clone());
    found
}

/// So many bytes of the text of documents are kept. Chosen: all versions of a page of 100 kB, parsed in ten times that.
const MOST_KEPT: usize = 4 << 20;

/// A document that was read, or is read now. The versions of a large page are not all kept: they are read again then.
fn document_once(
    known: &Read<Document>,
    content: Content,
    read: impl FnOnce() -> Option<Arc<Document>>,
) -> Option<Arc<Document>> {
    let found = read_once(known, content, read);
    let size = |document: &Option<Arc<Document>>| document.as_ref().map_or(0, |found| found.source.text().len());
    let mut known = known.borrow_mut();
    if known.len() > 1 && known.values().map(size).sum::<usize>() > MOST_KEPT {
        known.retain(|kept, _| *kept == content);
    }
    found
}

impl<'c, 'r> PageContents<'c, 'r> {
    /// The contents of the page whose source is this file.
    pub(super) fn new(reader: Reader<'r>, source: &'c FileOfPage<'r>) -> PageContents<'c, 'r> {
        let has_gaps = Cell::new(false);
        PageContents { reader, source, documents: RefCell::default(), features: RefCell::default(), has_gaps }
    }

    /// Whether a content could not be read, as in a partial clone: what was found may be found otherwise when it is there.
    pub(super) fn has_gaps(&self) -> bool {
        self.has_gaps.get()
    }

    fn text(&self, file: &FileOfPage<'_>, content: Content) -> Option<Source> {
        let path = file.page.path.clone();
        let bytes = match content {
            Content::InGit(content) => file.history.revisions.read_content(content, &path).ok(),
            Content::InWorkTree => file.uncommitted.clone(),
        };
        self.has_gaps.set(self.has_gaps.get() || bytes.is_none());
        Source::from_bytes(path, bytes?).ok()
    }

    fn document(&self, file: &FileOfPage<'_>, source: Source) -> Arc<Document> {
        Arc::new(parse_at(self.reader.options, source, &file.page.locale, &file.page.relative_path))
    }

    pub(super) fn source(&self, content: &Content) -> Option<Arc<Document>> {
        document_once(&self.documents, *content, || {
            self.text(self.source, *content).map(|text| self.document(self.source, text))
        })
    }

    pub(super) fn edited_source(&self, content: &Content, edits: &[TextEdit]) -> Option<Arc<Document>> {
        let document = self.source(content)?;
        if edits.is_empty() {
            return Some(document);
        }
        let text = edited(document.source.text(), edits);
        Some(self.document(self.source, Source::new(self.source.page.path.clone(), text)))
    }
}

/// The contents of a page and of one translation.
pub(super) struct OfLocale<'c, 'r> {
    contents: &'c PageContents<'c, 'r>,
    own: &'c FileOfPage<'r>,
    documents: Read<Document>,
}

impl<'c, 'r> OfLocale<'c, 'r> {
    /// The contents of a page and of the translation that is this file.
    pub(super) fn new(contents: &'c PageContents<'c, 'r>, own: &'c FileOfPage<'r>) -> OfLocale<'c, 'r> {
        OfLocale { contents, own, documents: RefCell::default() }
    }
}

impl Contents<Content> for OfLocale<'_, '_> {
    fn source(&self, content: &Content) -> Option<Arc<Document>> {
        self.contents.source(content)
    }

    fn edited_source(&self, content: &Content, edits: &[TextEdit]) -> Option<Arc<Document>> {
        self.contents.edited_source(content, edits)
    }

    fn translation(&self, content: &Content) -> Option<Arc<Document>> {
        document_once(&self.documents, *content, || {
            let text = self.contents.text(self.own, *content)?;
            Some(self.contents.document(self.own, text))
        })
    }

    fn source_features(&self, content: &Content) -> Option<Arc<Features>> {
        let read = || self.contents.source(content).map(|source| Arc::new(features(&source)));
        read_once(&self.contents.features, *content, read)
    }
}
