//! The prose of a page in all its versions, as units.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::aligned_corpus::AlignedCorpus;
use super::pairing::{Block, Paired, pairs, parts, read_blocks, stretches, usual_stretch};
use super::unit::{Around, Text, Unit, UnitKind};
use super::versions::Versions;
use crate::align::{HeadingPhrases, align_headings};
use crate::model::{AcceptedPage, CommitId, LocaleId, Page};
use crate::parse::{Document, Passage, PassageKind};

/// A page with its prose, in all its locales.
#[derive(Debug)]
pub struct PageGroup {
    /// The page in each locale.
    pub documents: Vec<Document>,
    /// The pages that translations were made from, where the source is no longer as it was then.
    pub originals: Vec<Document>,
    /// What was accepted of the page.
    pub accepted: AcceptedProse,
}

/// The blocks of a page that were accepted, and the source that they were accepted against.
#[derive(Debug, Default)]
pub struct AcceptedProse {
    /// The blocks in each locale.
    pub blocks: AcceptedPage,
    /// The page of the source at commits at which it was seen, where it has changed since.
    pub seen: BTreeMap<CommitId, Document>,
}

impl PageGroup {
    /// The page in one locale.
    pub fn document(&self, locale: &LocaleId) -> Option<&Document> {
        self.documents.iter().find(|document| document.page.locale == *locale)
    }
}

/// The passages of all documents of a group.
pub struct Passages<'g> {
    group: &'g PageGroup,
    blocks: BTreeMap<[u8; 32], Vec<Block>>,
}

/// So many places, each for what is made when it is first asked for.
fn cells<T>(count: usize) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(count).collect()
}

/// What is known of the words of two languages, which `facts` learns from the cells: prose is paired by it too.
pub trait WordEvidence {
    /// What stands for the words of a text.
    type Bag;

    /// The words of a text that are known.
    fn bag(&self, text: &str) -> Self::Bag;

    /// From 0 to 1: how well the words of a text are explained by those of a given one in another language; `None`
    /// where nothing is known of the two languages.
    fn fit(&self, given: &Text<'_>, own: &Text<'_>, bags: (&Self::Bag, &Self::Bag)) -> Option<f64>;
}

/// A unit of prose, and the versions that have its section and not itself.
pub struct ProseUnit<'c> {
    /// The unit.
    pub unit: Unit<'c>,
    /// The versions that lack it.
    pub lacking: Vec<&'c Page>,
    /// Index of the section it stands in, in the order of the headings; the text above the first is section 0.
    pub section: usize,
}

/// A section in all its versions, with which of their blocks are one.
struct LinedUp<'c> {
    /// Index of the section, as in a unit.
    at_section: usize,
    /// The versions that have it, and which section of theirs it is.
    members: Vec<(&'c Page, usize)>,
    /// Its blocks in each version.
    sections: Vec<Vec<&'c Block>>,
    /// The member with whose blocks the others are paired.
    model: usize,
    /// The blocks of the model with those of each member.
    paired: Vec<Paired>,
}

/// How many times as long the text of the second locale usually is as that of the first.
type Stretches<'c> = BTreeMap<(&'c LocaleId, &'c LocaleId), f64>;

impl<'c> LinedUp<'c> {
    fn locales(&self, member: usize) -> (&'c LocaleId, &'c LocaleId) {
        (&self.members[self.model].0.locale, &self.members[member].0.locale)
    }

    fn add_stretches(&self, lengths: &mut BTreeMap<(&'c LocaleId, &'c LocaleId), Vec<f64>>) {
        for (member, paired) in self.paired.iter().enumerate().filter(|(member, _)| *member != self.model) {
            let found = stretches(&self.sections[self.model], &self.sections[member], &paired.pairs);
            lengths.entry(self.locales(member)).or_default().extend(found);
        }
    }

    fn find_parts(&mut self, usual: &Stretches<'c>) {
        for member in 0..self.members.len() {
            let stretch = usual.get(&self.locales(member)).copied().unwrap_or(1.0);
            let pairs = &self.paired[member].pairs;
            let parts = parts(&self.sections[self.model], &self.sections[member], pairs, stretch);
            self.paired[member].parts = parts;
        }
    }
}

