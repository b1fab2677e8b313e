//! Where an address that a page had before leads: readers are taken there at once.

use tera::Context;

use super::former::{SuccessorView, show};
use super::{Make, Material, View};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View =
    View { trail: |_, _| None, ..View::new("alias", Make::Page { template: "former.html", context }) };

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Material<'_>) -> Result<Context, RenderError> {
    let link = planned.about.as_ref().and_then(|page| renderer.page_link(planned, page));
    let link = link.ok_or_else(|| RenderError::NoDocument { route: planned.route.to_string() })?;
    Ok(show(renderer, planned, SuccessorView { title: link.title, href: link.href, message: "page-moved" }))
}
