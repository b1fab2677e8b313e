//! What each kind of page shows: one file each, and one line in [`VIEWS`].
//!
//! **Comes in:** a [`PlannedPage`], with its document where it shows prose. **Goes out:** the context of its
//! template. **Never happens here:** URLs being made up; they come from the plan.

mod chooser;
mod content;
mod entry;
mod former;
mod home;
mod not_found;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod topic;

use tera::Context;

use super::{RenderError, Renderer};
use crate::parse::Document;
use crate::plan::PlannedPage;

/// How pages of one kind are shown.
pub struct View {
    /// The kind's name in the plan.
    pub kind: &'static str,
    /// Its template.
    pub template: &'static str,
    /// What its template gets.
    pub context: fn(&Renderer<'_>, &PlannedPage, Option<&Document>) -> Result<Context, RenderError>,
}

/// How each kind of page of the plan is shown.
pub const VIEWS: &[View] = &[
    topic::APP,
    chooser::VIEW,
    content::VIEW,
    entry::VIEW,
    topic::EXCEPTION,
    former::VIEW,
    home::VIEW,
    not_found::VIEW,
    robots::VIEW,
    search::VIEW,
    sitemap::VIEW,
    sitemap_index::VIEW,
    topic::STATUS,
];

/// How pages of kind `name` are shown.
///
/// # Panics
/// Where the plan has a kind that nobody shows; a test proves that there is none.
pub fn named(name: &str) -> &'static View {
    VIEWS.iter().find(|view| view.kind == name).expect("every kind of the plan has a view")
}
