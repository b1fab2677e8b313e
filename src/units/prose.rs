//! The prose of a page in all its versions, as units.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::aligned_corpus::AlignedCorpus;
use super::unit::{Text, Unit, UnitKind};
use super::versions::Versions;
use super::visible::visible;
use crate::align::align_sequences_within;
use crate::model::{InvariantKind, Page, Signature};
use crate::parse::{Document, Passage, PassageKind, is_cjk, read_signature};

/// A page with its prose, in all its locales.
#[derive(Debug)]
pub struct PageGroup {
    /// The page in each locale.
    pub documents: Vec<Document>,
    /// The pages that translations were made from, where the source is no longer as it was then.
    pub originals: Vec<Document>,
}

/// The passages of all documents of a group.
pub struct Passages<'g> {
    group: &'g PageGroup,
    blocks: BTreeMap<[u8; 32], Vec<Block>>,
}

/// A stretch of prose with what of it survives translation.
struct Block {
    passage: Passage,
    signature: Signature,
    /// Its length, in letters of an alphabet.
    size: f64,
    /// What of the signature is compared: all but names.
    invariants: BTreeSet<String>,
}

/// How many letters of an alphabet a Han character, a kana or a Hangul syllable stands for. Chosen: without it a
/// Chinese paragraph would look like half of its counterpart.
const LETTERS_OF_CJK: f64 = 2.5;

/// So many places, each for what is made when it is first asked for.
fn cells<T>(count: usize) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(count).collect()
}

fn size(text: &str) -> f64 {
    text.chars().map(|char| if is_cjk(char) { LETTERS_OF_CJK } else { 1.0 }).sum()
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

impl<'g> Passages<'g> {
    /// Reads the prose of a group.
    pub fn read(group: &'g PageGroup) -> Passages<'g> {
        let mut blocks: BTreeMap<[u8; 32], Vec<Block>> = BTreeMap::new();
        for document in group.documents.iter().chain(&group.originals) {
            blocks.entry(document.page.hash).or_insert_with(|| read_blocks(document));
        }
        Passages { group, blocks }
    }

    fn document(&self, page: &Page) -> Option<&'g Document> {
        let is_it = |document: &&Document| document.page.locale == page.locale && document.page.hash == page.hash;
        self.group.documents.iter().chain(&self.group.originals).find(is_it)
    }

    fn of_section(&self, page: &Page, section: usize) -> Vec<&Block> {
        let blocks = self.blocks.get(&page.hash).map(Vec::as_slice).unwrap_or_default();
        // Passages are in the order of the file, and so are sections.
        let start = blocks.partition_point(|block| block.passage.section < section);
        let count = blocks[start..].partition_point(|block| block.passage.section == section);
        blocks[start..start + count].iter().collect()
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
        let sections: Vec<Vec<(&Page, usize)>> = std::iter::once(top).chain(under).collect();
        let units = |(at, members): (usize, Vec<_>)| self.units_of_section(site, evidence, versions, at, &members);
        sections.into_iter().enumerate().flat_map(units).collect()
    }

    fn units_of_section<'c>(
        &'c self,
        site: &AlignedCorpus<'c>,
        evidence: &impl WordEvidence,
        versions: &Versions<'c>,
        at_section: usize,
        members: &[(&'c Page, usize)],
    ) -> Vec<ProseUnit<'c>> {
        let sections: Vec<Vec<&Block>> = members.iter().map(|(page, at)| self.of_section(page, *at)).collect();
        let Some(model) = model(site, versions, members, &sections) else { return Vec::new() };
        let mut partners: Vec<Vec<Option<usize>>> = Vec::new();
        for (member, section) in sections.iter().enumerate() {
            let mut of_model = vec![None; sections[model].len()];
            // Each text is compared many times, and its words are looked up once.
            let (given_bags, own_bags) = (cells(sections[model].len()), cells(section.len()));
            let words = |i: usize, j: usize| {
                let (given, own) =
                    (self.text(members[model].0, sections[model][i])?, self.text(members[member].0, section[j])?);
                let given_bag = given_bags[i].get_or_init(|| evidence.bag(given.text));
                let own_bag = own_bags[j].get_or_init(|| evidence.bag(own.text));
                evidence.fit(&given, &own, (given_bag, own_bag))
            };
            for (at, own) in pairs(&sections[model], section, words) {
                of_model[at] = Some(own);
            }
            partners.push(of_model);
        }
        let mut units: Vec<ProseUnit<'c>> = Vec::new();
        for at in (0..sections[model].len()).collect::<Vec<_>>() {
            let held = |member: &usize| partners[*member][at].map(|own| (members[*member].0, sections[*member][own]));
            let texts: Vec<(&Page, &Block)> = (0..members.len()).filter_map(|member| held(&member)).collect();
            let lacking = (0..members.len()).filter(|member| partners[*member][at].is_none());
            let lacking = lacking.map(|member| members[member].0).collect();
            units.push(ProseUnit { unit: self.unit(site, versions, &texts), lacking, section: at_section });
        }
        for (member, section) in sections.iter().enumerate() {
            let taken: BTreeSet<usize> = partners[member].iter().flatten().copied().collect();
            let alone = (0..section.len()).filter(|own| !taken.contains(own));
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
        })
    }
}

