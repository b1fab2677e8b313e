//! Rows find each other in any two languages, whatever happened to the tables.

use std::collections::{BTreeMap, BTreeSet};

use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::model::LocaleId;
use hexapla::pipeline::{self, Site};
use hexapla::read::{Embedded, Memory};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::fixtures::made_up_text::config;

fn site(files: &[(String, String)]) -> Site {
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    pipeline::load(&Memory::new(files), &Embedded, &NoCache, Options::default(), &[])
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

fn pages(versions: &[(&str, &str)]) -> Site {
    let file = |(locale, text): &(&str, &str)| (format!("content/{locale}/a.md"), (*text).to_owned());
    site(&versions.iter().map(file).collect::<Vec<_>>())
}

/// The entries of a site, each as the first cells of its rows with their locales.
fn entries(site: &Site) -> BTreeSet<String> {
    let row = |entry: &hexapla::align::Entry, locale: &LocaleId| {
        let address = site.alignment.address(entry, locale).expect("the row is there");
        let cells = site.alignment.cells(&site.corpus, &address);
        format!("{}: {}", locale.language(), cells[0].text)
    };
    let entry = |entry: &hexapla::align::Entry| {
        entry.rows.keys().map(|locale| row(entry, locale)).collect::<Vec<_>>().join(" = ")
    };
    site.alignment.entries.iter().map(entry).collect()
}

#[track_caller]
fn check(versions: &[(&str, &str)], expected: &[&str]) {
    let found = entries(&pages(versions));
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn rows_that_share_no_word_stay_in_order() {
    check(
        &[
            ("nl", "|Kleur|Smaak|\n|-|-|\n|rood|zoet|\n|groen|bitter|\n|blauw|zout|\n"),
            ("zh-TW", "|顏色|味道|\n|-|-|\n|紅|甜|\n|綠|苦|\n|藍|鹹|\n"),
        ],
        &["nl: blauw = zh: 藍", "nl: groen = zh: 綠", "nl: rood = zh: 紅"],
    );
}

#[test]
fn a_row_that_one_language_lacks_stays_alone_between_its_neighbours() {
    check(
        &[
            ("nl", "|Fout|Uitleg|\n|-|-|\n|`E1` weg|a|\n|`E2` stuk|b|\n|`E3` vol|c|\n"),
            ("zh-TW", "|錯誤|說明|\n|-|-|\n|`E1` 消失|甲|\n|`E3` 已滿|丙|\n"),
        ],
        &["nl: `E1` weg = zh: `E1` 消失", "nl: `E2` stuk", "nl: `E3` vol = zh: `E3` 已滿"],
    );
}

#[test]
fn a_table_of_yes_and_no_is_matched_by_its_pattern() {
    check(
        &[
            ("nl", "|App|Lezen|Schrijven|\n|-|-|-|\n|Okta|Ja|Nee|\n|Box|Ja|Ja|\n|Egnyte|Nee|Ja|\n"),
            ("zh-TW", "|應用程式|讀取|寫入|\n|-|-|-|\n|Egnyte|否|是|\n|Okta|是|否|\n|Box|是|是|\n"),
        ],
        &["nl: Box = zh: Box", "nl: Egnyte = zh: Egnyte", "nl: Okta = zh: Okta"],
    );
}

#[test]
fn rows_that_differ_in_one_cell_are_separated_by_it() {
    check(
        &[
            (
                "nl",
                "|Poort|Regel|\n|-|-|\n|443|sta het verkeer toe|\n|80|sta het verkeer toe|\n|22|sta het verkeer toe|\n",
            ),
            ("zh-TW", "|連接埠|規則|\n|-|-|\n|22|允許流量|\n|443|允許流量|\n|80|允許流量|\n"),
        ],
        &["nl: 22 = zh: 22", "nl: 443 = zh: 443", "nl: 80 = zh: 80"],
    );
}

#[test]
fn equal_rows_are_paired_in_their_order_and_the_surplus_one_stays_alone() {
    let site = pages(&[
        ("nl", "|Fout|Uitleg|\n|-|-|\n|`E1`|stuk|\n|`E1`|stuk|\n|`E1`|stuk|\n"),
        ("zh-TW", "|錯誤|說明|\n|-|-|\n|`E1`|壞了|\n|`E1`|壞了|\n"),
    ]);
    let rows: Vec<usize> = site.alignment.entries.iter().map(|entry| entry.rows.len()).collect();
    assert_eq!(rows, [2, 2, 1]);
}

#[test]
fn columns_in_another_order_are_found_by_their_headers_and_cells() {
    let site = pages(&[
        ("nl", "|Foutbericht|App|Oplossing|\n|-|-|-|\n|`E1` weg|Okta|wacht|\n|`E2` stuk|Box|bel|\n"),
        ("zh-TW", "|應用程式|錯誤訊息|解決方法|\n|-|-|-|\n|Box|`E2` 壞了|打電話|\n|Okta|`E1` 消失|等候|\n"),
    ]);
    let columns: Vec<Vec<usize>> =
        site.alignment.tables[0].columns.iter().map(|column| column.members.values().copied().collect()).collect();
    assert_eq!(columns, [[0, 1], [1, 0], [2, 2]]);
    assert!(site.alignment.entries.iter().all(|entry| entry.rows.len() == 2));
}

const PORTS: &str = "|Poort|Doel|\n|-|-|\n|`443`|web|\n|`22`|beheer|\n";
const PORTS_ZH: &str = "|連接埠|用途|\n|-|-|\n|`443`|網頁|\n|`22`|管理|\n";
const ERRORS: &str = "|Fout|Uitleg|\n|-|-|\n|`E_AUTH`|niet aangemeld|\n|`E_QUOTA`|vol|\n|`E_NET`|geen net|\n";
const ERRORS_ZH: &str = "|錯誤|說明|\n|-|-|\n|`E_AUTH`|未登入|\n|`E_QUOTA`|已滿|\n|`E_NET`|無網路|\n";

#[test]
fn a_table_that_moved_to_another_section_is_found_there() {
    let dutch = format!("# A\n\n## Een\n\n{PORTS}\n## Twee\n\n{ERRORS}\n");
    let chinese = format!("# A\n\n## 一\n\n{ERRORS_ZH}\n## 二\n\n{PORTS_ZH}\n");
    let site = pages(&[("nl", &dutch), ("zh-TW", &chinese)]);
    assert_eq!(site.alignment.tables.len(), 2);
    assert!(site.alignment.entries.iter().all(|entry| entry.rows.len() == 2), "{:?}", entries(&site));
}

#[test]
fn a_table_that_one_language_added_leaves_the_others_together() {
    let dutch = format!("# A\n\n{PORTS}\n## Fouten\n\n{ERRORS}\n");
    let chinese = format!("# A\n\n## 錯誤\n\n{ERRORS_ZH}\n");
    let site = pages(&[("nl", &dutch), ("zh-TW", &chinese)]);
    let rows: Vec<usize> = site.alignment.entries.iter().map(|entry| entry.rows.len()).collect();
    assert_eq!(rows, [1, 1, 2, 2, 2]);
}

#[test]
fn a_table_that_one_language_split_is_one_table() {
    let dutch = "# A\n\n|Fout|Uitleg|\n|-|-|\n|`E1`|a|\n|`E2`|b|\n|`E3`|c|\n|`E4`|d|\n";
    let chinese =
        "# A\n\n|錯誤|說明|\n|-|-|\n|`E1`|甲|\n|`E2`|乙|\n\n## 更多\n\n|錯誤|說明|\n|-|-|\n|`E3`|丙|\n|`E4`|丁|\n";
    for versions in [[("nl", dutch), ("zh-TW", chinese)], [("zh-TW", dutch), ("nl", chinese)]] {
        let site = pages(&versions);
        assert_eq!(site.alignment.tables.len(), 1);
        assert!(site.alignment.entries.iter().all(|entry| entry.rows.len() == 2), "{:?}", entries(&site));
    }
}

/// How many rows the made-up tables have.
const ROWS: usize = 24;

/// A word of a language of its own: the same number is the same thing in every language.
fn word(locale: &str, number: usize) -> String {
    let letters: Vec<char> = match locale {
        "zh-TW" => "權杖無效使用者設定連線失敗檔案上傳".chars().collect(),
        "ru" => "абвгдежзиклмнопр".chars().collect(),
        "nl" => "aeioudfgklmnprst".chars().collect(),
        _ => "aeiouwzbhcvyjxqß".chars().collect(),
    };
    let length = if locale == "zh-TW" { 3 } else { 6 };
    (0..length).map(|at| letters[(number * 7 + (number / (at + 1)) * 5 + at * at * 3) % letters.len()]).collect()
}

/// A table whose rows have the contents of `rows`; every second row has a code of its own.
fn table(locale: &str, rows: &[usize]) -> String {
    let space = if locale == "zh-TW" { "" } else { " " };
    let row = |row: &usize| {
        let say =
            |numbers: &[usize]| numbers.iter().map(|number| word(locale, *number)).collect::<Vec<_>>().join(space);
        let code = if row.is_multiple_of(2) { format!("`E{row:03}` ") } else { String::new() };
        let (a, b, c) = (row % 12, 12 + row % 7, 20 + row / 4);
        format!("|{code}{}|{}|\n", say(&[a, b]), say(&[30 + row % 5, c, a, 40 + row % 9]))
    };
    format!("|A|B|\n|-|-|\n{}", rows.iter().map(row).collect::<String>())
}

/// A version of the table: the tag it is published under, the language it is in, and its rows.
type Version<'v> = (&'v str, &'v str, &'v [usize]);

/// Which versions have which rows together: for each entry the row of each language in it.
fn together(versions: &[Version<'_>]) -> BTreeSet<BTreeMap<String, usize>> {
    let files: Vec<(String, String)> =
        versions.iter().map(|(tag, language, rows)| (format!("content/{tag}/a.md"), table(language, rows))).collect();
    let site = site(&files);
    let entry = |entry: &hexapla::align::Entry| {
        let row = |(tag, language, rows): &Version<'_>| {
            let row = entry.rows.get(&tag.parse().expect("a tag"))?;
            Some(((*language).to_owned(), rows[row.place.row]))
        };
        versions.iter().filter_map(row).collect()
    };
    site.alignment.entries.iter().map(entry).collect()
}

/// What is expected: equal numbers together, wherever they stand.
fn by_number(versions: &[Version<'_>]) -> BTreeSet<BTreeMap<String, usize>> {
    let entry = |number: usize| {
        let has = versions.iter().filter(|(_, _, rows)| rows.contains(&number));
        has.map(|(_, language, _)| ((*language).to_owned(), number)).collect::<BTreeMap<_, _>>()
    };
    (0..ROWS).map(entry).filter(|entry| !entry.is_empty()).collect()
}

/// The entries that so many versions have.
fn in_all(entries: BTreeSet<BTreeMap<String, usize>>, versions: usize) -> Vec<BTreeMap<String, usize>> {
    entries.into_iter().filter(|entry| entry.len() == versions).collect()
}

fn all_rows() -> Vec<usize> {
    (0..ROWS).collect()
}

/// The rows with some moved to another place.
fn with_moves() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec((0..ROWS, 0..ROWS), 0..4).prop_map(|moves| {
        let mut rows = all_rows();
        for (from, to) in moves {
            let row = rows.remove(from);
            rows.insert(to, row);
        }
        rows
    })
}

fn most_rows() -> impl Strategy<Value = Vec<usize>> {
    subsequence(all_rows(), ROWS - 4..=ROWS)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn moved_rows_are_found_where_they_went(russian in with_moves(), chinese in with_moves()) {
        let versions = [("nl", "nl", &all_rows()[..]), ("ru", "ru", &russian), ("zh-TW", "zh-TW", &chinese)];
        prop_assert_eq!(together(&versions), by_number(&versions));
    }

    #[test]
    fn rows_in_any_order_are_found_by_what_they_say(chinese in Just(all_rows()).prop_shuffle()) {
        let versions = [("nl", "nl", &all_rows()[..]), ("zh-TW", "zh-TW", &chinese)];
        let (found, expected) = (together(&versions), by_number(&versions));
        // Rows with a code of their own in any case; the rest have little more to go by than common words.
        let coded = |entries: BTreeSet<BTreeMap<String, usize>>| -> BTreeSet<BTreeMap<String, usize>> {
            entries.into_iter().filter(|entry| entry.values().all(|row| row.is_multiple_of(2))).collect()
        };
        prop_assert_eq!(coded(found), coded(expected));
    }

    #[test]
    fn dropped_rows_leave_the_rest_together(dutch in most_rows(), russian in most_rows(), chinese in most_rows()) {
        let versions = [("nl", "nl", &dutch[..]), ("ru", "ru", &russian), ("zh-TW", "zh-TW", &chinese)];
        let found = together(&versions);
        // With so many rows gone, those without a code may lack the words that told them apart.
        let has_code = |entry: &BTreeMap<String, usize>| entry.values().all(|row| row.is_multiple_of(2));
        for entry in in_all(by_number(&versions), 3).into_iter().filter(has_code) {
            prop_assert!(found.contains(&entry), "{entry:?} is not in {found:?}");
        }
    }

    #[test]
    fn the_names_and_the_order_of_locales_change_nothing(chinese in with_moves(), dutch in most_rows()) {
        let one = [("nl", "nl", &dutch[..]), ("ru", "ru", &all_rows()), ("zh-TW", "zh-TW", &chinese)];
        let other = [("sv", "nl", &dutch[..]), ("fi", "ru", &all_rows()), ("ja", "zh-TW", &chinese)];
        prop_assert_eq!(together(&one), together(&other));
    }

    #[test]
    fn another_locale_leaves_the_others_as_they_were(german in most_rows(), chinese in with_moves(), dutch in most_rows()) {
        let two = [("nl", "nl", &dutch[..]), ("zh-TW", "zh-TW", &chinese)];
        let three = [("de", "de", &german[..]), two[0], two[1]];
        let without_german = |mut entry: BTreeMap<String, usize>| {
            entry.remove("de");
            entry
        };
        let rest: BTreeSet<_> = together(&three).into_iter().map(without_german).collect();
        for entry in in_all(together(&two), 2) {
            prop_assert!(rest.contains(&entry), "{entry:?} is not in {rest:?}");
        }
    }
}
