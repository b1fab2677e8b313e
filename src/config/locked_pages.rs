//! The part of `hexapla.lock` that holds what was accepted, page by page.
//!
//! Each translation of a page has a block of lines of its own, whether anything of it was accepted or not. Git finds no
//! conflict between two changes with an unchanged line between them, and the head of a block is such a line: so people
//! who accept in different pages, or in different languages of one page, can merge.

use std::collections::BTreeMap;
use std::fmt::Write;

use toml_writer::ToTomlKey;

use super::reader::{Reader, Table, Value};
use crate::model::{
    Acceptance, AcceptedBlocks, AcceptedPage, AcceptedPair, CommitId, EntryId, LocaleId, Lock, OF, PageId,
};

/// The section of the file.
pub(super) const PAGES: &str = "pages";

const KEYS: &[&str] = &[ROWS, BLOCKS];
const ROWS: &str = "rows";
const BLOCKS: &str = "blocks";

/// What is between the row of the source and the commit at which it was seen.
const AT: &str = " at ";

/// What stands for the commit of a block of which none is known.
const NO_COMMIT: &str = "-";

/// The rows that were accepted, by their names.
pub(super) type AcceptedRows = BTreeMap<(EntryId, LocaleId), Acceptance>;

/// What was accepted of all pages.
pub(super) fn read(reader: &mut Reader<'_>, pages: &Table<'_>) -> (BTreeMap<PageId, AcceptedPage>, AcceptedRows) {
    let mut rows = AcceptedRows::new();
    let mut blocks: BTreeMap<PageId, AcceptedPage> = BTreeMap::new();
    for page in pages.values() {
        let Some(table) = page.table(reader) else { continue };
        let own = blocks.entry(PageId::new(page.last_name())).or_default();
        for value in table.values() {
            let (Some(locale), Some(table)) = (value.locale_key(reader), value.table(reader)) else { continue };
            reader.refuse_unknown_keys(&table, KEYS);
            for row in table.table(reader, ROWS).iter().flat_map(Table::values) {
                let id = EntryId::new(row.last_name());
                rows.extend(acceptance(reader, &row).map(|acceptance| ((id, locale.clone()), acceptance)));
            }
            let accepted = table.table(reader, BLOCKS);
            let accepted = accepted.iter().flat_map(Table::values).filter_map(|value| block(reader, &value)).collect();
            own.insert(locale, accepted);
        }
    }
    (blocks, rows)
}

/// A row: the digests of the translation, those of its source, and the commit at which that was seen.
pub(super) fn acceptance(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Acceptance> {
    let text = value.string(reader)?;
    let parsed = text.split_once(OF).and_then(|(own, rest)| {
        let (source, seen) = match rest.split_once(AT) {
            Some((source, commit)) => (source, Some(commit.parse::<CommitId>().ok()?)),
            None => (rest, None),
        };
        Some(Acceptance { source: source.parse().ok()?, own: own.parse().ok()?, seen })
    });
    if parsed.is_none() {
        let message = "not an accepted row: the digests of the translation, `of`, those of its source, and maybe `at` \
                       and a commit";
        reader.error(value.range(), message, None);
    }
    parsed
}

fn block(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<(AcceptedPair, Option<CommitId>)> {
    let commit = value.string(reader)?;
    let Ok(pair) = value.last_name().parse::<AcceptedPair>() else {
        let message = "not an accepted block: the digest of the translation or `-`, `of`, that of its source or `-`";
        reader.error(value.key(), message, None);
        return None;
    };
    match commit {
        NO_COMMIT => Some((pair, None)),
        commit => match commit.parse() {
            Ok(commit) => Some((pair, Some(commit))),
            Err(_) => {
                reader.error(value.range(), "not a commit: its id in hexadecimal digits, or `-` for none", None);
                None
            }
        },
    }
}

/// What was accepted of one translation of a page.
#[derive(Default)]
struct OfPage<'l> {
    rows: BTreeMap<&'l EntryId, &'l Acceptance>,
    blocks: Option<&'l AcceptedBlocks>,
}

/// Writes a block of lines for each translation of a page.
pub(super) fn write(text: &mut String, lock: &Lock) {
    let mut pages: BTreeMap<(&PageId, &LocaleId), OfPage<'_>> = BTreeMap::new();
    for (page, locales) in &lock.pages {
        for (locale, blocks) in locales {
            pages.entry((page, locale)).or_default().blocks = Some(blocks);
        }
    }
    for entry in &lock.entries {
        for (locale, acceptance) in &entry.accepted {
            let own = pages.entry((&entry.fingerprint.page, locale)).or_default();
            own.rows.insert(&entry.id, acceptance);
        }
    }
    for ((page, locale), OfPage { rows, blocks }) in pages {
        line(text, format_args!("\n[{PAGES}.{}.{locale}]\n", page.as_str().to_toml_key()));
        for (id, Acceptance { source, own, seen }) in rows {
            let seen = seen.as_ref().map_or_else(String::new, |commit| format!("{AT}{commit}"));
            line(text, format_args!("{ROWS}.{} = \"{own}{OF}{source}{seen}\"\n", id.as_str().to_toml_key()));
        }
        for (pair, commit) in blocks.into_iter().flatten() {
            let commit = commit.as_ref().map_or(NO_COMMIT, CommitId::as_str);
            line(text, format_args!("{BLOCKS}.\"{pair}\" = \"{commit}\"\n"));
        }
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line).expect("a string takes every text");
}
