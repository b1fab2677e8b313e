//! Where an address that a page had before leads: readers are taken there at once.

use tera::Context;

use super::retired_id::{RedirectView, show};
use super::{Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View =
    View { trail: |_, _| None, ..View::new("alias", Producer::Page { template: "redirect.html", context }) };

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let link = planned.about.as_ref().and_then(|page| renderer.page_link(planned, page));
    let link = link.ok_or_else(|| RenderError::NoDocument { route: planned.route.to_string() })?;
    Ok(show(renderer, planned, RedirectView { title: link.title, href: link.href, message: "page-moved" }))
}
