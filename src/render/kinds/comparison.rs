//! The Hexapla view: the rows of a page side by side, a column for each language, with what the source has changed and each
//! finding in its cell.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::{Producer, RenderInput, View};
use crate::align::{Entry, EntryId};
use crate::check::Finding;
use crate::diagnostic::Severity;
use crate::freshness::{Freshness, WordChange};
use crate::model::{LocaleId, PageId};
use crate::parse::PassageKind;
use crate::plan::{PlannedPage, Route};
use crate::render::chrome::Head;
use crate::render::compared_prose::{ComparedBlock, ComparedProse, FoundInProse};
use crate::render::escape::escape;
use crate::render::link::{Crumb, Link};
use crate::render::shortened::shortened;
use crate::render::word_diff::{Labels, word_diff};
use crate::render::{Argument, RenderError, Renderer};

/// So many characters of a block are shown: enough to see what a finding is about. Chosen.
const LONGEST_TEXT: usize = 600;

pub(super) const VIEW: View = View {
    is_wide: true,
    trail: below_dashboard,
    ..View::new("comparison", Producer::Page { template: "compare.html", context })
};

#[derive(Debug, Serialize)]
struct CompareView {
    title: String,
    page: String,
    columns: Vec<ColumnView>,
    /// What is wrong on the page and in no row.
    general: Vec<GeneralView>,
    /// Rows of tables, and below them the blocks of prose that are not fresh or in which something was found.
    rows: Vec<RowView>,
}

/// A language.
#[derive(Debug, Serialize)]
struct ColumnView {
    tag: String,
    dir: &'static str,
    autonym: String,
    source: bool,
    current: bool,
    href: Option<String>,
    state: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct RowView {
    /// The name of an entry, or the anchor of a block of prose.
    id: String,
    /// Whether it is a row of a table.
    is_entry: bool,
    number: Option<usize>,
    name: String,
    href: Option<String>,
    findings: usize,
    /// In how many languages it is not fresh.
    not_fresh: usize,
    cells: Vec<CellView>,
}

/// A row or a block in one language.
#[derive(Debug, Serialize)]
struct CellView {
    tag: String,
    dir: &'static str,
    missing: bool,
    href: Option<String>,
    /// Where it is there and not fresh: `stale`, `untranslated` or `orphan`.
    state: Option<&'static str>,
    /// What the source has changed since, with the source's language and direction.
    changes: Vec<ChangeView>,
    fields: Vec<FieldView>,
    findings: Vec<FindingView>,
}

/// The source's old and new words.
#[derive(Debug, Serialize)]
struct ChangeView {
    is_code: bool,
    lang: String,
    dir: &'static str,
    html: String,
}

#[derive(Debug, Serialize)]
struct FieldView {
    /// The name of the column; `None` for a block of prose.
    label: Option<String>,
    html: String,
}

#[derive(Debug, Serialize)]
struct FindingView {
    severity: &'static str,
    rule: &'static str,
    rule_href: Option<String>,
    /// As HTML: what stands between backticks is code.
    message: String,
    help: Option<String>,
}

#[derive(Debug, Serialize)]
struct GeneralView {
    tag: String,
    autonym: String,
    #[serde(flatten)]
    finding: FindingView,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let no_document = || RenderError::NoDocument { route: planned.route.to_string() };
    let page = planned.about.as_ref().ok_or_else(no_document)?;
    let link = renderer.page_link(planned, page).ok_or_else(no_document)?;
    let named = [("title", Argument::Text(&link.title))];
    let title = renderer.message(&planned.locale, "compare-title", &named);
    let languages: Vec<&str> =
        columns(renderer, planned).into_iter().map(|locale| renderer.profile(locale).autonym.as_str()).collect();
    let hint = renderer.message(&planned.locale, "compare-hint", &[]);
    let description = format!("{hint} {}", renderer.messages.list(&planned.locale, &languages));
    let head = Head { title: &title, description: Some(&description), ..Head::default() };
    let mut context = renderer.chrome(planned, head);
    context.insert("compare", &view(renderer, planned, input, page, link));
    Ok(context)
}

fn below_dashboard(renderer: &Renderer<'_>, planned: &PlannedPage) -> Option<Vec<Crumb>> {
    let dashboard = renderer.site.dashboard_route(&planned.locale);
    Some(dashboard.map(|route| renderer.named_crumb(planned, "dashboard-title", route)).into_iter().collect())
}

fn view(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    input: RenderInput<'_>,
    page: &PageId,
    link: Link,
) -> CompareView {
    let locales = columns(renderer, planned);
    let alignment = renderer.site.alignment;
    let entries = alignment.tables_of(page).iter().flat_map(|table| table.entries.clone());
    let columns: Vec<Column<'_>> =
        locales.iter().map(|locale| Column { locale, found: input.findings.by_entry(page, locale) }).collect();
    let row = |(at, entry): (usize, usize)| row(renderer, planned, &columns, at + 1, entry);
    let found = found_in_prose(input, page, &locales);
    let general = |(locale, finding): &(&LocaleId, &Finding)| GeneralView {
        tag: locale.to_string(),
        autonym: renderer.profile(locale).autonym.clone(),
        finding: explained(renderer, planned, finding),
    };
    let rows = entries.enumerate().map(row);
    let blocks = input.prose.into_iter().flat_map(|prose| {
        found
            .blocks
            .iter()
            .map(|block| block_row(renderer, planned, (page, &locales), prose, block))
            .collect::<Vec<_>>()
    });
    CompareView {
        title: link.title,
        page: link.href,
        columns: locales.iter().map(|locale| column(renderer, planned, page, locale)).collect(),
        general: found.elsewhere.iter().map(general).collect(),
        rows: rows.chain(blocks).collect(),
    }
}

/// The languages in the order of their columns: the original, the reader's, then the others.
fn columns<'r>(renderer: &'r Renderer<'_>, planned: &PlannedPage) -> Vec<&'r LocaleId> {
    let source = renderer.site.corpus.source_locale.as_ref();
    let mut locales: Vec<&LocaleId> = renderer.site.corpus.locales.iter().collect();
    // A stable sort: all others stay in the order of the site.
    locales.sort_by_key(|locale| (Some(*locale) != source, **locale != planned.locale));
    locales
}

fn column(renderer: &Renderer<'_>, planned: &PlannedPage, page: &PageId, locale: &LocaleId) -> ColumnView {
    let profile = renderer.profile(locale);
    let state = renderer.page_state(page, locale);
    let route = renderer.site.page_route(page, locale).filter(|_| renderer.site.corpus.page(page, locale).is_some());
    ColumnView {
        tag: locale.to_string(),
        dir: profile.direction.as_str(),
        autonym: profile.autonym.clone(),
        source: renderer.site.corpus.source_locale.as_ref() == Some(locale),
        current: *locale == planned.locale,
        href: route.map(|route| renderer.href(planned, &route)),
        state,
    }
}

/// A language of the view, with what is wrong in its rows.
struct Column<'c> {
    locale: &'c LocaleId,
    found: BTreeMap<&'c EntryId, Vec<&'c Finding>>,
}

