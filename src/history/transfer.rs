//! Which row of its source each row of a translation was made from: translations keep the order of their source.

use std::collections::{BTreeMap, BTreeSet};

use super::following::choose;
use crate::model::{Invariant, InvariantKind, Page, Table};

/// The rows of a page's tables as rows of the page it was translated from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transfer {
    /// For each table, for each row: table and row of the source; `None` where that is not sure.
    pub rows: Vec<Vec<Option<(usize, usize)>>>,
    /// Tables whose source has another number of rows: the table, and the one it was made from.
    pub differing: Vec<(usize, usize)>,
}

/// What a pair of tables must score where a page has not as many tables as its source.
// Columns, rows and place reach it only where they fit exactly; all others need an equal heading or equal invariants.
const ENOUGH: f64 = 0.6;

/// What equal columns, the number of rows, equal invariants, the heading above and the place on the page add to that.
const COLUMNS: f64 = 0.2;
const ROWS: f64 = 0.3;
const INVARIANTS: f64 = 0.4;
const HEADING: f64 = 0.4;
const PLACE: f64 = 0.1;

/// Finds for each row of a translation the row of the source, as that was when it was translated.
///
/// Where a table has as many rows as its source, they correspond in order, unless invariants show that they were sorted
/// anew. Where it has not, only rows that invariants confirm are paired, and those between them.
pub fn transfer(translation: &Page, source: &Page) -> Transfer {
    let mut transfer = Transfer {
        rows: translation.tables.iter().map(|table| vec![None; table.rows.len()]).collect(),
        differing: Vec::new(),
    };
    for (own, from) in pair_tables(translation, source) {
        let (table, original) = (&translation.tables[own], &source.tables[from]);
        let count = table.rows.len();
        let rows = if count == original.rows.len() {
            in_order(count, &votes(table, original))
        } else if lost_header(original, table) {
            (1..=count).map(Some).collect()
        } else if lost_header(table, original) {
            (0..count).map(|row| row.checked_sub(1)).collect()
        } else {
            transfer.differing.push((own, from));
            held_in_place(count, original.rows.len(), &votes(table, original))
        };
        transfer.rows[own] = rows.into_iter().map(|row| row.map(|row| (from, row))).collect();
    }
    transfer
}

/// Whether the first row of a table is the header of the other: its own is empty, as where somebody put a line of
/// empty cells above the real header, and another mended that.
fn lost_header(table: &Table, other: &Table) -> bool {
    let is_empty = |table: &Table| table.header.iter().all(|cell| cell.text.is_empty());
    is_empty(table) && !is_empty(other) && table.rows.len() == other.rows.len() + 1
}

/// Pairs of tables: in order where they are equally many, else by what they have in common, in order as well.
fn pair_tables(translation: &Page, source: &Page) -> Vec<(usize, usize)> {
    let (own, from) = (translation.tables.len(), source.tables.len());
    if own == from {
        return (0..own).map(|table| (table, table)).collect();
    }
    let (left, right): (Vec<_>, Vec<_>) = (
        translation.tables.iter().map(table_invariants).collect(),
        source.tables.iter().map(table_invariants).collect(),
    );
    let mut candidates = Vec::new();
    for (i, invariants) in left.iter().enumerate() {
        for (j, others) in right.iter().enumerate() {
            let score = surroundings(translation, i, source, j) + INVARIANTS * common(invariants, others);
            candidates.extend((score >= ENOUGH).then_some((score, i, j)));
        }
    }
    let pairs = choose(candidates);
    let crosses = |(i, j): &(usize, usize)| pairs.iter().any(|(k, l)| (i < k) != (j < l) && (i, j) != (k, l));
    pairs.iter().filter(|pair| !crosses(pair)).copied().collect()
}

