//! What translators do next, for programs.

use serde::Serialize;

use super::{TodoReport, of_pages};
use crate::freshness::{LocaleTodo, StateCounts, TodoUnit};
use crate::report::Counted;

#[derive(Serialize)]
struct Todo<'t> {
    version: u32,
    units: Vec<Unit<'t>>,
    summary: Summary<'t>,
}

#[derive(Serialize)]
struct Unit<'t> {
    locale: &'t str,
    page: &'t str,
    path: String,
    line: usize,
    kind: &'static str,
    entry: Option<&'t str>,
    state: &'static str,
    reason: &'static str,
    facts: bool,
    source: Source<'t>,
    text: Option<&'t str>,
    blocks: usize,
    rows: usize,
}

#[derive(Serialize)]
struct Source<'t> {
    path: Option<String>,
    line: Option<usize>,
    old: Option<&'t str>,
    new: Option<&'t str>,
}

#[derive(Serialize)]
struct Summary<'t> {
    units: usize,
    listed: usize,
    truncated: bool,
    locales: Vec<OfLocale<'t>>,
}

#[derive(Serialize)]
struct OfLocale<'t> {
    locale: &'t str,
    pages: usize,
    units: usize,
    states: Counted,
}

/// What there is to do as JSON.
pub fn todo_json(report: &TodoReport<'_>) -> String {
    let all = report.locales.iter().flat_map(|locale| &locale.units);
    let (units, listed) = (report.units(), report.listed());
    let summary =
        Summary { units, listed, truncated: listed < units, locales: report.locales.iter().map(of_locale).collect() };
    let units = all.take(listed).map(|unit| of_unit(report, unit)).collect();
    let json = serde_json::to_string_pretty(&Todo { version: 1, units, summary });
    json.expect("a list of things to do holds only text and numbers") + "\n"
}

fn of_locale(locale: &LocaleTodo) -> OfLocale<'_> {
    let StateCounts { fresh, stale, missing, untranslated, orphan, unknown } = locale.counts;
    OfLocale {
        locale: locale.locale.as_str(),
        pages: of_pages(locale).count(),
        units: locale.units.len(),
        states: Counted { fresh, stale, missing, untranslated, orphan, unknown },
    }
}

fn of_unit<'t>(report: &TodoReport<'_>, unit: &'t TodoUnit) -> Unit<'t> {
    let place = unit.source.place.as_ref();
    Unit {
        locale: unit.locale.as_str(),
        page: unit.page.as_str(),
        path: report.places.file(&unit.path),
        line: unit.line,
        kind: unit.kind.as_str(),
        entry: unit.entry.as_ref().map(|entry| entry.as_str()),
        state: unit.state(),
        reason: unit.reason.as_str(),
        facts: unit.has_stale_facts(),
        source: Source {
            path: place.map(|(path, _)| report.places.file(path)),
            line: place.map(|(_, line)| *line),
            old: unit.source.old.as_deref(),
            new: unit.source.new.as_deref(),
        },
        text: unit.text.as_deref(),
        blocks: unit.blocks,
        rows: unit.rows,
    }
}
