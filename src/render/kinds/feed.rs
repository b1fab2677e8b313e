//! A locale's Atom feed: its pages by the day of their last change, the latest first.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::model::Date;
use crate::plan::{PlannedPage, Route};
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("feed", Producer::Page { template: "feed.xml", context });

/// So many pages are in a feed. Chosen: more than change between two visits of a feed reader.
const MOST_PAGES: usize = 50;

#[derive(Debug, Serialize)]
struct FeedView {
    /// The addresses of the feed, the site and its home.
    location: String,
    home: String,
    /// RFC 3339.
    updated: String,
    pages: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    title: String,
    location: String,
    updated: String,
    summary: Option<String>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = renderer.words(planned);
    let Some(base) = &renderer.plan.options.base_url else { return Ok(context) };
    let is_own = |page: &&PlannedPage| page.locale == planned.locale && page.kind.authored && !page.is_fallback();
    let dated = renderer.plan.pages.iter().filter(is_own).filter_map(|page| Some((renderer.updated(page)?, page)));
    let mut dated: Vec<(Date, &PlannedPage)> = dated.collect();
    // The route decides among pages of one day, so that the feed changes only with the content.
    dated.sort_by(|(one, first), (other, second)| other.cmp(one).then_with(|| first.route.cmp(&second.route)));
    dated.truncate(MOST_PAGES);
    let entry = |(date, page): &(Date, &PlannedPage)| {
        let version = renderer.site.corpus.page(page.prose.as_ref()?, page.content_locale())?;
        Some(EntryView {
            title: display_title(version).to_owned(),
            location: base.join(&page.route),
            updated: moment(*date),
            summary: version.front_matter.get("description").map(str::to_owned),
        })
    };
    let feed = FeedView {
        location: base.join(&planned.route),
        home: base.join(&Route::home(&planned.locale)),
        // Atom requires a date, and a build must not read the clock.
        updated: moment(dated.first().map_or(Date::UNIX_EPOCH, |(date, _)| *date)),
        pages: dated.iter().filter_map(entry).collect(),
    };
    context.insert("feed", &feed);
    Ok(context)
}

fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
