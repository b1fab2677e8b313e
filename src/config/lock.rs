//! `hexapla.lock`: the names of rows as a file that people commit, compare and merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use toml_writer::{ToTomlKey, ToTomlValue, TomlStringBuilder};

use super::locked_pages;
use super::reader::{self, Reader, Section, Table, Value};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{
    Acceptance, EntryId, Fingerprint, InvalidDigest, LocaleId, Lock, LockedEntry, MOST_RENAMINGS, PageId, RowDigest,
};
use crate::text::Source;

/// The version of the format that is read and written.
const VERSION: i64 = 1;

const KEYS: &[&str] = &["version", "entries", locked_pages::PAGES, "renamed", "removed"];
// `accepted` is read from older files, and written to the pages.
const ENTRY_KEYS: &[&str] = &["page", "name", "rows", "accepted"];

const SECTIONS: &[Section] = &[("", KEYS)];

/// What to do about a line that nobody should have written.
const MEND: &str = "take the file as it was last committed, and run `hexapla lock`";

/// What to do about a name that has two blocks, as after a merge of two branches that both gave it.
const KEEP_ONE: &str = "keep one of the two, and run `hexapla lock`";

const HEAD: &str = "\
# Written by `hexapla lock`: the names under which rows are published, and how to find each row again. Below them is,
# page by page, what `hexapla accept` found right: digests of a translation, `of` its source, and the commit it was seen at.
# Commit this file. Where a merge has a conflict in it, keep the blocks of both sides, then run `hexapla lock`.
";

/// The lock in a file.
///
/// # Errors
/// Everything that is wrong with the file, in its order; a merge conflict that is not resolved comes alone.
pub fn read_lock(source: &Source) -> Result<Lock, Vec<Diagnostic>> {
    if let Some(conflict) = merge_conflict(source) {
        return Err(vec![conflict]);
    }
    let read = reader::read(source, SECTIONS, lock);
    read.map_err(|problems| problems.into_iter().map(with_way_out).collect())
}

fn with_way_out(problem: Diagnostic) -> Diagnostic {
    match &problem.help {
        Some(_) => problem,
        None if problem.data.text("reason") == Some("duplicate key") => problem.help(KEEP_ONE),
        None => problem.help(MEND),
    }
}

/// The first conflict marker that Git left where it could not merge.
fn merge_conflict(source: &Source) -> Option<Diagnostic> {
    let is_mark = |line: &str| {
        let side = ["<<<<<<<", "|||||||", ">>>>>>>"].iter().find_map(|mark| line.strip_prefix(mark));
        line == "=======" || side.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut at = source.bom_len();
    for line in source.text()[at..].split_inclusive('\n') {
        let text = line.trim_end();
        if is_mark(text) {
            let span = source.span(at..at + text.len());
            let problem =
                Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, span, "a merge conflict is not resolved");
            return Some(problem.help(
                "keep the blocks of both sides, of a block that both changed either one, and remove the marks; \
                 then run `hexapla lock`",
            ));
        }
        at += line.len();
    }
    None
}