/// Blocks of a version of a section, and of its model, that are part of a neighbour in the other one.
struct Parts {
    of_model: BTreeSet<usize>,
    of_own: BTreeSet<usize>,
}

impl ProseUnit<'_> {
    /// Whether the unit is the header of a table.
    pub fn is_header(&self) -> bool {
        self.unit.is_header()
    }
}

impl<'g> Passages<'g> {
    /// Reads the prose of a group.
    pub fn read(group: &'g PageGroup) -> Passages<'g> {
        let mut blocks: BTreeMap<[u8; 32], Vec<Block>> = BTreeMap::new();
        for document in group.documents.iter().chain(&group.originals) {
            blocks.entry(document.page.hash).or_insert_with(|| read_blocks(document));
        }
        Passages { group, blocks }
    }

    /// The document of a version of the page.
    pub fn document(&self, page: &Page) -> Option<&'g Document> {
        let is_it = |document: &&Document| document.page.locale == page.locale && document.page.hash == page.hash;
        self.group.documents.iter().chain(&self.group.originals).find(is_it)
    }

    /// The passages of a version of the page, in its order.
    pub fn of_page(&self, page: &Page) -> impl ExactSizeIterator<Item = &Passage> {
        self.blocks_of(page).iter().map(|block| &block.passage)
    }

    /// One passage of a version of the page, by its index.
    pub fn passage(&self, page: &Page, index: usize) -> Option<&Passage> {
        self.blocks_of(page).get(index).map(|block| &block.passage)
    }

    /// Index of the passage of a version of the page that begins at a byte of its file.
    pub fn position(&self, page: &Page, start: usize) -> Option<usize> {
        self.blocks_of(page).binary_search_by_key(&start, |block| block.passage.range.start).ok()
    }

    /// Index of the passage of a version of the page that a byte of its file is in, else of the last one before it.
    pub fn last_before(&self, page: &Page, at: usize) -> Option<usize> {
        self.blocks_of(page).partition_point(|block| block.passage.range.start <= at).checked_sub(1)
    }

    fn blocks_of(&self, page: &Page) -> &[Block] {
        self.blocks.get(&page.hash).map(Vec::as_slice).unwrap_or_default()
    }

    /// Index of the first block of a section, or of one behind it.
    fn start_of(&self, page: &Page, section: usize) -> usize {
        // Passages are in the order of the file, and so are sections.
        self.blocks_of(page).partition_point(|block| block.passage.section < section)
    }

    fn of_section(&self, page: &Page, section: usize) -> Vec<&Block> {
        self.blocks_of(page)[self.start_of(page, section)..self.start_of(page, section + 1)].iter().collect()
    }

