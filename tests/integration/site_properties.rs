//! What holds of every site, whatever is in its files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::pipeline::{self, Site};
use hexapla::publish::{Outcome, PublishError, Sink, Target};
use hexapla::read::{Embedded, Memory};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixtures::made_up_text::{config, text};

fn site(files: &[(&str, &str)]) -> Site {
    pipeline::load(&Memory::new(files.iter().copied()), &Embedded, &NoCache, Options::default(), &[])
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// Every row of a site must be in one entry, and no two entries may have one name.
fn check_entries(site: &Site) -> Result<(), TestCaseError> {
    let ids: BTreeSet<&str> = site.alignment.entries.iter().map(|entry| entry.id.as_str()).collect();
    prop_assert_eq!(ids.len(), site.alignment.entries.len());
    prop_assert!(ids.iter().all(|id| !id.is_empty() && id.is_ascii()), "{ids:?}");
    let mut rows = 0;
    for page in site.corpus.all_pages() {
        for (table_index, table) in page.tables.iter().enumerate() {
            for row in 0..table.rows.len() {
                let entry = site.alignment.entry_of(&page.id, &page.locale, table_index, row);
                let entry = entry.ok_or_else(|| TestCaseError::fail(format!("row {row} has no entry")))?;
                prop_assert_eq!(
                    entry.rows.get(&page.locale).map(|row| (row.place.table, row.place.row)),
                    Some((table_index, row))
                );
                rows += 1;
            }
        }
    }
    let aligned: usize = site.alignment.entries.iter().map(|entry| entry.rows.len()).sum();
    prop_assert_eq!(rows, aligned);
    Ok(())
}

/// A table with one row for each number, in this order; every message has an exception of its own.
fn numbered_table(header: &str, message: &str, numbers: &[usize]) -> String {
    const NAMES: [&str; 8] = ["Token", "Quota", "Network", "Login", "Upload", "Schema", "Rate", "Folder"];
    let row = |number: &usize| format!("|{}{}Exception: {message}|Okta|\n", NAMES[number % 8], NAMES[number / 8]);
    format!("# A\n\n{header}\n|---|---|\n{}", numbers.iter().map(row).collect::<String>())
}

fn dutch_table(numbers: &[usize]) -> String {
    numbered_table("|Foutbericht|App|", "het lukte niet", numbers)
}

fn chinese_table(numbers: &[usize]) -> String {
    numbered_table("|錯誤訊息|應用程式|", "無法完成", numbers)
}

fn ids(site: &Site) -> BTreeSet<String> {
    site.alignment.entries.iter().map(|entry| entry.id.to_string()).collect()
}

fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..count).collect::<Vec<usize>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn every_row_is_in_exactly_one_entry(dutch in text(), chinese in text()) {
        let chinese = format!("{chinese}\n\n{dutch}");
        check_entries(&site(&[("content/nl-NL/a.md", &dutch), ("content/zh-TW/a.md", &chinese)]))?;
    }

    #[test]
    fn names_of_entries_do_not_depend_on_the_order_of_rows(dutch in shuffled(12), chinese in shuffled(12)) {
        let sorted: Vec<usize> = (0..12).collect();
        let of = |dutch: &[usize], chinese: &[usize]| site(&[
            ("content/nl-NL/a.md", &dutch_table(dutch)),
            ("content/zh-TW/a.md", &chinese_table(chinese)),
        ]);
        let mixed = of(&dutch, &chinese);
        check_entries(&mixed)?;
        prop_assert_eq!(ids(&mixed), ids(&of(&sorted, &sorted)));
        prop_assert!(mixed.alignment.entries.iter().all(|entry| entry.rows.len() == 2));
    }

    #[test]
    fn a_dropped_row_changes_no_other_name(order in shuffled(12), dropped in any::<Index>()) {
        let dropped = dropped.index(order.len());
        let rest: Vec<usize> = order.iter().copied().filter(|number| *number != dropped).collect();
        let whole = chinese_table(&order);
        let both = site(&[("content/nl-NL/a.md", &dutch_table(&rest)), ("content/zh-TW/a.md", &whole)]);
        check_entries(&both)?;
        prop_assert_eq!(ids(&both), ids(&site(&[("content/zh-TW/a.md", &whole)])));
        let alone = both.alignment.entries.iter().filter(|entry| entry.rows.len() == 1).count();
        prop_assert_eq!(alone, 1);
    }
}

