//! Hexapla builds a documentation site in many languages from localized Markdown,
//! and keeps the languages in agreement.
//!
//! The story, in the order in which a run tells it:
//!
//! ```text
//! World -> Sources -> Corpus -> Alignment -> Findings
//!          Corpus + Alignment (+ Findings) -> SitePlan -> Bundle -> publish
//! ```
//!
//! 1. A [`read::World`] is the only door in: a folder on disk, files in memory, or a Git revision.
//! 2. [`parse`] turns each file into a document and diagnostics; it never fails.
//! 3. [`model::Corpus`] holds the digests of all pages: front matter, headings, tables, links.
//! 4. [`history`] follows the rows of the source from the revisions that translations name; a value of the model carries
//!    what it knows to the next step.
//! 5. [`align`] says which pages, headings, tables and rows are the same thing in another locale.
//! 6. [`units`] are what is compared: one thing in all languages; [`facts`] are what the content itself shows of names and
//!    words; [`freshness`] is how current each row and page is.
//! 7. [`check`] runs the rules over all that, and answers with findings.
//! 8. [`plan`] gives every page its route and resolves every link before anything is rendered.
//! 9. [`render`] fills the templates, [`search`] builds the index, and [`publish`] is the only door out.
//!
//! What an earlier run found is in a [`cache`], so that it need not be found again.
//!
//! [`pipeline`] is this story as code; [`cli`] is the only part that prints. Without the feature `cli`, which is on by
//! itself, that part is not there, nor are the crates that only it needs.
#![forbid(unsafe_code)]

pub mod text;

pub mod diagnostic;

pub mod model;

pub mod read;

pub mod cache;

pub mod parse;

pub mod layout;

pub mod terms;

pub mod align;

pub mod history;

pub mod units;

pub mod facts;

pub mod freshness;

pub mod check;

pub mod plan;

pub mod render;

pub mod search;

pub mod publish;

pub mod report;

pub mod config;

pub mod pipeline;

#[cfg(feature = "cli")]
pub mod cli;
