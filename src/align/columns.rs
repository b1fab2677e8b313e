//! Which columns of a table are one column in several locales, and what they hold.

use std::collections::{BTreeMap, BTreeSet};

use super::AlignedColumn;
use super::evidence::{Bag, cell_tokens, overlap, weigh};
use super::sequence;
use super::tables::Member;
use crate::model::{Corpus, MarkKind, Role, Table};
use crate::parse::plain_text;

/// The columns of a table in all its versions, in the order of the first, each with its role.
///
/// A role comes from the header words of any version, else from the shape of the cells.
pub fn align(corpus: &Corpus, group: &[Member<'_>]) -> Vec<AlignedColumn> {
    let mut columns: Vec<AlignedColumn> = Vec::new();
    for member in group {
        let count = member.table.header.len();
        for (index, own) in partners(corpus, group, &columns, member).into_iter().enumerate().take(count) {
            let position = own.unwrap_or_else(|| {
                columns.push(AlignedColumn { role: None, members: BTreeMap::new() });
                columns.len() - 1
            });
            columns[position].members.insert(member.locale().clone(), index);
        }
    }
    roles_from_headers(corpus, group, &mut columns);
    roles_from_shapes(group, &mut columns);
    columns
}

/// For each column of `member`, the aligned column it joins: by the roles that headers name, then by order.
fn partners(
    corpus: &Corpus,
    group: &[Member<'_>],
    columns: &[AlignedColumn],
    member: &Member<'_>,
) -> Vec<Option<usize>> {
    let mut partners = vec![None; member.table.header.len()];
    for (index, partner) in partners.iter_mut().enumerate() {
        let role = header_role(corpus, member, index);
        *partner = role.and_then(|role| columns.iter().position(|column| named(corpus, group, column) == Some(role)));
    }
    drop_doubles(&mut partners);
    let own: Vec<usize> = (0..partners.len()).filter(|index| partners[*index].is_none()).collect();
    let free: Vec<usize> = (0..columns.len()).filter(|column| !partners.contains(&Some(*column))).collect();
    for (own, column) in in_order(group, columns, member, &own, &free) {
        partners[own] = Some(column);
    }
    partners
}

/// Where two headers of one table name the same role, the first keeps it.
fn drop_doubles(partners: &mut [Option<usize>]) {
    for index in 1..partners.len() {
        let (before, rest) = partners.split_at_mut(index);
        if rest[0].is_some() && before.contains(&rest[0]) {
            rest[0] = None;
        }
    }
}

/// Pairs of an own column and a free one: one by one where they are equally many, else those that share most.
fn in_order(
    group: &[Member<'_>],
    columns: &[AlignedColumn],
    member: &Member<'_>,
    own: &[usize],
    free: &[usize],
) -> Vec<(usize, usize)> {
    if own.len() == free.len() {
        return own.iter().copied().zip(free.iter().copied()).collect();
    }
    let left = free.iter().map(|column| shown_in(group, &columns[*column]));
    let left: Vec<Bag> =
        left.map(|shown| shown.map_or(Bag::new(), |(table, index)| column_tokens(table, index))).collect();
    let right: Vec<Bag> = own.iter().map(|index| column_tokens(member.table, *index)).collect();
    let (left, right) = weigh(&left, &right);
    let pairs = sequence::align(free.len(), own.len(), |i, j| overlap(&left[i], &right[j]) + 0.05);
    pairs.into_iter().map(|(i, j)| (own[j], free[i])).collect()
}

/// The first version that has a column, and where it is there.
fn shown_in<'p>(group: &[Member<'p>], column: &AlignedColumn) -> Option<(&'p Table, usize)> {
    group.iter().find_map(|member| Some((member.table, *column.members.get(member.locale())?)))
}

/// The role that the header of any version names for a column.
fn named(corpus: &Corpus, group: &[Member<'_>], column: &AlignedColumn) -> Option<Role> {
    group.iter().find_map(|member| header_role(corpus, member, *column.members.get(member.locale())?))
}

fn header_role(corpus: &Corpus, member: &Member<'_>, index: usize) -> Option<Role> {
    corpus.profile(member.locale()).role(&plain_text(&member.table.header.get(index)?.text))
}

fn column_tokens(table: &Table, index: usize) -> Bag {
    let mut bag = Bag::new();
    let cells = table.rows.iter().take(500).filter_map(|row| row.cells.get(index));
    for cell in table.header.get(index).into_iter().chain(cells) {
        cell_tokens("", cell, &mut bag);
    }
    bag
}

fn roles_from_headers(corpus: &Corpus, group: &[Member<'_>], columns: &mut [AlignedColumn]) {
    let mut taken = BTreeSet::new();
    for column in columns {
        column.role = named(corpus, group, column).filter(|role| taken.insert(*role));
    }
}

/// Where no column is known to hold messages: the one where most cells have an exception, status or code.
///
/// The names beside it are the app, and what is then left on its right is description and resolution.
fn roles_from_shapes(group: &[Member<'_>], columns: &mut [AlignedColumn]) {
    if columns.iter().any(|column| column.role == Some(Role::Message)) || columns.len() < 2 {
        return;
    }
    let share = |index: usize, is: &dyn Fn(&crate::model::Cell) -> bool| share_of_cells(group, &columns[index], is);
    let is_error = |cell: &crate::model::Cell| {
        let error = [MarkKind::Exception, MarkKind::Status, MarkKind::Code];
        cell.signature.marks.iter().any(|mark| error.contains(&mark.kind))
    };
    let is_class = |cell: &crate::model::Cell| cell.signature.of(MarkKind::Exception).next().is_some();
    let Some(message) =
        (0..columns.len()).find(|index| share(*index, &is_error) > 0.5 && share(*index, &is_class) > 0.3)
    else {
        return;
    };
    let is_name = |cell: &crate::model::Cell| {
        let mut names = cell.signature.marks.iter().filter(|mark| mark.kind == MarkKind::Name);
        names.next().is_some_and(|name| name.end - name.start == cell.text.len() as u32)
    };
    let app = (message + 1..columns.len()).find(|index| share(*index, &is_name) > 0.5);
    let mut rest = (message + 1..columns.len()).filter(|index| Some(*index) != app);
    let roles = [
        (Some(message), Role::Message),
        (app, Role::AppliesTo),
        (rest.next(), Role::Description),
        (rest.next(), Role::Resolution),
    ];
    for (index, role) in roles {
        let free = columns.iter().all(|column| column.role != Some(role));
        if let Some(column) = index.map(|index| &mut columns[index]).filter(|column| column.role.is_none() && free) {
            column.role = Some(role);
        }
    }
}

/// The share of a column's cells, in all versions, that are as `is` says.
fn share_of_cells(group: &[Member<'_>], column: &AlignedColumn, is: &dyn Fn(&crate::model::Cell) -> bool) -> f64 {
    let cells = group.iter().flat_map(|member| {
        let index = column.members.get(member.locale());
        member.table.rows.iter().filter_map(move |row| row.cells.get(*index?))
    });
    let (mut all, mut matching) = (0usize, 0usize);
    for cell in cells.filter(|cell| !cell.text.is_empty()) {
        all += 1;
        matching += usize::from(is(cell));
    }
    if all == 0 { 0.0 } else { matching as f64 / all as f64 }
}