fn lock(reader: &mut Reader<'_>, root: &Table<'_>) -> Lock {
    if !is_our_version(reader, root) {
        return Lock::default();
    }
    reader.refuse_unknown_keys(root, KEYS);
    let section = |reader: &mut Reader<'_>, key| root.table(reader, key);
    let entries = section(reader, "entries");
    let mut entries: Vec<LockedEntry> =
        entries.iter().flat_map(Table::values).filter_map(|value| entry(reader, &value)).collect();
    let pages = section(reader, locked_pages::PAGES);
    let (mut pages, mut rows) = pages.map(|pages| locked_pages::read(reader, &pages)).unwrap_or_default();
    let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
    places.extend(entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)));
    // A row that one branch removed and another accepted is gone.
    while let Some(((id, locale), acceptance)) = rows.pop_first() {
        if let Some(at) = places.get(&id) {
            entries[*at].accepted.insert(locale, acceptance);
        }
    }
    let held: BTreeSet<&EntryId> = entries.iter().map(|entry| &entry.id).collect();
    let removed = section(reader, "removed");
    let removed: Vec<Link<'_>> =
        removed.iter().flat_map(Table::values).filter_map(|value| link(reader, value)).collect();
    let renamed = section(reader, "renamed");
    let renamed: Vec<Link<'_>> =
        renamed.iter().flat_map(Table::values).filter_map(|value| link(reader, value)).collect();
    // What is wrong with a row would seem wrong with the names that lead to it, too.
    if reader.is_content() {
        refuse_second_uses(reader, &held, &removed, &renamed);
        refuse_dead_ends(reader, &held, &removed, &renamed);
    }
    // A translation with an accepted row has a block of lines, also where it was written beside the row before.
    for entry in &entries {
        for locale in entry.accepted.keys() {
            pages.entry(entry.fingerprint.page.clone()).or_default().entry(locale.clone()).or_default();
        }
    }
    Lock {
        removed: removed.into_iter().map(|link| (link.id, PageId::new(link.target))).collect(),
        renamed: renamed.into_iter().map(|link| (link.id, EntryId::new(link.target))).collect(),
        entries,
        pages,
    }
}

fn is_our_version(reader: &mut Reader<'_>, root: &Table<'_>) -> bool {
    let Some(value) = root.get("version") else {
        let message = Message::new("the file does not say `version = {expected}`").with("expected", VERSION);
        reader.error(0..0, message, None);
        return false;
    };
    match value.integer(reader) {
        Some(VERSION) => true,
        Some(version) if version > VERSION => {
            let message = Message::new("version {found} of this file is of a newer Hexapla; this one knows {expected}")
                .with("found", version)
                .with("expected", VERSION);
            reader.error(value.range(), message, Some("update Hexapla".into()));
            false
        }
        Some(version) => {
            let message = Message::new("there is no version {found} of this file").with("found", version);
            reader.error(value.range(), message, None);
            false
        }
        None => false,
    }
}

/// A name that leads elsewhere.
struct Link<'t> {
    id: EntryId,
    target: &'t str,
    value: Value<'t>,
}

fn link<'t>(reader: &mut Reader<'_>, value: Value<'t>) -> Option<Link<'t>> {
    let id = id(reader, &value);
    let target = value.string(reader)?;
    Some(Link { id: id?, target, value })
}

