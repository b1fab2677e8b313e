//! How much likelier the words of two rows are if one is the translation of the other.

use super::lexicon::Lexicon;
use super::tokens::{CellFacts, Class, RowFacts, Token, Vocabulary};

/// Two rows that may be one: a left and a right row.
pub type Candidate = (u32, u32);

/// For each row of a version the row of the other that it was paired with when the lexicon was learned.
pub type Partners = [Option<u32>];

/// Two versions of a table with what was learned of their locales.
pub struct Compared<'t> {
    pub vocabulary: &'t Vocabulary,
    pub lexicon: &'t Lexicon,
    pub left: &'t [RowFacts],
    pub right: &'t [RowFacts],
    pub of_left: &'t Partners,
    pub of_right: &'t Partners,
}

/// Memory that is used again for every table.
pub struct Scratch {
    best: Vec<Best>,
    touched: Vec<Token>,
    share: Vec<f32>,
    there: Vec<bool>,
}

/// The best reason to expect a token in a row: `count` of the `of` pairs that have the token `via` on the other side.
#[derive(Clone, Copy, Default)]
struct Best {
    chance: f32,
    via: Token,
    count: f32,
    of: f32,
}

impl Scratch {
    pub fn new(vocabulary: &Vocabulary) -> Scratch {
        Scratch {
            best: vec![Best::default(); vocabulary.len()],
            touched: Vec::new(),
            share: vec![0.0; vocabulary.len()],
            there: vec![false; vocabulary.len()],
        }
    }
}

pub fn param(name: &str, default: f32) -> f32 {
    static P: std::sync::OnceLock<std::collections::HashMap<String, f32>> = std::sync::OnceLock::new();
    let map = P.get_or_init(|| std::env::vars().filter_map(|(k, v)| Some((k, v.parse().ok()?))).collect());
    map.get(name).copied().unwrap_or(default)
}

/// For each candidate the logarithm of how much likelier its two rows are as translations of each other than as rows
/// of any other text.
pub fn likelihood(versions: &Compared<'_>, candidates: &[Candidate], scratch: &mut Scratch) -> Vec<f32> {
    let mut sums = vec![0.0; candidates.len()];
    let by = |given: fn(&Candidate) -> (u32, u32), count: usize| {
        let mut lists: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
        for (slot, candidate) in candidates.iter().enumerate() {
            let (given, target) = given(candidate);
            lists[given as usize].push((target, slot as u32));
        }
        lists
    };
    let (left, right) = (versions.left, versions.right);
    let forth = Direction { versions, reversed: false, targets: left, givens: right, of_target: versions.of_left, of_given: versions.of_right };
    let back = Direction { versions, reversed: true, targets: right, givens: left, of_target: versions.of_right, of_given: versions.of_left };
    let (by_right, by_left) = (by(|(l, r)| (*r, *l), right.len()), by(|(l, r)| (*l, *r), left.len()));
    let gamma = param("G", 0.5) / 2.0;
    let rewritten = param("E", 0.07);
    let columns = left.first().map_or(0, |row| row.cells.len());
    for column in 0..columns {
        let mut cells = vec![0.0; candidates.len()];
        forth.add(column, &by_right, scratch, &mut cells);
        back.add(column, &by_left, scratch, &mut cells);
        cells.iter_mut().for_each(|cell| *cell *= gamma);
        add_lengths(versions, column, candidates, &mut cells);
        for (sum, cell) in sums.iter_mut().zip(cells) {
            // A cell may have been written anew since, and then says nothing.
            *sum += ((1.0 - rewritten) * cell.min(60.0).exp() + rewritten).ln();
        }
    }
    sums
}

/// The tokens of `targets` explained by those of `givens`.
struct Direction<'t> {
    versions: &'t Compared<'t>,
    reversed: bool,
    targets: &'t [RowFacts],
    givens: &'t [RowFacts],
    of_target: &'t Partners,
    of_given: &'t Partners,
}