    /// The units of the prose of versions that were made from one original.
    pub fn units<'c>(
        &'c self,
        site: &AlignedCorpus<'c>,
        evidence: &impl WordEvidence,
        versions: &Versions<'c>,
    ) -> Vec<ProseUnit<'c>> {
        let top = versions.all().map(|page| (page, 0)).collect();
        let under = versions.headings.iter().map(|heading| {
            let members = versions.all().filter_map(|page| Some((page, *heading.members.get(&page.locale)? + 1)));
            members.collect::<Vec<_>>()
        });
        let sections = std::iter::once(top).chain(under).enumerate();
        let mut lined_up: Vec<LinedUp<'_>> =
            sections.filter_map(|(at, members)| self.line_up(site, evidence, versions, at, members)).collect();
        let mut lengths: BTreeMap<(&LocaleId, &LocaleId), Vec<f64>> = BTreeMap::new();
        lined_up.iter().for_each(|section| section.add_stretches(&mut lengths));
        let usual = lengths.into_iter().map(|(locales, lengths)| (locales, usual_stretch(lengths))).collect();
        lined_up.iter_mut().for_each(|section| section.find_parts(&usual));
        lined_up.iter().flat_map(|section| self.units_of_section(site, versions, section)).collect()
    }

    /// Which passages of two versions of the page are one, as indexes into the passages of either document.
    pub fn pairs(
        &self,
        (evidence, phrases): (&impl WordEvidence, &HeadingPhrases),
        left: &Page,
        right: &Page,
    ) -> Vec<(usize, usize)> {
        let under = align_headings(&[left, right], phrases).into_iter().filter_map(|heading| {
            let section = |page: &Page| Some(*heading.members.get(&page.locale)? + 1);
            Some((section(left)?, section(right)?))
        });
        let sections: Vec<_> = std::iter::once((0, 0)).chain(under).collect();
        let of_section = |(i, j): (usize, usize)| {
            let (there, here) = (self.of_section(left, i), self.of_section(right, j));
            let pairs = self.paired(evidence, (left, &there), (right, &here));
            (there, here, pairs)
        };
        let paired: Vec<_> = sections.iter().copied().map(of_section).collect();
        let lengths = paired.iter().flat_map(|(there, here, pairs)| stretches(there, here, pairs)).collect();
        let stretch = usual_stretch(lengths);
        let mut found = Vec::new();
        for ((i, j), (there, here, own)) in sections.into_iter().zip(paired) {
            let (from, to) = (self.start_of(left, i), self.start_of(right, j));
            // The pair of a block goes before the block that it is part of.
            let mut pairs: BTreeMap<usize, usize> = parts(&there, &here, &own, stretch).into_iter().collect();
            pairs.extend(own);
            found.extend(pairs.into_iter().map(|(i, j)| (from + i, to + j)));
        }
        found
    }

    /// Which blocks of two sections are one.
    fn paired(
        &self,
        evidence: &impl WordEvidence,
        (left, there): (&Page, &[&Block]),
        (right, here): (&Page, &[&Block]),
    ) -> Vec<(usize, usize)> {
        // Each text is compared many times, and its words are looked up once.
        let (given_bags, own_bags) = (cells(there.len()), cells(here.len()));
        let words = |i: usize, j: usize| {
            let (given, own) = (self.text(left, there[i])?, self.text(right, here[j])?);
            let given_bag = given_bags[i].get_or_init(|| evidence.bag(given.text));
            let own_bag = own_bags[j].get_or_init(|| evidence.bag(own.text));
            evidence.fit(&given, &own, (given_bag, own_bag))
        };
        pairs(there, here, words)
    }

    fn line_up<'c>(
        &'c self,
        site: &AlignedCorpus<'c>,
        evidence: &impl WordEvidence,
        versions: &Versions<'c>,
        at_section: usize,
        members: Vec<(&'c Page, usize)>,
    ) -> Option<LinedUp<'c>> {
        let sections: Vec<Vec<&Block>> = members.iter().map(|(page, at)| self.of_section(page, *at)).collect();
        let model = model(site, versions, &members, &sections)?;
        let there = (members[model].0, &sections[model][..]);
        let with = |((page, _), section): (&(&'c Page, usize), &Vec<&Block>)| Paired {
            pairs: self.paired(evidence, there, (*page, section)),
            parts: Vec::new(),
        };
        let paired = members.iter().zip(&sections).map(with).collect();
        Some(LinedUp { at_section, members, sections, model, paired })
    }

    fn units_of_section<'c>(
        &'c self,
        site: &AlignedCorpus<'c>,
        versions: &Versions<'c>,
        lined_up: &LinedUp<'c>,
    ) -> Vec<ProseUnit<'c>> {
        let LinedUp { at_section, members, sections, model, paired } = lined_up;
        let (at_section, model) = (*at_section, *model);
        let mut partners: Vec<Vec<Option<usize>>> = Vec::new();
        let mut parts: Vec<Parts> = Vec::new();
        for paired in paired {
            let mut of_model = vec![None; sections[model].len()];
            paired.pairs.iter().for_each(|(at, own)| of_model[*at] = Some(*own));
            partners.push(of_model);
            parts.push(Parts {
                of_model: paired.parts.iter().map(|(at, _)| *at).collect(),
                of_own: paired.parts.iter().map(|(_, own)| *own).collect(),
            });
        }
        let mut units: Vec<ProseUnit<'c>> = Vec::new();
        for at in (0..sections[model].len()).collect::<Vec<_>>() {
            let held = |member: &usize| partners[*member][at].map(|own| (members[*member].0, sections[*member][own]));
            let texts: Vec<(&Page, &Block)> = (0..members.len()).filter_map(|member| held(&member)).collect();
            let is_there = |member: usize| partners[member][at].is_some() || parts[member].of_model.contains(&at);
            let lacking = (0..members.len()).filter(|member| !is_there(*member));
            let lacking: Vec<&Page> = lacking.map(|member| members[member].0).collect();
            let comparable = self.unit(site, versions, &texts).comparable(site.has_source());
            // Nobody lacks what only some translations have.
            let lacking = if comparable.len() == 1 { lacking } else { Vec::new() };
            let section = at_section;
            units.extend(comparable.into_iter().map(|unit| ProseUnit { unit, lacking: lacking.clone(), section }));
        }
        for (member, section) in sections.iter().enumerate() {
            let taken: BTreeSet<usize> = partners[member].iter().flatten().copied().collect();
            let of_own = &parts[member].of_own;
            let alone = (0..section.len()).filter(|own| !taken.contains(own) && !of_own.contains(own));
            let page = members[member].0;
            units.extend(alone.map(|own| {
                let unit = self.unit(site, versions, &[(page, section[own])]);
                ProseUnit { unit, lacking: Vec::new(), section: at_section }
            }));
        }
        units
    }

    fn unit<'c>(
        &'c self,
        site: &AlignedCorpus<'c>,
        versions: &Versions<'c>,
        texts: &[(&'c Page, &'c Block)],
    ) -> Unit<'c> {
        let is_original = |page: &Page| versions.original.is_some_and(|original| std::ptr::eq(original, page));
        let text = |(page, block): &(&'c Page, &'c Block)| self.text(page, block);
        let original = texts.iter().find(|(page, _)| is_original(page)).and_then(text);
        let own: Vec<Text<'c>> = texts.iter().filter(|(page, _)| !is_original(page)).filter_map(text).collect();
        let source = own.iter().position(|text| site.is_source(text.locale));
        let kind = texts.first().map_or(PassageKind::Paragraph, |(_, block)| block.passage.kind);
        Unit { page: versions.id, kind: UnitKind::Prose { kind }, original, texts: own, source }
    }

    fn text<'c>(&'c self, page: &'c Page, block: &'c Block) -> Option<Text<'c>> {
        let document = self.document(page)?;
        Some(Text {
            locale: &page.locale,
            file: &page.path,
            start: block.passage.range.start,
            text: document.source.slice(block.passage.range.clone()),
            signature: &block.signature,
            row: None,
            around: self.around(page, document, block),
        })
    }

    fn around<'c>(&'c self, page: &Page, document: &'c Document, block: &Block) -> Around<'c> {
        let blocks = self.blocks_of(page);
        let Some(at) = self.position(page, block.passage.range.start) else { return Around::default() };
        let first = &blocks[at.saturating_sub(PASSAGES_AROUND)].passage.range;
        let last = &blocks[(at + PASSAGES_AROUND).min(blocks.len() - 1)].passage.range;
        let next = blocks.get(at + 1).map_or(block.passage.range.end, |next| next.passage.range.start);
        let text = document.source.text();
        let before = text.get(first.start..block.passage.range.start).unwrap_or_default();
        let after = text.get(next..last.end).unwrap_or_default();
        Around { before: end_of(before), after: start_of(after) }
    }
}

