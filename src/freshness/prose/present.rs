//! What of the prose is missing as the languages are now.

use std::collections::{BTreeMap, BTreeSet};

use super::elsewhere::Elsewhere;
use super::retitled::retitled;
use super::{BlockFreshness, Scope, is_readable};
use crate::align::AlignedHeading;
use crate::freshness::Freshness;
use crate::model::{Heading, LocaleId, Page};
use crate::parse::PassageKind;
use crate::text::Span;
use crate::units::{AlignedCorpus, ProseUnit, Text, UnitKind, Versions};

/// A text of fewer letters is a label, which may be elsewhere in another language. Chosen.
const SHORTEST: usize = 16;

/// The blocks that some versions of a page lack and others have.
pub fn missing_now(site: &AlignedCorpus<'_>, versions: &Versions<'_>, prose: &[ProseUnit<'_>]) -> Vec<BlockFreshness> {
    if versions.all().count() < 2 {
        return Vec::new();
    }
    let mut lacking = Lacking { site, versions, elsewhere: Elsewhere::read(versions, prose) };
    let sections = texts_of_sections(prose);
    let retitled = retitled(versions);
    let mut found = lacking.opening_texts();
    // The last heading of each version that came so far.
    let mut before: BTreeMap<&LocaleId, usize> = BTreeMap::new();
    // Its section, as in a unit.
    let mut section_before: BTreeMap<&LocaleId, usize> = BTreeMap::new();
    // The level of the section that each version lacks, as long as what follows is part of it.
    let mut lacked: BTreeMap<LocaleId, u8> = BTreeMap::new();
    for (at, heading) in versions.headings.iter().enumerate() {
        let level = lacking.level(heading);
        lacked.retain(|_, of_section| *of_section < level);
        let missing = lacking.headings(heading, &before).into_iter();
        let missing: Vec<BlockFreshness> = missing.filter(|found| !lacked.contains_key(&found.locale)).collect();
        lacked.extend(missing.iter().map(|found| (found.locale.clone(), level)));
        let texts = sections.get(&(at + 1)).map_or(&[][..], Vec::as_slice);
        for missing in missing {
            let Some(page) = versions.page(&missing.locale) else { continue };
            let before = section_before.get(&page.locale).copied().unwrap_or(0);
            let is_there = retitled.contains(&(at, &page.locale))
                || lacking.elsewhere.has_section(texts, page)
                || lacking.elsewhere.take_length(texts, before, &page.locale);
            if !is_there {
                found.push(missing);
            }
        }
        found.extend(lacking.bodies(heading));
        before.extend(heading.members.iter().map(|(locale, index)| (locale, *index)));
        section_before.extend(heading.members.keys().map(|locale| (locale, at + 1)));
    }
    found.extend(lacking.blocks(prose));
    found
}

struct Lacking<'l, 'c> {
    site: &'l AlignedCorpus<'c>,
    versions: &'l Versions<'c>,
    elsewhere: Elsewhere<'l>,
}

/// The texts of each section, each of the version that has it first.
fn texts_of_sections<'p>(prose: &'p [ProseUnit<'_>]) -> BTreeMap<usize, Vec<(Text<'p>, PassageKind)>> {
    let mut sections: BTreeMap<usize, Vec<(Text<'_>, PassageKind)>> = BTreeMap::new();
    for part in prose {
        let UnitKind::Prose { kind } = part.unit.kind else { continue };
        let first = part.unit.original.or_else(|| part.unit.texts.first().copied());
        if let Some(text) = first.filter(|_| is_text(kind)) {
            sections.entry(part.section).or_default().push((text, kind));
        }
    }
    sections
}

impl Lacking<'_, '_> {
    fn missing(
        &self,
        scope: Scope,
        (page, span): (&Page, Span),
        (reference, there): (&LocaleId, &Span),
        text: &str,
        identity: String,
    ) -> BlockFreshness {
        // An original of an earlier revision is in no file of the site.
        let is_older = self.versions.original.is_some_and(|original| original.locale == *reference);
        BlockFreshness {
            page: self.versions.id.clone(),
            locale: page.locale.clone(),
            scope,
            freshness: Freshness::Missing,
            span,
            reference: reference.clone(),
            reference_span: (!is_older).then(|| there.clone()),
            original: is_older.then(|| there.range()),
            text: text.to_owned(),
            identity,
        }
    }

    fn is_shown(&self, page: &Page) -> bool {
        self.versions.pages.iter().any(|own| std::ptr::eq(*own, page))
    }

    fn opening_texts(&self) -> Vec<BlockFreshness> {
        let all = self.versions.all();
        let holders: Vec<&LocaleId> = all.filter(|page| opening(page).is_some()).map(|page| &page.locale).collect();
        let Some(reference) = self.versions.wanted(self.site, &holders) else { return Vec::new() };
        let there = self.versions.page(reference).and_then(opening).expect("holders have an opening text");
        let is_under_heading = |page: &Page| self.elsewhere.has_headed_opening(page);
        let lacking = self.versions.pages.iter().filter(|page| opening(page).is_none() && !is_under_heading(page));
        let found = lacking.map(|page| {
            let title = page.headings.first().map(|heading| heading.span.clone());
            let span = title.unwrap_or_else(|| Span::new(&page.path, 0..0));
            self.missing(Scope::OpeningText, (page, span), (reference, &there), "", "lead".to_owned())
        });
        found.collect()
    }

    fn heading_in(&self, heading: &AlignedHeading, locale: &LocaleId) -> Option<&Heading> {
        self.versions.page(locale)?.headings.get(*heading.members.get(locale)?)
    }

    /// The level of a heading, where it is first.
    fn level(&self, heading: &AlignedHeading) -> u8 {
        let first = self.versions.all().find_map(|page| page.headings.get(*heading.members.get(&page.locale)?));
        first.map_or(1, |heading| heading.level)
    }

    /// A heading with all that is below it. It should be behind the last heading before it that is there.
    fn headings(&self, heading: &AlignedHeading, before: &BTreeMap<&LocaleId, usize>) -> Vec<BlockFreshness> {
        let has = |locale: &&LocaleId| heading.members.contains_key(*locale);
        let holders: Vec<&LocaleId> = self.versions.all().map(|page| &page.locale).filter(has).collect();
        let Some(reference) = self.versions.wanted(self.site, &holders) else { return Vec::new() };
        let Some(there) = self.heading_in(heading, reference) else { return Vec::new() };
        let lacking = self.versions.pages.iter().filter(|page| !has(&&page.locale));
        let found = lacking.map(|page| {
            let place = before.get(&page.locale).map(|index| page.headings[*index].span.clone());
            let span = place.unwrap_or_else(|| Span::new(&page.path, 0..0));
            let there = (reference, &there.span, &there.text);
            self.missing(Scope::Section, (page, span), (there.0, there.1), there.2, heading.anchor.clone())
        });
        found.collect()
    }

    /// A heading that is there, with nothing under it where others have text. The title's text is the opening.
    fn bodies(&self, heading: &AlignedHeading) -> Vec<BlockFreshness> {
        let all = self.versions.all();
        let members: Vec<(&Page, usize)> =
            all.filter_map(|page| Some((page, *heading.members.get(&page.locale)?))).collect();
        let is_title = members.iter().any(|(page, index)| *index == 0 && page.headings[0].level == 1);
        let has_body = |(page, index): &&(&Page, usize)| has_body(page, *index);
        let holders: Vec<&LocaleId> = members.iter().filter(has_body).map(|(page, _)| &page.locale).collect();
        // Among peers, versions that lack the heading have a finding already, and do not count for or against its text.
        let is_one_of_few = self.versions.all().count() > members.len() && holders.len() < 2;
        if is_title || (self.versions.reference(self.site).is_none() && is_one_of_few) {
            return Vec::new();
        }
        let Some(reference) = self.versions.wanted(self.site, &holders) else { return Vec::new() };
        let Some(there) = self.heading_in(heading, reference) else { return Vec::new() };
        let is_parted = |page: &Page| self.elsewhere.is_parted(heading, page);
        let lacking = members.iter().filter(|(page, _)| self.is_shown(page) && !is_parted(page));
        let lacking = lacking.filter(|member| !has_body(member));
        let found = lacking.map(|(page, index)| {
            let span = page.headings[*index].span.clone();
            let identity = format!("body {}", heading.anchor);
            self.missing(Scope::Body, (page, span), (reference, &there.span), &there.text, identity)
        });
        found.collect()
    }

    /// Paragraphs, items of lists and code in a section that is there.
    fn blocks(&self, prose: &[ProseUnit<'_>]) -> Vec<BlockFreshness> {
        let otherwise = divided_otherwise(prose);
        // The text of each version that came last, behind which a missing one should come.
        let mut before: BTreeMap<&LocaleId, Span> = BTreeMap::new();
        let mut found = Vec::new();
        for part in prose {
            found.extend(self.block(part, &otherwise, &before));
            before.extend(part.unit.texts.iter().map(|text| (text.locale, text.span())));
        }
        found
    }

    fn block(
        &self,
        part: &ProseUnit<'_>,
        otherwise: &BTreeSet<(usize, &LocaleId)>,
        before: &BTreeMap<&LocaleId, Span>,
    ) -> Vec<BlockFreshness> {
        let UnitKind::Prose { kind } = part.unit.kind else { return Vec::new() };
        if !is_text(kind) || part.lacking.is_empty() {
            return Vec::new();
        }
        let texts = || part.unit.texts.iter().chain(&part.unit.original);
        let holders: Vec<&LocaleId> = texts().map(|text| text.locale).collect();
        let Some(reference) = self.versions.wanted(self.site, &holders) else { return Vec::new() };
        let Some(there) = texts().find(|text| text.locale == reference) else { return Vec::new() };
        let letters = there.text.chars().filter(|char| char.is_alphanumeric()).count();
        // An image alone is missed by itself.
        let is_image = there.text.starts_with("![") && there.text.find(')') == Some(there.text.trim_end().len() - 1);
        if letters < SHORTEST || is_image || !is_readable(there.text) {
            return Vec::new();
        }
        // What was joined with its neighbour, or parted in another way, is there all the same.
        let is_elsewhere = |page: &Page| otherwise.contains(&(part.section, &page.locale));
        let heading = part.section.checked_sub(1).and_then(|index| self.versions.headings.get(index));
        let lacks_all =
            |page: &Page| lacks_opening(part.section, page) || heading.is_some_and(|own| lacks_body(own, page));
        let has = |page: &Page| self.elsewhere.has_text(there, kind, part.section, page);
        let lacks = |page: &&&Page| self.is_shown(page) && !is_elsewhere(page) && !lacks_all(page) && !has(page);
        let found = part.lacking.iter().filter(lacks).map(|page| {
            let span = before.get(&page.locale).cloned().unwrap_or_else(|| Span::new(&page.path, 0..0));
            let text = there.text;
            self.missing(Scope::Block(kind), (page, span), (reference, &there.span()), text, text.to_owned())
        });
        found.collect()
    }
}

/// Kinds of blocks that a page is reported to lack. Its headings are reported as sections, its tables by themselves.
fn is_text(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Paragraph | PassageKind::Item | PassageKind::Code)
}

/// The sections in which a version has texts that are paired with nothing: its texts are cut otherwise there.
fn divided_otherwise<'p>(prose: &'p [ProseUnit<'_>]) -> BTreeSet<(usize, &'p LocaleId)> {
    let is_prose = |part: &ProseUnit<'_>| matches!(part.unit.kind, UnitKind::Prose { kind } if is_text(kind));
    let alone = |part: &&ProseUnit<'_>| {
        is_prose(part) && part.unit.original.is_none() && part.unit.texts.len() == 1 && part.lacking.is_empty()
    };
    prose.iter().filter(alone).map(|part| (part.section, part.unit.texts[0].locale)).collect()
}

/// Text between the title and the next heading, or above the first heading.
fn opening(page: &Page) -> Option<Span> {
    let under_title = page.headings.first().filter(|heading| heading.level == 1).map(|_| 1);
    [Some(0), under_title].into_iter().flatten().find_map(|index| page.prose.get(index)?.span.clone())
}

/// Whether a version lacks all of its opening text, which this section is: that is one state of its own.
fn lacks_opening(section: usize, page: &Page) -> bool {
    let has_title = page.headings.first().is_some_and(|heading| heading.level == 1);
    (section == 0 || (section == 1 && has_title)) && opening(page).is_none()
}

/// Whether a version has a heading, other than its title, and nothing under it.
fn lacks_body(heading: &AlignedHeading, page: &Page) -> bool {
    let is_title = |index: usize| index == 0 && page.headings[0].level == 1;
    let own = heading.members.get(&page.locale).copied().filter(|index| !is_title(*index));
    own.is_some_and(|index| !has_body(page, index))
}

fn has_body(page: &Page, heading: usize) -> bool {
    let prose = page.prose.get(heading + 1).is_some_and(|prose| prose.blocks > 0);
    prose || page.tables.iter().any(|table| table.heading == Some(heading))
}
