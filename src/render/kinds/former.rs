//! Where a name that a row had before leads: readers are taken there at once.

use serde::Serialize;
use tera::Context;

use super::View;
use crate::align::{EntryId, FormerName, Successor};
use crate::model::Role;
use crate::parse::Document;
use crate::plan::{PlannedPage, Subject, percent_encode};
use crate::render::chrome::Head;
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "former", template: "former.html", context };

/// What stands in the place of the name.
#[derive(Debug, Serialize)]
struct SuccessorView {
    title: String,
    href: String,
    /// Whether the row itself is gone, and this is the page that it was on.
    gone: bool,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Option<&Document>) -> Result<Context, RenderError> {
    let no_document = || RenderError::NoDocument { route: planned.route.to_string() };
    let Subject::Former(index) = planned.subject else { return Err(no_document()) };
    let former = &renderer.site.alignment.former.all()[index];
    let (route, anchor) = renderer.site.successor_route(former, &planned.locale).ok_or_else(no_document)?;
    let fragment = anchor.map(|id: &EntryId| format!("#{}", percent_encode(id.as_str())));
    let successor = SuccessorView {
        title: title(renderer, planned, former),
        href: format!("{}{}", renderer.href(planned, &route), fragment.unwrap_or_default()),
        gone: matches!(former.successor, Successor::Page(_)),
    };
    let mut context = renderer.chrome(planned, &Head { title: &successor.title, description: None });
    context.insert("successor", &successor);
    Ok(context)
}

fn title(renderer: &Renderer<'_>, planned: &PlannedPage, former: &FormerName) -> String {
    match &former.successor {
        Successor::Entry(index) => {
            let entry = &renderer.site.alignment.entries[*index];
            let message = renderer.entry_text(entry, &planned.locale, Role::Message);
            message.unwrap_or_else(|| entry.id.to_string())
        }
        Successor::Page(page) => {
            let shown = renderer.site.locale_showing(page, &planned.locale);
            let page = shown.and_then(|locale| renderer.site.corpus.page(page, locale));
            page.map_or_else(|| former.id.to_string(), |page| display_title(page).to_owned())
        }
    }
}
