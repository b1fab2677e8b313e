//! How much likelier the words of two rows are if one is the translation of the other.

use rayon::prelude::*;

use super::lexicon::Lexicon;
use super::tokens::{CellFacts, Class, RowFacts, Token, Vocabulary};

// The weights below were chosen by coordinate search on tables of real translations, for the greatest F1 over the
// tables as they are, with rows dropped, moved, swapped and shuffled. The result depends little on any of them.

/// Factor on the sum of the evidence of a cell's tokens.
// The sum would be right for independent tokens. Neighbouring words are not: they count the same evidence again.
const INDEPENDENCE: f32 = 0.3;

/// The probability that a cell was rewritten since the other was translated, so that it is no evidence.
// It also limits how much a single cell can count against a pair: no less than ln 0.07, which is -2.7.
const REWRITTEN: f32 = 0.07;

/// What is subtracted from a column's count of a token before its share of the cells is computed.
// A token that was seen once is rarer in the language than one in so many cells.
const SEEN_BY_CHANCE: f32 = 0.5;

/// How much a token counts against a pair where its counterpart is always on the other side, but not in this row.
// Below 1, because at 1 a single missing word would rule out the pair, whatever the others are.
const MISSED: f32 = 0.85;

/// How many pairs without the translation are added to those that were counted.
// Two words that occurred together in the only pair they were in are no certain translation: they get one half.
const DOUBT: f32 = 1.0;

/// How many pairs the survival rate of a token's class counts as, beside the pairs that have the token itself.
// A rare token is judged by its class, a frequent one by its own counts.
const SURVIVAL_PAIRS: f32 = 2.7;

/// How much lengths count, and the spread of the logarithm of a translation's length.
const LENGTH_WEIGHT: f32 = 0.5;
const LENGTH_SPREAD: f32 = 0.3;

/// The weight of a class of tokens beside [`INDEPENDENCE`].
fn weight(class: Class) -> f32 {
    // Codes, numbers and links depend less on the words around them than words do on each other, so more of their
    // evidence is used. The whole text of a short cell lies between the two.
    match class {
        Class::Code | Class::Number | Class::Link => 2.0,
        Class::Whole => 1.35,
        _ => 1.0,
    }
}

/// Factor on the survival rate of a token that no cell of the other version's column has.
// A missing word was translated, which is no evidence against a pair. A missing code may belong to a row that the other
// version lacks, which is some.
fn survival_of_absent(class: Class) -> f32 {
    match class {
        Class::Code | Class::Link => 0.62,
        Class::Number => 0.58,
        _ => 0.0,
    }
}

/// Two rows that may be one: a left and a right row.
pub type Candidate = (u32, u32);

/// For each row of a version the row of the other that it was paired with when the lexicon was learned.
pub type Partners = [Option<u32>];

/// Two versions of a table, with the lexicon of their locales.
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

/// For each candidate the logarithm of how much likelier its two rows are as translations of each other than as rows
/// of any other text.
pub fn likelihood(compared: &Compared<'_>, candidates: &[Candidate], scratch: &mut Scratch) -> Vec<f32> {
    let columns = compared.left.first().map_or(0, |row| row.cells.len());
    let lists = Lists::new(compared, candidates);
    let of_columns: Vec<Vec<f32>> = if candidates.len() > MANY.max(compared.vocabulary.len() / 8) {
        let of_column = |scratch: &mut Scratch, column| of_column(compared, column, candidates, &lists, scratch);
        (0..columns).into_par_iter().map_init(|| Scratch::new(compared.vocabulary), of_column).collect()
    } else {
        (0..columns).map(|column| of_column(compared, column, candidates, &lists, scratch)).collect()
    };
    let mut sums = vec![0.0; candidates.len()];
    for cells in of_columns {
        sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
    }
    sums
}

/// With more candidates than this, the columns are compared in parallel.
// Each thread allocates a `Scratch` with a slot for every token of the vocabulary: too much for a few candidates.
const MANY: usize = 10_000;

/// The candidates by their right and by their left rows, each with its slot.
struct Lists {
    by_right: Vec<Vec<(u32, u32)>>,
    by_left: Vec<Vec<(u32, u32)>>,
}

impl Lists {
    fn new(compared: &Compared<'_>, candidates: &[Candidate]) -> Lists {
        let mut by_right = vec![Vec::new(); compared.right.len()];
        let mut by_left = vec![Vec::new(); compared.left.len()];
        for (slot, (left, right)) in candidates.iter().enumerate() {
            by_right[*right as usize].push((*left, slot as u32));
            by_left[*left as usize].push((*right, slot as u32));
        }
        Lists { by_right, by_left }
    }
}

