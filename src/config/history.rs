//! `[history]`: where the Git history of the content is.

use std::collections::BTreeMap;

use super::content::folder_inside;
use super::reader::{Reader, Table, Value};
use crate::diagnostic::Message;
use crate::model::LocaleId;
use crate::text::FilePath;

pub(super) const KEYS: &[&str] = &["revision_key", "hash_key", "locales", "ignore"];
const REPOSITORY_KEYS: &[&str] = &["repository", "path"];

/// Where the Git history of the content is, and which front matter key points into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryOptions {
    /// The front matter key that holds the revision of the source that a page was translated from.
    pub revision_key: Option<String>,
    /// The front matter key that holds the SHA-1 of that source file's bytes.
    pub hash_key: Option<String>,
    /// Where each locale's history is; a locale that is not here has it in the repository around its folder. A locale
    /// that is here need not have pages in the site.
    pub locales: BTreeMap<LocaleId, Repository>,
    /// Commits that renew no translation, by their ids or the beginnings of those.
    pub ignore: Vec<String>,
}

/// A folder in a Git repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The repository, bare or not, as written: relative to the site's folder, or absolute; `.` is the one around the
    /// site's folder.
    pub location: String,
    /// The folder of the locale's content inside the repository; empty at its top.
    pub path: FilePath,
}

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>) -> HistoryOptions {
    reader.refuse_unknown_keys(table, KEYS);
    let locales = table.table(reader, "locales");
    HistoryOptions {
        revision_key: table.get("revision_key").and_then(|value| value.string(reader)).map(str::to_owned),
        hash_key: table.get("hash_key").and_then(|value| value.string(reader)).map(str::to_owned),
        locales: locales.iter().flat_map(Table::values).filter_map(|value| locale(reader, &value)).collect(),
        ignore: ignored(reader, table),
    }
}

/// The commits to ignore. A branch or an expression would name another commit tomorrow, so only ids are taken.
fn ignored(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<String> {
    let Some(value) = table.get("ignore") else { return Vec::new() };
    let mut ids = Vec::new();
    for (id, range) in value.strings(reader) {
        if id.len() >= 7 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            ids.push(id.to_ascii_lowercase());
        } else {
            let message = Message::new("`{id}` is not the id of a commit").with("id", id);
            reader.error(range, message, Some("write at least seven of its hexadecimal digits".into()));
        }
    }
    ids
}

fn locale(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<(LocaleId, Repository)> {
    let locale = value.locale_key(reader);
    let table = value.table_or(reader, "a table such as `{ repository = \"../connectors\", path = \"docs\" }`")?;
    reader.refuse_unknown_keys(&table, REPOSITORY_KEYS);
    let location = table.get("repository").map_or(Some("."), |value| value.string(reader))?;
    let path = match table.get("path") {
        Some(value) => folder_inside(reader, &value)?,
        None => FilePath::new(""),
    };
    Some((locale?, Repository { location: location.to_owned(), path }))
}
