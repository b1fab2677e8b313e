//! Tables of contents that authors wrote, beside their pages.

use std::collections::BTreeMap;

use super::PageId;

/// The tables of contents of one locale, by the folder that each is for (empty at the top).
pub type ContentsByFolder = BTreeMap<String, Vec<ContentsNode>>;

/// A line of a table of contents, with those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsNode {
    /// Its title for readers, as the author wrote it; empty where the page's own title is used.
    pub title: String,
    /// Where it leads; `None` for a mere heading of the lines below it.
    pub destination: Option<ContentsDestination>,
    /// The lines below it.
    pub nodes: Vec<ContentsNode>,
}

/// Where a line of a table of contents leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentsDestination {
    /// A page of the site, or a place on one: the fragment, decoded, is empty for the page itself.
    Page(PageId, String),
    /// Elsewhere on the web.
    External(String),
}