fn row(renderer: &Renderer<'_>, planned: &PlannedPage, columns: &[Column<'_>], number: usize, index: usize) -> RowView {
    let entry = &renderer.site.alignment.entries[index];
    let of_column = |column| cell(renderer, planned, column, (index, entry));
    let cells: Vec<CellView> = columns.iter().map(of_column).collect();
    let words = renderer.site.row_locale(entry, &planned.locale).or(entry.rows.keys().next());
    let name = words.and_then(|words| renderer.site.row_name(entry, words));
    RowView {
        id: entry.id.to_string(),
        is_entry: true,
        number: Some(number),
        name: shortened(&name.unwrap_or_else(|| entry.id.to_string()), 60),
        href: renderer.site.entry_route(entry, &planned.locale).map(|route| renderer.href(planned, &route)),
        findings: cells.iter().map(|cell| cell.findings.len()).sum(),
        not_fresh: cells.iter().filter(|cell| cell.missing || cell.state.is_some()).count(),
        cells,
    }
}

fn cell(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    column: &Column<'_>,
    (index, entry): (usize, &Entry),
) -> CellView {
    let locale = column.locale;
    let freshness = renderer.freshness.row(index, locale);
    let is_there = entry.rows.contains_key(locale);
    let fields = renderer.fields(planned, locale, entry).into_iter();
    let found = column.found.get(&entry.id).into_iter().flatten();
    CellView {
        tag: locale.to_string(),
        dir: renderer.profile(locale).direction.as_str(),
        missing: !is_there,
        href: renderer.row_href_in(planned, entry, locale).filter(|_| is_there),
        state: state(freshness),
        changes: changes(renderer, planned, freshness, false),
        fields: fields.map(|field| FieldView { label: Some(field.label), html: field.html }).collect(),
        findings: found.map(|finding| explained(renderer, planned, finding)).collect(),
    }
}

/// The word for what is there and not fresh.
fn state(freshness: &Freshness) -> Option<&'static str> {
    match freshness {
        Freshness::Stale(_) => Some("stale"),
        Freshness::Untranslated => Some("untranslated"),
        Freshness::Orphan => Some("orphan"),
        Freshness::Fresh | Freshness::Missing | Freshness::Unknown => None,
    }
}

