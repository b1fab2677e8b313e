//! Which changes of the source an edit of a translation follows.

use std::collections::BTreeMap;

use super::compared::{Compared, flat_place};
use super::renewal::{Edit, follows, has_new_facts, is_correction};
use crate::align::HeadingPhrases;
use crate::history::{BlockPair, is_same_but_for_signs, transfer};
use crate::parse::{Document, PassageKind};
use crate::text::TextEdit;
use crate::units::{AcceptedProse, PageGroup, Passages, Text, WordEvidence};

/// The source that a translation knew and the one that it may know now, and the translation before and after.
#[derive(Clone, Copy)]
pub(super) struct Sides<'d> {
    pub(super) known: &'d Document,
    pub(super) source: &'d Document,
    pub(super) before: &'d Document,
    pub(super) after: &'d Document,
}

/// Whether an edited block must follow the change of its source, or whatever it is counts: what another branch knew of
/// the source comes with its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    Following,
    Everything,
}

/// The edits of the source's new state that take back what the translation did not follow, in order.
pub(super) fn not_followed(sides: Sides<'_>, counts: Counts) -> Vec<TextEdit> {
    let (prose, rows) = (Lined::prose(sides, counts), Lined::rows(sides, counts));
    // Whoever follows one change of a page has read the others too, and a corrected spelling changes no translation.
    let corrections = match prose.follows_any() || rows.follows_any() {
        true => Corrections::AreFollowed,
        false => Corrections::AreChanges,
    };
    let mut edits = prose.not_followed(corrections);
    edits.extend(rows.not_followed(corrections));
    // A stable sort: what is put back at one place stays in the order that it had.
    edits.sort_by_key(|edit| (edit.start, edit.end));
    edits
}

/// What a corrected spelling of the source asks of its translations.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Corrections {
    AreFollowed,
    AreChanges,
}

/// Blocks, or rows, of source and translation before and after.
struct Lined<'d> {
    sides: Sides<'d>,
    counts: Counts,
    source: Compared,
    own: Compared,
    /// For each old block of the source that of the translation before.
    old_partners: BTreeMap<usize, usize>,
    /// For each new block of the source that of the translation after.
    new_partners: BTreeMap<usize, usize>,
    /// The old blocks of the translation that are some block's of the source.
    is_paired: Vec<bool>,
}