fn surroundings(translation: &Page, i: usize, source: &Page, j: usize) -> f64 {
    let (own, from) = (&translation.tables[i], &source.tables[j]);
    let heading = |page: &Page, table: &Table| {
        table.heading.and_then(|heading| page.headings.get(heading)).map(|heading| heading.id.to_lowercase())
    };
    let place = |at: usize, count: usize| (at + 1) as f64 / (count + 1) as f64;
    let near = 1.0 - (place(i, translation.tables.len()) - place(j, source.tables.len())).abs();
    let (fewer, more) = (own.rows.len().min(from.rows.len()), own.rows.len().max(from.rows.len()));
    let columns = if own.header.len() == from.header.len() { COLUMNS } else { 0.0 };
    let under = if heading(translation, own) == heading(source, from) { HEADING } else { 0.0 };
    columns + ROWS * (fewer + 1) as f64 / (more + 1) as f64 + under + PLACE * near
}

/// What of a row or table is in its translation as well, links by their last part, each with its row.
type Invariants = BTreeMap<(InvariantKind, String), usize>;

fn add_invariants(invariants: &mut Invariants, table: &Table, row: usize) {
    for invariant in table.rows[row].cells.iter().flat_map(|cell| &cell.signature.invariants) {
        invariants.extend(survivor(invariant).map(|text| ((invariant.kind, text), row)));
    }
}

/// The text of an invariant that a translator has no reason to change; `None` for one that translators do change.
// Numbers and names are written in each language's own way; statuses and keys repeat from row to row.
fn survivor(invariant: &Invariant) -> Option<String> {
    match invariant.kind {
        InvariantKind::Exception
        | InvariantKind::Code
        | InvariantKind::JsonString
        | InvariantKind::Identifier
        | InvariantKind::InlineCode
        | InvariantKind::Placeholder => Some(invariant.text.to_string()),
        InvariantKind::LinkTarget | InvariantKind::Url => {
            let path = invariant.text.split(['?', '#']).next().unwrap_or_default();
            let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            (!name.is_empty()).then(|| name.to_lowercase())
        }
        InvariantKind::Status
        | InvariantKind::Number
        | InvariantKind::Name
        | InvariantKind::JsonKey
        | InvariantKind::JsonPunctuation => None,
    }
}

fn table_invariants(table: &Table) -> BTreeSet<(InvariantKind, String)> {
    let mut invariants = Invariants::new();
    (0..table.rows.len()).for_each(|row| add_invariants(&mut invariants, table, row));
    invariants.into_keys().collect()
}

fn common(left: &BTreeSet<(InvariantKind, String)>, right: &BTreeSet<(InvariantKind, String)>) -> f64 {
    let all = left.len() + right.len();
    if all == 0 { 0.0 } else { 2.0 * left.intersection(right).count() as f64 / all as f64 }
}

/// For each row of a translation, the rows of its source that have an invariant which no other row of either has.
fn votes(table: &Table, original: &Table) -> Vec<BTreeSet<usize>> {
    let (own, from) = (unique_invariants(table), unique_invariants(original));
    let mut votes = vec![BTreeSet::new(); table.rows.len()];
    for (invariant, row) in own {
        votes[row].extend(from.get(&invariant));
    }
    votes
}

/// The invariants that one row alone has, with that row.
fn unique_invariants(table: &Table) -> Invariants {
    let mut rows: BTreeMap<(InvariantKind, String), BTreeSet<usize>> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let mut invariants = Invariants::new();
        add_invariants(&mut invariants, table, row);
        for invariant in invariants.into_keys() {
            rows.entry(invariant).or_default().insert(row);
        }
    }
    let only = |rows: &BTreeSet<usize>| rows.first().copied().filter(|_| rows.len() == 1);
    rows.into_iter().filter_map(|(invariant, rows)| Some((invariant, only(&rows)?))).collect()
}

/// Row for row, but for those that were sorted anew: where the invariants of two rows or more are those of other rows
/// of the source, they and the rows between there and here are not sure unless invariants of their own confirm them.
fn in_order(count: usize, votes: &[BTreeSet<usize>]) -> Vec<Option<usize>> {
    let is_held = |row: usize| votes[row].contains(&row);
    // Sorting moves two rows at least. Where a single one disagrees, its code was more likely edited.
    let moved: Vec<usize> = (0..count).filter(|row| !votes[*row].is_empty() && !is_held(*row)).collect();
    if moved.len() < 2 {
        return (0..count).map(Some).collect();
    }
    // How many more ways begin at a row than ended before it.
    let mut ways = vec![0isize; count + 1];
    for (row, vote) in moved.into_iter().flat_map(|row| votes[row].iter().map(move |vote| (row, *vote))) {
        ways[row.min(vote)] += 1;
        ways[row.max(vote) + 1] -= 1;
    }
    let open = ways.into_iter().scan(0, |open, change| {
        *open += change;
        Some(*open)
    });
    open.take(count).enumerate().map(|(row, open)| (open == 0 || is_held(row)).then_some(row)).collect()
}

