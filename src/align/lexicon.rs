//! Which words of one locale are translations of which of another, learned from rows that are paired.

use rayon::prelude::*;

use super::tokens::{Class, RowFacts, Token, Vocabulary};

/// How many translations of a token are kept, the likeliest first.
// Chosen: enough for the inflected forms and the synonyms of a word. Each one is tried for every pair that is compared.
const MOST_TRANSLATIONS: usize = 12;

/// A token in more cells than this and a tenth of all is not counted together with others.
// It says little about a row, and its pairs with all tokens of so many cells take most of the memory.
const COMMON: u32 = 500;

/// How many tokens of a cell are counted together with those of its counterpart, the rarest first.
// The pairs grow with the square of a cell's tokens.
const MOST_OF_CELL: usize = 200;

/// Two paired rows of a left and a right version.
pub type Pair<'f> = (&'f RowFacts, &'f RowFacts);

/// Which rows of the joining version a lexicon is learned from, so that its cost does not grow with a large corpus.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Every so manieth row of each table, at least 1.
    pub every: usize,
}

impl Default for Sample {
    fn default() -> Sample {
        Sample { every: 1 }
    }
}

impl Sample {
    /// Whether a row is in the sample.
    pub fn has(self, row: usize) -> bool {
        row.is_multiple_of(self.every)
    }
}

/// What was learned from the paired rows of two locales. All counts are of cells in which a token occurs.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Of each left token: in how many paired cells it is.
    left: Vec<u32>,
    /// Of each right token: in how many paired cells it is.
    right: Vec<u32>,
    /// Of each token: in how many pairs it is on both sides.
    kept: Vec<u32>,
    /// Of each left token: the right tokens that go with it.
    of_left: Translations,
    /// Of each right token: the left tokens that go with it.
    of_right: Translations,
    /// Which rows it was learned from.
    sample: Sample,
    /// How likely a token of each class is to be kept.
    survival: [f32; Class::ALL.len()],
}

/// For each token those that occur together with it, each with the number of pairs that have both; the likeliest first.
#[derive(Debug, Default)]
struct Translations {
    starts: Vec<u32>,
    found: Vec<(Token, u32)>,
}

