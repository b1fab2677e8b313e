//! Blocks of prose that are to be translated, or removed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{OpenPage, SourceText, TodoKind, TodoReason, TodoUnit, pages, take_whole};
use crate::align::Entry;
use crate::freshness::prose::end_of_section;
use crate::freshness::{BlockFreshness, BlockState, Freshness, ProseOfVersions};
use crate::model::{LocaleId, Page};
use crate::parse::{Passage, PassageKind};

/// What there is to do on a page of one locale.
#[derive(Default)]
pub(super) struct Found {
    /// The units.
    pub(super) units: Vec<TodoUnit>,
    /// The units that stand for a table which is missing as a whole, by the locale and the index of the table there.
    tables: BTreeMap<(LocaleId, usize), usize>,
}

impl Found {
    /// Counts a row that is missing to the unit of its table, where that is missing as well.
    pub(super) fn take_row(&mut self, entry: &Entry, there: &LocaleId) -> bool {
        let Some(row) = entry.rows.get(there) else { return false };
        let Some(unit) = self.tables.get(&(there.clone(), row.place.table)) else { return false };
        let unit = &mut self.units[*unit];
        unit.rows += 1;
        if unit.kind == TodoKind::Block(PassageKind::Heading) {
            unit.kind = TodoKind::Section;
        }
        true
    }
}

/// Adds the blocks that are not as they should be: to the whole page, else as units.
pub(super) fn find<'p>(
    open: OpenPage<'p>,
    locale: &'p LocaleId,
    states: &[BlockState<'p>],
    whole: &mut Option<TodoUnit>,
    found: &mut Found,
) {
    let own = open.site.corpus.page(open.id, locale);
    let is_own = |part: &&ProseOfVersions<'_>| part.versions.pages.iter().any(|page| page.locale == *locale);
    let Some((own, part)) = own.zip(open.prose.iter().find(is_own)) else {
        // A page that the locale lacks is one unit.
        states.iter().for_each(|state| {
            take_whole(whole, &state.freshness, |unit| &mut unit.blocks);
        });
        return;
    };
    let mut version = Version::new(open, part, own);
    let mut section = None;
    let mut sections: BTreeMap<usize, WholeSection<'p>> = BTreeMap::new();
    for state in states {
        let Some(passage) = open.passages.passage(state.page, state.block) else { continue };
        let is_done = matches!(state.freshness, Freshness::Fresh | Freshness::Unknown);
        if is_done || take_whole(whole, &state.freshness, |unit| &mut unit.blocks) {
            section = section.filter(|_| passage.kind != PassageKind::Heading);
            continue;
        }
        let is_whole = matches!(state.freshness, Freshness::Missing | Freshness::Orphan);
        let is_part = |open: &OpenSection<'_>| is_whole && open.holds(state, passage);
        if let Some(open_section) = section.as_ref().filter(|section| is_part(section)) {
            found.units[open_section.unit].blocks += 1;
            let range = open_section.start..passage.range.end.max(open_section.start);
            sections.insert(open_section.unit, WholeSection { page: state.page, range });
        } else {
            section = None;
            let unit = version.unit(state, passage);
            if is_whole && passage.kind == PassageKind::Heading {
                section = OpenSection::new(state, passage, found.units.len());
            }
            found.units.push(unit);
        }
        if state.freshness == Freshness::Missing && passage.kind == PassageKind::Header {
            let unit = section.as_ref().map_or(found.units.len() - 1, |section| section.unit);
            found.tables.extend(table_of(state.page, passage).map(|table| ((state.page.locale.clone(), table), unit)));
        }
    }
    for (at, WholeSection { page, range }) in sections {
        let unit = &mut found.units[at];
        unit.kind = TodoKind::Section;
        let text = Some(text(open, page, range));
        match unit.freshness {
            Freshness::Orphan => unit.text = text,
            _ => unit.source.new = text,
        }
    }
}

/// A section with more than its heading, in the page that has it.
struct WholeSection<'p> {
    page: &'p Page,
    range: Range<usize>,
}

/// The index of the table that a header is of.
fn table_of(page: &Page, header: &Passage) -> Option<usize> {
    page.tables.partition_point(|table| table.span.start <= header.range.start).checked_sub(1)
}

/// A section that is missing, or that the source has dropped, as long as what follows is part of it.
struct OpenSection<'p> {
    page: &'p Page,
    freshness: Freshness,
    /// The sections of the page that are in it, its own first.
    sections: Range<usize>,
    /// Where it begins in the file.
    start: usize,
    /// The index of its unit.
    unit: usize,
}

