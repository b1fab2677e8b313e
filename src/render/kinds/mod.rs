//! What each kind of page shows: one file each, and one line in [`VIEWS`].
//!
//! **Comes in:** a [`PlannedPage`], with its document where it shows prose. **Goes out:** the context of its
//! template, or the file's text. **Never happens here:** URLs being made up; they come from the plan.

mod alias;
mod chooser;
mod comparison;
mod content;
mod dashboard;
mod entries;
mod entry;
mod feed;
mod former;
mod headers;
mod home;
mod llms;
mod markdown;
mod not_found;
mod opensearch;
mod redirects;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod topic;

pub use entry::LabelledCell;

use std::borrow::Cow;

use tera::Context;

use super::{Findings, RenderError, Renderer};
use crate::parse::Document;
use crate::plan::PlannedPage;

/// How pages of one kind are shown.
pub struct View {
    /// The kind's name in the plan.
    pub kind: &'static str,
    /// How the file is made.
    pub producer: Producer,
}

/// How the file of a page is made.
pub enum Producer {
    /// From a template.
    Page {
        /// Its name.
        template: &'static str,
        /// What it gets.
        context: fn(&Renderer<'_>, &PlannedPage, RenderInput<'_>) -> Result<Context, RenderError>,
    },
    /// From the template that the page itself names.
    Chosen {
        /// Its name.
        template: for<'p> fn(&Renderer<'_>, &'p PlannedPage, RenderInput<'p>) -> Cow<'p, str>,
        /// What it gets.
        context: fn(&Renderer<'_>, &PlannedPage, RenderInput<'_>) -> Result<Context, RenderError>,
    },
    /// For programs, without a template.
    Text(fn(&Renderer<'_>, &PlannedPage, RenderInput<'_>) -> Result<String, RenderError>),
}

/// What a page is made of beside the plan.
#[derive(Clone, Copy)]
pub struct RenderInput<'m> {
    /// The document that the page's `prose` names.
    pub document: Option<&'m Document>,
    /// What is wrong in the content; empty for kinds that do not show it.
    pub findings: &'m Findings,
}

impl<'m> RenderInput<'m> {
    /// The document of a page that shows one.
    ///
    /// # Errors
    /// [`RenderError::NoDocument`] where none is given.
    pub fn document_of(&self, page: &PlannedPage) -> Result<&'m Document, RenderError> {
        self.document.ok_or_else(|| RenderError::NoDocument { route: page.route.to_string() })
    }
}

/// How each kind of page of the plan is shown.
pub const VIEWS: &[View] = &[
    alias::VIEW,
    topic::APP,
    chooser::VIEW,
    comparison::VIEW,
    content::VIEW,
    dashboard::VIEW,
    entries::VIEW,
    entry::VIEW,
    topic::EXCEPTION,
    feed::VIEW,
    former::VIEW,
    headers::VIEW,
    home::VIEW,
    llms::VIEW,
    markdown::VIEW,
    not_found::VIEW,
    opensearch::VIEW,
    redirects::VIEW,
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
