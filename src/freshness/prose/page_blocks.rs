//! A page in one language with the digests of its blocks.

use std::collections::BTreeMap;

use super::change::texts;
use super::{Scope, is_readable};
use crate::history::BlockText;
use crate::model::BlockDigest;
use crate::parse::{Document, Passage, PassageKind};
use crate::text::Span;

/// A page in one language with the digests of its blocks, by which `hexapla.lock` knows them.
#[derive(Debug)]
pub struct PageBlocks<'d> {
    /// The page.
    pub document: &'d Document,
    passages: Vec<Passage>,
    texts: Vec<BlockText>,
    /// The blocks with each digest, in order.
    places: BTreeMap<BlockDigest, Vec<usize>>,
}

impl<'d> PageBlocks<'d> {
    /// The blocks of a page.
    pub fn read(document: &'d Document) -> PageBlocks<'d> {
        let passages = document.passages();
        let texts = texts(document, &passages);
        let mut places: BTreeMap<BlockDigest, Vec<usize>> = BTreeMap::new();
        texts.iter().enumerate().for_each(|(at, text)| places.entry(text.accepted_digest()).or_default().push(at));
        PageBlocks { document, passages, texts, places }
    }

    /// What a block says.
    pub(super) fn text(&self, block: usize) -> &BlockText {
        &self.texts[block]
    }

    /// The digest of a block.
    pub(super) fn digest(&self, block: usize) -> BlockDigest {
        self.texts[block].accepted_digest()
    }

    /// Whether some block has a digest.
    pub fn has(&self, digest: BlockDigest) -> bool {
        self.places.contains_key(&digest)
    }

    /// The blocks that have a digest.
    pub(super) fn of_digest(&self, digest: BlockDigest) -> &[usize] {
        self.places.get(&digest).map(Vec::as_slice).unwrap_or_default()
    }

    /// A block in its file.
    pub fn span(&self, block: usize) -> Span {
        Span::new(&self.document.page.path, self.passages[block].range.clone())
    }

    /// Where a block begins in its file.
    pub(super) fn start(&self, block: usize) -> usize {
        self.passages[block].range.start
    }

    /// The block that a byte of the file is in, or the last one before it.
    pub fn at(&self, byte: usize) -> Option<usize> {
        self.passages.partition_point(|passage| passage.range.start <= byte).checked_sub(1)
    }

    /// Whether readers see anything of a block.
    pub(super) fn is_shown(&self, block: usize) -> bool {
        is_readable(self.document.source.slice(self.passages[block].range.clone()))
    }

    /// The blocks that a state is about which is placed at a byte of the file.
    pub(super) fn of_scope(&self, scope: Scope, start: usize) -> Vec<usize> {
        let headings = &self.document.page.headings;
        // How many headings begin before the place, and so the section that it is in.
        let section = headings.partition_point(|heading| heading.span.start <= start);
        let is_text = |block: &usize| {
            !matches!(self.passages[*block].kind, PassageKind::Heading | PassageKind::Title | PassageKind::Description)
        };
        let shown = |block: &usize| self.is_shown(*block);
        match scope {
            Scope::Block(_) => self.at(start).into_iter().collect(),
            Scope::OpeningText => {
                let has_title = headings.first().is_some_and(|heading| heading.level == 1);
                self.of_sections(0..1 + usize::from(has_title)).filter(is_text).filter(shown).collect()
            }
            Scope::Body => self.of_sections(section..section + 1).filter(is_text).filter(shown).collect(),
            Scope::Section => {
                let own = section.checked_sub(1).and_then(|index| headings.get(index));
                let behind =
                    own.and_then(|own| headings[section..].iter().position(|heading| heading.level <= own.level));
                let end = behind.map_or(headings.len() + 1, |behind| section + behind + 1);
                self.of_sections(section..end).filter(shown).collect()
            }
        }
    }

    fn of_sections(&self, sections: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let place = |section: usize| self.passages.partition_point(|passage| passage.section < section);
        place(sections.start)..place(sections.end)
    }
}