impl<'p> OpenSection<'p> {
    fn new(state: &BlockState<'p>, heading: &Passage, unit: usize) -> Option<OpenSection<'p>> {
        let index = heading.section.checked_sub(1).filter(|index| *index < state.page.headings.len())?;
        let sections = heading.section..end_of_section(state.page, index) + 1;
        let (page, freshness) = (state.page, state.freshness.clone());
        Some(OpenSection { page, freshness, sections, start: heading.range.start, unit })
    }

    fn holds(&self, state: &BlockState<'_>, passage: &Passage) -> bool {
        std::ptr::eq(self.page, state.page)
            && self.freshness == state.freshness
            && self.sections.contains(&passage.section)
    }
}

/// A piece of a version of the page, as it was written.
fn text(open: OpenPage<'_>, page: &Page, range: Range<usize>) -> String {
    open.passages.document(page).map_or("", |document| document.source.slice(range)).trim().to_owned()
}

/// One passage of a version of the page.
fn text_of(open: OpenPage<'_>, page: &Page, passage: &Passage) -> String {
    // A value of the front matter is shown as it is read.
    let value = |key| page.front_matter.get(key).map(str::to_owned);
    let value = match passage.kind {
        PassageKind::Title => value("title"),
        PassageKind::Description => value("description"),
        _ => None,
    };
    value.unwrap_or_else(|| text(open, page, passage.range.clone()))
}

/// Which passages of the translation those of another page are.
struct Counterparts {
    /// For each passage there the passage of the translation.
    own: Vec<Option<usize>>,
    /// The one that is before its place.
    before: Vec<Option<usize>>,
    /// The one that is behind its place.
    behind: Vec<Option<usize>>,
}

impl Counterparts {
    /// `is_text` says which passages of the translation others are placed by.
    fn new(own: Vec<Option<usize>>, is_text: impl Fn(usize) -> bool) -> Counterparts {
        let nearest = |own: &Option<usize>, near: &mut Option<usize>| {
            let place = *near;
            *near = own.filter(|own| is_text(*own)).or(*near);
            place
        };
        let (mut last, mut next) = (None, None);
        let before = own.iter().map(|own| nearest(own, &mut last)).collect();
        let mut behind: Vec<Option<usize>> = own.iter().rev().map(|own| nearest(own, &mut next)).collect();
        behind.reverse();
        Counterparts { own, before, behind }
    }
}

/// A translation whose blocks are described.
struct Version<'p> {
    open: OpenPage<'p>,
    part: &'p ProseOfVersions<'p>,
    own: &'p Page,
    /// Stale blocks, by their first byte in the source as it is now.
    stale: BTreeMap<usize, &'p BlockFreshness>,
    /// Blocks that the source dropped, by their first byte in the translation.
    orphans: BTreeMap<usize, &'p BlockFreshness>,
    /// By the address of the page that the passages are compared with.
    counterparts: BTreeMap<*const Page, Counterparts>,
}

