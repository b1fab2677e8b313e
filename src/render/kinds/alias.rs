//! Where an address that a page had before leads: readers are taken there at once.

use tera::Context;

use super::former::{SuccessorView, show};
use super::{Make, Material, View};
use crate::plan::{PlannedPage, Subject};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "alias", make: Make::Page { template: "former.html", context } };

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Material<'_>) -> Result<Context, RenderError> {
    let link = match &planned.subject {
        Subject::Alias(id) => renderer.page_link(planned, id),
        _ => None,
    };
    let link = link.ok_or_else(|| RenderError::NoDocument { route: planned.route.to_string() })?;
    Ok(show(renderer, planned, SuccessorView { title: link.title, href: link.href, message: "page-moved" }))
}