/// The evidence of one column for each candidate.
fn of_column(
    compared: &Compared<'_>,
    column: usize,
    candidates: &[Candidate],
    lists: &Lists,
    scratch: &mut Scratch,
) -> Vec<f32> {
    let mut cells = vec![0.0; candidates.len()];
    Direction::forth(compared).add(column, &lists.by_right, scratch, &mut cells);
    Direction::back(compared).add(column, &lists.by_left, scratch, &mut cells);
    cells.iter_mut().for_each(|cell| *cell *= INDEPENDENCE);
    add_lengths(compared, column, candidates, &mut cells);
    // A mixture of two cases: the cell is a translation, or it was rewritten and is no evidence (a ratio of 1). The
    // bound keeps `exp` finite, which overflows in an `f32` from 89 on.
    cells.iter_mut().for_each(|cell| *cell = ((1.0 - REWRITTEN) * cell.min(60.0).exp() + REWRITTEN).ln());
    cells
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

impl<'t> Direction<'t> {
    /// Left rows explained by right ones.
    fn forth(compared: &'t Compared<'t>) -> Direction<'t> {
        let Compared { left, right, of_left, of_right, .. } = *compared;
        Direction {
            versions: compared,
            reversed: false,
            targets: left,
            givens: right,
            of_target: of_left,
            of_given: of_right,
        }
    }

    /// Right rows explained by left ones.
    fn back(compared: &'t Compared<'t>) -> Direction<'t> {
        let Compared { left, right, of_left, of_right, .. } = *compared;
        Direction {
            versions: compared,
            reversed: true,
            targets: right,
            givens: left,
            of_target: of_right,
            of_given: of_left,
        }
    }

    fn add(&self, column: usize, candidates: &[Vec<(u32, u32)>], scratch: &mut Scratch, sums: &mut [f32]) {
        let mut asked = vec![false; self.targets.len()];
        candidates.iter().flatten().for_each(|(target, _)| asked[*target as usize] = true);
        let expected = self.expected(column, &asked, scratch);
        for (given, candidates) in candidates.iter().enumerate() {
            let Some(cell) = &self.givens[given].cells[column] else { continue };
            if candidates.is_empty() {
                continue;
            }
            self.gather(given, column, cell, scratch);
            for (target, slot) in candidates {
                sums[*slot as usize] += self.explain(*target as usize, given, column, &expected, scratch);
            }
            scratch.clear();
        }
    }

    /// For each token of the cells of the targets in `asked`: its share of the column's cells, and the factor it counts
    /// with where the other row does not explain it.
    fn expected(&self, column: usize, asked: &[bool], scratch: &mut Scratch) -> Vec<Expected> {
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
            let Some(cell) = cell.filter(|_| asked[target]) else { return Vec::new() };
            let partner = self.of_target[target].and_then(|row| self.givens[row as usize].cells[column].as_ref());
            let paired = self.of_target[target].is_some();
            let facts = |token: &Token| {
                let share = (scratch.share[*token as usize] - SEEN_BY_CHANCE) / count;
                (share.min(0.999), 1.0 - MISSED * self.known(*token, paired, partner, scratch.there[*token as usize]))
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

    /// The probability that a token is on the other side, as itself or translated. The pair that the token is in now is
    /// taken out of the counts.
    fn known(&self, token: Token, paired: bool, partner: Option<&CellFacts>, there: bool) -> f32 {
        let lexicon = self.versions.lexicon;
        let own = |other: Token| f32::from(u8::from(partner.is_some_and(|cell| cell.has(other))));
        let count = self.target_count(token) - f32::from(u8::from(paired));
        let class = self.versions.vocabulary.class(token);
        let survival = lexicon.survival(class);
        let survival = if there { survival } else { survival * survival_of_absent(class) };
        let kept = (lexicon.kept(token) as f32 - own(token) + SURVIVAL_PAIRS * survival) / (count + SURVIVAL_PAIRS);
        let translations = if self.reversed { lexicon.of_right(token) } else { lexicon.of_left(token) };
        let translated =
            translations.iter().map(|(other, together)| (*together as f32 - own(*other)) / (count + DOUBT));
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

        for token in &cell.tokens {
            let of = self.given_count(*token) - paired;
            let survival = lexicon.survival(self.versions.vocabulary.class(*token));
            let kept = lexicon.kept(*token) as f32 - own(*token) + SURVIVAL_PAIRS * survival;
            scratch.offer(*token, Best { chance: 0.0, via: *token, count: kept, of: of + SURVIVAL_PAIRS });
            let translations = if self.reversed { lexicon.of_left(*token) } else { lexicon.of_right(*token) };
            for (other, together) in translations {
                let count = *together as f32 - own(*other);
                if count > 0.0 {
                    scratch.offer(*other, Best { chance: 0.0, via: *token, count, of: of + DOUBT });
                }
            }
        }
    }

    /// How much likelier the target's cell is beside the gathered one than anywhere in its column.
    fn explain(&self, target: usize, given: usize, column: usize, expected: &[Expected], scratch: &Scratch) -> f32 {
        self.reasons(target, given, column, expected, scratch).map(|reason| reason.weight).sum()
    }

    /// The evidence of each token of the target's cell for the given row.
    fn reasons<'d>(
        &'d self,
        target: usize,
        given: usize,
        column: usize,
        expected: &'d [Expected],
        scratch: &'d Scratch,
    ) -> impl Iterator<Item = Reason> + 'd {
        let partner = self.of_target[target].filter(|row| *row as usize != given);
        let partner_cell = partner.and_then(|row| self.givens[row as usize].cells[column].as_ref());
        let tokens = self.targets[target].cells[column].iter().flat_map(|cell| &cell.tokens);
        tokens.zip(&expected[target]).map(move |(token, (share, unexplained))| {
            let best = scratch.best[*token as usize];
            let mut chance = best.chance;
            // The target is counted in the lexicon with another partner; that pair is no evidence for this one.
            if chance > 0.0 && partner_cell.is_some_and(|cell| cell.has(best.via)) {
                chance = ((best.count - 1.0).max(0.0) / (best.of - 1.0).max(0.5)).min(chance);
            }
            let ratio = chance / share;
            let weight = weight(self.versions.vocabulary.class(*token)) * ratio.max(*unexplained).ln();
            Reason { column, token: *token, counterpart: (ratio > *unexplained).then_some(best.via), weight }
        })
    }
}

