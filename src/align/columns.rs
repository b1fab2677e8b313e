//! Which columns of a table are one column in several locales, and what they hold.

use std::collections::{BTreeMap, BTreeSet};

use super::AlignedColumn;
use super::assignment::assign;
use super::evidence::{Bag, cell_tokens, overlap, weigh};
use super::tables::{SAMPLE, Version};
use crate::model::{Cell, Corpus, InvariantKind, Role};
use crate::parse::plain_text;

/// The columns of a table in all its versions, in the order of the first, each with its role.
///
/// A role comes from the header words of any version, else from the shape of the cells.
pub fn align(corpus: &Corpus, group: &[Version<'_>]) -> Vec<AlignedColumn> {
    let mut columns: Vec<AlignedColumn> = Vec::new();
    for version in group {
        for (index, own) in partners(corpus, group, &columns, version).into_iter().enumerate() {
            let position = own.unwrap_or_else(|| {
                columns.push(AlignedColumn { role: None, members: BTreeMap::new() });
                columns.len() - 1
            });
            columns[position].members.insert(version.locale().clone(), index);
        }
    }
    roles_from_headers(corpus, group, &mut columns);
    codes_with_solutions(group, &mut columns);
    roles_from_shapes(group, &mut columns);
    columns
}

/// What two columns must score to be one where a table has more of them than the other.
// Chosen: the same place and a similar shape are 1.8 at most, so a column without shared words needs both in part.
const ENOUGH: f64 = 1.0;

/// For each column of `version`, the aligned column it joins.
fn partners(
    corpus: &Corpus,
    group: &[Version<'_>],
    columns: &[AlignedColumn],
    version: &Version<'_>,
) -> Vec<Option<usize>> {
    let own = version.table().header.len();
    let of_columns = columns.iter().map(|column| shown_in(group, column));
    let left: Vec<Profile> = of_columns
        .map(|shown| shown.map_or_else(Profile::default, |(version, index)| profile(version, index)))
        .collect();
    let right: Vec<Profile> = (0..own).map(|index| profile(version, index)).collect();
    let bags = |profiles: &[Profile]| profiles.iter().map(|profile| profile.tokens.clone()).collect::<Vec<Bag>>();
    let (left_bags, right_bags) = weigh(&bags(&left), &bags(&right));
    // Where both have equally many columns, most likely none was added or dropped, so each one gets a partner.
    let cut = if own == columns.len() { 0.0 } else { ENOUGH };
    let known_roles: Vec<Option<Role>> = columns.iter().map(|column| named(corpus, group, column)).collect();
    let own_roles: Vec<Option<Role>> = (0..own).map(|index| header_role(corpus, version, index)).collect();
    let score = |at: usize| {
        let (index, column) = (at / columns.len(), at % columns.len());
        // Header words that the configuration lists are meant as names of columns. They count more than all that the
        // cells can show, which is 2.8.
        let roles = match (known_roles[column], own_roles[index]) {
            (Some(one), Some(other)) if one == other => 3.0,
            (Some(_), Some(_)) => -3.0,
            _ => 0.0,
        };
        let alike = 2.0 * overlap(&left_bags[column], &right_bags[index]) + left[column].likeness(&right[index]);
        // Never below zero where the counts are equal, so that every column finds a partner.
        (5.0 * f64::from(u8::from(cut == 0.0)) + roles + alike + nearness((column, columns.len()), (index, own)) - cut)
            .max(0.0)
    };
    let scores: Vec<f64> = (0..own * columns.len()).map(score).collect();
    assign(own, columns.len(), &scores)
}

/// From 0 to 1: whether two columns are at the same place, counted from the left or else from the right.
// From the left counts a little more, so that of two equally near columns one is always chosen.
fn nearness(left: (usize, usize), right: (usize, usize)) -> f64 {
    let near = |one: usize, other: usize| 1.0 / (1.0 + one.abs_diff(other) as f64);
    near(left.0, right.0).max(0.9 * near(left.1 - left.0, right.1 - right.0))
}

/// What of a column can be recognized in another language.
#[derive(Default)]
struct Profile {
    tokens: Bag,
    /// The share of its cells that are empty.
    empty: f64,
    /// The logarithm of its cells' mean length.
    length: f64,
}

impl Profile {
    /// From 0 to 0.8: how alike two columns are in what is empty and how long the rest is.
    fn likeness(&self, other: &Profile) -> f64 {
        0.5 * (1.0 - (self.empty - other.empty).abs()) + 0.3 / (1.0 + (self.length - other.length).abs())
    }
}

fn profile(version: &Version<'_>, index: usize) -> Profile {
    let rows = version.rows();
    let cells: Vec<&Cell> = rows.iter().take(SAMPLE).filter_map(|(_, row)| row.cells.get(index)).collect();
    let mut tokens = Bag::new();
    for cell in version.table().header.get(index).into_iter().chain(cells.iter().copied()) {
        cell_tokens("", cell, &mut tokens);
    }
    let count = cells.len().max(1) as f64;
    let empty = cells.iter().filter(|cell| cell.text.is_empty()).count() as f64 / count;
    let length: usize = cells.iter().map(|cell| cell.text.len()).sum();
    Profile { tokens, empty, length: (length as f64 / count).ln_1p() }
}

/// The first version that has a column, and where it is there.
fn shown_in<'g, 'p>(group: &'g [Version<'p>], column: &AlignedColumn) -> Option<(&'g Version<'p>, usize)> {
    group.iter().find_map(|version| Some((version, *column.members.get(version.locale())?)))
}

/// The role that the header of any version names for a column.
fn named(corpus: &Corpus, group: &[Version<'_>], column: &AlignedColumn) -> Option<Role> {
    group.iter().find_map(|version| header_role(corpus, version, *column.members.get(version.locale())?))
}

fn header_role(corpus: &Corpus, version: &Version<'_>, index: usize) -> Option<Role> {
    corpus.profile(version.locale()).role(&plain_text(&version.table().header.get(index)?.text))
}

fn roles_from_headers(corpus: &Corpus, group: &[Version<'_>], columns: &mut [AlignedColumn]) {
    let mut taken = BTreeSet::new();
    for column in columns {
        column.role = named(corpus, group, column).filter(|role| taken.insert(*role));
    }
}

/// Where headers name a description and a solution but no message: a column of codes before them is what they are of, as
/// in `code | description | solution`. A table of options has codes as well, but nothing that is solved.
fn codes_with_solutions(group: &[Version<'_>], columns: &mut [AlignedColumn]) {
    let place = |role: Role| columns.iter().position(|column| column.role == Some(role));
    let (None, Some(description), Some(resolution)) =
        (place(Role::Message), place(Role::Description), place(Role::Resolution))
    else {
        return;
    };
    let codes = (0..description.min(resolution)).find(|index| {
        columns[*index].role.is_none() && share_of_cells(group, &columns[*index], &|cell| is_code(&cell.text)) > 0.5
    });
    if let Some(codes) = codes {
        columns[codes].role = Some(Role::Message);
    }
}

/// Whether a cell is the code of an error: one word in capitals or digits, such as `API-01`, `ERR_CLOSED` and `1045`.
fn is_code(text: &str) -> bool {
    let word = text.trim_matches(['`', '*', '"', ' ']);
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | ':' | '/' | '#');
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let is_joined = word.contains(['-', '_']) && capitals > 2 && !word.contains(|char: char| char.is_ascii_lowercase());
    word.chars().all(is_part) && (digits > 2 || digits > 0 && capitals > 0 || is_joined)
}

/// Where no column is known to hold messages: the one where most cells have an exception, status or code.
///
/// The names beside it are the app, and what is then left on its right is description and resolution.
fn roles_from_shapes(group: &[Version<'_>], columns: &mut [AlignedColumn]) {
    if columns.iter().any(|column| column.role == Some(Role::Message)) || columns.len() < 2 {
        return;
    }
    let share = |index: usize, is: &dyn Fn(&Cell) -> bool| share_of_cells(group, &columns[index], is);
    let is_error = |cell: &Cell| {
        let error = [InvariantKind::Exception, InvariantKind::Status, InvariantKind::Code];
        cell.signature.invariants.iter().any(|invariant| error.contains(&invariant.kind))
    };
    let is_class = |cell: &Cell| cell.signature.of(InvariantKind::Exception).next().is_some();
    // Most of its cells show an error, and many of them an exception class: a column of bare codes or numbers does not.
    let Some(message) =
        (0..columns.len()).find(|index| share(*index, &is_error) > 0.5 && share(*index, &is_class) > 0.3)
    else {
        return;
    };
    let is_name = |cell: &Cell| {
        let mut names = cell.signature.invariants.iter().filter(|invariant| invariant.kind == InvariantKind::Name);
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

/// The share of a column's cells, in all versions, for which `is` holds. Empty cells are not counted.
fn share_of_cells(group: &[Version<'_>], column: &AlignedColumn, is: &dyn Fn(&Cell) -> bool) -> f64 {
    let cells = group.iter().flat_map(|version| {
        let index = column.members.get(version.locale());
        version.rows().into_iter().filter_map(move |(_, row)| row.cells.get(*index?))
    });
    let (mut all, mut matching) = (0usize, 0usize);
    for cell in cells.filter(|cell| !cell.text.is_empty()) {
        all += 1;
        matching += usize::from(is(cell));
    }
    if all == 0 { 0.0 } else { matching as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn codes_are_words_of_capitals_and_digits() {
        for code in ["API-01", "`COMMON-12`", "1045", "0x80070005", "ERR_CLOSED", "E12", "**JDBC-05**"] {
            assert!(is_code(code), "{code}");
        }
        for other in ["", "timeout", "Host", "錯誤 12", "A b 1", "1", "max-size", "12"] {
            assert!(!is_code(other), "{other}");
        }
    }
}
