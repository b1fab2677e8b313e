//! A locale's entries for programs: `entries.json`, whose schema is `assets/entries.schema.json`.

use serde::Serialize;

use super::{Producer, RenderInput, View};
use crate::align::Entry;
use crate::model::{LocaleId, Role};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("entries", Producer::Text(text));

/// What readers of the file rely on; it only ever grows.
const VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct File<'r> {
    version: u32,
    locale: &'r str,
    entries: Vec<EntryItem<'r>>,
}

/// An entry with its cells as plain text. URLs are relative to the folder of the file's locale.
#[derive(Debug, Serialize)]
struct EntryItem<'r> {
    id: &'r str,
    page: &'r str,
    /// The row in its table.
    url: String,
    /// The entry's own page; `null` where its table has no messages.
    entry_url: Option<String>,
    /// The language of the texts: another than the file's where the row was not translated.
    language: &'r str,
    message: Option<String>,
    applies_to: Option<String>,
    description: Option<String>,
    resolution: Option<String>,
    exceptions: &'r [String],
    status: &'r [u16],
    codes: &'r [String],
    /// The day on which the page of those texts was last changed.
    updated: Option<String>,
    /// The locales that have the row in their own words.
    locales: Vec<&'r str>,
}

fn text(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<String, RenderError> {
    let entries = renderer.site.alignment.entries.iter();
    let entries = entries.filter_map(|entry| item(renderer, planned, entry)).collect();
    let file = File { version: VERSION, locale: planned.locale.as_str(), entries };
    let json = serde_json::to_string(&file).expect("a value of texts and numbers can always be written");
    Ok(json + "\n")
}

fn item<'r>(renderer: &'r Renderer<'_>, planned: &PlannedPage, entry: &'r Entry) -> Option<EntryItem<'r>> {
    let site = &renderer.site;
    let words: &LocaleId = site.row_locale(entry, &planned.locale)?;
    let text = |role| renderer.entry_text(entry, words, role);
    Some(EntryItem {
        id: entry.id.as_str(),
        page: entry.page.as_str(),
        url: renderer.row_href(planned, entry)?,
        entry_url: site.entry_route(entry, &planned.locale).map(|route| renderer.href(planned, &route)),
        language: words.as_str(),
        message: text(Role::Message),
        applies_to: text(Role::AppliesTo),
        description: text(Role::Description),
        resolution: text(Role::Resolution),
        exceptions: &entry.exceptions,
        status: &entry.status,
        codes: &entry.codes,
        updated: renderer.freshness.version_changed(&entry.page, words).map(|date| date.to_string()),
        locales: entry.rows.keys().map(LocaleId::as_str).collect(),
    })
}