impl Translations {
    fn of(&self, token: Token) -> &[(Token, u32)] {
        let at = token as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.found[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// How likely a token of each class is to be kept where nothing is learned yet, in the order of [`Class::ALL`].
// Chosen: codes, numbers, links, markup and emptiness are nearly always kept, words in Latin letters where they are
// names or loan words, words in other letters hardly ever.
const SURVIVAL: [f32; Class::ALL.len()] = [0.25, 0.9, 0.85, 0.85, 0.8, 0.35, 0.1, 0.25, 0.7, 0.25, 0.25];

/// How many occurrences the values of [`SURVIVAL`] count as, so that a few rows do not overturn them.
const SURVIVAL_WEIGHT: f32 = 20.0;

impl Lexicon {
    /// What is known before any rows are paired.
    pub fn empty() -> Lexicon {
        Lexicon { survival: SURVIVAL, ..Lexicon::default() }
    }

    /// Learns from `pairs`, which are the paired rows that are in `sample`.
    pub fn learn(vocabulary: &Vocabulary, pairs: &[Pair<'_>], sample: Sample) -> Lexicon {
        let mut lexicon = Lexicon {
            left: vec![0; vocabulary.len()],
            right: vec![0; vocabulary.len()],
            kept: vec![0; vocabulary.len()],
            survival: SURVIVAL,
            sample,
            ..Lexicon::default()
        };
        lexicon.count(pairs);
        lexicon.learn_survival(vocabulary);
        let together = lexicon.count_together(vocabulary, pairs);
        let cells = pairs.iter().map(|(left, _)| left.cells.len()).sum::<usize>() as f32;
        lexicon.of_left = translations(&together, &lexicon.left, &lexicon.right, cells);
        let mut flipped: Vec<(Token, Token, u32)> =
            together.into_iter().map(|(left, right, count)| (right, left, count)).collect();
        flipped.par_sort_unstable();
        lexicon.of_right = translations(&flipped, &lexicon.right, &lexicon.left, cells);
        lexicon
    }

    fn count(&mut self, pairs: &[Pair<'_>]) {
        for (left, right) in cells(pairs) {
            left.iter().for_each(|token| self.left[*token as usize] += 1);
            right.iter().for_each(|token| self.right[*token as usize] += 1);
            left.iter()
                .filter(|token| right.binary_search(token).is_ok())
                .for_each(|token| self.kept[*token as usize] += 1);
        }
    }

    fn learn_survival(&mut self, vocabulary: &Vocabulary) {
        let mut seen = [0.0f32; Class::ALL.len()];
        let mut kept = [0.0f32; Class::ALL.len()];
        for token in 0..vocabulary.len() {
            let class = vocabulary.class(token as Token) as usize;
            // Each token counts as often as a few of its occurrences: `de` is kept often and says little about words.
            let both = (self.left[token] + self.right[token]) as f32;
            if both > 0.0 {
                let weight = both.min(4.0);
                seen[class] += weight;
                kept[class] += weight * 2.0 * self.kept[token] as f32 / both;
            }
        }
        for class in 0..Class::ALL.len() {
            self.survival[class] = (kept[class] + SURVIVAL_WEIGHT * SURVIVAL[class]) / (seen[class] + SURVIVAL_WEIGHT);
        }
    }

    /// Sorted left and right tokens with the number of paired cells that have both, without tokens that show nothing:
    /// those that are seen only once, or nearly everywhere.
    fn count_together(&self, vocabulary: &Vocabulary, pairs: &[Pair<'_>]) -> Vec<(Token, Token, u32)> {
        let cells_with_text = cells(pairs).count() as u32;
        // A quarter of a small corpus, a tenth and `COMMON` of a large one; 8 so that a tiny one has any tokens at all.
        let most = (cells_with_text / 4).min(cells_with_text / 10 + COMMON).max(8);
        let tells = |counts: &[u32], token: Token| {
            (2..=most).contains(&counts[token as usize]) && vocabulary.is_translated(token)
        };
        let rarest = |tokens: &[Token], counts: &[u32]| {
            let mut telling: Vec<Token> = tokens.iter().copied().filter(|token| tells(counts, *token)).collect();
            if telling.len() > MOST_OF_CELL {
                telling.sort_by_key(|token| (counts[*token as usize], *token));
                telling.truncate(MOST_OF_CELL);
            }
            telling
        };
        let mut keys: Vec<u64> = Vec::new();
        for (left, right) in cells(pairs) {
            let telling = rarest(right, &self.right);
            for token in rarest(left, &self.left) {
                keys.extend(telling.iter().map(|other| u64::from(token) << 32 | u64::from(*other)));
            }
        }
        keys.par_sort_unstable();
        let runs = keys.chunk_by(|a, b| a == b);
        runs.map(|run| ((run[0] >> 32) as Token, run[0] as Token, run.len() as u32)).collect()
    }

    /// Which rows it was learned from.
    pub fn sample(&self) -> Sample {
        self.sample
    }

    /// The left tokens that occur together with a right one, each with the number of pairs that have both.
    pub fn of_right(&self, token: Token) -> &[(Token, u32)] {
        self.of_right.of(token)
    }

    /// The right tokens that occur together with a left one, each with the number of pairs that have both.
    pub fn of_left(&self, token: Token) -> &[(Token, u32)] {
        self.of_left.of(token)
    }

    /// In how many pairs a token is on the left.
    pub fn left(&self, token: Token) -> u32 {
        self.left.get(token as usize).copied().unwrap_or(0)
    }

    /// In how many pairs a token is on the right.
    pub fn right(&self, token: Token) -> u32 {
        self.right.get(token as usize).copied().unwrap_or(0)
    }

    /// In how many pairs a token is on both sides.
    pub fn kept(&self, token: Token) -> u32 {
        self.kept.get(token as usize).copied().unwrap_or(0)
    }

    /// How likely tokens of a class are to be kept.
    pub fn survival(&self, class: Class) -> f32 {
        self.survival[class as usize]
    }
}

/// The tokens of all cells that both rows of a pair have.
fn cells<'p>(pairs: &'p [Pair<'p>]) -> impl Iterator<Item = (&'p [Token], &'p [Token])> {
    pairs.iter().flat_map(|(left, right)| {
        let both = left.cells.iter().zip(right.cells.iter());
        both.filter_map(|(left, right)| Some((&*left.as_ref()?.tokens, &*right.as_ref()?.tokens)))
    })
}

/// Of each first token of sorted triples, the second ones that occur with it more often than by chance.
fn translations(together: &[(Token, Token, u32)], firsts: &[u32], seconds: &[u32], cells: f32) -> Translations {
    let mut translations = Translations { starts: Vec::with_capacity(firsts.len() + 1), found: Vec::new() };
    let mut runs = together.chunk_by(|a, b| a.0 == b.0).peekable();
    for (token, first) in firsts.iter().enumerate() {
        translations.starts.push(translations.found.len() as u32);
        let Some(run) = runs.next_if(|run| run[0].0 as usize == token) else { continue };
        let telling = |(_, second, count): &&(Token, Token, u32)| {
            let expected = *first as f32 * seconds[*second as usize] as f32 / cells.max(1.0);
            // Clearly more often than by chance, and in at least a tenth of the pairs: below that, the two only happen
            // to be in the same few rows. Both limits were chosen.
            *count as f32 > 1.5 * expected && 10 * count >= *first
        };
        let mut found: Vec<(Token, u32)> =
            run.iter().filter(telling).map(|(_, second, count)| (*second, *count)).collect();
        let likeness = |(second, count): &(Token, u32)| *count as f32 / (first + seconds[*second as usize]) as f32;
        found.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then(a.0.cmp(&b.0)));
        found.truncate(MOST_TRANSLATIONS);
        translations.found.extend(found);
    }
    translations.starts.push(translations.found.len() as u32);
    translations
}
