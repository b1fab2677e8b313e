//! How pages of one kind are shown: what each file of `kinds` fills.

use std::borrow::Cow;

use tera::Context;

use super::link::Crumb;
use super::{ComparedProse, Findings, PageWork, RenderError, Renderer, SiteWork};
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
    pub const fn new(kind: &'static str, producer: Producer) -> View {
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
    /// What there is to do in the page that it shows or compares.
    pub page_work: Option<&'m PageWork>,
    /// What there is to do on the whole site, for a page that lists it.
    pub site_work: Option<&'m SiteWork<'m>>,
    /// The prose in which something is not fresh or was found, for a page that compares languages.
    pub prose: Option<&'m ComparedProse<'m>>,
}

impl<'m> RenderInput<'m> {
    /// Findings, and nothing else.
    pub fn new(findings: &'m Findings) -> RenderInput<'m> {
        RenderInput { document: None, findings, page_work: None, site_work: None, prose: None }
    }

    /// The document of a page that shows one.
    ///
    /// # Errors
    /// [`RenderError::NoDocument`] where none is given.
    pub fn document_of(&self, page: &PlannedPage) -> Result<&'m Document, RenderError> {
        self.document.ok_or_else(|| RenderError::NoDocument { route: page.route.to_string() })
    }
}

impl Renderer<'_> {
    /// How a page is shown.
    pub(super) fn view(&self, page: &PlannedPage) -> &'static View {
        self.view_named(page.kind.name)
    }

    /// How pages of the kind of this name are shown.
    pub(super) fn view_named(&self, kind: &str) -> &'static View {
        let view = self.views.iter().find(|view| view.kind == kind);
        view.expect("a test proves that every kind of the plan has a view")
    }
}
