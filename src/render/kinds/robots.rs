//! `robots.txt`.

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Route};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("robots", Producer::Page { template: "robots.txt", context });

fn context(renderer: &Renderer<'_>, _: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = Context::new();
    let base = renderer.plan.options.base_url.as_ref();
    context.insert("sitemap", &base.map(|base| base.join(&Route::sitemap_index())));
    Ok(context)
}
