//! Which tables of a page are one table in several locales.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Bag, cell_tokens, overlap, weigh};
use super::sequence;
use super::{AlignedHeading, RowPlace};
use crate::model::{Known, LocaleId, Origin, Page, Row, Table};

/// A table in one version of a page: one table, or the parts that it was split into.
#[derive(Clone, Debug)]
pub struct Version<'p> {
    /// The page it is on.
    pub page: &'p Page,
    /// Indexes into `Page::tables`, ascending, at least one. All have the same columns.
    pub parts: Vec<usize>,
}

impl<'p> Version<'p> {
    /// The locale of the page.
    pub fn locale(&self) -> &'p LocaleId {
        &self.page.locale
    }

    /// The table, or its first part.
    pub fn table(&self) -> &'p Table {
        &self.page.tables[self.parts[0]]
    }

    /// The rows of all parts, with their places.
    pub fn rows(&self) -> Vec<(RowPlace, &'p Row)> {
        let of_part = |part: &usize| {
            let table = *part;
            let rows = self.page.tables[table].rows.iter().enumerate();
            rows.map(move |(row, written)| (RowPlace { table, row }, written))
        };
        self.parts.iter().flat_map(of_part).collect()
    }

    fn row_count(&self) -> usize {
        self.parts.iter().map(|part| self.page.tables[*part].rows.len()).sum()
    }

    fn same_columns(&self, other: &Version<'_>) -> bool {
        let header =
            |version: &Version<'_>| version.table().header.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        header(self) == header(other)
    }
}

/// A table in all its versions, in the order in which their locales join.
pub type Versions<'p> = Vec<Version<'p>>;

/// The tables of a page in all their versions, in the order of the first; versions are in the order of `pages`.
pub fn align<'p>(pages: &[&'p Page], headings: &[AlignedHeading], known: &Known) -> Vec<Versions<'p>> {
    let evidence = Evidence { headings, known };
    let mut groups: Vec<Versions<'p>> = Vec::new();
    for page in pages {
        let own = (0..page.tables.len()).map(|index| Version { page, parts: vec![index] }).collect();
        groups = evidence.join(groups, own);
    }
    let joined = |version: &Version<'_>| pages.iter().position(|page| page.locale == *version.locale());
    groups.iter_mut().for_each(|group| group.sort_by_key(joined));
    groups
}

/// What tables are compared by, beside their texts.
struct Evidence<'e> {
    headings: &'e [AlignedHeading],
    known: &'e Known,
}

/// What two tables in the order of the others must score to be one.
// Equal columns (0.4) and at least two thirds of the rows (0.2) reach it: tables need not share a word.
const ENOUGH_IN_ORDER: f64 = 0.6;

/// Pages with more pairs of tables than this, of a thousand tables in each language, are aligned in their order.
// All pairs are scored at once, so time and memory grow with the product.
const MOST_SCORED: usize = 1_000_000;

/// What two tables must score where one was moved past others.
// Shape and section alone come to 1.0 at most and must be more: a moved table has to share text or history.
const ENOUGH_MOVED: f64 = 1.0;