impl<'p> Version<'p> {
    fn new(open: OpenPage<'p>, part: &'p ProseOfVersions<'p>, own: &'p Page) -> Version<'p> {
        let (mut stale, mut orphans) = (BTreeMap::new(), BTreeMap::new());
        for block in part.blocks.iter().filter(|block| block.locale == own.locale) {
            match &block.freshness {
                Freshness::Stale(_) => stale.extend(block.reference_span.as_ref().map(|span| (span.start, block))),
                Freshness::Orphan => orphans.extend([(block.span.start, block)]),
                _ => {}
            }
        }
        Version { open, part, own, stale, orphans, counterparts: BTreeMap::new() }
    }

    fn counterparts(&mut self, there: &'p Page) -> &Counterparts {
        let (open, part, own) = (self.open, self.part, self.own);
        self.counterparts.entry(std::ptr::from_ref(there)).or_insert_with(|| counterparts(open, part, own, there))
    }

    /// The first byte and the text of a passage of the translation.
    fn own_text(&self, block: usize) -> Option<(usize, String)> {
        let passage = self.open.passages.passage(self.own, block)?;
        Some((passage.range.start, text_of(self.open, self.own, passage)))
    }

    fn line(&self, page: &Page, start: usize) -> usize {
        self.open.passages.document(page).map_or(1, |document| document.source.lines().line(start))
    }

    /// The last line of a passage of the translation; of a table, whose passage is its header, that of the last row.
    fn last_line(&self, block: usize) -> usize {
        let Some(passage) = self.open.passages.passage(self.own, block) else { return 1 };
        let table = table_of(self.own, passage).filter(|_| passage.kind == PassageKind::Header);
        let row = table.and_then(|table| self.own.tables[table].rows.last());
        row.map_or_else(|| self.line(self.own, passage.range.end.saturating_sub(1)), |row| row.line)
    }

    /// The line before the place of a block that is missing, else the line of the block behind it.
    fn place(&mut self, state: &BlockState<'p>, passage: &Passage) -> usize {
        if matches!(passage.kind, PassageKind::Title | PassageKind::Description) {
            return 1;
        }
        let counterparts = self.counterparts(state.page);
        let near = |places: &[Option<usize>]| places.get(state.block).copied().flatten();
        let (before, behind) = (near(&counterparts.before), near(&counterparts.behind));
        match (before, behind.and_then(|behind| self.own_text(behind))) {
            (Some(before), _) => self.last_line(before),
            (None, Some((start, _))) => self.line(self.own, start),
            (None, None) => 1,
        }
    }

    fn unit(&mut self, state: &BlockState<'p>, passage: &Passage) -> TodoUnit {
        let is_original = self.part.versions.original.is_some_and(|original| std::ptr::eq(original, state.page));
        let is_shown = !is_original && !std::ptr::eq(state.page, self.own);
        let place = is_shown.then(|| (state.page.path.clone(), self.line(state.page, passage.range.start)));
        let now = text_of(self.open, state.page, passage);
        let mut unit = TodoUnit {
            locale: self.own.locale.clone(),
            page: self.open.id.clone(),
            path: pages::path(self.open, &self.own.locale),
            line: 1,
            kind: TodoKind::Block(passage.kind),
            entry: None,
            freshness: state.freshness.clone(),
            reason: TodoReason::Absent,
            source: SourceText { place, old: None, new: Some(now) },
            text: None,
            blocks: 1,
            rows: 0,
        };
        match state.freshness {
            Freshness::Stale(_) => self.describe_stale(&mut unit, passage),
            Freshness::Orphan => self.describe_orphan(&mut unit, passage),
            Freshness::Missing => {
                let change =
                    self.part.change.as_ref().filter(|change| std::ptr::eq(&raw const change.now.page, state.page));
                if change.is_some_and(|change| change.of_new(state.block).is_none()) {
                    unit.reason = TodoReason::SourceAdded;
                }
                unit.line = self.place(state, passage);
            }
            _ => {
                unit.reason = TodoReason::SourceWords;
                let own = match std::ptr::eq(state.page, self.own) {
                    true => Some(state.block),
                    false => self.counterparts(state.page).own.get(state.block).copied().flatten(),
                };
                if let Some((start, text)) = own.and_then(|own| self.own_text(own)) {
                    unit.line = self.line(self.own, start);
                    unit.text = Some(text);
                }
            }
        }
        unit
    }

    fn describe_stale(&self, unit: &mut TodoUnit, passage: &Passage) {
        unit.reason = TodoReason::SourceChanged;
        let Some(block) = self.stale.get(&passage.range.start) else { return };
        unit.freshness = block.freshness.clone();
        if let Freshness::Stale(changes) = &block.freshness {
            unit.source.old = changes.first().map(|change| change.old.clone());
            unit.source.new = changes.first().map(|change| change.new.clone());
        }
        unit.line = self.line(self.own, block.span.start);
        // The span is that of the lines that changed, which may be some of the block's.
        let own = self.open.passages.last_before(self.own, block.span.start);
        unit.text = own.and_then(|own| self.own_text(own)).map(|(_, text)| text);
    }

    fn describe_orphan(&self, unit: &mut TodoUnit, passage: &Passage) {
        unit.reason = TodoReason::SourceRemoved;
        unit.line = self.line(self.own, passage.range.start);
        unit.text = unit.source.new.take();
        unit.source.old = self.orphans.get(&passage.range.start).map(|block| block.identity.clone());
    }
}

fn counterparts<'p>(open: OpenPage<'p>, part: &'p ProseOfVersions<'p>, own: &'p Page, there: &'p Page) -> Counterparts {
    let is_text = |block: usize| {
        let passage = open.passages.passage(own, block);
        passage.is_some_and(|own| !matches!(own.kind, PassageKind::Title | PassageKind::Description))
    };
    let change = part.change.as_ref().filter(|change| std::ptr::eq(&raw const change.now.page, there));
    let Some(change) = change else { return Counterparts::new(paired(open, part, own, there), is_text) };
    // The translation was paired with the source as it was.
    let Some(original) = part.versions.original else { return Counterparts::new(Vec::new(), is_text) };
    let then = paired(open, part, own, original);
    let of_new = |block| change.of_new(block)?.old.clone().find_map(|old| then[old]);
    Counterparts::new((0..change.new.len()).map(of_new).collect(), is_text)
}

/// For each passage of a version the passage of another one that is the same unit.
fn paired(open: OpenPage<'_>, part: &ProseOfVersions<'_>, own: &Page, there: &Page) -> Vec<Option<usize>> {
    let mut pairs = vec![None; open.passages.of_page(there).len()];
    for prose in &part.units {
        let texts = || prose.unit.original.iter().chain(&prose.unit.texts);
        let at = |page: &Page| {
            let text = texts().find(|text| text.locale == &page.locale)?;
            open.passages.position(page, text.start)
        };
        if let Some((there, own)) = at(there).zip(at(own)) {
            pairs[there] = Some(own);
        }
    }
    pairs
}
