//! A page of the corpus.

use serde::Serialize;
use tera::Context;

use super::View;
use crate::parse::Document;
use crate::plan::PlannedPage;
use crate::render::body::{Body, ContentsItem};
use crate::render::chrome::Head;
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "content", template: "content.html", context };

/// The prose of a page, as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct ContentView {
    /// The title to show where the prose has none.
    pub title: Option<String>,
    /// The prose as HTML.
    pub html: String,
    /// The headings to jump to.
    pub contents: Vec<ContentsItem>,
}

impl ContentView {
    pub(super) fn new(body: Body, title: &str) -> ContentView {
        let title = (!body.has_title).then(|| title.to_owned());
        ContentView { title, html: body.html, contents: body.contents }
    }
}

fn context(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    document: Option<&Document>,
) -> Result<Context, RenderError> {
    let document = document.ok_or_else(|| RenderError::NoDocument { route: planned.route.to_string() })?;
    let page = &document.page;
    let title = display_title(page);
    let mut context = renderer.chrome(planned, &Head { title, description: page.front_matter.get("description") });
    context.insert("content", &ContentView::new(renderer.body(planned, document), title));
    Ok(context)
}
