//! `_redirects`, which Netlify, Cloudflare Pages and others read: a line for each earlier address.

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, with_anchor};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("redirects", Producer::Text(text));

fn text(renderer: &Renderer<'_>, _: &PlannedPage, _: RenderInput<'_>) -> Result<String, RenderError> {
    let base = renderer.plan.options.base_url.as_ref().map_or("/", |base| base.path());
    let line = |page: &PlannedPage| {
        let to = redirect(renderer, page)?;
        Some(format!("{base}{} {base}{to} 301\n", page.route.url()))
    };
    Ok(renderer.plan.pages.iter().filter_map(line).collect())
}

/// Where an earlier address leads, as a URL below the site's root.
fn redirect(renderer: &Renderer<'_>, page: &PlannedPage) -> Option<String> {
    let (route, anchor) = renderer.site.leads_to(page, &page.locale)?;
    Some(with_anchor(route.url(), anchor.map_or("", |id| id.as_str())))
}
