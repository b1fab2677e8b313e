//! How current every row and page is, in every locale: the only answer to that question.
//!
//! **Comes in:** an aligned corpus, what the lock says of accepted rows, the commits of the source, and what a change
//! touched. **Goes out:** [`SiteFreshness`], with one [`Freshness`] for each row and page, and the source's old and new words.
//! **Never happens here:** reading Git; counting findings; judging what is wrong.

mod inputs;
mod other_language;
mod page;
mod row;
mod rows_left;
mod site;
mod untranslated;

pub use inputs::Inputs;
pub use other_language::{LanguageOfText, OTHER_LANGUAGE_POLICY, language_of};
pub use page::{SourceChanges, source_changes};
pub use rows_left::untranslated_rows;
pub use site::{KnownFreshness, MissingPage, RowCounts, RowsByEntry, SiteFreshness, missing_pages};
pub use untranslated::{Translation, UNTRANSLATED_POLICY, translations};

/// How current a row or a page is in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The source says what it said when this was translated, or accepted. The source itself is always fresh.
    Fresh,
    /// The source says something else now: the texts that differ. None are given where only digests are known.
    Stale(Vec<WordChange>),
    /// The locale lacks what it should have.
    Missing,
    /// The locale has what its source does not have.
    Orphan,
    /// Neither a pin, nor the lock, nor the front matter says anything.
    Unknown,
}

/// What the source said in one text, and what it says now. A text that was not there is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChange {
    /// What it said.
    pub old: String,
    /// What it says now.
    pub new: String,
}