impl<'d> Lined<'d> {
    fn prose(sides: Sides<'d>, counts: Counts) -> Lined<'d> {
        let (source, own) = (Compared::prose(sides.known, sides.source), Compared::prose(sides.before, sides.after));
        let pairs = |one: &Document, other: &Document| {
            let documents = vec![one.clone(), other.clone()];
            let group = PageGroup { documents, originals: Vec::new(), accepted: AcceptedProse::default() };
            let passages = Passages::read(&group);
            passages.pairs((&NoWords, &HeadingPhrases::default()), &group.documents[0].page, &group.documents[1].page)
        };
        let old_partners = pairs(sides.known, sides.before).into_iter().collect();
        let new_partners = pairs(sides.source, sides.after).into_iter().collect();
        Lined::new(sides, counts, (source, own), (old_partners, new_partners))
    }

    fn rows(sides: Sides<'d>, counts: Counts) -> Lined<'d> {
        let (source, own) = (Compared::rows(sides.known, sides.source), Compared::rows(sides.before, sides.after));
        let pairs = |one: &Document, other: &Document| {
            let rows = transfer(&other.page, &one.page).rows;
            let rows = rows.iter().enumerate().flat_map(|(table, rows)| {
                rows.iter().enumerate().filter_map(move |(row, from)| Some(((*from)?, (table, row))))
            });
            rows.map(|(from, own)| (flat_place(&one.page, from), flat_place(&other.page, own))).collect()
        };
        let (old_partners, new_partners) = (pairs(sides.known, sides.before), pairs(sides.source, sides.after));
        Lined::new(sides, counts, (source, own), (old_partners, new_partners))
    }

    fn new(
        sides: Sides<'d>,
        counts: Counts,
        (source, own): (Compared, Compared),
        (old_partners, new_partners): (BTreeMap<usize, usize>, BTreeMap<usize, usize>),
    ) -> Lined<'d> {
        let mut is_paired = vec![false; own.old.len()];
        old_partners.values().for_each(|at| is_paired[*at] = true);
        Lined { sides, counts, source, own, old_partners, new_partners, is_paired }
    }

    /// Whether the translation follows a change of the source, and not of a comma alone.
    fn follows_any(&self) -> bool {
        let edited = self.source.changes.pairs.iter().filter(|pair| !pair.is_same && !self.changes_signs_alone(pair));
        edited.into_iter().any(|pair| self.follows_edit(pair))
            || self.source.changes.added.iter().any(|block| self.has_added(*block))
            || self
                .source
                .changes
                .removed
                .iter()
                .any(|block| self.old_partners.contains_key(block) && self.has_removed(*block))
    }

    fn changes_signs_alone(&self, pair: &BlockPair) -> bool {
        let (old, new) = (&self.source.old[pair.old.start].text, &self.source.new[pair.new.start].text);
        pair.old.len() == 1 && pair.new.len() == 1 && is_same_but_for_signs(&[], &old.text, &new.text)
    }

    fn corrects_spelling_alone(&self, pair: &BlockPair) -> bool {
        let (old, new) = (&self.source.old[pair.old.start].text, &self.source.new[pair.new.start].text);
        pair.old.len() == 1 && pair.new.len() == 1 && is_correction(&old.text, &new.text)
    }

    fn not_followed(&self, corrections: Corrections) -> Vec<TextEdit> {
        let is_followed = |pair: &BlockPair| {
            self.follows_edit(pair) || (corrections == Corrections::AreFollowed && self.corrects_spelling_alone(pair))
        };
        let edited = self.source.changes.pairs.iter().filter(|pair| !pair.is_same && !is_followed(pair));
        let mut edits: Vec<TextEdit> = edited.map(|pair| self.take_back(pair)).collect();
        let added = self.source.changes.added.iter().filter(|block| !self.has_added(**block));
        edits.extend(added.map(|block| {
            let lines = self.source.new[*block].lines.clone();
            TextEdit { start: lines.start, end: lines.end, text: String::new() }
        }));
        let removed = self.source.changes.removed.iter().filter(|block| !self.has_removed(**block));
        edits.extend(removed.map(|block| self.put_back(*block)));
        edits
    }

    /// Whether the translation follows an edit of the source's block.
    fn follows_edit(&self, pair: &BlockPair) -> bool {
        // No translation shows that a comma was put elsewhere.
        if self.changes_signs_alone(pair) {
            return true;
        }
        let (old, new) = (&self.source.old[pair.old.start].text, &self.source.new[pair.new.start].text);
        let source = Edit { old, new };
        let partners = pair.old.clone().filter_map(|block| self.old_partners.get(&block).copied());
        let mut is_known = false;
        for own in partners {
            is_known = true;
            let Some(own) = self.own.of_old(own).filter(|pair| !pair.is_same) else { continue };
            let edit = Edit { old: &self.own.old[own.old.start].text, new: &self.own.new[own.new.start].text };
            if self.counts == Counts::Everything || follows(source, edit) {
                return true;
            }
        }
        if pair
            .new
            .clone()
            .filter_map(|block| self.new_partners.get(&block))
            .any(|own| has_new_facts(source, &self.own.new[*own].text))
        {
            return true;
        }
        // A block that was written anew is no edit of the old one.
        let is_new = |block: usize| {
            let own = self.new_partners.get(&block);
            own.is_some_and(|own| self.own.of_new(*own).is_none())
        };
        pair.new.clone().any(is_new) || (!is_known && self.edits_what_is_alone(pair))
    }

    /// Whether the translation edited a block that is paired with nothing beside where an unpaired block of the source
    /// is: it is divided in another way there.
    fn edits_what_is_alone(&self, pair: &BlockPair) -> bool {
        let before = self.old_partners.range(..pair.old.start).next_back().map(|(_, own)| own + 1);
        let behind = self.old_partners.range(pair.old.end..).next().map(|(_, own)| *own);
        let (start, end) = (before.unwrap_or(0), behind.unwrap_or(self.own.old.len()));
        let is_edited = |own: usize| self.own.of_old(own).is_none_or(|pair| !pair.is_same);
        (start..end.max(start)).any(|own| !self.is_paired[own] && is_edited(own))
    }

    /// Whether the translation has what the source added: a block that it did not have, or had beside those of the
    /// source.
    fn has_added(&self, block: usize) -> bool {
        let Some(own) = self.new_partners.get(&block) else { return false };
        match self.own.of_new(*own) {
            None => true,
            Some(pair) => !pair.is_same || pair.old.clone().any(|old| !self.is_paired[old]),
        }
    }

    /// Whether the translation dropped what the source removed, or never had it.
    fn has_removed(&self, block: usize) -> bool {
        self.old_partners.get(&block).is_none_or(|own| self.own.of_old(*own).is_none())
    }

    fn take_back(&self, pair: &BlockPair) -> TextEdit {
        let (old, new) = (&self.source.old[pair.old.clone()], &self.source.new[pair.new.clone()]);
        let text = self.sides.known.source.slice(old[0].range.start..old[old.len() - 1].range.end);
        TextEdit { start: new[0].range.start, end: new[new.len() - 1].range.end, text: text.to_owned() }
    }

    /// Where a removed block is put back: behind the one that it was behind of, and the first row of a table before the
    /// next one.
    fn place_of_removed(&self, block: usize) -> usize {
        let table = self.source.old[block].table;
        let is_beside = |other: &usize| self.source.old[*other].table == table;
        let behind = |pair: &BlockPair| self.source.new[pair.new.end - 1].lines.end;
        let before = (0..block).rev().take_while(is_beside).find_map(|before| self.source.of_old(before));
        if let Some(pair) = before {
            return behind(pair);
        }
        let after = (block + 1..self.source.old.len()).take_while(is_beside);
        if let Some(pair) = after.filter(|_| table.is_some()).find_map(|after| self.source.of_old(after)) {
            return self.source.new[pair.new.start].lines.start;
        }
        let anywhere = (0..block).rev().find_map(|before| self.source.of_old(before));
        anywhere.map_or(self.sides.source.body, behind)
    }

    /// Puts a removed block back.
    fn put_back(&self, block: usize) -> TextEdit {
        let at = self.place_of_removed(block);
        let part = &self.source.old[block];
        let text = self.sides.known.source.slice(part.lines.clone()).trim_end_matches(['\r', '\n']);
        let whole = self.sides.source.source.text();
        let open = if whole[..at].is_empty() || whole[..at].ends_with('\n') { "" } else { "\n" };
        let text = match part.text.kind {
            // Rows and items go on where the one before them ends.
            PassageKind::Header | PassageKind::Item => format!("{open}{text}\n"),
            _ => format!("{open}\n{text}\n\n"),
        };
        TextEdit { start: at, end: at, text }
    }
}

/// Nothing is known of the words of two languages before a site is aligned.
struct NoWords;

impl WordEvidence for NoWords {
    type Bag = ();

    fn bag(&self, _text: &str) {}

    fn fit(&self, _given: &Text<'_>, _own: &Text<'_>, _bags: (&(), &())) -> Option<f64> {
        None
    }
}
