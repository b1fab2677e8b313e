//! How complete and how current the translations are: a line for each language, and one for each page.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::freshness::Freshness;
use crate::model::{LocaleId, PageId};
use crate::plan::{PlannedPage, Route};
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View =
    View { is_wide: true, ..View::new("dashboard", Producer::Page { template: "dashboard.html", context }) };

/// A site with more pages than this shows only those in which there is something to do, and no more than these. Chosen:
/// a longer table makes a page of megabytes.
const MOST_PAGES: usize = 1_000;

#[derive(Debug, Serialize)]
struct DashboardView {
    locales: Vec<LocaleRow>,
    pages: Vec<PageRow>,
    /// How many pages are not shown.
    left_out: usize,
}

/// One language. Rows are those of tables; units are rows and blocks of prose.
#[derive(Debug, Serialize)]
struct LocaleRow {
    tag: String,
    dir: &'static str,
    autonym: String,
    source: bool,
    href: String,
    pages: usize,
    pages_total: usize,
    units: usize,
    units_total: usize,
    rows: usize,
    rows_total: usize,
    fresh: usize,
    stale: usize,
    unknown: usize,
    untranslated: usize,
    missing: usize,
    findings: usize,
}

#[derive(Debug, Serialize)]
struct PageRow {
    title: String,
    lang: Option<String>,
    href: String,
    compare: Option<String>,
    rows: usize,
    states: Vec<PageState>,
}

/// One version of a page.
#[derive(Debug, Serialize)]
struct PageState {
    tag: String,
    autonym: String,
    state: &'static str,
    findings: usize,
    href: Option<String>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let title = renderer.message(&planned.locale, "dashboard-title", &[]);
    let description = renderer.message(&planned.locale, "dashboard-hint", &[]);
    let head = Head { title: &title, description: Some(&description), ..Head::default() };
    let mut context = renderer.chrome(planned, head);
    let locales = original_first(renderer).into_iter();
    let locales = locales.map(|locale| locale_row(renderer, planned, input, locale)).collect();
    let all = &renderer.site.corpus.pages;
    let mut pages: Vec<PageRow> = all.keys().filter_map(|page| page_row(renderer, planned, input, page)).collect();
    if pages.len() > MOST_PAGES {
        pages.retain(|page| {
            page.states
                .iter()
                .any(|state| state.findings > 0 || matches!(state.state, "stale" | "untranslated" | "missing"))
        });
        pages.truncate(MOST_PAGES);
    }
    let left_out = all.len() - pages.len();
    context.insert("dashboard", &DashboardView { locales, pages, left_out });
    Ok(context)
}

/// The languages: that of the originals, then the others.
fn original_first<'r>(renderer: &'r Renderer<'_>) -> Vec<&'r LocaleId> {
    let source = renderer.site.corpus.source_locale.as_ref();
    let mut locales: Vec<&LocaleId> = renderer.site.corpus.locales.iter().collect();
    locales.sort_by_key(|locale| Some(*locale) != source);
    locales
}

fn locale_row(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>, locale: &LocaleId) -> LocaleRow {
    let corpus = renderer.site.corpus;
    let profile = renderer.profile(locale);
    let rows = renderer.freshness.row_counts(locale);
    let blocks = input.blocks.and_then(|blocks| blocks.get(locale)).copied().unwrap_or_default();
    let units = rows.states().plus(blocks);
    LocaleRow {
        tag: locale.to_string(),
        dir: profile.direction.as_str(),
        autonym: profile.autonym.clone(),
        source: corpus.source_locale.as_ref() == Some(locale),
        href: renderer.href(planned, &Route::home(locale)),
        pages: corpus.pages.values().filter(|versions| versions.contains_key(locale)).count()
            - renderer.freshness.untranslated_pages(locale),
        pages_total: corpus.pages.len(),
        units: units.fresh + units.stale + units.unknown,
        units_total: units.wanted(),
        rows: rows.rows - rows.untranslated,
        rows_total: rows.rows + rows.missing,
        fresh: rows.fresh,
        stale: rows.stale,
        unknown: rows.unknown,
        untranslated: rows.untranslated,
        missing: rows.missing,
        findings: input.findings.count(locale),
    }
}

fn page_row(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>, page: &PageId) -> Option<PageRow> {
    let link = renderer.page_link(planned, page)?;
    let is_shown = renderer.site.has_comparison(page, || input.findings.is_found_in(page));
    let compare = renderer.site.comparison_route(page, &planned.locale).filter(|_| is_shown);
    let tables = renderer.site.alignment.tables_of(page);
    let state = |locale: &LocaleId| PageState {
        tag: locale.to_string(),
        autonym: renderer.profile(locale).autonym.clone(),
        state: renderer.page_state(page, locale),
        findings: input.findings.of(page, locale).len(),
        href: renderer.site.page_route(page, locale).map(|route| renderer.href(planned, &route)),
    };
    Some(PageRow {
        title: link.title,
        lang: link.lang,
        href: link.href,
        compare: compare.map(|route| renderer.href(planned, &route)),
        rows: tables.iter().map(|table| table.entries.len()).sum(),
        states: original_first(renderer).into_iter().map(state).collect(),
    })
}

impl Renderer<'_> {
    /// What a version of a page is: the source, missing, not translated, or a translation that is fresh, stale or of
    /// which nothing is known. One stale row makes a page stale.
    pub(super) fn page_state(&self, page: &PageId, locale: &LocaleId) -> &'static str {
        let corpus = self.site.corpus;
        if corpus.page(page, locale).is_none() {
            return "missing";
        } else if corpus.source_locale.as_ref() == Some(locale) {
            return "source";
        }
        match self.freshness.page_with_rows(self.site.alignment, page, locale) {
            Freshness::Untranslated => "untranslated",
            Freshness::Stale(_) => "stale",
            Freshness::Fresh => "fresh",
            Freshness::Missing | Freshness::Orphan | Freshness::Unknown => "unknown",
        }
    }
}
