//! A page of the corpus.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::json;
use tera::Context;

use super::{Alternate, Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::body::{Body, ContentsItem};
use crate::render::chrome::Head;
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View {
    markdown: Some(Alternate {
        template: "markdown/content.md",
        context: |renderer, planned| Ok(renderer.words(planned)),
    }),
    is_article: true,
    trail: |renderer, planned| Some(renderer.crumbs_above(planned)),
    ..View::new("content", Producer::Chosen { template, context })
};

/// The prose of a page, as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct ContentView {
    /// The title to show where the prose has none.
    pub title: Option<String>,
    /// The prose as HTML.
    pub html: String,
    /// The headings to jump to.
    pub contents: Vec<ContentsItem>,
    /// Whether there is a table whose rows are entries.
    pub has_rows: bool,
    /// The front matter as written, by key.
    pub front_matter: std::collections::BTreeMap<String, String>,
}

impl ContentView {
    pub(super) fn new(body: Body, title: &str, document: &crate::parse::Document) -> ContentView {
        let title = (!body.has_title).then(|| title.to_owned());
        let values = document.page.front_matter.values.iter();
        ContentView {
            title,
            html: body.html,
            contents: body.contents,
            has_rows: body.has_rows,
            front_matter: values.map(|entry| (entry.key.clone(), entry.value.clone())).collect(),
        }
    }

    /// A page without prose.
    pub(super) fn empty(title: String) -> ContentView {
        ContentView {
            title: Some(title),
            html: String::new(),
            contents: Vec::new(),
            has_rows: false,
            front_matter: Default::default(),
        }
    }
}

/// The template that the front matter of the page names.
pub(super) fn named_template(input: RenderInput<'_>) -> Option<Cow<'_, str>> {
    let named = input.document.and_then(|document| document.page.front_matter.get("template"))?;
    Some(Cow::Owned(format!("{}.html", named.strip_suffix(".html").unwrap_or(named))))
}

/// The template that the front matter names, else `content.html`.
fn template<'p>(_: &Renderer<'_>, _: &'p PlannedPage, input: RenderInput<'p>) -> Cow<'p, str> {
    named_template(input).unwrap_or(Cow::Borrowed("content.html"))
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let document = input.document_of(planned)?;
    let page = &document.page;
    let title = display_title(page);
    let description = page.front_matter.get("description");
    let structure = json!({ "@type": "TechArticle", "headline": title });
    let mut context =
        renderer.chrome(planned, Head { title, description, structure: Some(structure), work: input.page_work });
    context.insert("content", &ContentView::new(renderer.body(planned, document), title, document));
    Ok(context)
}
