//! What a translation tells its readers when the page that it was made from has changed: what, and since when.

use std::collections::BTreeMap;

use serde::Serialize;

use super::work::PageWork;
use super::{Argument, Renderer};
use crate::align::Entry;
use crate::freshness::{BlockWork, Freshness, Scope};
use crate::model::{LocaleId, PageId};
use crate::parse::PassageKind;
use crate::plan::{PlannedPage, with_anchor};

/// What a translation is behind by.
#[derive(Debug, Serialize)]
pub(super) struct NoticeView {
    /// Whole sentences.
    sentences: Vec<String>,
    /// The page beside its original, at the first thing that changed.
    href: Option<String>,
}

/// The kinds of units in the order in which they are counted: each has a message `unit-<name>`.
const UNITS: [&str; 10] =
    ["title", "description", "section", "heading", "paragraph", "item", "row", "header", "code", "html"];

/// How many units of which kind.
type Counts = BTreeMap<usize, usize>;

impl Renderer<'_> {
    /// What readers of a translation should know of the changes of its original; `None` where there are none.
    pub(super) fn notice(&self, planned: &PlannedPage, work: Option<&PageWork>) -> Option<NoticeView> {
        let page = planned.prose.as_ref().filter(|_| !planned.is_fallback())?;
        let locale = &planned.locale;
        let blocks = work.map_or(&[][..], |work| &work.blocks);
        let blocks: Vec<&BlockWork> = blocks.iter().filter(|block| block.locale == *locale).collect();
        let rows: Vec<(usize, &Freshness)> = self.freshness.rows_of_page(self.site.alignment, page, locale).collect();
        let is_stale = |state: &Freshness| matches!(state, Freshness::Stale(_));
        let states = || blocks.iter().map(|block| &block.state).chain(rows.iter().map(|(_, state)| *state));
        // A page that is behind with nothing to show for it was read, and accepted.
        let is_behind = work.is_none() && is_stale(self.freshness.page(page, locale));
        if !is_behind && !states().any(is_stale) {
            return None;
        }
        let count = |is_wanted: fn(&Freshness) -> bool| {
            let mut counts = Counts::new();
            let wanted = blocks.iter().filter(|block| is_wanted(&block.state)).map(|block| unit(block.scope));
            let rows = rows.iter().filter(|(_, state)| is_wanted(state)).map(|_| "row");
            for name in wanted.chain(rows) {
                *counts.entry(UNITS.iter().position(|unit| *unit == name).unwrap_or(UNITS.len() - 1)).or_default() += 1;
            }
            counts
        };
        let mut sentences = vec![match self.freshness.behind_since(page, locale) {
            Some(date) => {
                let date = self.message(locale, "date", &[("date", Argument::Text(&date.to_string()))]);
                self.message(locale, "page-stale-since", &[("date", Argument::Text(&date))])
            }
            None => self.message(locale, "page-stale", &[]),
        }];
        sentences.extend(self.counted(locale, "notice-stale", &count(is_stale)));
        sentences.extend(self.counted(locale, "notice-missing", &count(|state| *state == Freshness::Missing)));
        sentences.extend(self.counted(locale, "notice-orphan", &count(|state| *state == Freshness::Orphan)));
        let href = self.first_change(planned, page, (&blocks, &rows), work);
        Some(NoticeView { sentences, href })
    }

    /// `id` with the units of `counts` as a list; `None` where there are none.
    fn counted(&self, locale: &LocaleId, id: &str, counts: &Counts) -> Option<String> {
        let unit = |(unit, count): (&usize, &usize)| {
            self.message(locale, &format!("unit-{}", UNITS[*unit]), &[("count", Argument::Number(*count))])
        };
        let units: Vec<String> = counts.iter().map(unit).collect();
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        let list = self.messages.list(locale, &units);
        (!units.is_empty()).then(|| self.message(locale, id, &[("units", Argument::Text(&list))]))
    }

    /// Where the original and a translation are beside each other, at the first row or block that is behind; `None` where
    /// the site has no such page.
    fn first_change(
        &self,
        planned: &PlannedPage,
        page: &PageId,
        (blocks, rows): (&[&BlockWork], &[(usize, &Freshness)]),
        work: Option<&PageWork>,
    ) -> Option<String> {
        let source = self.site.corpus.source_locale.as_ref()?;
        let work = work?;
        let is_behind = |state: &Freshness| !matches!(state, Freshness::Fresh | Freshness::Untranslated);
        let blocks = blocks.iter().filter(|block| is_behind(&block.state)).filter_map(|block| {
            let beside = block.block?;
            let mut places = work.places.of_block(beside);
            let start = places.find(|(locale, _)| *locale == source).map(|(_, range)| range.start);
            Some((start.unwrap_or(usize::MAX), work.places.anchor(beside)))
        });
        let rows = rows.iter().filter(|(_, state)| is_behind(state)).map(|(entry, _)| {
            let entry = &self.site.alignment.entries[*entry];
            (self.start_of_row(entry, source).unwrap_or(usize::MAX), entry.id.to_string())
        });
        let first = blocks.chain(rows).min();
        self.compared(planned, page, work, &[source, &planned.locale], first.map(|(_, anchor)| anchor).as_deref())
    }

    fn start_of_row(&self, entry: &Entry, locale: &LocaleId) -> Option<usize> {
        let place = entry.rows.get(locale)?.place;
        Some(self.site.corpus.page(&entry.page, locale)?.tables.get(place.table)?.rows.get(place.row)?.range.start)
    }

    /// The page that compares the languages of `page`, with these columns and at this anchor; `None` where there is none.
    pub(super) fn compared(
        &self,
        planned: &PlannedPage,
        page: &PageId,
        work: &PageWork,
        columns: &[&LocaleId],
        anchor: Option<&str>,
    ) -> Option<String> {
        // What is found by rules is not known yet, but what there is to do is shown as well.
        if !self.site.has_comparison(page, || work.is_shown()) {
            return None;
        }
        let route = self.site.comparison_route(page, &planned.locale)?;
        let columns: Vec<&str> = columns.iter().map(|locale| locale.as_str()).collect();
        let href = format!("{}?columns={}", self.href(planned, &route), columns.join(","));
        Some(with_anchor(href, anchor.unwrap_or_default()))
    }
}

/// What a block is counted as.
pub(super) fn unit(scope: Scope) -> &'static str {
    match scope {
        Scope::Section | Scope::Body | Scope::OpeningText => "section",
        Scope::Block(kind) => match kind {
            PassageKind::Title => "title",
            PassageKind::Description => "description",
            PassageKind::Heading => "heading",
            PassageKind::Paragraph => "paragraph",
            PassageKind::Item => "item",
            PassageKind::Code => "code",
            PassageKind::Html => "html",
            PassageKind::Header => "header",
        },
    }
}
