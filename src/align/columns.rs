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
        for (index, own) in partners(group, &columns, member).into_iter().enumerate().take(count) {
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

/// For each column of `member`, the aligned column it joins.
fn partners(group: &[Member<'_>], columns: &[AlignedColumn], member: &Member<'_>) -> Vec<Option<usize>> {
    let count = member.table.header.len();
    let mut partners = vec![None; count];
    if columns.is_empty() {
        return partners;
    }
    if columns.len() == count {
        return (0..count).map(Some).collect();
    }
    let first = &group[0];
    let left = columns.iter().map(|column| match column.members.get(first.locale()) {
        Some(index) => column_tokens(first.table, *index),
        None => Bag::new(),
    });
    let left: Vec<Bag> = left.collect();
    let right: Vec<Bag> = (0..count).map(|index| column_tokens(member.table, index)).collect();
    let (left, right) = weigh(&left, &right);
    for (column, own) in sequence::align(columns.len(), count, |i, j| overlap(&left[i], &right[j]) + 0.05) {
        partners[own] = Some(column);
    }
    partners
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
    for member in group {
        let words = &corpus.profile(member.locale()).header_words;
        for column in columns.iter_mut().filter(|column| column.role.is_none()) {
            let Some(cell) = column.members.get(member.locale()).and_then(|index| member.table.header.get(*index))
            else {
                continue;
            };
            let header = plain_text(&cell.text).to_lowercase();
            let role = Role::ALL.into_iter().find(|role| words.get(role).is_some_and(|words| words.contains(&header)));
            column.role = role.filter(|role| taken.insert(*role));
        }
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