/// For each token of a target's cell: its share of the column's cells, and its factor where it is unexplained.
type Expected = Vec<(f32, f32)>;

/// The evidence of a token for or against a pair of rows.
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    pub column: usize,
    pub token: Token,
    /// The token of the other row that it is, or is a translation of; `None` where none is found.
    pub counterpart: Option<Token>,
    /// A natural logarithm, before [`INDEPENDENCE`] is applied.
    pub weight: f32,
}

/// The evidence of each token of two rows: first that of the left tokens, then that of the right ones.
pub fn reasons(compared: &Compared<'_>, (left, right): Candidate) -> (Vec<Reason>, Vec<Reason>) {
    let columns = compared.left.first().map_or(0, |row| row.cells.len());
    let mut scratch = Scratch::new(compared.vocabulary);
    let mut explain = |direction: Direction<'_>, target: usize, given: usize| {
        let mut reasons = Vec::new();
        for column in 0..columns {
            let Some(cell) = &direction.givens[given].cells[column] else { continue };
            let mut asked = vec![false; direction.targets.len()];
            asked[target] = true;
            let expected = direction.expected(column, &asked, &mut scratch);
            direction.gather(given, column, cell, &mut scratch);
            reasons.extend(direction.reasons(target, given, column, &expected, &scratch));
            scratch.clear();
        }
        reasons.iter_mut().for_each(|reason| reason.weight *= INDEPENDENCE);
        reasons
    };
    let forth = explain(Direction::forth(compared), left as usize, right as usize);
    let back = explain(Direction::back(compared), right as usize, left as usize);
    (forth, back)
}

impl Scratch {
    /// Resets what was gathered; only the slots that were used, since the vocabulary is large.
    fn clear(&mut self) {
        for token in self.touched.drain(..) {
            self.best[token as usize] = Best::default();
        }
    }

