//! Which locales share most tokens.

use rayon::prelude::*;

use super::joined::Joined;
use crate::align::tokens::Vocabulary;

/// Which locales share most tokens: a row is compared with its versions in the reference and in these.
pub struct Nearest {
    /// For two locales the share of one's tokens that the other has too.
    shared: Vec<Vec<f64>>,
}

/// With how many earlier locales a row is compared.
// Comparing with all of them would make the time grow with the square of the locales; three was chosen.
const MOST_COMPARED: usize = 3;

impl Nearest {
    pub fn new(vocabulary: &Vocabulary, tables: &[Joined], locales: usize) -> Nearest {
        let used = |locale: usize| {
            let mut used = vec![false; vocabulary.len()];
            let rows = tables.iter().flat_map(|table| &table.versions[locale].facts);
            for cell in rows.flat_map(|row| row.cells.iter().flatten()) {
                cell.tokens.iter().for_each(|token| used[*token as usize] = true);
            }
            used
        };
        let used: Vec<Vec<bool>> = (0..locales).into_par_iter().map(used).collect();
        let share = |one: usize, other: usize| {
            let count = used[one].iter().filter(|used| **used).count().max(1);
            let both = used[one].iter().zip(&used[other]).filter(|(one, other)| **one && **other).count();
            both as f64 / count as f64
        };
        Nearest { shared: (0..locales).map(|one| (0..locales).map(|other| share(one, other)).collect()).collect() }
    }

    /// How many locales there are.
    pub fn locales(&self) -> usize {
        self.shared.len()
    }

    /// The locales among `others` to compare `joining` with: those that share most, and the reference.
    pub fn among(&self, joining: usize, others: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut others: Vec<usize> = others.collect();
        others.sort_by(|a, b| self.shared[joining][*b].total_cmp(&self.shared[joining][*a]).then(a.cmp(b)));
        let left_out = others.split_off(others.len().min(MOST_COMPARED));
        // The reference (0) is always among them: it joined first, so most entries began with its rows.
        if left_out.contains(&0) {
            others[MOST_COMPARED - 1] = 0;
        }
        others
    }
}