impl Direction<'_> {
    fn add(&self, column: usize, candidates: &[Vec<(u32, u32)>], scratch: &mut Scratch, sums: &mut [f32]) {
        let expected = self.expected(column, scratch);
        for (given, candidates) in candidates.iter().enumerate() {
            let Some(cell) = &self.givens[given].cells[column] else { continue };
            if candidates.is_empty() {
                continue;
            }
            self.gather(given, column, cell, scratch);
            for (target, slot) in candidates {
                sums[*slot as usize] += self.explain(*target as usize, given, column, &expected, scratch);
            }
            for token in scratch.touched.drain(..) {
                scratch.best[token as usize] = Best::default();
            }
        }
    }

    /// Of each token of each target's cell: its share of the column's cells, and what it counts where unexplained.
    fn expected(&self, column: usize, scratch: &mut Scratch) -> Vec<Vec<(f32, f32)>> {
        let cells = || self.targets.iter().map(|row| row.cells[column].as_ref());
        let mut count = 0.5f32;
        for cell in cells().flatten() {
            count += 1.0;
            cell.tokens.iter().for_each(|token| scratch.share[*token as usize] += 1.0);
        }
        count += 0.5;
        for cell in self.givens.iter().filter_map(|row| row.cells[column].as_ref()) {
            cell.tokens.iter().for_each(|token| scratch.there[*token as usize] = true);
        }
        let of_cell = |(target, cell): (usize, Option<&CellFacts>)| {
            let Some(cell) = cell else { return Vec::new() };
            let partner = self.of_target[target].and_then(|row| self.givens[row as usize].cells[column].as_ref());
            let paired = self.of_target[target].is_some();
            let facts = |token: &Token| {
                let share = (scratch.share[*token as usize] + 0.5) / count;
                (share.min(0.999), 1.0 - param("K", 0.85) * self.known(*token, paired, partner, scratch.there[*token as usize]))
            };
            cell.tokens.iter().map(facts).collect()
        };
        let expected = cells().enumerate().map(of_cell).collect();
        for cell in cells().flatten() {
            cell.tokens.iter().for_each(|token| scratch.share[*token as usize] = 0.0);
        }
        for cell in self.givens.iter().filter_map(|row| row.cells[column].as_ref()) {
            cell.tokens.iter().for_each(|token| scratch.there[*token as usize] = false);
        }
        expected
    }

    /// How surely a token is seen on the other side, as itself or translated; the pair the token is in does not count.
    fn known(&self, token: Token, paired: bool, partner: Option<&CellFacts>, there: bool) -> f32 {
        let lexicon = self.versions.lexicon;
        let own = |other: Token| f32::from(u8::from(partner.is_some_and(|cell| cell.has(other))));
        let count = self.target_count(token) - f32::from(u8::from(paired));
        let survival = lexicon.survival(self.versions.vocabulary.class(token));
        let aid = param("AI", 2.0);
        // A word that the other version nowhere has was translated; a code or link went with its row.
        let survival = match self.versions.vocabulary.class(token) {
            _ if there => survival,
            Class::Code | Class::Link => survival * param("NC", 0.7),
            Class::Number => survival * param("NN", 0.3),
            _ => 0.0,
        };
        let kept = (lexicon.kept(token) as f32 - own(token) + aid * survival) / (count + aid);
        let translations = if self.reversed { lexicon.of_right(token) } else { lexicon.of_left(token) };
        let alpha = param("A", 1.0);
        let translated = translations.iter().map(|(other, together)| (*together as f32 - own(*other)) / (count + alpha));
        translated.fold(kept, f32::max).clamp(0.0, 1.0)
    }

    fn target_count(&self, token: Token) -> f32 {
        let lexicon = self.versions.lexicon;
        (if self.reversed { lexicon.right(token) } else { lexicon.left(token) }) as f32
    }

    fn given_count(&self, token: Token) -> f32 {
        let lexicon = self.versions.lexicon;
        (if self.reversed { lexicon.left(token) } else { lexicon.right(token) }) as f32
    }

    /// What to expect of a row whose counterpart has `cell`.
    fn gather(&self, given: usize, column: usize, cell: &CellFacts, scratch: &mut Scratch) {
        let lexicon = self.versions.lexicon;
        let partner = self.of_given[given];
        let partner_cell = partner.and_then(|row| self.targets[row as usize].cells[column].as_ref());
        let paired = f32::from(u8::from(partner.is_some()));
        let own = |token: Token| f32::from(u8::from(partner_cell.is_some_and(|cell| cell.has(token))));
        let (alpha, aid) = (param("A", 1.0), param("AI", 2.0));
        for token in &cell.tokens {
            let of = self.given_count(*token) - paired;
            let survival = lexicon.survival(self.versions.vocabulary.class(*token));
            let kept = lexicon.kept(*token) as f32 - own(*token) + aid * survival;
            scratch.offer(*token, Best { chance: 0.0, via: *token, count: kept, of: of + aid });
            let translations = if self.reversed { lexicon.of_left(*token) } else { lexicon.of_right(*token) };
            for (other, together) in translations {
                let count = *together as f32 - own(*other);
                if count > 0.0 {
                    scratch.offer(*other, Best { chance: 0.0, via: *token, count, of: of + alpha });
                }
            }
        }
    }

    /// How much likelier the target's cell is beside the gathered one than anywhere in its column.
    fn explain(&self, target: usize, given: usize, column: usize, expected: &[Vec<(f32, f32)>], scratch: &Scratch) -> f32 {
        let Some(cell) = &self.targets[target].cells[column] else { return 0.0 };
        let partner = self.of_target[target].filter(|row| *row as usize != given);
        let partner_cell = partner.and_then(|row| self.givens[row as usize].cells[column].as_ref());
        let mut sum = 0.0;
        for (token, (share, unexplained)) in cell.tokens.iter().zip(&expected[target]) {
            let best = scratch.best[*token as usize];
            let mut chance = best.chance;
            if chance > 0.0 && partner_cell.is_some_and(|cell| cell.has(best.via)) {
                chance = ((best.count - 1.0).max(0.0) / (best.of - 1.0).max(0.5)).min(chance);
            }
            let weight = match self.versions.vocabulary.class(*token) {
                Class::Stem => param("WT", 0.5),
                Class::Sound => param("WS", 0.5),
                Class::Markup => param("WM", 1.0),
                Class::Code => param("WC", 1.0),
                Class::Number => param("WN", 1.0),
                Class::Link => param("WL", 1.0),
                Class::Whole => param("WW", 1.0),
                Class::Empty => param("WE", 1.0),
                _ => 1.0,
            };
            sum += weight * (chance / share).max(*unexplained).ln();
        }
        sum
    }
}

