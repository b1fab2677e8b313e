//! What the past and the front matter say of how current the site is, for its readers.

use std::collections::BTreeMap;

use super::load::Site;
use crate::check::{Behind, Context, Freshness, behind, freshness};
use crate::history::History;
use crate::model::{Date, LocaleId, PageId};
use crate::parse::front_matter_date;
use crate::render::Standing;
use crate::text::FilePath;

/// How current pages and rows are. Without a history only the front matter and the lock tell.
pub fn of(site: &Site, context: &Context<'_>, history: Option<&History>) -> Standing {
    let mut standing = Standing {
        originals: originals(site, context, history),
        versions: versions(site),
        rows: rows(site, context),
        ..Standing::default()
    };
    if let Some(source) = &site.corpus.source_locale {
        let of_source = standing.originals.iter().map(|(page, date)| ((page.clone(), source.clone()), *date));
        standing.versions.extend(of_source);
    }
    for (page, locale, original) in history.iter().flat_map(|_| site.originals.all()) {
        let behind = history.and_then(|history| behind(context, history, page, original));
        let is_current = behind.map(|Behind { changes_words, .. }| !changes_words);
        standing.pages.extend(is_current.map(|current| ((page.clone(), locale.clone()), current)));
    }
    standing
}

/// When the source of each page was last changed: by its commits, else by its front matter.
fn originals(site: &Site, context: &Context<'_>, history: Option<&History>) -> BTreeMap<PageId, Date> {
    let Some(source) = &site.corpus.source_locale else { return BTreeMap::new() };
    let date = |page: &PageId| {
        let now = site.corpus.page(page, source).or_else(|| site.originals.source_now(context.corpus, page))?;
        let committed = history.and_then(|history| {
            let last = history.touching(&FilePath::new(&now.below)).first()?;
            Date::of_seconds(history.commits[*last].revision.seconds)
        });
        committed.or_else(|| front_matter_date(&now.front_matter))
    };
    site.corpus.pages.keys().filter_map(|page| Some((page.clone(), date(page)?))).collect()
}

/// When each version of a page was last changed, as its front matter tells.
fn versions(site: &Site) -> BTreeMap<(PageId, LocaleId), Date> {
    let dated = site.corpus.all_pages().filter_map(|page| Some((page, front_matter_date(&page.front_matter)?)));
    dated.map(|(page, date)| ((page.id.clone(), page.locale.clone()), date)).collect()
}

/// Whether each translated row says what its source says now, where that is known.
fn rows(site: &Site, context: &Context<'_>) -> BTreeMap<(usize, LocaleId), bool> {
    let mut rows = BTreeMap::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        for locale in entry.rows.keys().filter(|locale| site.corpus.source_locale.as_ref() != Some(*locale)) {
            let current = match freshness(context, entry, locale) {
                Freshness::Fresh => true,
                Freshness::Stale(_) => false,
                Freshness::Unknown => continue,
            };
            rows.insert((index, locale.clone()), current);
        }
    }
    rows
}
