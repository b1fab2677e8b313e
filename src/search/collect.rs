//! What of a site can be found: its entries and the sections of its pages.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{DocumentKind, SearchDocument};
use crate::align::Entry;
use crate::model::{LocaleId, Role};
use crate::parse::{Document, plain_text};
use crate::plan::Site;

/// Every entry that readers of `locale` are shown, in the words that they get, in the order of the alignment.
pub fn entry_documents(site: &Site<'_>, locale: &LocaleId) -> Vec<SearchDocument> {
    site.alignment.entries.iter().filter_map(|entry| entry_document(site, locale, entry)).collect()
}

fn entry_document(site: &Site<'_>, locale: &LocaleId, entry: &Entry) -> Option<SearchDocument> {
    let words = site.row_locale(entry, locale)?;
    let (route, anchor) = site.row_route(entry, locale)?;
    let address = site.alignment.address(entry, words)?;
    let cell = |role| cell_text(site, entry, words, role);
    let message = site.row_name(entry, words).unwrap_or_default();
    let named: Vec<String> = Role::ALL.into_iter().filter_map(cell).collect();
    let cells = site.alignment.cells(site.corpus, &address);
    let others = cells.iter().map(|cell| plain_text(&cell.text));
    let rest: Vec<String> = others.filter(|text| *text != message && !named.contains(text)).collect();
    let foreign = entry.rows.keys().filter(|other| *other != words);
    Some(SearchDocument {
        url: anchor.map_or(route.url(), |anchor| format!("{}#{anchor}", route.url())),
        kind: DocumentKind::Entry,
        entry: Some(entry.id.as_str().to_owned()),
        page: entry.page.as_str().to_owned(),
        title: message.clone(),
        app: cell(Role::AppliesTo).unwrap_or_default(),
        description: cell(Role::Description).unwrap_or_default(),
        resolution: cell(Role::Resolution).unwrap_or_default(),
        prose: rest.join(" "),
        foreign: foreign.filter_map(|other| site.row_name(entry, other)).collect(),
        signature: signature(entry),
        message,
    })
}

fn cell_text(site: &Site<'_>, entry: &Entry, locale: &LocaleId, role: Role) -> Option<String> {
    site.alignment.cell(site.corpus, entry, locale, role).map(|cell| plain_text(&cell.text))
}

fn signature(entry: &Entry) -> Vec<String> {
    let status = entry.status.iter().map(u16::to_string);
    entry.exceptions.iter().cloned().chain(status).chain(entry.codes.iter().cloned()).collect()
}

/// The sections of a page that hold text, in order: the lead first, then one for each heading.
///
/// Tables are left out: their rows are entries.
pub fn section_documents(site: &Site<'_>, document: &Document) -> Vec<SearchDocument> {
    let page = &document.page;
    let Some(route) = site.page_route(&page.id, &page.locale) else { return Vec::new() };
    let mut documents = Vec::new();
    for (heading, prose) in section_texts(document) {
        let anchor = heading.and_then(|heading| site.alignment.heading_anchor(&page.id, &page.locale, heading));
        let title = heading.map_or(page.title.clone(), |heading| page.headings[heading].text.clone());
        if prose.is_empty() && title.is_empty() {
            continue;
        }
        documents.push(SearchDocument {
            url: anchor.map_or(route.url(), |anchor| format!("{}#{anchor}", route.url())),
            kind: DocumentKind::Section,
            page: page.id.as_str().to_owned(),
            title,
            prose,
            ..SearchDocument::default()
        });
    }
    documents
}

/// The text under each heading, by its index; `None` is the text above the first.
fn section_texts(document: &Document) -> BTreeMap<Option<usize>, String> {
    let mut texts: BTreeMap<Option<usize>, String> = BTreeMap::new();
    let (mut heading, mut tables, mut in_heading) = (None, 0usize, false);
    let html_tables = document.html_tables();
    for (event, range) in document.events() {
        match event {
            _ if html_tables.contain(range.start) => {}
            Event::Start(Tag::Heading { .. }) => {
                heading = Some(heading.map_or(0, |heading| heading + 1));
                texts.entry(heading).or_default();
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::End(TagEnd::Table) => tables = tables.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if tables == 0 && !in_heading => {
                texts.entry(heading).or_default().push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) if tables == 0 && !in_heading => {
                let text = texts.entry(heading).or_default();
                if !text.is_empty()
                    && !text.ends_with(' ')
                    && !matches!(event, Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link))
                {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    texts.retain(|heading, text| {
        heading.is_some_and(|heading| heading < document.page.headings.len()) || !text.trim().is_empty()
    });
    texts
}