/// Where a translation has more or fewer rows than its source: rows whose invariants show where they are from, and the
/// rows between two of those, or between one and the edge of the table, where both have equally many.
fn held_in_place(count: usize, originals: usize, votes: &[BTreeSet<usize>]) -> Vec<Option<usize>> {
    let mut rows = vec![None; count];
    // The places before the first row and after the last are known: they are counted from 1 to make room.
    let mut before = (0, 0);
    for (row, original) in anchors(votes).into_iter().chain([(count, originals)]) {
        let (row, original) = (row + 1, original + 1);
        if row - before.0 == original - before.1 {
            (1..row - before.0).for_each(|at| rows[before.0 + at - 1] = Some(before.1 + at - 1));
        }
        if row <= count {
            rows[row - 1] = Some(original - 1);
        }
        before = (row, original);
    }
    rows
}

/// Rows whose invariants are all of one row of the source, in the order of both; rows that break the order are left
/// out.
fn anchors(votes: &[BTreeSet<usize>]) -> Vec<(usize, usize)> {
    let only = |rows: &BTreeSet<usize>| rows.first().copied().filter(|_| rows.len() == 1);
    let certain: Vec<(usize, usize)> =
        votes.iter().enumerate().filter_map(|(row, votes)| Some((row, only(votes)?))).collect();
    let highest_before = certain
        .iter()
        .scan(None, |highest, (_, original)| Some(std::mem::replace(highest, (*highest).max(Some(*original)))));
    let mut lowest_after: Vec<usize> = certain
        .iter()
        .rev()
        .scan(usize::MAX, |lowest, (_, original)| Some(std::mem::replace(lowest, (*lowest).min(*original))))
        .collect();
    lowest_after.reverse();
    let fits = |highest: Option<usize>, original, lowest| highest < Some(original) && original < lowest;
    let around = highest_before.zip(lowest_after);
    certain.iter().zip(around).filter(|((_, row), (high, low))| fits(*high, *row, *low)).map(|(row, _)| *row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    fn page(tag: &str, text: &str) -> Page {
        let place = Place { locale: tag.parse().unwrap(), relative_path: "fouten.md".into(), page_key: None };
        parse(Source::new(FilePath::new("fouten.md"), text.into()), &place).0.page
    }

    fn table(rows: &[&str]) -> String {
        format!("|Fout|Uitleg|\n|---|---|\n{}\n", rows.join("\n"))
    }

    /// The rows of the Chinese page as rows of its Dutch source, counted through all tables.
    fn transferred(chinese: &str, dutch: &str) -> Vec<Option<usize>> {
        let (chinese, dutch) = (page("zh-TW", chinese), page("nl-NL", dutch));
        let before = |table: usize| dutch.tables[..table].iter().map(|table| table.rows.len()).sum::<usize>();
        let rows = transfer(&chinese, &dutch).rows.concat();
        rows.into_iter().map(|row| row.map(|(table, row)| before(table) + row)).collect()
    }

    const DUTCH: [&str; 5] = [
        "|`AF10001`|De sleutel is ingetrokken.|",
        "|`AF10002`|De dienst is bezig.|",
        "|Geen verbinding|Kijk of het netwerk het doet.|",
        "|`AF10004`|Zie [limieten](limits.md).|",
        "|`AF10005`|Interne fout.|",
    ];

    const CHINESE: [&str; 5] = [
        "|`AF10001`|金鑰已被撤銷。|",
        "|`AF10002`|服務忙碌中。|",
        "|沒有連線|請檢查網路是否正常。|",
        "|`AF10004`|請參閱[限制](limits.md)。|",
        "|`AF10005`|內部錯誤。|",
    ];

    fn chosen(rows: &[&'static str], places: &[usize]) -> Vec<&'static str> {
        places.iter().map(|place| rows[*place]).collect()
    }

    #[test]
    fn equally_many_rows_correspond_in_order_whatever_their_texts_are() {
        let rows = transferred(&table(&CHINESE), &table(&DUTCH));
        assert_eq!(rows, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        let wrong = ["|`AF10001`|金鑰|", "|`AF99999`|服務|", "|沒有|網路|", "|`AF10004`|限制|", "|`AF10002`|內部|"];
        assert_eq!(transferred(&table(&wrong), &table(&DUTCH)), rows, "one wrong code does not move a row");
    }

    #[test]
    fn rows_that_a_translator_sorted_are_not_sure() {
        let sorted = table(&chosen(&CHINESE, &[4, 3, 2, 1, 0]));
        assert_eq!(transferred(&sorted, &table(&DUTCH)), [None; 5]);
        let swapped = table(&chosen(&CHINESE, &[0, 1, 2, 4, 3]));
        assert_eq!(transferred(&swapped, &table(&DUTCH)), [Some(0), Some(1), Some(2), None, None]);
        let moved = table(&chosen(&CHINESE, &[1, 2, 0, 3, 4]));
        assert_eq!(transferred(&moved, &table(&DUTCH)), [None, None, None, Some(3), Some(4)]);
    }

    #[test]
    fn where_rows_are_missing_only_those_that_invariants_confirm_are_sure() {
        let shorter = table(&chosen(&CHINESE, &[0, 1, 3, 4]));
        assert_eq!(transferred(&shorter, &table(&DUTCH)), [Some(0), Some(1), Some(3), Some(4)]);
        let without = ["|金鑰|撤銷|", "|服務|忙碌|", "|沒有|網路|", "|錯誤|內部|"];
        assert_eq!(transferred(&table(&without), &table(&DUTCH)), [None; 4]);
        let held = ["|金鑰|撤銷|", "|`AF10002`|忙碌|", "|內部|錯誤|"];
        assert_eq!(transferred(&table(&held), &table(&DUTCH)), [Some(0), Some(1), None]);
    }

    #[test]
    fn a_table_that_differs_in_rows_is_named() {
        let dutch = format!("{}\n{}", table(&DUTCH), table(&DUTCH[..2]));
        let chinese = format!("{}\n{}", table(&CHINESE), table(&CHINESE[..1]));
        assert_eq!(transfer(&page("zh-TW", &chinese), &page("nl-NL", &dutch)).differing, [(1, 1)]);
    }

    #[test]
    fn a_mended_header_does_not_shift_the_rows() {
        let broken = format!("| | |\n|---|---|\n|Fout|Uitleg|\n{}\n", DUTCH.join("\n"));
        let rows = [Some(1), Some(2), Some(3), Some(4), Some(5)];
        assert_eq!(transferred(&table(&CHINESE), &broken), rows);
        let broken = format!("| | |\n|---|---|\n|錯誤|說明|\n{}\n", CHINESE.join("\n"));
        assert_eq!(transferred(&broken, &table(&DUTCH)), [None, Some(0), Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn where_a_table_is_missing_the_others_are_found_by_what_they_have_in_common() {
        let section =
            |name: &str, title: &str, table: String| format!("## <a name=\"{name}\"></a>{title}\n\n{table}\n");
        let dutch = section("codes", "Codes", table(&DUTCH))
            + &section("netwerk", "Netwerk", table(&["|Proxy|Stel hem in.|", "|Poort|Zet hem open.|"]))
            + &section("meer", "Meer", table(&["|`x.y`|Een.|", "|`x.z`|Twee.|"]));
        let chinese = section("codes", "代碼", table(&CHINESE))
            + &section("meer", "更多", table(&["|`x.y`|一。|", "|`x.z`|二。|"]));
        let rows = transferred(&chinese, &dutch);
        assert_eq!(rows, [Some(0), Some(1), Some(2), Some(3), Some(4), Some(7), Some(8)]);
        assert_eq!(transferred(&chinese, ""), [None; 7]);
    }
}