impl Scratch {
    fn offer(&mut self, token: Token, mut reason: Best) {
        reason.chance = (reason.count / reason.of).clamp(0.0, 0.98);
        let best = &mut self.best[token as usize];
        if best.chance == 0.0 {
            self.touched.push(token);
        }
        if reason.chance > best.chance {
            *best = reason;
        }
    }
}

/// Adds how much likelier the lengths of a column's cells are.
fn add_lengths(versions: &Compared<'_>, column: usize, candidates: &[Candidate], sums: &mut [f32]) {
    let weight = param("L", 0.5);
    let left = Lengths::of(versions.left, column);
    let right = Lengths::of(versions.right, column);
    let spread = param("S", 0.3).powi(2);
    let mean = right.mean - left.mean;
    let wide = spread + left.variance + right.variance;
    for ((l, r), sum) in candidates.iter().zip(sums.iter_mut()) {
        if let (Some(l), Some(r)) = (left.of_row[*l as usize], right.of_row[*r as usize]) {
            let off = (r - l - mean).powi(2);
            *sum += weight * 0.5 * (off / wide - off / spread + (wide / spread).ln()).max(-4.0);
        }
    }
}

/// The logarithms of the lengths of a column's cells, without the empty ones.
struct Lengths {
    of_row: Vec<Option<f32>>,
    mean: f32,
    variance: f32,
}

impl Lengths {
    fn of(rows: &[RowFacts], column: usize) -> Lengths {
        let length = |row: &RowFacts| {
            let cell = row.cells[column].as_ref()?;
            (cell.length > 0).then(|| (cell.length as f32 + 6.0).ln())
        };
        let of_row: Vec<Option<f32>> = rows.iter().map(length).collect();
        let count = of_row.iter().flatten().count().max(1) as f32;
        let mean = of_row.iter().flatten().sum::<f32>() / count;
        let variance = of_row.iter().flatten().map(|length| (length - mean).powi(2)).sum::<f32>() / count;
        Lengths { of_row, mean, variance }
    }
}
