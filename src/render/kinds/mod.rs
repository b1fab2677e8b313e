//! What each kind of page shows: one file each, and one line in [`VIEWS`].
//!
//! **Comes in:** a [`PlannedPage`], with its document where it shows prose. **Goes out:** the context of its
//! template, or the file's text. **Never happens here:** URLs being made up; they come from the plan.

mod alias;
mod app;
mod chooser;
mod comparison;
mod content;
mod dashboard;
mod entries;
mod entry;
mod exception;
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
mod status;
mod topic;

use std::borrow::Cow;

use tera::Context;

use super::menu::Crumb;
use super::{Findings, RenderError, Renderer};
use crate::parse::Document;
use crate::plan::{PlannedPage, Route};

/// How pages of one kind are shown, and all that others ask about that.
pub struct View {
    /// The kind's name in the plan.
    pub kind: &'static str,
    /// How the file is made.
    pub producer: Producer,
    /// How the Markdown alternates of its pages are made, for a kind whose pages have some.
    pub markdown: Option<Alternate>,
    /// Whether its pages are something to read by themselves, for those who share links.
    pub is_article: bool,
    /// Whether its pages need all of a wide window.
    pub is_wide: bool,
    /// The steps from the home page to a page, without both; `None` where no steps are shown.
    pub trail: fn(&Renderer<'_>, &PlannedPage) -> Option<Vec<Crumb>>,
}

impl View {
    /// How most files are shown that are made like this. Where they are pages below a home page, that is one step away.
    const fn new(kind: &'static str, producer: Producer) -> View {
        View { kind, producer, markdown: None, is_article: false, is_wide: false, trail: below_home }
    }
}

fn below_home(_: &Renderer<'_>, page: &PlannedPage) -> Option<Vec<Crumb>> {
    let home = Route::home(&page.locale);
    let is_below = page.route != home && page.route.as_str().starts_with(home.as_str());
    is_below.then(Vec::new)
}

/// How the Markdown alternate of a page is made.
pub struct Alternate {
    /// Its template.
    pub template: &'static str,
    /// What it gets, beside the author's text.
    pub context: fn(&Renderer<'_>, &PlannedPage) -> Result<Context, RenderError>,
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
    app::VIEW,
    chooser::VIEW,
    comparison::VIEW,
    content::VIEW,
    dashboard::VIEW,
    entries::VIEW,
    entry::VIEW,
    exception::VIEW,
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
    status::VIEW,
];

/// How pages of kind `name` are shown.
///
/// # Panics
/// Where the plan has a kind that nobody shows; a test proves that there is none.
pub fn named(name: &str) -> &'static View {
    VIEWS.iter().find(|view| view.kind == name).expect("every kind of the plan has a view")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::KINDS;

    #[test]
    fn every_kind_of_the_plan_has_one_view_which_agrees_on_what_there_is() {
        let names = |names: &mut dyn Iterator<Item = &'static str>| names.collect::<Vec<_>>();
        let planned = names(&mut KINDS.iter().map(|kind| kind.name));
        assert_eq!(names(&mut VIEWS.iter().map(|view| view.kind)), planned);
        let alternates = names(&mut KINDS.iter().filter(|kind| kind.has_markdown).map(|kind| kind.name));
        assert_eq!(names(&mut VIEWS.iter().filter(|view| view.markdown.is_some()).map(|view| view.kind)), alternates);
    }
}
