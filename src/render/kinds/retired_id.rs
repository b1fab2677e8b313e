//! The page of a retired id: readers are redirected at once.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::align::{EntryId, Redirect, RetiredId};
use crate::model::Role;
use crate::plan::{PlannedPage, with_anchor};
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View =
    View { trail: |_, _| None, ..View::new("retired_id", Producer::Page { template: "redirect.html", context }) };

/// What an earlier address redirects to.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView {
    pub(super) title: String,
    pub(super) href: String,
    /// The id of the message that explains what happened to it.
    pub(super) message: &'static str,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let no_document = || RenderError::NoDocument { route: planned.route.to_string() };
    let retired = renderer.site.retired_id_of(planned).ok_or_else(no_document)?;
    let (route, anchor) = renderer.site.leads_to(planned, &planned.locale).ok_or_else(no_document)?;
    let redirect = RedirectView {
        title: title(renderer, planned, retired),
        href: with_anchor(renderer.href(planned, &route), anchor.map_or("", EntryId::as_str)),
        message: match retired.redirect {
            Redirect::Page(_) => "retired-gone",
            Redirect::Entry(_) => "retired-moved",
        },
    };
    Ok(show(renderer, planned, redirect))
}

/// The context of a page that leads to `redirect`.
pub(super) fn show(renderer: &Renderer<'_>, planned: &PlannedPage, redirect: RedirectView) -> Context {
    let mut context = renderer.chrome(planned, Head { title: &redirect.title, ..Head::default() });
    context.insert("redirect", &redirect);
    context
}

fn title(renderer: &Renderer<'_>, planned: &PlannedPage, retired: &RetiredId) -> String {
    match &retired.redirect {
        Redirect::Entry(index) => {
            let entry = &renderer.site.alignment.entries[*index];
            let message = renderer.entry_text(entry, &planned.locale, Role::Message);
            message.unwrap_or_else(|| entry.id.to_string())
        }
        Redirect::Page(page) => {
            renderer.page_link(planned, page).map_or_else(|| retired.id.to_string(), |link| link.title)
        }
    }
}