impl Evidence<'_> {
    /// Adds one version's tables to the groups found so far: in order first, then those that were moved, then the
    /// parts of those that were split.
    fn join<'p>(&self, groups: Vec<Versions<'p>>, own: Vec<Version<'p>>) -> Vec<Versions<'p>> {
        let width = own.len();
        if groups.len().saturating_mul(width) > MOST_SCORED {
            let in_order: Vec<(usize, usize)> = (0..groups.len().min(width)).map(|at| (at, at)).collect();
            return merge(groups, &own, &in_order);
        }
        // Most tables keep their order, which is evidence by itself; so moved ones are searched for among the rest, and
        // parts last, when it is known which tables have no partner.
        let scores = self.scores(&groups, &own);
        let equal_counts = groups.len() == width;
        let mut pairs = sequence::align(groups.len(), width, |i, j| {
            // Where no language added or dropped a table, the same place is the likeliest partner.
            let prior = if equal_counts && i == j { 0.5 } else { 0.0 };
            scores[i * width + j] + prior - ENOUGH_IN_ORDER
        });
        pairs.extend(moved(&pairs, (groups.len(), width), |i, j| scores[i * width + j] - ENOUGH_MOVED));
        let (groups, own, pairs) = join_parts(groups, own, pairs);
        merge(groups, &own, &pairs)
    }

    /// How alike each group and each own table are.
    fn scores(&self, groups: &[Versions<'_>], own: &[Version<'_>]) -> Vec<f64> {
        let left: Vec<Bag> = groups.iter().map(|group| table_tokens(&group[0])).collect();
        let right: Vec<Bag> = own.iter().map(table_tokens).collect();
        let (left, right) = weigh(&left, &right);
        let shared: Vec<Vec<f64>> =
            left.iter().map(|left| right.iter().map(|right| overlap(left, right)).collect()).collect();
        let pairs = (0..groups.len()).flat_map(|i| (0..own.len()).map(move |j| (i, j)));
        let most_of_left: Vec<f64> = shared.iter().map(|shared| shared.iter().copied().fold(0.0, f64::max)).collect();
        let most_of = |j: usize| shared.iter().map(|shared| shared[j]).fold(0.0, f64::max);
        let most_of_right: Vec<f64> = (0..own.len()).map(most_of).collect();
        let facts = |version: &Version<'_>| (self.section(version), self.origins(version));
        let left_facts: Vec<_> = groups.iter().map(|group| self.group_facts(group)).collect();
        let right_facts: Vec<_> = own.iter().map(facts).collect();
        let score = |(i, j): (usize, usize)| {
            // Evidence against the pair: one of the two shares more with another table.
            let rival = most_of_left[i].max(most_of_right[j]) - shared[i][j];
            let same_section = left_facts[i].0 == right_facts[j].0;
            let shape = likeness(&groups[i][0], &own[j]) + if same_section { 0.3 } else { 0.0 };
            // History is more certain than texts: all other summands together lie between -1.4 and 2.
            shape + shared[i][j] - rival + 4.0 * shared_origins(&left_facts[i].1, &right_facts[j].1)
        };
        pairs.map(score).collect()
    }

    /// The section of a group's first version, and the origins of all its rows.
    fn group_facts(&self, group: &[Version<'_>]) -> (Option<usize>, BTreeSet<Origin>) {
        (self.section(&group[0]), group.iter().flat_map(|version| self.origins(version)).collect())
    }

    /// The aligned heading above a table.
    fn section(&self, version: &Version<'_>) -> Option<usize> {
        let own = version.table().heading?;
        self.headings.iter().position(|heading| heading.members.get(version.locale()) == Some(&own))
    }

    /// The source rows that a table's rows come from, as far as history knows.
    fn origins(&self, version: &Version<'_>) -> BTreeSet<Origin> {
        if self.known.pinned.is_empty() {
            return BTreeSet::new();
        }
        let origin = |(place, _): (RowPlace, &Row)| {
            self.known.pinned.origin(&version.page.id, version.locale(), place.table, place.row)
        };
        version.rows().into_iter().filter_map(origin).collect()
    }
}

/// From -0.4 to 0.7: how alike two tables are in columns and rows.
fn likeness(left: &Version<'_>, right: &Version<'_>) -> f64 {
    let columns = if left.table().header.len() == right.table().header.len() { 0.4 } else { -0.4 };
    let (one, other) = (left.row_count() + 1, right.row_count() + 1);
    columns + 0.3 * one.min(other) as f64 / one.max(other) as f64
}

/// From 0 to 1: the share of the rows of the smaller table that come from source rows of the other.
fn shared_origins(left: &BTreeSet<Origin>, right: &BTreeSet<Origin>) -> f64 {
    let fewer = left.len().min(right.len());
    if fewer == 0 { 0.0 } else { left.intersection(right).count() as f64 / fewer as f64 }
}

/// Where more pairs than this are left over, no moved ones are searched for.
// Each pair is scored and the scores are sorted: a bound for pages that were made to cost time.
const MOST_MOVED: usize = 1_000_000;

/// Pairs of what is left over that score above zero, the best first, each item once.
pub fn moved(
    pairs: &[(usize, usize)],
    counts: (usize, usize),
    score: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let (mut left, mut right): (BTreeSet<usize>, BTreeSet<usize>) = ((0..counts.0).collect(), (0..counts.1).collect());
    for (i, j) in pairs {
        left.remove(i);
        right.remove(j);
    }
    if left.len().saturating_mul(right.len()) > MOST_MOVED {
        return Vec::new();
    }
    let all = left.iter().flat_map(|i| right.iter().map(move |j| (*i, *j)));
    let scored = all.map(|(i, j)| (score(i, j), (i, j)));
    let mut scored: Vec<(f64, (usize, usize))> = scored.filter(|(score, _)| *score > 0.0).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
        .into_iter()
        .map(|(_, pair)| pair)
        .filter(|(i, j)| {
            let free = left.contains(i) && right.contains(j);
            if free {
                left.remove(i);
                right.remove(j);
            }
            free
        })
        .collect()
}