fn read_blocks(document: &Document) -> Vec<Block> {
    let read = |passage: Passage| {
        let text = document.source.slice(passage.range.clone());
        let signature =
            if passage.kind == PassageKind::Code { Signature::default() } else { read_signature(&visible(text)) };
        let kept = signature.invariants.iter().filter(|invariant| invariant.kind != InvariantKind::Name);
        let invariants = kept.map(|invariant| invariant.text.to_string()).collect();
        Block { size: size(text), passage, signature, invariants }
    };
    document.passages().into_iter().map(read).collect()
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

/// Which blocks of two versions of a section are one: all in their order where the kinds are the same.
fn pairs(model: &[&Block], own: &[&Block], words: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let same = model.len() == own.len() && model.iter().zip(own).all(|(a, b)| a.passage.kind == b.passage.kind);
    if same {
        return (0..model.len()).map(|at| (at, at)).collect();
    }
    let is_heading = |blocks: &[&Block]| blocks.first().is_some_and(|block| block.passage.kind == PassageKind::Heading);
    // A section begins with its heading.
    let titled = is_heading(model) && is_heading(own);
    align_sequences_within(MOST_COMPARED, model.len(), own.len(), |i, j| {
        // A heading is paired with a heading, however unlike their words are.
        if titled && (i == 0 || j == 0) {
            return if i == j { 1.0 } else { -1.0 };
        }
        let likeness = likeness(model[i], own[j]);
        let near = |i: usize, j: usize| 1.0 / (1.0 + i.abs_diff(j) as f64);
        let nearness = near(i, j).max(near(model.len() - i, own.len() - j));
        if likeness > 0.0 { likeness + WORDS * words(i, j).unwrap_or(0.0) + PLACE * nearness } else { likeness }
    })
}

/// How much what is known of the words of two languages counts beside lengths and invariants. The most: words are
/// evidence, while many paragraphs are equally long. Chosen.
const WORDS: f64 = 3.0;

/// How much it counts that two blocks are equally far from the beginning of their section, or else from its end.
/// Little: it decides between blocks that are equally likely, and must not hide that one was moved. Chosen.
const PLACE: f64 = 0.4;

/// Sections with more pairs of blocks than this, of 200 in each language, are paired piece by piece, since all pairs
/// take time with the square of the section.
const MOST_COMPARED: usize = 40_000;

/// Above zero where two blocks may be one.
fn likeness(model: &Block, own: &Block) -> f64 {
    if model.passage.kind != own.passage.kind {
        return -1.0;
    }
    let (left, right) = (model.size, own.size);
    // Four letters more on both sides, so that the lengths of two short labels hardly count.
    let length = (left.min(right) + 4.0) / (left.max(right) + 4.0);
    let shared = model.invariants.intersection(&own.invariants).count() as f64;
    let all = (model.invariants.len() + own.invariants.len()) as f64 - shared;
    // Shared invariants weigh most: none of them shared is worse than nothing to share, and all of them shared is worth
    // more than a perfect length. The 0.1 keeps blocks of one kind above zero. Chosen.
    0.1 + length + if all > 0.0 { 2.0 * shared / all - 0.5 } else { 0.0 }
}
