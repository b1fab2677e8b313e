//! `[content]`: where content is.

use std::collections::BTreeMap;
use std::ops::Range;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::NamedLocale;
use super::reader::{Reader, Table, Value};
use crate::diagnostic::Message;
use crate::layout::{Files, Places};
use crate::model::{LocaleId, Role, fold_header};
use crate::text::{FilePath, Span};

pub(super) const KEYS: &[&str] =
    &["root", "source_locale", "page_key", "locales", "include", "exclude", "copy", "snippets", "roles"];

const ROLES: [&str; 4] = ["message", "applies_to", "description", "resolution"];

/// Where content is and how to read it.
#[derive(Clone, Debug)]
pub struct ContentOptions {
    /// The folder whose folders are named for locales: `content`. Empty for the site's own folder.
    pub root: FilePath,
    /// The locale that the others are translated from; `None` where locales are peers.
    pub source_locale: Option<LocaleId>,
    /// The front matter key that names the page, where translations rename files.
    pub page_key: Option<String>,
    /// Folders of locales that are elsewhere than in `root`; they take the place of a folder there. No folder is
    /// here twice.
    pub locales: BTreeMap<LocaleId, FilePath>,
    /// Which files of a locale's folder are content.
    pub files: Files,
    /// Folders beside those of the locales whose Markdown pages may include, each with its place in the configuration.
    /// None of them is hidden.
    pub snippets: Vec<(FilePath, Span)>,
    /// Roles of columns by header, each as [`fold_header`] gives it, above all that is known otherwise.
    pub roles: BTreeMap<String, Role>,
}

impl ContentOptions {
    /// Where content is.
    pub fn places(&self) -> Places<'_> {
        Places { root: &self.root, locales: &self.locales, files: &self.files }
    }
}

impl Default for ContentOptions {
    fn default() -> ContentOptions {
        ContentOptions {
            root: FilePath::new("content"),
            source_locale: None,
            page_key: None,
            locales: BTreeMap::new(),
            files: Files::default(),
            snippets: Vec::new(),
            roles: BTreeMap::new(),
        }
    }
}

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>, named: &mut Vec<NamedLocale>) -> ContentOptions {
    reader.refuse_unknown_keys(table, KEYS);
    let source_locale = table.get("source_locale").and_then(|value| NamedLocale::read(reader, &value, named));
    let root = table.get("root").and_then(|value| folder(reader, &value));
    ContentOptions {
        root: root.unwrap_or_else(|| ContentOptions::default().root),
        source_locale,
        page_key: table.get("page_key").and_then(|value| value.string(reader)).map(str::to_owned),
        locales: locales(reader, table, named),
        files: Files {
            include: table.get("include").map(|value| globs(reader, &value)),
            exclude: table.get("exclude").map(|value| globs(reader, &value)).unwrap_or_default(),
            copy: table.get("copy").map(|value| globs(reader, &value)).unwrap_or_default(),
        },
        snippets: table.get("snippets").map(|value| snippets(reader, &value)).unwrap_or_default(),
        roles: roles(reader, table),
    }
}

fn locales(reader: &mut Reader<'_>, table: &Table<'_>, named: &mut Vec<NamedLocale>) -> BTreeMap<LocaleId, FilePath> {
    let mut folders: BTreeMap<LocaleId, FilePath> = BTreeMap::new();
    let table = table.table(reader, "locales");
    for value in table.iter().flat_map(Table::values) {
        let Some((locale, folder)) = locale(reader, &value) else { continue };
        if folders.contains_key(&locale) {
            reader.error(
                value.key(),
                Message::new("`{locale}` has a folder already").with("locale", &locale),
                Some("a locale has one folder".into()),
            );
            continue;
        }
        if let Some((other, _)) = folders.iter().find(|(_, other)| **other == folder) {
            let message = Message::new("`{path}` is the folder of `{locale}` already")
                .with("path", &folder)
                .with("locale", other);
            reader.error(value.range(), message, Some("each locale needs a folder of its own".into()));
        }
        named.push(NamedLocale {
            locale: locale.clone(),
            key: value.name(),
            span: reader.span(value.range()),
            is_needed: false,
        });
        folders.insert(locale, folder);
    }
    folders
}

