//! The page for addresses that lead nowhere, in every language.

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("not_found", Producer::Page { template: "not_found.html", context });

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let title = renderer.message(&planned.locale, "not-found-title", &[]);
    Ok(renderer.chrome(planned, Head { title: &title, ..Head::default() }))
}
