//! How current every row, page and block of prose is, in every locale: the only answer to that question.
//!
//! **Comes in:** an aligned corpus, what the lock holds of accepted rows, the commits of the source, and what a change
//! touched; for prose the documents of a page. **Goes out:** [`SiteFreshness`], with one [`Freshness`] for each row and
//! page, [`BlockFreshness`] for each block that is not fresh, and the source's old and new words. **Never happens here:**
//! reading Git; counting findings; judging what is wrong.

mod inputs;
mod known_source;
mod left;
mod other_language;
mod page;
mod prose;
mod row;
mod seen_rows;
mod site;
mod state_counts;
mod todo;
mod untranslated;

pub use inputs::Inputs;
pub use known_source::{
    Contents, Features, KnownSource, MOST_VERSIONS, Step, features, has_changes, is_bulk, is_same_words, replay,
};
pub use left::{Left, LeftPage};
pub use other_language::{LanguageOfText, language_of};
pub use page::{SourceChanges, source_changes};
pub use prose::{
    Acceptable, BlockFreshness, BlockState, BlockWork, MOST_BLOCKS, MovedBlocks, PageBlocks, PageChange, ProseChange,
    ProseOfVersions, Scope, Sides, block_counts, block_states, block_work, commits_to_read, counted, is_caught_up,
    left_behind, living,
};
pub use seen_rows::SeenRows;
pub use site::{KnownFreshness, MissingPage, RowCounts, RowsByEntry, SiteFreshness, missing_pages};
pub use state_counts::StateCounts;
pub use todo::{LocaleTodo, OpenPage, PageTodo, SourceText, TodoKind, TodoReason, TodoUnit, units_to_do};
pub use untranslated::{Translation, translations};

/// How current a row or a page is in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The source is as it was when this was translated, or accepted. The source itself is always fresh.
    Fresh,
    /// The source has changed since: the texts that differ. None are given where only digests are known.
    Stale(Vec<WordChange>),
    /// The locale lacks what it should have.
    Missing,
    /// The locale has it, with the words of the source or of another language.
    Untranslated,
    /// The locale has what its source does not have.
    Orphan,
    /// Neither a base revision, nor the lock, nor a change shows anything.
    Unknown,
}

/// The old and the new words of the source in one text. A text that was not there is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChange {
    /// The words that were translated.
    pub old: String,
    /// The words that the source has now.
    pub new: String,
}
