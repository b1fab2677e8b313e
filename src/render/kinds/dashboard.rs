//! How complete and how current the translations are: the figures of each language, what there is to do in it, and all
//! pages at a glance.

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::freshness::{BlockWork, Freshness, StateCounts};
use crate::model::{LocaleId, PageId};
use crate::plan::{PlannedPage, Route};
use crate::render::chrome::Head;
use crate::render::notice::unit;
use crate::render::shortened::shortened;
use crate::render::{PageWork, RenderError, Renderer, SiteWork};

pub(super) const VIEW: View =
    View { is_wide: true, ..View::new("dashboard", Producer::Page { template: "dashboard.html", context }) };

/// A site with more pages than this shows only those in which there is something to do, and no more than these. Chosen:
/// a longer table makes a page of megabytes.
const MOST_PAGES: usize = 500;

/// So many rows and blocks of a page are named in the list of a language. Chosen: the first leads to where the others are.
const MOST_UNITS: usize = 5;

/// Characters of a row or a block by which it is known again.
const LONGEST_NAME: usize = 60;

#[derive(Debug, Serialize)]
struct DashboardView {
    locales: Vec<LocaleView>,
    pages: Vec<PageRow>,
    /// How many pages are not shown.
    left_out: usize,
}

/// One language.
#[derive(Debug, Serialize)]
struct LocaleView {
    tag: String,
    dir: &'static str,
    autonym: String,
    source: bool,
    href: String,
    /// The id of what there is to do in it.
    anchor: String,
    pages: Figures,
    /// Rows and blocks of prose.
    units: Figures,
    rows: Figures,
    blocks: Figures,
    findings: usize,
    work: Vec<PageToDo>,
    /// How many pages with something to do are not in `work`.
    left_out: usize,
    /// The command that lists all of them.
    command: String,
}

/// How many pages, rows or blocks are in which state.
#[derive(Debug, Serialize)]
struct Figures {
    fresh: usize,
    stale: usize,
    missing: usize,
    untranslated: usize,
    orphan: usize,
    unknown: usize,
    /// Those that the language should have.
    wanted: usize,
    /// Those of them that it has in its own words.
    translated: usize,
}

impl Figures {
    fn new(counts: StateCounts) -> Figures {
        let wanted = counts.wanted();
        let StateCounts { fresh, stale, missing, untranslated, orphan, unknown } = counts;
        Figures {
            fresh,
            stale,
            missing,
            untranslated,
            orphan,
            unknown,
            wanted,
            translated: wanted - missing - untranslated,
        }
    }
}

