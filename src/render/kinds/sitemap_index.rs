//! `sitemap.xml`: where the locales' sitemaps are.

use tera::Context;

use super::{Producer, RenderInput, View, sitemap};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("sitemap_index", Producer::Page { template: "sitemap_index.xml", context });

fn context(renderer: &Renderer<'_>, _: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = Context::new();
    let maps = renderer.plan.pages.iter().filter(|page| page.kind.name == sitemap::VIEW.kind);
    let urls = maps.filter_map(|page| Some(renderer.plan.options.base_url.as_ref()?.join(&page.route)));
    context.insert("sitemaps", &urls.collect::<Vec<String>>());
    Ok(context)
}