/// What the source has changed since; empty where only digests of its words are known.
fn changes(renderer: &Renderer<'_>, planned: &PlannedPage, freshness: &Freshness, is_code: bool) -> Vec<ChangeView> {
    let (Freshness::Stale(changes), Some(source)) = (freshness, &renderer.site.corpus.source_locale) else {
        return Vec::new();
    };
    let (removed, added) = (
        renderer.message(&planned.locale, "words-removed", &[]),
        renderer.message(&planned.locale, "words-added", &[]),
    );
    let labels = Labels { removed: &removed, added: &added, lang: planned.locale.as_str() };
    let profile = renderer.profile(source);
    let change = |change: &WordChange| ChangeView {
        is_code,
        lang: source.to_string(),
        dir: profile.direction.as_str(),
        html: word_diff(&change.old, &change.new, &labels),
    };
    changes.iter().map(change).collect()
}

/// What was found in no row, by block where the prose is given. `locales` are in the order of their columns.
fn found_in_prose<'m>(input: RenderInput<'m>, page: &PageId, locales: &[&'m LocaleId]) -> FoundInProse<'m> {
    let mut found = match input.prose {
        Some(prose) => prose.found(page, input.findings),
        None => FoundInProse::default(),
    };
    let is_read = |locale: &LocaleId| input.prose.is_some_and(|prose| prose.sources.contains_key(locale));
    for locale in locales.iter().filter(|locale| !is_read(locale)) {
        let own = input.findings.of(page, locale).iter().filter(|finding| finding.entry.is_none());
        found.elsewhere.extend(own.map(|finding| (*locale, finding)));
    }
    let column = |locale: &LocaleId| locales.iter().position(|other| *other == locale);
    // A stable sort: within a language they stay in the order of the file.
    found.elsewhere.sort_by_key(|(locale, _)| column(locale));
    found
}

/// A block of prose in all languages, under the name of its section.
fn block_row(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    (page, locales): (&PageId, &[&LocaleId]),
    prose: &ComparedProse<'_>,
    block: &ComparedBlock<'_>,
) -> RowView {
    let is_code = block.kind == PassageKind::Code;
    let cell = |locale: &&LocaleId| {
        let range = block.ranges.get(*locale);
        let text = range.map(|range| shortened(prose.text(locale, range), LONGEST_TEXT));
        let html = text.map(|text| match block.kind {
            PassageKind::Code => format!("<code>{}</code>", escape(&text)),
            _ => escape(&text),
        });
        let work = block.work.get(*locale);
        let findings = block.findings.get(*locale).into_iter().flatten();
        CellView {
            tag: locale.to_string(),
            dir: renderer.profile(locale).direction.as_str(),
            missing: range.is_none() && block.lacking.contains(*locale),
            href: None,
            state: work.and_then(|work| state(&work.state)),
            changes: work.map(|work| changes(renderer, planned, &work.state, is_code)).unwrap_or_default(),
            fields: html.into_iter().map(|html| FieldView { label: None, html }).collect(),
            findings: findings.map(|finding| explained(renderer, planned, finding)).collect(),
        }
    };
    let cells: Vec<CellView> = locales.iter().map(cell).collect();
    let own = block.ranges.get_key_value(&planned.locale);
    let section = own.or_else(|| block.ranges.first_key_value()).and_then(|(locale, range)| {
        let headings = &renderer.site.corpus.page(page, locale)?.headings;
        headings[..headings.partition_point(|heading| heading.span.start <= range.start)].last()
    });
    let route = renderer.site.page_route(page, &planned.locale).filter(|_| own.is_some());
    let anchor = section.map(|heading| format!("#{}", heading.id)).unwrap_or_default();
    let name = section.map_or_else(|| page.to_string(), |heading| heading.text.clone());
    RowView {
        id: block.anchor.clone(),
        is_entry: false,
        number: None,
        name: shortened(&name, 60),
        href: route.map(|route| renderer.href(planned, &route) + &anchor),
        findings: cells.iter().map(|cell| cell.findings.len()).sum(),
        not_fresh: cells.iter().filter(|cell| cell.missing || cell.state.is_some()).count(),
        cells,
    }
}

fn explained(renderer: &Renderer<'_>, planned: &PlannedPage, finding: &Finding) -> FindingView {
    let diagnostic = &finding.diagnostic;
    // A site that publishes the pages of the rules, as ours does, explains them itself.
    let page = PageId::new(&format!("rules/{}", diagnostic.rule));
    let route: Option<Route> = renderer.site.page_route(&page, &planned.locale);
    FindingView {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        rule: diagnostic.rule,
        rule_href: route.map(|route| renderer.href(planned, &route)),
        message: with_code(&diagnostic.message),
        help: diagnostic.help.as_deref().map(with_code),
    }
}

/// A message for terminals as HTML: names between backticks become code.
fn with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks comes from the content that is quoted, and pairs cannot be told then.
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let part = |(at, part): (usize, &&str)| match at % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    };
    parts.iter().enumerate().map(part).collect()
}