/// A page on which there is something to do in a language.
#[derive(Debug, Serialize)]
struct PageToDo {
    title: String,
    lang: Option<String>,
    href: String,
    /// What it is as a whole: `missing`, `untranslated` or `orphan`.
    state: Option<&'static str>,
    /// States with how many rows and blocks are in them.
    counts: Vec<(&'static str, usize)>,
    units: Vec<UnitToDo>,
    /// How many are not in `units`, in the page that compares the languages.
    more: usize,
    compare: Option<String>,
}

/// A row or a block that is not fresh.
#[derive(Debug, Serialize)]
struct UnitToDo {
    state: &'static str,
    /// `row`, `paragraph` and so on: the name of a message.
    unit: &'static str,
    /// What it begins with.
    name: Option<String>,
    /// The language of the name and its direction.
    lang: String,
    dir: &'static str,
    href: String,
}

#[derive(Debug, Serialize)]
struct PageRow {
    title: String,
    lang: Option<String>,
    href: String,
    rows: usize,
    states: Vec<PageState>,
}

/// One version of a page.
#[derive(Debug, Serialize)]
struct PageState {
    tag: String,
    autonym: String,
    /// `None` where nobody misses the page.
    state: Option<&'static str>,
    findings: usize,
    href: Option<String>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let title = renderer.message(&planned.locale, "dashboard-title", &[]);
    let description = renderer.message(&planned.locale, "dashboard-hint", &[]);
    let head = Head { title: &title, description: Some(&description), ..Head::default() };
    let mut context = renderer.chrome(planned, head);
    let locales = original_first(renderer).into_iter();
    let locales = locales.map(|locale| locale_view(renderer, planned, input, locale)).collect();
    let all = &renderer.site.corpus.pages;
    let has_work = |page: &&PageId| all.len() <= MOST_PAGES || has_work(renderer, input, page);
    let shown = all.keys().filter(has_work).take(MOST_PAGES);
    let pages: Vec<PageRow> = shown.filter_map(|page| page_row(renderer, planned, input, page)).collect();
    let visible = all.keys().filter(|page| renderer.site.locale_showing(page, &planned.locale).is_some());
    let left_out = visible.count().saturating_sub(pages.len());
    context.insert("dashboard", &DashboardView { locales, pages, left_out });
    Ok(context)
}

/// Whether anything is to be done on a page in any language.
fn has_work(renderer: &Renderer<'_>, input: RenderInput<'_>, page: &PageId) -> bool {
    let is_open = |locale| matches!(renderer.page_state(page, locale), Some("stale" | "untranslated" | "missing"));
    input.findings.is_found_in(page) || renderer.site.corpus.locales.iter().any(is_open)
}

/// The languages: that of the originals, then the others.
fn original_first<'r>(renderer: &'r Renderer<'_>) -> Vec<&'r LocaleId> {
    let source = renderer.site.corpus.source_locale.as_ref();
    let mut locales: Vec<&LocaleId> = renderer.site.corpus.locales.iter().collect();
    locales.sort_by_key(|locale| Some(*locale) != source);
    locales
}

fn locale_view(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    input: RenderInput<'_>,
    locale: &LocaleId,
) -> LocaleView {
    let corpus = renderer.site.corpus;
    let profile = renderer.profile(locale);
    let rows = renderer.freshness.row_counts(locale).states();
    let blocks = input.site_work.and_then(|work| work.blocks.get(locale)).copied().unwrap_or_default();
    let work = input.site_work.and_then(|all| Some((all, all.languages.get(locale)?)));
    let pages = work.into_iter().flat_map(|(all, own)| own.pages.iter().map(move |page| (all, page)));
    let to_do = |(all, (page, counts)): (&SiteWork<'_>, &(&PageId, StateCounts))| {
        page_to_do(renderer, planned, (all, input), (page, locale), counts)
    };
    LocaleView {
        tag: locale.to_string(),
        dir: profile.direction.as_str(),
        autonym: profile.autonym.clone(),
        source: corpus.source_locale.as_ref() == Some(locale),
        href: renderer.href(planned, &Route::home(locale)),
        anchor: format!("language-{}", locale.as_str().to_ascii_lowercase()),
        pages: Figures::new(renderer.freshness.page_counts(corpus, renderer.site.alignment, locale)),
        units: Figures::new(rows.plus(blocks)),
        rows: Figures::new(rows),
        blocks: Figures::new(blocks),
        findings: input.findings.count(locale),
        work: pages.filter_map(to_do).collect(),
        left_out: work.map_or(0, |(_, own)| own.left_out),
        command: format!("hexapla todo --locale {locale}"),
    }
}

fn page_to_do(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    (all, input): (&SiteWork<'_>, RenderInput<'_>),
    (page, locale): (&PageId, &LocaleId),
    counts: &StateCounts,
) -> Option<PageToDo> {
    let link = renderer.page_link(planned, page)?;
    let state = match renderer.freshness.page(page, locale) {
        Freshness::Missing => Some("missing"),
        Freshness::Untranslated => Some("untranslated"),
        _ => renderer.page_state(page, locale).filter(|state| *state == "orphan"),
    };
    let states = [
        ("stale", counts.stale),
        ("missing", counts.missing),
        ("untranslated", counts.untranslated),
        ("orphan", counts.orphan),
    ];
    let compare = compare_href(renderer, planned, input, page, locale);
    let units = match (&compare, state) {
        (Some(compare), None) => units_to_do(renderer, planned, all.prose.get(page), (page, locale), compare),
        _ => Vec::new(),
    };
    Some(PageToDo {
        title: link.title,
        lang: link.lang,
        href: link.href,
        state,
        counts: states.into_iter().filter(|(_, count)| *count > 0).collect(),
        more: units.len().saturating_sub(MOST_UNITS),
        units: units.into_iter().take(MOST_UNITS).collect(),
        compare,
    })
}

/// Where a language of a page is beside the original.
fn compare_href(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    input: RenderInput<'_>,
    page: &PageId,
    locale: &LocaleId,
) -> Option<String> {
    let is_shown = || input.findings.is_found_in(page) || input.site_work.is_some_and(|work| work.is_shown(page));
    let route = renderer.site.comparison_route(page, &planned.locale);
    let href = renderer.href(planned, &route.filter(|_| renderer.site.has_comparison(page, is_shown))?);
    Some(match renderer.site.corpus.source_locale.as_ref().filter(|source| *source != locale) {
        Some(source) => format!("{href}?columns={source},{locale}"),
        None => href,
    })
}

/// The rows and blocks of a page that are not fresh, each with its place beside the original.
fn units_to_do(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    work: Option<&PageWork>,
    (page, locale): (&PageId, &LocaleId),
    compare: &str,
) -> Vec<UnitToDo> {
    let rows = renderer.freshness.rows_of_page(renderer.site.alignment, page, locale);
    let rows = rows.filter_map(|(index, freshness)| {
        let entry = &renderer.site.alignment.entries[index];
        let words = renderer.site.row_locale(entry, &planned.locale).or(entry.rows.keys().next());
        let name = words.and_then(|words| renderer.site.row_name(entry, words));
        let words = words.unwrap_or(locale);
        Some(UnitToDo {
            lang: words.to_string(),
            dir: renderer.profile(words).direction.as_str(),
            state: word(freshness)?,
            unit: "row",
            name: name.map(|name| shortened(&name, LONGEST_NAME)),
            href: format!("{compare}#{}", entry.id),
        })
    });
    let blocks = work.into_iter().flat_map(|work| {
        let own = work.blocks.iter().filter(|block| block.locale == *locale);
        own.filter_map(|block: &BlockWork| {
            let anchor = block.block.map(|block| format!("#{}", work.places.anchor(block)));
            Some(UnitToDo {
                lang: block.text_locale.to_string(),
                dir: renderer.profile(&block.text_locale).direction.as_str(),
                state: word(&block.state)?,
                unit: unit(block.scope),
                name: Some(shortened(&block.text, LONGEST_NAME)).filter(|name| !name.is_empty()),
                href: format!("{compare}{}", anchor.unwrap_or_default()),
            })
        })
    });
    rows.chain(blocks).collect()
}

/// The word for a state in which there is something to do.
fn word(freshness: &Freshness) -> Option<&'static str> {
    match freshness {
        Freshness::Stale(_) => Some("stale"),
        Freshness::Missing => Some("missing"),
        Freshness::Untranslated => Some("untranslated"),
        Freshness::Orphan => Some("orphan"),
        Freshness::Fresh | Freshness::Unknown => None,
    }
}

