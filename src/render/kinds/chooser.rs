//! The languages of the site, at its root.

use tera::Context;

use super::View;
use crate::parse::Document;
use crate::plan::PlannedPage;
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "chooser", template: "chooser.html", context };

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Option<&Document>) -> Result<Context, RenderError> {
    Ok(renderer.chrome(planned, &Head { title: &renderer.site_title(&planned.locale), description: None }))
}
