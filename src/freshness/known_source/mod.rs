//! The source as each translation knows it, from the history of both alone.
//!
//! A translation knows of each unit of the source the words from which its own present words were made. So what it knows
//! is a text: the source at the commit that last changed the translation, with the older words of those units that the
//! translation did not follow. [`KnownSource`] is that text, as a content of the source and edits of it; everything that
//! asks what a translation was made from reads it as it would read the source at a revision.

mod adoption;
mod bulk;
mod compared;
mod features;
mod late;
mod lines;
mod renewal;
mod replay;

pub use bulk::is_bulk;
pub use compared::has_changes;
pub use features::{Features, features};
pub use late::MOST_VERSIONS;
pub use replay::replay;

use std::sync::Arc;

use crate::parse::Document;
use crate::text::TextEdit;

/// A commit that changed the words of a translation, or the work tree.
#[derive(Clone, Debug)]
pub struct Step<C> {
    /// The translation after it.
    pub translation: C,
    /// The translation in its parents; empty where the commit added it.
    pub before: Vec<C>,
    /// The source in the same tree, or at that time; `None` where there was none.
    pub source: Option<C>,
    /// What the source was before that, youngest first; no more than [`MOST_VERSIONS`] are looked at.
    pub earlier: Vec<C>,
    /// Whether it changes too much, or is named as one that renews nothing: a unit that has an older base keeps it.
    pub renews_nothing: bool,
}

/// The source as a translation knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSource<C> {
    /// The content of the source.
    pub content: C,
    /// What differs from that content in it, in order.
    pub edits: Vec<TextEdit>,
    /// The last content of the source that the translation knew as a whole.
    pub complete: C,
}

/// Reads contents of the source and of a translation of it as documents.
pub trait Contents<C> {
    /// The source; `None` where it cannot be read.
    fn source(&self, content: &C) -> Option<Arc<Document>>;

    /// The source after edits.
    fn edited_source(&self, content: &C, edits: &[TextEdit]) -> Option<Arc<Document>>;

    /// The translation; `None` where it cannot be read.
    fn translation(&self, content: &C) -> Option<Arc<Document>>;

    /// The features of the source.
    fn source_features(&self, content: &C) -> Option<Arc<Features>>;
}

/// Whether two states of a page say the same: below the front matter whatever space is between the words, and in the
/// values of it that readers see.
pub fn is_same_words(one: &Document, other: &Document) -> bool {
    let value = |document: &Document, key| document.page.front_matter.get(key).map(str::to_owned);
    one.page.words == other.page.words
        && ["title", "description"].iter().all(|key| value(one, key) == value(other, key))
}