fn page_row(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>, page: &PageId) -> Option<PageRow> {
    let link = renderer.page_link(planned, page)?;
    let tables = renderer.site.alignment.tables_of(page);
    let state = |locale: &LocaleId| {
        let own = renderer.site.page_route(page, locale).map(|route| renderer.href(planned, &route));
        PageState {
            tag: locale.to_string(),
            autonym: renderer.profile(locale).autonym.clone(),
            state: renderer.page_state(page, locale),
            findings: input.findings.of(page, locale).len(),
            href: compare_href(renderer, planned, input, page, locale).or(own),
        }
    };
    Some(PageRow {
        title: link.title,
        lang: link.lang,
        href: link.href,
        rows: tables.iter().map(|table| table.entries.len()).sum(),
        states: original_first(renderer).into_iter().map(state).collect(),
    })
}

impl Renderer<'_> {
    /// What a version of a page is: the source, missing, an orphan, not translated, or a translation that is fresh, stale
    /// or of which nothing is known. One stale row makes a page stale. `None` where the locale lacks a page that it need
    /// not have.
    pub(super) fn page_state(&self, page: &PageId, locale: &LocaleId) -> Option<&'static str> {
        let corpus = self.site.corpus;
        if corpus.page(page, locale).is_none() {
            return (*self.freshness.page(page, locale) == Freshness::Missing).then_some("missing");
        } else if corpus.source_locale.as_ref() == Some(locale) {
            return Some("source");
        }
        if corpus.source_locale.as_ref().is_some_and(|source| corpus.page(page, source).is_none()) {
            return Some("orphan");
        }
        Some(match self.freshness.page_with_rows(self.site.alignment, page, locale) {
            Freshness::Untranslated => "untranslated",
            Freshness::Stale(_) => "stale",
            Freshness::Fresh => "fresh",
            Freshness::Missing | Freshness::Orphan | Freshness::Unknown => "unknown",
        })
    }
}