    fn offer(&mut self, token: Token, mut reason: Best) {
        // Never certain: two percent are left for the next translator, who may choose another word.
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

/// Adds how much likelier the lengths of a column's cells are in a translation than in two unrelated cells.
fn add_lengths(versions: &Compared<'_>, column: usize, candidates: &[Candidate], sums: &mut [f32]) {
    let left = Lengths::of(versions.left, column);
    let right = Lengths::of(versions.right, column);
    let spread = LENGTH_SPREAD.powi(2);
    let mean = right.mean - left.mean;
    let wide = spread + left.variance + right.variance;
    for ((l, r), sum) in candidates.iter().zip(sums.iter_mut()) {
        if let (Some(l), Some(r)) = (left.of_row[*l as usize], right.of_row[*r as usize]) {
            let off = (r - l - mean).powi(2);
            // Two normal distributions of the difference: narrow for a translation, wide for two cells at random. The
            // bound limits what a cell that one language shortened or extended counts against its pair.
            *sum += LENGTH_WEIGHT * 0.5 * (off / wide - off / spread + (wide / spread).ln()).max(-4.0);
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
            // The summand dampens short cells, where one character more or less is a large ratio.
            (cell.length > 0).then(|| (cell.length as f32 + 6.0).ln())
        };
        let of_row: Vec<Option<f32>> = rows.iter().map(length).collect();
        let count = of_row.iter().flatten().count().max(1) as f32;
        let mean = of_row.iter().flatten().sum::<f32>() / count;
        let variance = of_row.iter().flatten().map(|length| (length - mean).powi(2)).sum::<f32>() / count;
        Lengths { of_row, mean, variance }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::align::lexicon::Sample;
    use crate::model::Table;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    /// The facts of two versions of a table; each row is its cells between pipes.
    pub(crate) fn read(dutch: &[&str], chinese: &[&str]) -> (Vocabulary, Vec<RowFacts>, Vec<RowFacts>) {
        let mut vocabulary = Vocabulary::default();
        let [left, right] = [("nl-NL", dutch), ("zh-TW", chinese)].map(|(tag, rows)| {
            let table = table(tag, rows);
            vocabulary.read_rows(rows.len(), |row| table.rows[row].cells.iter().map(Some).collect())
        });
        (vocabulary, left, right)
    }

    fn table(tag: &str, rows: &[&str]) -> Table {
        let columns = rows[0].matches('|').count() - 1;
        let text = format!("|{}\n|{}\n{}\n", "x|".repeat(columns), "-|".repeat(columns), rows.join("\n"));
        let source = Source::new(FilePath::new("a.md"), text);
        let place = Place { locale: tag.parse().unwrap(), relative_path: "a.md".into(), page_key: None };
        parse(source, &place).0.page.tables[0].clone()
    }

    /// What each Dutch row is beside each Chinese one, when the first `learned` rows of both were paired in their order.
    fn compared(dutch: &[&str], chinese: &[&str], learned: usize) -> Vec<Vec<f32>> {
        let (vocabulary, left, right) = read(dutch, chinese);
        let partners: Vec<Option<u32>> = (0..left.len()).map(|row| (row < learned).then_some(row as u32)).collect();
        let pairs: Vec<_> = left.iter().zip(&right).take(learned).collect();
        let lexicon = match learned {
            0 => Lexicon::empty(),
            _ => Lexicon::learn(&vocabulary, &pairs, Sample::default()),
        };
        matrix(&vocabulary, &lexicon, (&left, &right), (&partners, &partners[..right.len()]))
    }

    fn matrix(
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
        (left, right): (&[RowFacts], &[RowFacts]),
        (of_left, of_right): (&Partners, &Partners),
    ) -> Vec<Vec<f32>> {
        let compared = Compared { vocabulary, lexicon, left, right, of_left, of_right };
        let all = (0..left.len() as u32).flat_map(|l| (0..right.len() as u32).map(move |r| (l, r)));
        let found = likelihood(&compared, &all.collect::<Vec<_>>(), &mut Scratch::new(vocabulary));
        found.chunks(right.len()).map(<[f32]>::to_vec).collect()
    }

    const DUTCH: [&str; 3] = ["|HTTP 401 niet gemachtigd|", "|HTTP 503 niet beschikbaar|", "|HTTP 404 niet gevonden|"];
    const CHINESE: [&str; 3] = ["|HTTP 401 未經授權|", "|HTTP 503 無法使用|", "|HTTP 404 找不到|"];

    #[test]
    fn before_anything_is_learned_what_survives_translation_tells_rows_apart() {
        for (row, beside) in compared(&DUTCH, &CHINESE, 0).iter().enumerate() {
            for (other, likelihood) in beside.iter().enumerate() {
                assert_eq!(*likelihood > 0.0, row == other, "{row} and {other}: {likelihood}");
            }
        }
    }

    #[test]
    fn words_that_went_together_in_other_rows_speak_for_a_pair() {
        // Each word is in two rows that were paired, and once more in the last rows, which were not.
        let dutch =
            ["|sleutel kwijt|", "|sleutel stuk|", "|netwerk kwijt|", "|netwerk stuk|", "|sleutel|", "|netwerk|"];
        let chinese = ["|金鑰遺失|", "|金鑰損壞|", "|網路遺失|", "|網路損壞|", "|金鑰|", "|網路|"];
        let found = compared(&dutch, &chinese, 4);
        assert!(found[4][4] > 0.0 && found[5][5] > 0.0, "{found:?}");
        assert!(found[4][5] < 0.0 && found[5][4] < 0.0, "{found:?}");
        let unlearned = compared(&dutch, &chinese, 0);
        assert!(found[4][4] > unlearned[4][4], "{found:?} {unlearned:?}");
    }

    #[test]
    fn a_pair_does_not_speak_for_itself() {
        let dutch = ["|sleutel|", "|sleutel|", "|netwerk|", "|netwerk|"];
        let chinese = ["|金鑰|", "|金鑰|", "|網路|", "|網路|"];
        let (vocabulary, left, right) = read(&dutch, &chinese);
        let pairs: Vec<_> = left.iter().zip(&right).collect();
        let lexicon = Lexicon::learn(&vocabulary, &pairs, Sample::default());
        let beside = |partners: &[Option<u32>]| matrix(&vocabulary, &lexicon, (&left, &right), (partners, partners));
        let (own, others) = (beside(&[Some(0), Some(1), Some(2), Some(3)]), beside(&[None; 4]));
        assert!(own[0][0] < others[0][0], "its own counts are left out: {own:?} {others:?}");
    }

    #[test]
    fn of_rows_that_share_nothing_those_of_like_length_go_together() {
        let dutch = ["|kort|", "|een heel lange uitleg over wat er misging en waarom dat zo kwam|"];
        let chinese = ["|短|", "|關於發生了什麼問題以及為什麼會這樣的一段非常長的說明文字|"];
        let found = compared(&dutch, &chinese, 0);
        assert!(found[0][0] > found[0][1] && found[1][1] > found[1][0], "{found:?}");
    }

    #[test]
    fn a_cell_that_was_written_anew_does_not_outweigh_the_others() {
        let dutch = ["|TimeoutException|E4711 E4712 E4713 E4714|", "|ParseException|E4811 E4812 E4813 E4814|"];
        // The second cells have changed places, against four codes each.
        let chinese = ["|TimeoutException|E4811 E4812 E4813 E4814|", "|ParseException|E4711 E4712 E4713 E4714|"];
        let rewritten = compared(&dutch, &chinese, 0);
        let first_alone =
            compared(&["|TimeoutException|", "|ParseException|"], &["|TimeoutException|", "|ParseException|"], 0);
        let lost = first_alone[0][0] - rewritten[0][0];
        // One cell of fourteen is written anew: the logarithm of that is the most that a column takes away.
        assert!(lost > 2.0 && lost < 2.7, "{lost}");
    }

    #[test]
    fn a_column_that_one_version_lacks_says_nothing() {
        let (vocabulary, left, mut right) = read(&DUTCH, &CHINESE);
        right.iter_mut().for_each(|row| row.cells[0] = None);
        let none = [None; 3];
        let found = matrix(&vocabulary, &Lexicon::empty(), (&left, &right), (&none, &none));
        assert!(found.iter().flatten().all(|likelihood| likelihood.abs() < 1e-6), "{found:?}");
    }

    #[test]
    fn a_reason_names_the_token_of_the_other_row_or_that_there_is_none() {
        let (vocabulary, left, right) = read(&DUTCH, &CHINESE);
        let (lexicon, none) = (Lexicon::empty(), [None; 3]);
        let compared = Compared {
            vocabulary: &vocabulary,
            lexicon: &lexicon,
            left: &left,
            right: &right,
            of_left: &none,
            of_right: &none,
        };
        let of_status = |candidate| {
            let (forth, _) = reasons(&compared, candidate);
            let status = forth.into_iter().find(|reason| vocabulary.shown(reason.token) == "401").unwrap();
            (status.counterpart.map(|token| vocabulary.shown(token)), status.weight > 0.0)
        };
        assert_eq!(of_status((0, 0)), (Some("401".to_owned()), true));
        assert_eq!(of_status((0, 1)), (None, false));
    }
}
