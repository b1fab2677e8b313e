//! From what someone pastes to the row that explains it.
//!
//! **Comes in:** [`SearchDocument`]s: every entry and every section of prose of one locale. **Goes out:** an
//! index as bytes ([`build_index`]) and, from these bytes and a query, [`Hit`]s ([`Index::search`]).
//! **Never happens here:** I/O, HTML, floating-point arithmetic in a score.
//!
//! `templates/assets/search-core.js` reads these bytes too and must give equal hits in equal order. All that could make
//! the two differ (rarities, weights, folded characters) is in the index, in whole numbers.
//!
//! A *text* is the set of terms of one message or one signature. Texts are kept once however many rows share
//! them, and a row refers to the message in its own locale, that message in other locales, and its signature. So it is
//! cheap to compute how much of each text a query covers. The row's other fields are weighted as BM25F would.

mod build;
mod collect;
mod document;
mod file;
mod fuzzy_term;
mod index;
mod packed;
mod query;
mod rarity;

pub use build::build_index;
pub use collect::{entry_documents, section_documents};
pub use document::{DocumentKind, SearchDocument};
pub use index::{Index, IndexError, Indexed};
pub use query::Hit;

#[cfg(test)]
mod tests;
