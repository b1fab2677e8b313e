//! The rows of a page through all its versions.

use std::collections::BTreeMap;

use super::following::{PageRows, Pairs, follow};
use crate::model::{Origin, Page};

/// The origins of a version's rows: for each table, one for each row.
pub type Origins = Vec<Vec<Origin>>;

/// The origins of the rows of each of `versions` of one page in one language, oldest first. A row keeps its origin
/// for as long as it is recognized, also where a version between lacked it; no version has an origin twice.
pub fn origins(versions: &[&Page]) -> Vec<Origins> {
    let rows: Vec<PageRows<'_>> = versions.iter().map(|page| PageRows::new(page)).collect();
    let mut lines: Vec<Vec<Origin>> = Vec::with_capacity(rows.len());
    let mut next = 0;
    for new in &rows {
        let known = known_origins(&rows[..lines.len()], &lines, new);
        let fresh = |origin: Option<Origin>| {
            origin.unwrap_or_else(|| {
                next += 1;
                Origin(next - 1)
            })
        };
        lines.push(known.into_iter().map(fresh).collect());
    }
    let by_table = |(line, rows): (Vec<Origin>, &PageRows<'_>)| {
        (0..rows.table_count()).map(|table| line[rows.of_table(table)].to_vec()).collect()
    };
    lines.into_iter().zip(&rows).map(by_table).collect()
}

