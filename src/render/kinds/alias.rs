//! Where an address that a page had before leads: readers are taken there at once.

use tera::Context;

use super::former::{RedirectView, show};
use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Subject};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "alias", producer: Producer::Page { template: "former.html", context } };

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let link = match &planned.subject {
        Subject::Alias(id) => renderer.page_link(planned, id),
        _ => None,
    };
    let link = link.ok_or_else(|| RenderError::NoDocument { route: planned.route.to_string() })?;
    Ok(show(renderer, planned, RedirectView { title: link.title, href: link.href, message: "page-moved" }))
}
