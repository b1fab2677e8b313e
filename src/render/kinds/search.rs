//! The page that a search form leads to; the browser fills it.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Route};
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("search", Producer::Page { template: "search.html", context });

#[derive(Debug, Serialize)]
struct SearchView {
    /// The relative URL of the index.
    index: String,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let title = renderer.message(&planned.locale, "search-title", &[]);
    let mut context = renderer.chrome(planned, Head { title: &title, ..Head::default() });
    let index = renderer.href(planned, &Route::search_index(&planned.locale));
    context.insert("search", &SearchView { index });
    Ok(context)
}