/// Joins what is left over to its neighbour where the two are one table on the other side.
fn join_parts<'p>(
    mut groups: Vec<Versions<'p>>,
    mut own: Vec<Version<'p>>,
    pairs: Vec<(usize, usize)>,
) -> (Vec<Versions<'p>>, Vec<Version<'p>>, Vec<(usize, usize)>) {
    // A part fits where the whole has room for its neighbour and half of its own rows. Half, because the other language
    // may lack some of them.
    let group_of: BTreeMap<usize, usize> = pairs.iter().map(|(group, own)| (*own, *group)).collect();
    let own_of: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    let mut gone_own = BTreeSet::new();
    for part in (0..own.len()).filter(|index| !group_of.contains_key(index)) {
        let room = |neighbour: usize| {
            let group = &groups[*group_of.get(&neighbour)?];
            let whole = group.iter().map(Version::row_count).max()?;
            let fits = own[neighbour].same_columns(&own[part])
                && whole >= own[neighbour].row_count() + own[part].row_count().div_ceil(2);
            fits.then_some(neighbour)
        };
        if let Some(neighbour) = neighbours(part, own.len(), &gone_own).into_iter().find_map(room) {
            let parts = own[part].parts.clone();
            own[neighbour].parts.extend(parts);
            own[neighbour].parts.sort_unstable();
            gone_own.insert(part);
        }
    }
    let mut gone_groups = BTreeSet::new();
    for part in (0..groups.len()).filter(|index| !own_of.contains_key(index)) {
        let room = |neighbour: usize| {
            let whole = own[*own_of.get(&neighbour)?].row_count();
            let fits = groups[neighbour][0].locale() == groups[part][0].locale()
                && same_columns_where_both_are(&groups[neighbour], &groups[part])
                && whole >= groups[neighbour][0].row_count() + groups[part][0].row_count().div_ceil(2);
            fits.then_some(neighbour)
        };
        if let Some(neighbour) = neighbours(part, groups.len(), &gone_groups).into_iter().find_map(room) {
            let part_versions = std::mem::take(&mut groups[part]);
            add_parts(&mut groups[neighbour], part_versions);
            gone_groups.insert(part);
        }
    }
    renumber(groups, own, pairs, &gone_groups, &gone_own)
}

/// The items before and after one, past those that are gone.
fn neighbours(index: usize, count: usize, gone: &BTreeSet<usize>) -> Vec<usize> {
    let before = (0..index).rev().find(|index| !gone.contains(index));
    let after = (index + 1..count).find(|index| !gone.contains(index));
    before.into_iter().chain(after).collect()
}

fn same_columns_where_both_are(one: &[Version<'_>], other: &[Version<'_>]) -> bool {
    let same = |version: &Version<'_>| {
        one.iter().filter(|own| own.locale() == version.locale()).all(|own| own.same_columns(version))
    };
    other.iter().all(same)
}

fn add_parts<'p>(group: &mut Versions<'p>, parts: Versions<'p>) {
    for version in parts {
        match group.iter_mut().find(|known| known.locale() == version.locale()) {
            Some(known) => {
                known.parts.extend(version.parts);
                known.parts.sort_unstable();
            }
            None => group.push(version),
        }
    }
}

fn renumber<'p>(
    groups: Vec<Versions<'p>>,
    own: Vec<Version<'p>>,
    pairs: Vec<(usize, usize)>,
    gone_groups: &BTreeSet<usize>,
    gone_own: &BTreeSet<usize>,
) -> (Vec<Versions<'p>>, Vec<Version<'p>>, Vec<(usize, usize)>) {
    let after = |index: usize, gone: &BTreeSet<usize>| index - gone.range(..index).count();
    let pairs = pairs.into_iter().map(|(i, j)| (after(i, gone_groups), after(j, gone_own))).collect();
    let keep = |gone: &BTreeSet<usize>, index: usize| !gone.contains(&index);
    let groups = groups.into_iter().enumerate().filter(|(index, _)| keep(gone_groups, *index)).map(|(_, group)| group);
    let own = own.into_iter().enumerate().filter(|(index, _)| keep(gone_own, *index)).map(|(_, version)| version);
    (groups.collect(), own.collect(), pairs)
}

/// How many rows of a table are read to recognize it and its columns.
// Chosen: more rows would repeat the kinds of cells seen so far, and pages have tables of thousands of rows.
pub const SAMPLE: usize = 120;

fn table_tokens(version: &Version<'_>) -> Bag {
    let mut bag = Bag::new();
    let rows = version.rows();
    let rows = rows.iter().take(SAMPLE);
    for cell in version.table().header.iter().chain(rows.flat_map(|(_, row)| &row.cells)) {
        cell_tokens("", cell, &mut bag);
    }
    // A name in every row should count more than one in a single row, but not a hundred times as much.
    bag.values_mut().for_each(|count| *count = count.ln_1p());
    bag
}

/// Puts pairs into their groups and the rest behind what precedes them.
pub fn merge<T: Clone>(mut groups: Vec<Vec<T>>, members: &[T], pairs: &[(usize, usize)]) -> Vec<Vec<T>> {
    let group_of: BTreeMap<usize, usize> = pairs.iter().map(|(group, member)| (*member, *group)).collect();
    let mut behind: BTreeMap<usize, Vec<Vec<T>>> = BTreeMap::new();
    let mut after = 0;
    for (index, member) in members.iter().enumerate() {
        match group_of.get(&index) {
            Some(group) => {
                groups[*group].push(member.clone());
                after = group + 1;
            }
            None => behind.entry(after).or_default().push(vec![member.clone()]),
        }
    }
    let mut merged = behind.remove(&0).unwrap_or_default();
    for (index, group) in groups.into_iter().enumerate() {
        merged.push(group);
        merged.extend(behind.remove(&(index + 1)).unwrap_or_default());
    }
    merged
}