/// The tag of the data about a page for programs, which browsers never run.
const DATA: &str = "script type=\"application/ld+json\"";

/// A target that keeps the files of a site in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<BTreeMap<String, String>>>);

impl Target for Kept {
    fn begin(&self) -> Result<Box<dyn Sink>, PublishError> {
        Ok(Box::new(self.clone()))
    }
}

impl Sink for Kept {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let text = String::from_utf8(bytes.to_vec()).expect("what is rendered is UTF-8");
        assert!(self.0.lock().unwrap().insert(path.to_owned(), text).is_none(), "{path} is written twice");
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Outcome, PublishError> {
        Ok(Outcome::default())
    }
}

/// The files of a site in memory, built.
fn build(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let world = Memory::new(files.iter().copied());
    let kept = Kept::default();
    let built = pipeline::build(&world, &Embedded, &site(files), &kept, &|_| {});
    built.unwrap_or_else(|failure| panic!("{failure:?}"));
    let files = kept.0.lock().unwrap();
    files.clone()
}

/// The tags of a page, without what is between them.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|tag| tag.split('>').next())
}

/// What a reader sees of HTML.
fn shown(html: &str) -> String {
    let mut text = html.split('<').next().unwrap_or_default().to_owned();
    for rest in html.split('<').skip(1) {
        text.push_str(rest.split_once('>').map_or("", |(_, text)| text));
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, char)| text.replace(entity, char))
}

/// A cell with nothing in it that Markdown knows, but much that templates, sanitizers and typesetters might.
fn plain_cell() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<TenantId>",
        "</x>",
        "{{ x }}",
        "{% if %}",
        "{#",
        "{.a}",
        "${b}",
        "%s",
        "\"",
        "'",
        "...",
        "--",
        "(c)",
        ":-)",
        "\\|",
        "#",
        "1.",
        "+",
        "=",
        "；",
        "「",
        "」",
        "錯誤",
        "方塊",
        "Okta",
        "é",
        " ",
        "401",
        "a@b",
        ":smile:",
    ];
    proptest::collection::vec(select(PIECES), 1..12).prop_map(|pieces| pieces.concat().trim().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 8, ..config() })]

    #[test]
    fn every_text_can_be_built_and_nothing_of_it_runs(dutch in text(), chinese in text()) {
        let files = build(&[("content/nl-NL/a.md", &dutch), ("content/zh-TW/a.md", &chinese)]);
        for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            for tag in tags(html) {
                let runs = tag.starts_with("script") && tag != DATA;
                prop_assert!(!runs || tag.contains(" src=\""), "{path}: {tag}");
                prop_assert!(!tag.contains("=\"javascript:"), "{path}: {tag}");
            }
            for data in html.split(&format!("<{DATA}>")).skip(1) {
                let json = data.split("</script>").next().unwrap_or_default();
                prop_assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{path}: {json}");
            }
        }
    }

    #[test]
    fn a_cell_is_shown_as_it_was_written(cell in plain_cell()) {
        let table = format!("|Fout|App|\n|---|---|\n|{cell}|Okta|\n");
        let files = build(&[("content/nl-NL/a.md", &table)]);
        let html = &files["nl-nl/a/index.html"];
        let start = html.find("<tbody>").expect("the table has a row");
        let end = start + html[start..].find("<span class=\"row-links\">").expect("a row has links");
        let shown = shown(&html[start..end]);
        prop_assert_eq!(shown.trim(), cell.replace("\\|", "|"));
    }
}
