//! The languages of the site, at its root.

use tera::Context;

use super::{Make, Material, View};
use crate::plan::PlannedPage;
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("chooser", Make::Page { template: "chooser.html", context });

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Material<'_>) -> Result<Context, RenderError> {
    Ok(renderer.chrome(planned, Head { title: &renderer.site_title(&planned.locale), ..Head::default() }))
}
