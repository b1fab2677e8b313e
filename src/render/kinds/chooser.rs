//! The languages of the site, at its root.

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("chooser", Producer::Page { template: "chooser.html", context });

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    Ok(renderer.chrome(planned, Head { title: &renderer.site_title(&planned.locale), ..Head::default() }))
}