/// The origins of those rows of `new` that an older version has: the youngest of them first, and then those before
/// it, for rows that were away for a while.
fn known_origins(older: &[PageRows<'_>], lines: &[Vec<Origin>], new: &PageRows<'_>) -> Vec<Option<Origin>> {
    let mut known: Vec<Option<Origin>> = vec![None; new.len()];
    // The youngest version differs least, so it finds most rows; older ones only add what it lacks.
    for (old, line) in older.iter().zip(lines).rev() {
        let places: BTreeMap<Origin, usize> =
            known.iter().enumerate().filter_map(|(row, origin)| Some(((*origin)?, row))).collect();
        if places.len() == new.len() {
            break;
        }
        let mut pairs = Pairs::none(old.len(), new.len());
        for (row, origin) in line.iter().enumerate() {
            places.get(origin).into_iter().for_each(|place| pairs.add(row, *place));
        }
        for (before, after) in follow(old, new, pairs).iter() {
            known[after] = Some(line[before]);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    fn page(text: &str) -> Page {
        let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: "fouten.md".into(), page_key: None };
        parse(Source::new(FilePath::new("nl-NL/fouten.md"), text.into()), &place).0.page
    }

    /// A page with one table of these rows.
    fn table(rows: &[&str]) -> String {
        format!("# 錯誤\n\n|錯誤訊息|應用程式|解決方法|\n|---|---|---|\n{}\n", rows.join("\n"))
    }

    fn numbers(origins: &Origins) -> Vec<u32> {
        origins.iter().flatten().map(|origin| origin.0).collect()
    }

    /// The origins of the rows of the last of these versions. Those of the first are 0, 1, 2 and so on, and rows that
    /// are new later have the numbers that follow.
    #[track_caller]
    fn check(versions: &[String], expected: &[u32]) {
        let pages: Vec<Page> = versions.iter().map(|text| page(text)).collect();
        let lines = origins(&pages.iter().collect::<Vec<_>>());
        let first: Vec<u32> = (0..lines[0].iter().flatten().count()).map(|row| row as u32).collect();
        assert_eq!(numbers(&lines[0]), first);
        assert_eq!(numbers(lines.last().unwrap()), expected, "{:#?}", versions.last());
    }

    const ROWS: [&str; 4] = [
        "|HttpRequestFailure: 401 未經授權|Okta|請為 Okta 建立新的金鑰。|",
        "|HttpRequestFailure: 503 無法使用|Dropbox|請在 10 分鐘後再試一次。|",
        "|NullPointerException|Box|內部錯誤。請連絡支援服務。|",
        "|TokenRefreshException|Box|請移除應用程式，然後重新連線。|",
    ];

    #[test]
    fn rows_that_stay_keep_their_origins_wherever_they_go() {
        check(&[table(&ROWS), table(&ROWS)], &[0, 1, 2, 3]);
        check(&[table(&ROWS), table(&[ROWS[3], ROWS[1], ROWS[0], ROWS[2]])], &[3, 1, 0, 2]);
        check(&[table(&ROWS), table(&[ROWS[1], ROWS[3]])], &[1, 3]);
        check(&[table(&[]), table(&ROWS)], &[0, 1, 2, 3]);
    }

    #[test]
    fn spaces_do_not_make_another_row() {
        let spaced: Vec<String> = ROWS.iter().map(|row| row.replace('|', " | ").replace("請", "請  ")).collect();
        let spaced: Vec<&str> = spaced.iter().map(String::as_str).collect();
        check(&[table(&ROWS), table(&spaced)], &[0, 1, 2, 3]);
    }

    #[test]
    fn an_edited_row_is_known_by_the_words_it_kept() {
        let edited = "|TokenRefreshException|Box 企業版|請移除應用程式，等候 1 小時，然後重新連線。|";
        check(&[table(&ROWS), table(&[ROWS[0], ROWS[1], ROWS[2], edited])], &[0, 1, 2, 3]);
        check(&[table(&ROWS), table(&[edited, ROWS[2], ROWS[0], ROWS[1]])], &[3, 2, 0, 1]);
    }

    #[test]
    fn a_row_between_the_same_neighbours_is_known_by_little() {
        let reworded = "|NullPointerException|Box|這是已知的問題，下個版本就會修正。|";
        check(&[table(&ROWS), table(&[ROWS[0], ROWS[1], reworded, ROWS[3]])], &[0, 1, 2, 3]);
        let another = "|ParseException|Okta|De XML is stuk.|";
        check(&[table(&ROWS), table(&[ROWS[0], ROWS[1], another, ROWS[3]])], &[0, 1, 4, 3]);
    }

    #[test]
    fn added_rows_are_new_even_where_they_look_like_their_neighbours() {
        let sibling = "|HttpRequestFailure: 502 閘道錯誤|Dropbox|請在 10 分鐘後再試一次。|";
        check(&[table(&ROWS), table(&[ROWS[0], sibling, ROWS[1], ROWS[2], ROWS[3]])], &[0, 4, 1, 2, 3]);
        check(&[table(&ROWS[1..]), table(&ROWS)], &[3, 0, 1, 2]);
    }

    #[test]
    fn doubled_rows_are_distinguished_by_their_neighbours() {
        let doubled = table(&[ROWS[2], ROWS[0], ROWS[2], ROWS[1], ROWS[2]]);
        check(&[doubled.clone(), doubled.clone()], &[0, 1, 2, 3, 4]);
        check(&[doubled.clone(), table(&[ROWS[0], ROWS[2], ROWS[1], ROWS[2]])], &[1, 2, 3, 4]);
        check(&[doubled, table(&[ROWS[2], ROWS[0], ROWS[1], ROWS[2]])], &[0, 1, 3, 4]);
    }

    #[test]
    fn rows_that_were_sorted_and_edited_at_once_are_found_again() {
        let edited = [
            "|HttpRequestFailure: 401 未經授權|Okta|請為 Okta 建立兩個新的金鑰。|",
            "|HttpRequestFailure: 503 服務無法使用|Dropbox|請在 20 分鐘後再試一次。|",
            "|NullPointerException|Box|內部錯誤。請再試一次。|",
            "|TokenRefreshException|Box|請移除 Box，然後重新連線。|",
        ];
        check(&[table(&ROWS), table(&[edited[2], edited[3], edited[0], edited[1]])], &[2, 3, 0, 1]);
    }

    #[test]
    fn a_column_may_be_added_removed_or_moved() {
        let add = |row: &&str| format!("{row}Nieuw 新|");
        let wider: Vec<String> = ROWS.iter().map(add).collect();
        let wider = table(&wider.iter().map(String::as_str).collect::<Vec<_>>());
        let wider = wider.replace("解決方法|", "解決方法|備註|").replace("---|\n", "---|---|\n");
        check(&[table(&ROWS), wider.clone()], &[0, 1, 2, 3]);
        check(&[wider, table(&[ROWS[3], ROWS[2]])], &[3, 2]);
        let turned = |row: &&str| {
            let cells: Vec<&str> = row.split('|').collect();
            format!("|{}|{}|{}|", cells[2], cells[3], cells[1])
        };
        let turned: Vec<String> = ROWS.iter().map(turned).collect();
        let turned = table(&turned.iter().map(String::as_str).collect::<Vec<_>>());
        let turned = turned.replace("|錯誤訊息|應用程式|解決方法|", "|應用程式|解決方法|錯誤訊息|");
        check(&[table(&ROWS), turned], &[0, 1, 2, 3]);
    }

    #[test]
    fn tables_move_split_and_are_put_before_one_another() {
        let other = "|Nee|Ja|\n|---|---|\n|geen|soms|\n|nooit|altijd|\n".to_owned();
        let two = format!("{}\n## Meer\n\n{other}", table(&ROWS));
        check(&[table(&ROWS), two.clone()], &[0, 1, 2, 3, 4, 5]);
        check(&[two.clone(), format!("## Meer\n\n{other}\n{}", table(&ROWS))], &[4, 5, 0, 1, 2, 3]);
        let split = format!("{}\n## Box\n\n{}", table(&ROWS[..2]), table(&ROWS[2..]));
        check(&[table(&ROWS), split.clone()], &[0, 1, 2, 3]);
        check(&[split, table(&ROWS)], &[0, 1, 2, 3]);
    }

    #[test]
    fn a_row_that_was_away_for_a_while_is_the_same_row() {
        let without = table(&[ROWS[0], ROWS[2], ROWS[3]]);
        check(&[table(&ROWS), without, table(&ROWS)], &[0, 1, 2, 3]);
        let broken = table(&ROWS).replace("|---|---|---|", "|---|---|");
        check(&[table(&ROWS), broken, table(&[ROWS[1], ROWS[0], ROWS[2]])], &[1, 0, 2]);
    }

    #[test]
    fn an_edit_is_followed_over_several_versions() {
        let versions = ["請為 Okta 建立新的金鑰。", "請在 Okta 建立兩個金鑰。", "兩個金鑰就夠了：請在 Okta 產生。"];
        let version = |text: &str| table(&[ROWS[1], &format!("|HttpRequestFailure: 401|Okta|{text}|"), ROWS[2]]);
        check(&versions.map(version), &[0, 1, 2]);
    }

    proptest::proptest! {
        #[test]
        fn no_version_has_an_origin_twice_and_what_came_back_is_known_again(
            versions in proptest::collection::vec("([#|a|錯-]{0,2}(\\|[Aa錯 ]{0,4}){1,3}\n){0,12}", 1..5),
        ) {
            let texts: Vec<String> =
                versions.iter().map(|rows| format!("|甲|乙|\n|---|---|\n{rows}\n\n|A|\n|---|\n{rows}")).collect();
            let again = texts.first().cloned();
            let pages: Vec<Page> = texts.iter().chain(&again).map(|text| page(text)).collect();
            let lines = origins(&pages.iter().collect::<Vec<_>>());
            for (line, page) in lines.iter().zip(&pages) {
                let found = numbers(line);
                let distinct: std::collections::BTreeSet<u32> = found.iter().copied().collect();
                proptest::prop_assert_eq!(distinct.len(), found.len());
                proptest::prop_assert_eq!(found.len(), page.tables.iter().map(|table| table.rows.len()).sum::<usize>());
            }
            if let [first, last] = &lines[..] {
                proptest::prop_assert_eq!(first, last);
            }
        }
    }
}