/// The name that a key is; reports an error where it could not be in an address.
fn id(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<EntryId> {
    let name = value.last_name();
    let is_word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    if name.is_empty() || !name.chars().all(is_word) {
        reader.error(value.key(), Message::new("`{name}` cannot be the name of a row").with("name", name), None);
        return None;
    }
    Some(EntryId::new(name))
}

fn entry(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<LockedEntry> {
    let id = id(reader, value);
    let table = value.table(reader)?;
    reader.refuse_unknown_keys(&table, ENTRY_KEYS);
    let name = table.get("name").and_then(|name| name.string(reader));
    let rows = digests(reader, &table, "rows");
    let accepted = acceptances(reader, &table);
    let Some(page) = table.get("page") else {
        reader.error(value.key(), Message::new("`{name}` has no `page`").with("name", value.last_name()), None);
        return None;
    };
    let page = PageId::new(page.string(reader)?);
    let id = id?;
    let name = name.unwrap_or(id.as_str()).to_owned();
    Some(LockedEntry { id, fingerprint: Fingerprint { page, name, rows }, accepted })
}

fn digests(reader: &mut Reader<'_>, entry: &Table<'_>, key: &str) -> BTreeMap<LocaleId, RowDigest> {
    let table = entry.table(reader, key);
    let values: Vec<Value<'_>> = table.iter().flat_map(Table::values).collect();
    values.iter().filter_map(|value| Some((value.locale_key(reader)?, digest(reader, value)?))).collect()
}

fn acceptances(reader: &mut Reader<'_>, entry: &Table<'_>) -> BTreeMap<LocaleId, Acceptance> {
    let table = entry.table(reader, "accepted");
    let values: Vec<Value<'_>> = table.iter().flat_map(Table::values).collect();
    values
        .iter()
        .filter_map(|value| Some((value.locale_key(reader)?, locked_pages::acceptance(reader, value)?)))
        .collect()
}

fn digest(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<RowDigest> {
    let digest = value.string(reader)?.parse();
    let invalid = |error: InvalidDigest| {
        reader.error(value.range(), Message::new("{reason}").with("reason", error), None);
    };
    digest.map_err(invalid).ok()
}

/// Reports names that are in two of the three tables.
fn refuse_second_uses(reader: &mut Reader<'_>, held: &BTreeSet<&EntryId>, removed: &[Link<'_>], renamed: &[Link<'_>]) {
    let gone: BTreeSet<&EntryId> = removed.iter().map(|link| &link.id).collect();
    for link in removed.iter().chain(renamed).filter(|link| held.contains(&link.id)) {
        let message = Message::new("`{name}` is the name of a row as well").with("name", &link.id);
        reader.error(link.value.key(), message, Some("remove this line, or the row's block".into()));
    }
    for link in renamed.iter().filter(|link| gone.contains(&link.id)) {
        let message = Message::new("`{name}` is both renamed and removed").with("name", &link.id);
        reader.error(link.value.key(), message, Some("remove one of its two lines".into()));
    }
}

/// Reports renamed names that lead nowhere, or back to themselves.
fn refuse_dead_ends(reader: &mut Reader<'_>, held: &BTreeSet<&EntryId>, removed: &[Link<'_>], renamed: &[Link<'_>]) {
    let ends: BTreeSet<&str> =
        held.iter().map(|id| id.as_str()).chain(removed.iter().map(|link| link.id.as_str())).collect();
    let next: BTreeMap<&str, &str> = renamed.iter().map(|link| (link.id.as_str(), link.target)).collect();
    for link in renamed {
        let mut chain = std::iter::successors(Some(link.target), |name| next.get(name).copied()).take(MOST_RENAMINGS);
        if chain.any(|name| ends.contains(name)) {
            continue;
        }
        let message = Message::new("`{name}` leads to `{target}`, and from there to no row")
            .with("name", &link.id)
            .with("target", link.target);
        let help = "name a row that is in this file, or move the line to `[removed]` with the page it was on";
        reader.error(link.value.range(), message, Some(help.into()));
    }
}

/// The text of a lock: one line for each row in each locale, in an order that moves only where the content does.
pub fn write_lock(lock: &Lock) -> String {
    let mut text = format!("{HEAD}version = {VERSION}\n");
    for entry in &lock.entries {
        write_entry(&mut text, entry);
    }
    locked_pages::write(&mut text, lock);
    let renamed = lock.renamed.iter().map(|(id, target)| (id, target.as_str())).collect();
    let removed = lock.removed.iter().map(|(id, page)| (id, page.as_str())).collect();
    write_links(&mut text, "renamed", renamed);
    write_links(&mut text, "removed", removed);
    text
}

fn write_entry(text: &mut String, entry: &LockedEntry) {
    let LockedEntry { id, fingerprint: Fingerprint { page, name, rows }, .. } = entry;
    line(text, format_args!("\n[entries.{}]\npage = {}\n", id.as_str().to_toml_key(), string(page.as_str())));
    if name != id.as_str() {
        line(text, format_args!("name = {}\n", string(name)));
    }
    for (locale, digest) in rows {
        line(text, format_args!("rows.{locale} = \"{digest}\"\n"));
    }
}

fn write_links(text: &mut String, section: &str, links: Vec<(&EntryId, &str)>) {
    if links.is_empty() {
        return;
    }
    line(text, format_args!("\n[{section}]\n"));
    for (id, target) in links {
        line(text, format_args!("{} = {}\n", id.as_str().to_toml_key(), string(target)));
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line).expect("a string takes every text");
}

/// A TOML string on one line, in double quotes whatever is in it, so that the lines of a file look alike.
fn string(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Acceptance, AcceptedPair, BlockDigest};
    use crate::text::FilePath;

    fn read(text: &str) -> Result<Lock, Vec<String>> {
        let source = Source::new(FilePath::new("hexapla.lock"), text.to_owned());
        let said = |problem: Diagnostic| {
            let line = source.lines().line(problem.span.start);
            assert!(problem.help.is_some(), "{problem:?}");
            format!("{line}: {}", problem.message)
        };
        read_lock(&source).map_err(|problems| problems.into_iter().map(said).collect())
    }

    fn example() -> Lock {
        let rows = |cells: &[(&str, &str)]| {
            cells.iter().map(|(tag, cell)| (tag.parse().unwrap(), RowDigest::of([*cell, "", "Okta"]))).collect()
        };
        let entry = |id: &str, name: &str| LockedEntry {
            id: EntryId::new(id),
            fingerprint: Fingerprint {
                page: PageId::new("說明/\"fouten\"\\\u{7}"),
                name: name.to_owned(),
                rows: rows(&[("nl-NL", "Fout"), ("zh-TW", "錯誤")]),
            },
            accepted: BTreeMap::from([(
                "zh-TW".parse().unwrap(),
                Acceptance {
                    source: RowDigest::of(["Error", "", "Okta"]),
                    own: RowDigest::of(["錯誤", "", "Okta"]),
                    seen: (id == "box").then(|| "0123abc".parse().unwrap()),
                },
            )]),
        };
        let (dutch, chinese) = (BlockDigest::of("Fouten"), BlockDigest::of("錯誤"));
        let accepted = BTreeMap::from([(
            "zh-TW".parse().unwrap(),
            BTreeMap::from([
                (AcceptedPair::both(chinese, dutch), Some("0123abc".parse().unwrap())),
                (AcceptedPair::missing(dutch), None),
            ]),
        )]);
        Lock {
            entries: vec![entry("okta-403", "okta-401"), entry("box", "box")],
            renamed: BTreeMap::from([(EntryId::new("okta-401"), EntryId::new("okta-403"))]),
            removed: BTreeMap::from([(EntryId::new("weg"), PageId::new("說明"))]),
            pages: BTreeMap::from([
                (PageId::new("說明/\"fouten\"\\\u{7}"), accepted),
                (PageId::new("a"), BTreeMap::from([("nl-NL".parse().unwrap(), BTreeMap::new())])),
            ]),
        }
    }

    #[test]
    fn a_lock_is_read_as_it_was_written_byte_by_byte() {
        let text = write_lock(&example());
        assert_eq!(read(&text), Ok(example()));
        assert_eq!(write_lock(&read(&text).unwrap()), text);
        insta::assert_snapshot!(text, @r#"
        # Written by `hexapla lock`: the names under which rows are published, and how to find each row again. Below them is,
        # page by page, what `hexapla accept` found right: digests of a translation, `of` its source, and the commit it was seen at.
        # Commit this file. Where a merge has a conflict in it, keep the blocks of both sides, then run `hexapla lock`.
        version = 1

        [entries.okta-403]
        page = "說明/\"fouten\"\\\u0007"
        name = "okta-401"
        rows.nl-NL = "2df982d4 - 7c54646d"
        rows.zh-TW = "abc049a6 - 7c54646d"

        [entries.box]
        page = "說明/\"fouten\"\\\u0007"
        rows.nl-NL = "2df982d4 - 7c54646d"
        rows.zh-TW = "abc049a6 - 7c54646d"

        [pages.a.nl-NL]

        [pages."說明/\"fouten\"\\\u0007".zh-TW]
        rows.box = "abc049a6 - 7c54646d of c6e0fad1 - 7c54646d at 0123abc"
        rows.okta-403 = "abc049a6 - 7c54646d of c6e0fad1 - 7c54646d"
        blocks."- of a18dbe5a7fd66dbe" = "-"
        blocks."abc049a67f5bf189 of a18dbe5a7fd66dbe" = "0123abc"

        [renamed]
        okta-401 = "okta-403"

        [removed]
        weg = "說明"
        "#);
    }

    #[test]
    fn an_empty_lock_holds_nothing() {
        assert_eq!(read(&write_lock(&Lock::default())), Ok(Lock::default()));
    }

    #[test]
    fn what_older_files_have_beside_their_rows_is_accepted_too() {
        let row = "[entries.a]\npage = \"x\"\naccepted.nl-NL = \"01234567 of 89abcdef\"\n";
        let lock = read(&format!("version = 1\n{row}")).unwrap();
        let accepted = &lock.entries[0].accepted[&"nl-NL".parse().unwrap()];
        assert_eq!((accepted.own.to_string(), accepted.source.to_string()), ("01234567".into(), "89abcdef".into()));
        assert!(write_lock(&lock).ends_with("[pages.x.nl-NL]\nrows.a = \"01234567 of 89abcdef\"\n"));
        // What a page has is newer; and a row that another branch removed is gone.
        let page = "[pages.x.nl-NL]\nrows.a = \"01234567 of 00000000 at 0123abc\"\nrows.b = \"- of -\"\n";
        let lock = read(&format!("version = 1\n{row}{page}")).unwrap();
        assert_eq!(lock.entries[0].accepted[&"nl-NL".parse().unwrap()].source.to_string(), "00000000");
        assert_eq!(lock.entries.len(), 1);
    }

    #[test]
    fn a_merge_conflict_is_one_error_at_its_first_mark() {
        let text = "version = 1\n\n<<<<<<< HEAD\n[entries.a]\n=======\n[entries.b]\n>>>>>>> tak\n";
        assert_eq!(read(text), Err(vec!["3: a merge conflict is not resolved".to_owned()]));
        assert_eq!(read("version = 1\r\n=======\r\n"), Err(vec!["2: a merge conflict is not resolved".to_owned()]));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let found = |text: &str| read(&format!("version = 1\n{text}")).unwrap_err().join("\n");
        for (text, expected) in [
            (
                "[entries.a]\npage = \"x\"\n[entries.a]\npage = \"y\"\n",
                "4: not valid TOML: duplicate key\n5: not valid TOML: duplicate key",
            ),
            ("[entries.a]\n", "2: `a` has no `page`"),
            ("[entries.'..']\npage = \"x\"\n", "2: `..` cannot be the name of a row"),
            ("[entries.a]\npage = \"x\"\nrow = 1\n", "4: unknown key `row` in `[entries.a]`"),
            (
                "[entries.a]\npage = \"x\"\nrows.nl = \"12\"\n",
                "4: not a row: eight hexadecimal digits for each cell, or `-` for an empty one",
            ),
            (
                "[pages.x.nl]\nblocks.'- of -' = '-'\n[pages.x.xx-]\n",
                "3: not an accepted block: the digest of the translation or `-`, `of`, that of its source or `-`\n4: `xx-` is not a BCP 47 language tag",
            ),
            ("[removed]\na = \"x\"\nb = \"x\"\n[renamed]\na = \"b\"\n", "6: `a` is both renamed and removed"),
            ("[entries.a]\npage = \"x\"\n[removed]\na = \"x\"\n", "5: `a` is the name of a row as well"),
            (
                "[renamed]\na = \"b\"\nb = \"a\"\n",
                "3: `a` leads to `b`, and from there to no row\n4: `b` leads to `a`, and from there to no row",
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_version_that_is_not_known_is_said_and_nothing_else() {
        assert_eq!(
            read("version = 2\nfoo = 1\n"),
            Err(vec!["1: version 2 of this file is of a newer Hexapla; this one knows 1".to_owned()])
        );
        assert_eq!(read("foo = 1\n"), Err(vec!["1: the file does not say `version = 1`".to_owned()]));
    }
}