/// The grammar of language tags has room for `include`, so keys of `[content]` are looked for first.
fn locale(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<(LocaleId, FilePath)> {
    if KEYS.contains(&value.last_name()) {
        refuse_misplaced_key(reader, value, "locales");
        return None;
    }
    let locale = value.locale_key(reader);
    Some((locale?, folder(reader, value)?))
}

/// A key of `[content]` that is below the head of a table inside it, where TOML gives it to that table.
fn refuse_misplaced_key(reader: &mut Reader<'_>, value: &Value<'_>, table: &str) {
    let key = value.last_name();
    let help = format!("`{key}` belongs to `[content]`: put it above `[content.{table}]`");
    let message = Message::new("unknown key `{key}` in `[{table}]`")
        .with("key", key)
        .with("table", format_args!("content.{table}"));
    reader.error(value.key(), message, Some(help));
}

fn roles(reader: &mut Reader<'_>, table: &Table<'_>) -> BTreeMap<String, Role> {
    let table = table.table(reader, "roles");
    let mut roles = BTreeMap::new();
    for value in table.iter().flat_map(Table::values) {
        if KEYS.contains(&value.last_name()) && value.as_string().is_none() {
            refuse_misplaced_key(reader, &value, "roles");
            continue;
        }
        let Some(role) = value.word(reader, &ROLES, Role::from_word) else { continue };
        let header = fold_header(value.last_name());
        if roles.insert(header.clone(), role).is_some_and(|other| other != role) {
            let help = "case and emphasis of a header do not count; keep one of the two";
            let message = Message::new("the header `{header}` has another role already").with("header", &header);
            reader.error(value.key(), message, Some(help.into()));
        }
    }
    roles
}

/// A folder relative to the site's folder, which may be outside of it.
fn folder(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<FilePath> {
    let text = value.string(reader)?;
    relative(reader, &value.name(), text, value.range())
}

/// `text` as a path that is relative to the site's folder. `name` is the key that it is the value of.
fn relative(reader: &mut Reader<'_>, name: &str, text: &str, range: Range<usize>) -> Option<FilePath> {
    let has_drive = text.chars().nth(1) == Some(':') && text.starts_with(|char: char| char.is_ascii_alphabetic());
    if text.starts_with(['/', '\\', '~']) || has_drive {
        let help = "write it as seen from the folder of `hexapla.toml`, such as `../connectors.nl-nl/docs`";
        let message = Message::new("`{key}` is not a relative path").with("key", name).with("found", text);
        reader.error(range, message, Some(help.into()));
        return None;
    }
    Some(FilePath::new(text))
}

/// Folders that pages may include files from. Whether they lie in the repository is known where there is one.
fn snippets(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<(FilePath, Span)> {
    let mut folders = Vec::new();
    for (text, range) in value.strings(reader) {
        let Some(folder) = relative(reader, &value.name(), text, range.clone()) else { continue };
        let is_hidden = |part: &str| part.starts_with('.') && part != "..";
        if folder.as_str().split('/').any(is_hidden) {
            let help = "hidden folders may hold secrets: move the snippets to a folder whose name has no dot in front";
            let message = Message::new("`{path}` is, or is in, a hidden folder").with("path", text);
            reader.error(range, message, Some(help.into()));
            continue;
        }
        folders.push((folder, reader.span(range)));
    }
    folders
}

/// A relative folder that does not climb out.
pub(super) fn folder_inside(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<FilePath> {
    let path = folder(reader, value)?;
    if path.leaves_root() {
        let help = "write it as seen from the top of the repository, such as `docs`";
        let message = Message::new("`{key}` climbs out of its repository").with("key", value.name()).with("path", path);
        reader.error(value.range(), message, Some(help.into()));
        return None;
    }
    Some(path)
}

/// A longer glob is refused, in bytes: nobody means it, and what reads it goes one call deeper for each brace.
const LONGEST_GLOB: usize = 1_000;

pub(super) fn globs(reader: &mut Reader<'_>, value: &Value<'_>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for (pattern, range) in value.strings(reader) {
        if pattern.len() > LONGEST_GLOB {
            let help = "write several globs, each for a part of the paths";
            let message = Message::new("this glob is longer than {limit} bytes").count("limit", LONGEST_GLOB);
            reader.error(range, message, Some(help.into()));
            continue;
        }
        match GlobBuilder::new(pattern.trim_start_matches("./")).literal_separator(true).build() {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => bad_glob(reader, pattern, range, &error.kind().to_string()),
        }
    }
    set.build().unwrap_or_else(|error| {
        bad_glob(reader, &value.name(), value.range(), &error.kind().to_string());
        GlobSet::default()
    })
}

fn bad_glob(reader: &mut Reader<'_>, pattern: &str, range: Range<usize>, reason: &str) {
    let help = "`*` stands for a part of a name, `**/` for any folders, `{a,b}` for either";
    let message = Message::new("`{pattern}` is not a glob: {reason}").with("pattern", pattern).with("reason", reason);
    reader.error(range, message, Some(help.into()));
}
