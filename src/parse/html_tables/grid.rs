//! Which cell is in which column of which row: cells may span several.

use super::written::{WrittenRow, WrittenTable};

/// The columns of each row.
#[derive(Debug)]
pub struct Grid {
    /// How many columns the widest row has.
    pub columns: usize,
    /// What is in the columns of each row; a row may end before others do.
    pub rows: Vec<Vec<Slot>>,
}

/// What is in one column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Nothing: a cell that spans rows is further to the right.
    Free,
    /// A cell.
    Cell {
        /// Its number among all cells of the table.
        cell: usize,
        /// Whether it begins here, and spans neither from above nor from before.
        is_own: bool,
    },
}

/// A cell that goes on in the rows below, in one column.
#[derive(Clone, Copy, Debug)]
struct Carried {
    cell: usize,
    rows: usize,
}

/// For how many bytes of a table there may be one slot. A pipe table takes two for a cell, so nobody gets more cells out
/// of HTML than out of pipes.
const BYTES_FOR_A_SLOT: usize = 2;

/// How many times as long as its table all cells may be together, when each is written out where it is seen. A few words
/// for thirty rows are usual.
const MOST_REPEATED: usize = 32;

impl Grid {
    /// The grid of a table; `None` where cells span so much that memory would not grow with the text.
    pub fn of(table: &WrittenTable) -> Option<Grid> {
        let most_slots = table.span.len() / BYTES_FOR_A_SLOT;
        let lengths: Vec<usize> = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.content.len()).collect();
        let (mut slots, mut first) = (0, 0);
        let mut carried: Vec<Option<Carried>> = Vec::new();
        let mut group = None;
        let mut grid = Grid { columns: 0, rows: Vec::with_capacity(table.rows.len()) };
        for row in &table.rows {
            if group.replace(row.group) != Some(row.group) {
                carried.clear();
            }
            let own = slots_of(row, first, &mut carried, most_slots - slots)?;
            first += row.cells.len();
            slots += own.len();
            grid.columns = grid.columns.max(own.len());
            grid.rows.push(own);
        }
        let all = grid.rows.iter().flatten().map(|slot| slot.cell().map_or(0, |cell| lengths[cell])).sum::<usize>();
        let is_bounded = grid.columns * grid.rows.len() <= most_slots && all <= MOST_REPEATED * table.span.len();
        is_bounded.then_some(grid)
    }

    /// Whether a cell that begins in a row is as asked.
    pub fn has_own(&self, row: usize, is_it: impl Fn(usize) -> bool) -> bool {
        self.rows[row].iter().any(|slot| matches!(slot, Slot::Cell { cell, is_own: true } if is_it(*cell)))
    }
}

impl Slot {
    /// The number of its cell.
    pub fn cell(self) -> Option<usize> {
        match self {
            Slot::Free => None,
            Slot::Cell { cell, .. } => Some(cell),
        }
    }
}

/// The slots of a row whose first cell has the number `first`, with what goes on from above; `carried` becomes what goes
/// on below. `None` where there are more than `most`.
fn slots_of(row: &WrittenRow, first: usize, carried: &mut Vec<Option<Carried>>, most: usize) -> Option<Vec<Slot>> {
    let mut slots: Vec<Slot> = carried
        .iter_mut()
        .map(|above| match above {
            Some(Carried { cell, rows }) => {
                let slot = Slot::Cell { cell: *cell, is_own: false };
                *rows -= 1;
                if *rows == 0 {
                    *above = None;
                }
                slot
            }
            None => Slot::Free,
        })
        .collect();
    let mut column = 0;
    for (number, cell) in row.cells.iter().enumerate() {
        column += slots[column.min(slots.len())..].iter().take_while(|slot| **slot != Slot::Free).count();
        for at in column..column + cell.columns {
            if slots.len() <= at {
                slots.push(Slot::Free);
            }
            // A cell from above and one of the row in the same column: authors who miscount mean the one from above.
            if slots[at] != Slot::Free {
                break;
            }
            slots[at] = Slot::Cell { cell: first + number, is_own: at == column };
            if cell.rows > 1 {
                carried.resize(carried.len().max(at + 1), None);
                carried[at] = Some(Carried { cell: first + number, rows: cell.rows - 1 });
            }
        }
        column += 1;
        if slots.len() > most {
            return None;
        }
    }
    let filled = slots.iter().rposition(|slot| *slot != Slot::Free).map_or(0, |last| last + 1);
    slots.truncate(filled);
    while carried.last().is_some_and(Option::is_none) {
        carried.pop();
    }
    (slots.len() <= most).then_some(slots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::html_tables::written::WrittenCell;

    /// The numbers of the cells in a grid of rows whose cells span so many columns and rows.
    fn grid(rows: &[&[(usize, usize)]]) -> Vec<Vec<Option<usize>>> {
        let cell = |(columns, rows): &(usize, usize)| WrittenCell {
            content: 0..1,
            is_header: false,
            columns: *columns,
            rows: *rows,
        };
        let rows = rows.iter().map(|cells| WrittenRow {
            range: 0..0,
            group: 0,
            is_head: false,
            cells: cells.iter().map(cell).collect(),
        });
        let table = WrittenTable { span: 0..1_000, rows: rows.collect(), ..WrittenTable::default() };
        let grid = Grid::of(&table).unwrap();
        grid.rows.iter().map(|row| row.iter().map(|slot| slot.cell()).collect()).collect()
    }

    #[test]
    fn a_cell_is_in_each_row_and_column_that_it_spans() {
        let of = |cells: &[usize]| cells.iter().map(|cell| Some(*cell)).collect::<Vec<_>>();
        assert_eq!(grid(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)]]), [of(&[0, 1, 1]), of(&[0, 2, 3])]);
        assert_eq!(grid(&[&[(1, 9), (1, 1)], &[(1, 1)], &[]]), [of(&[0, 1]), of(&[0, 2]), of(&[0])]);
        assert_eq!(grid(&[&[(2, 2)], &[(1, 1)]]), [of(&[0, 0]), of(&[0, 0, 1])]);
    }

    #[test]
    fn a_cell_that_runs_into_one_from_above_ends_there() {
        assert_eq!(
            grid(&[&[(1, 1), (1, 2), (1, 1)], &[(2, 1), (1, 1)]]),
            [vec![Some(0), Some(1), Some(2)], vec![Some(3), Some(1), Some(4)]]
        );
        assert_eq!(grid(&[&[(1, 1), (1, 2)], &[]]), [vec![Some(0), Some(1)], vec![None, Some(1)]]);
    }

    #[test]
    fn a_grid_that_is_far_larger_than_its_text_is_none() {
        let cell = |columns, rows| WrittenCell { content: 0..1, is_header: false, columns, rows };
        let row = |cells| WrittenRow { range: 0..0, group: 0, is_head: false, cells };
        let mut rows = vec![row(vec![cell(1_000, 65_534)])];
        rows.extend((0..100_000).map(|_| row(Vec::new())));
        assert!(Grid::of(&WrittenTable { span: 0..900_000, rows, ..WrittenTable::default() }).is_none());
        let long = WrittenCell { content: 0..90_000, ..cell(1_000, 1) };
        let rows = vec![row(vec![long])];
        assert!(Grid::of(&WrittenTable { span: 0..100_000, rows, ..WrittenTable::default() }).is_none());
    }
}
