//! Which tables of a page are one table in several locales.

use std::collections::BTreeSet;

use super::evidence::{Bag, cell_tokens, overlap, weigh};
use super::sequence;
use crate::model::{LocaleId, Page, Table};

/// A table of one version of a page.
#[derive(Clone, Copy, Debug)]
pub struct Member<'p> {
    /// The page it is on.
    pub page: &'p Page,
    /// Index into `Page::tables`.
    pub index: usize,
    /// The table.
    pub table: &'p Table,
}

impl<'p> Member<'p> {
    /// The locale of the page.
    pub fn locale(&self) -> &'p LocaleId {
        &self.page.locale
    }
}

/// The tables of a page, each as its versions; versions are in the order of `pages`.
///
/// Order is kept: a table that moved to another place on the page is one of its own.
pub fn align<'p>(pages: &[&'p Page]) -> Vec<Vec<Member<'p>>> {
    let mut groups: Vec<Vec<Member<'p>>> = Vec::new();
    for page in pages {
        let members: Vec<Member<'p>> =
            page.tables.iter().enumerate().map(|(index, table)| Member { page, index, table }).collect();
        groups = join(groups, &members);
    }
    groups
}

/// Adds one locale's tables to the groups found so far.
fn join<'p>(groups: Vec<Vec<Member<'p>>>, members: &[Member<'p>]) -> Vec<Vec<Member<'p>>> {
    let left: Vec<Bag> = groups.iter().map(|group| table_tokens(&group[0])).collect();
    let right: Vec<Bag> = members.iter().map(table_tokens).collect();
    let (left, right) = weigh(&left, &right);
    let equal_counts = groups.len() == members.len();
    let pairs = sequence::align(groups.len(), members.len(), |i, j| {
        let shape = likeness(&groups[i][0], &members[j]);
        let prior = if equal_counts && i == j { 0.5 } else { 0.0 };
        shape + overlap(&left[i], &right[j]) + prior - 0.6
    });
    merge(groups, members, &pairs)
}

/// From 0 to 1: how alike two tables are in columns, rows and the heading they stand under.
fn likeness(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let columns = if left.table.header.len() == right.table.header.len() { 0.4 } else { -0.4 };
    let (fewer, more) = sorted(left.table.rows.len(), right.table.rows.len());
    let rows = 0.3 * (fewer + 1) as f64 / (more + 1) as f64;
    let heading = if heading_key(left) == heading_key(right) { 0.3 } else { 0.0 };
    columns + rows + heading
}

fn sorted(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// The heading a table stands under: its anchor where the author gave one, else its place among the headings.
fn heading_key<'p>(member: &Member<'p>) -> (Option<usize>, Option<&'p str>) {
    let heading = member.table.heading.and_then(|index| member.page.headings.get(index));
    match heading {
        Some(heading) if heading.explicit_id => (None, Some(&heading.id)),
        _ => (member.table.heading, None),
    }
}

fn table_tokens(member: &Member<'_>) -> Bag {
    let mut bag = Bag::new();
    let rows = member.table.rows.iter().take(500);
    for cell in member.table.header.iter().chain(rows.flat_map(|row| &row.cells)) {
        cell_tokens("", cell, &mut bag);
    }
    bag.values_mut().for_each(|count| *count = count.ln_1p());
    bag
}

/// Puts pairs into their groups and the rest between their neighbours, in order.
pub fn merge<T: Clone>(mut groups: Vec<Vec<T>>, members: &[T], pairs: &[(usize, usize)]) -> Vec<Vec<T>> {
    for (group, member) in pairs {
        groups[*group].push(members[*member].clone());
    }
    let paired: BTreeSet<usize> = pairs.iter().map(|(_, member)| *member).collect();
    let mut merged: Vec<Vec<T>> = Vec::with_capacity(groups.len() + members.len() - pairs.len());
    let mut next = 0;
    for (index, group) in groups.into_iter().enumerate() {
        if let Some((_, partner)) = pairs.iter().find(|(left, _)| *left == index) {
            merged.extend((next..*partner).filter(|at| !paired.contains(at)).map(|at| vec![members[at].clone()]));
            next = partner + 1;
        }
        merged.push(group);
    }
    merged.extend((next..members.len()).map(|at| vec![members[at].clone()]));
    merged
}
