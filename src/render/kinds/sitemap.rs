//! A locale's `sitemap.xml`: its pages in their own words, each with its other languages.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::{BaseUrl, PlannedPage};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("sitemap", Producer::Page { template: "sitemap.xml", context });

#[derive(Debug, Serialize)]
struct UrlView {
    location: String,
    /// The day of the last change.
    updated: Option<String>,
    alternates: Vec<AlternateView>,
}

#[derive(Debug, Serialize)]
struct AlternateView {
    hreflang: String,
    href: String,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = Context::new();
    let Some(base) = &renderer.plan.options.base_url else {
        context.insert("urls", &Vec::<UrlView>::new());
        return Ok(context);
    };
    let listed = |page: &&PlannedPage| page.locale == planned.locale && page.kind.listed && !page.is_fallback();
    let urls: Vec<UrlView> = renderer.plan.pages.iter().filter(listed).map(|page| url(renderer, base, page)).collect();
    context.insert("urls", &urls);
    Ok(context)
}

fn url(renderer: &Renderer<'_>, base: &BaseUrl, page: &PlannedPage) -> UrlView {
    let versions = renderer.own_versions(page);
    let alternate = |(locale, route): &(crate::model::LocaleId, crate::plan::Route)| AlternateView {
        hreflang: locale.to_string(),
        href: base.join(route),
    };
    UrlView {
        location: base.join(&page.route),
        updated: renderer.updated(page).map(|date| date.to_string()),
        alternates: versions.iter().map(alternate).collect(),
    }
}