/// So many passages on either side are beside a text. Chosen: where one language makes a list of what is a paragraph in
/// another one, a thing is up to two passages away.
const PASSAGES_AROUND: usize = 2;

/// So many bytes of them on either side. Chosen: a long program is not read for a sentence above it.
const MOST_AROUND: usize = 2000;

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_AROUND)]
}

fn end_of(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(MOST_AROUND))..]
}

/// The member with whose blocks the others are paired: the reference's, else one with the most usual kinds of blocks.
fn model(
    site: &AlignedCorpus<'_>,
    versions: &Versions<'_>,
    members: &[(&Page, usize)],
    sections: &[Vec<&Block>],
) -> Option<usize> {
    if let Some(reference) = versions.reference(site) {
        let place = members.iter().position(|(page, _)| std::ptr::eq(*page, reference));
        if place.is_some() {
            return place;
        }
    }
    let mut counts: BTreeMap<Vec<PassageKind>, usize> = BTreeMap::new();
    let kinds = |section: &Vec<&Block>| section.iter().map(|block| block.passage.kind).collect::<Vec<_>>();
    sections.iter().for_each(|section| *counts.entry(kinds(section)).or_default() += 1);
    (0..members.len()).max_by_key(|at| (counts[&kinds(&sections[*at])], sections[*at].len(), std::cmp::Reverse(*at)))
}
