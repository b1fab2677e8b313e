//! `_redirects`, which Netlify, Cloudflare Pages and others read: a line for each former address.

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Subject, with_anchor};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "redirects", producer: Producer::Text(text) };

fn text(renderer: &Renderer<'_>, _: &PlannedPage, _: RenderInput<'_>) -> Result<String, RenderError> {
    let base = renderer.plan.options.base_url.as_ref().map_or("/", |base| base.path());
    let line = |page: &PlannedPage| {
        let to = successor(renderer, page)?;
        Some(format!("{base}{} {base}{to} 301\n", page.route.url()))
    };
    Ok(renderer.plan.pages.iter().filter_map(line).collect())
}

/// Where a former address leads, as a URL below the site's root.
fn successor(renderer: &Renderer<'_>, page: &PlannedPage) -> Option<String> {
    match &page.subject {
        Subject::Alias(id) => renderer.site.page_route(id, &page.locale).map(|route| route.url()),
        Subject::Former(index) => {
            let former = &renderer.site.alignment.retired.all()[*index];
            let (route, anchor) = renderer.site.redirect_route(former, &page.locale)?;
            Some(with_anchor(route.url(), anchor.map_or("", |id| id.as_str())))
        }
        _ => None,
    }
}
