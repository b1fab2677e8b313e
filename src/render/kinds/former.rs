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
    View { trail: |_, _| None, ..View::new("former", Producer::Page { template: "former.html", context }) };

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
    let former = renderer.site.former_of(planned).ok_or_else(no_document)?;
    let (route, anchor) = renderer.site.leads_to(planned, &planned.locale).ok_or_else(no_document)?;
    let successor = RedirectView {
        title: title(renderer, planned, former),
        href: with_anchor(renderer.href(planned, &route), anchor.map_or("", EntryId::as_str)),
        message: match former.successor {
            Redirect::Page(_) => "former-gone",
            Redirect::Entry(_) => "former-moved",
        },
    };
    Ok(show(renderer, planned, successor))
}

/// The context of a page that redirects to `successor`.
pub(super) fn show(renderer: &Renderer<'_>, planned: &PlannedPage, successor: RedirectView) -> Context {
    let mut context = renderer.chrome(planned, Head { title: &successor.title, ..Head::default() });
    context.insert("successor", &successor);
    context
}

fn title(renderer: &Renderer<'_>, planned: &PlannedPage, former: &RetiredId) -> String {
    match &former.successor {
        Redirect::Entry(index) => {
            let entry = &renderer.site.alignment.entries[*index];
            let message = renderer.entry_text(entry, &planned.locale, Role::Message);
            message.unwrap_or_else(|| entry.id.to_string())
        }
        Redirect::Page(page) => {
            renderer.page_link(planned, page).map_or_else(|| former.id.to_string(), |link| link.title)
        }
    }
}
