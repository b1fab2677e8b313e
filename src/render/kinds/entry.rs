//! One error: its message, its app, its cause and its fix, in one language, and where else it is said.

use serde::Serialize;
use tera::Context;

use super::View;
use crate::align::{AlignedColumn, Entry};
use crate::model::{Cell, LocaleId, Page, Role};
use crate::parse::{Document, plain_text};
use crate::plan::{PlannedPage, Route, Subject, Topic, TopicKind, percent_encode};
use crate::render::chrome::{Head, shortened};
use crate::render::escape::escape;
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "entry", template: "entry.html", context };

/// So many related entries are named; the topic's own page has the others.
const MOST_RELATED: usize = 6;

#[derive(Debug, Serialize)]
struct EntryView {
    id: String,
    /// The message as HTML.
    message: String,
    /// The same as plain text, to copy.
    message_text: String,
    /// The other cells, in the order of the table.
    fields: Vec<FieldView>,
    page: PageLink,
    translations: Vec<TranslationView>,
    related: Vec<RelatedView>,
}

#[derive(Debug, Serialize)]
struct FieldView {
    /// What the column holds, for the style sheet and for a label where the table has none.
    role: Option<&'static str>,
    /// The header cell.
    label: String,
    html: String,
}

#[derive(Debug, Serialize)]
struct PageLink {
    title: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct TranslationView {
    lang: String,
    dir: &'static str,
    autonym: String,
    href: String,
    message: String,
}

/// Entries that share a topic with this one.
#[derive(Debug, Serialize)]
struct RelatedView {
    kind: &'static str,
    name: String,
    href: String,
    count: usize,
    entries: Vec<EntryLink>,
}

/// An entry in a list.
#[derive(Debug, Serialize)]
pub(super) struct EntryLink {
    pub message: String,
    pub app: Option<String>,
    pub cause: Option<String>,
    pub href: String,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: Option<&Document>) -> Result<Context, RenderError> {
    let Subject::Entry(index) = planned.subject else {
        return Err(RenderError::NoDocument { route: planned.route.to_string() });
    };
    let entry = &renderer.site.alignment.entries[index];
    let title = renderer.entry_text(entry, &planned.locale, Role::Message).unwrap_or_else(|| entry.id.to_string());
    let description =
        [Role::Description, Role::Resolution].map(|role| renderer.entry_text(entry, &planned.locale, role));
    let description: Vec<String> = description.into_iter().flatten().collect();
    let mut context = renderer.chrome(planned, &Head { title: &title, description: Some(&description.join(" ")) });
    context.insert("entry", &view(renderer, planned, index, entry, title));
    Ok(context)
}

fn view(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, entry: &Entry, title: String) -> EntryView {
    let locale = &planned.locale;
    let page = renderer.site.corpus.page(&entry.page, locale);
    let message = renderer.site.alignment.cell(renderer.site.corpus, entry, locale, Role::Message);
    EntryView {
        id: entry.id.to_string(),
        message: match (page, message) {
            (Some(page), Some(cell)) => heading(renderer.cell(planned, page, &cell.text), &title),
            _ => escape(&title),
        },
        message_text: title,
        fields: page.map_or_else(Vec::new, |page| fields(renderer, planned, page, entry)),
        page: PageLink {
            title: page.map_or_else(String::new, |page| display_title(page).to_owned()),
            href: format!(
                "{}#{}",
                renderer.href(planned, &Route::content(locale, &entry.page)),
                percent_encode(entry.id.as_str())
            ),
        },
        translations: translations(renderer, planned, entry),
        related: related(renderer, planned, index, entry),
    }
}

/// A cell in a heading, where no blocks can stand: then its plain text.
fn heading(html: String, plain: &str) -> String {
    let has_blocks = ["<p", "<ul", "<ol", "<div", "<table", "<section", "<h", "<blockquote", "<dl", "<details"]
        .iter()
        .any(|tag| html.contains(tag));
    if html.is_empty() || has_blocks { escape(plain) } else { html }
}

fn fields(renderer: &Renderer<'_>, planned: &PlannedPage, page: &Page, entry: &Entry) -> Vec<FieldView> {
    let site = &renderer.site;
    let table = &site.alignment.tables[entry.table];
    let Some(address) = site.alignment.address(entry, &page.locale) else { return Vec::new() };
    let header = page.tables.get(address.table).map_or(&[][..], |table| &table.header);
    let cells = site.alignment.cells(site.corpus, &address);
    let column = |index: usize| table.columns.iter().find(|column| column.members.get(&page.locale) == Some(&index));
    let field = |(index, cell): (usize, &Cell)| field(renderer, planned, page, header.get(index), column(index), cell);
    cells.iter().enumerate().filter_map(field).collect()
}

fn field(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    page: &Page,
    header: Option<&Cell>,
    column: Option<&AlignedColumn>,
    cell: &Cell,
) -> Option<FieldView> {
    let role = column.and_then(|column| column.role);
    if role == Some(Role::Message) || cell.text.is_empty() {
        return None;
    }
    let header = header.map(|header| plain_text(&header.text)).filter(|label| !label.is_empty());
    let label = header.or_else(|| Some(renderer.message(&planned.locale, &format!("field-{}", role?.as_str()), &[])));
    Some(FieldView { role: role.map(Role::as_str), label: label?, html: renderer.cell(planned, page, &cell.text) })
}

fn translations(renderer: &Renderer<'_>, planned: &PlannedPage, entry: &Entry) -> Vec<TranslationView> {
    let others = renderer.site.corpus.locales.iter().filter(|locale| **locale != planned.locale);
    let translation = |locale: &LocaleId| {
        let profile = renderer.profile(locale);
        Some(TranslationView {
            lang: locale.to_string(),
            dir: profile.direction.as_str(),
            autonym: profile.autonym.clone(),
            href: renderer.href(planned, &renderer.site.entry_route(entry, locale)?),
            message: renderer.entry_text(entry, locale, Role::Message)?,
        })
    };
    others.filter_map(translation).collect()
}

fn related(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, entry: &Entry) -> Vec<RelatedView> {
    let order = [TopicKind::Exception, TopicKind::App, TopicKind::Status];
    let topics = order.into_iter().flat_map(|kind| renderer.site.topics.about(entry, kind));
    topics.filter_map(|topic| related_by(renderer, planned, index, topic)).collect()
}

fn related_by(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, topic: &Topic) -> Option<RelatedView> {
    let locale = &planned.locale;
    let nearest = renderer.nearest(topic, locale, index);
    let mut entries: Vec<EntryLink> =
        nearest.into_iter().filter_map(|near| renderer.entry_link(planned, near)).collect();
    renderer.collations[locale].sort_by_text(&mut entries, |entry| &entry.message);
    (!entries.is_empty()).then(|| RelatedView {
        kind: topic.kind.folder(),
        name: topic.names.get(locale).cloned().unwrap_or_default(),
        href: renderer.site.topic_route(topic, locale).map_or_else(String::new, |route| renderer.href(planned, &route)),
        count: topic.counts.get(locale).copied().unwrap_or_default(),
        entries,
    })
}

impl Renderer<'_> {
    /// The cell of an entry as plain text; `None` where it is empty or missing.
    pub(super) fn entry_text(&self, entry: &Entry, locale: &LocaleId, role: Role) -> Option<String> {
        let cell = self.site.alignment.cell(self.site.corpus, entry, locale, role)?;
        Some(plain_text(&cell.text)).filter(|text| !text.is_empty())
    }

    /// The entries about a topic that a locale has.
    pub(super) fn entries_in<'t>(&'t self, topic: &'t Topic, locale: &'t LocaleId) -> impl Iterator<Item = usize> + 't {
        topic.entries.iter().copied().filter(move |index| self.site.alignment.entries[*index].rows.contains_key(locale))
    }

    /// An entry as lists show it; `None` where the locale has no page of it.
    pub(super) fn entry_link(&self, planned: &PlannedPage, index: usize) -> Option<EntryLink> {
        let entry = &self.site.alignment.entries[index];
        let route = self.site.entry_route(entry, &planned.locale)?;
        let text = |role| self.entry_text(entry, &planned.locale, role);
        Some(EntryLink {
            message: shortened(&text(Role::Message).unwrap_or_else(|| entry.id.to_string()), 200),
            app: text(Role::AppliesTo),
            cause: text(Role::Description).map(|text| shortened(&text, 200)),
            href: self.href(planned, &route),
        })
    }

    /// The other entries about a topic that stand closest to one of them in the tables.
    fn nearest(&self, topic: &Topic, locale: &LocaleId, index: usize) -> Vec<usize> {
        let at = topic.entries.partition_point(|other| *other < index);
        let (before, after) = topic.entries.split_at(at);
        let here = |other: &&usize| **other != index && self.site.alignment.entries[**other].rows.contains_key(locale);
        let mut near: Vec<usize> = before.iter().rev().filter(here).take(MOST_RELATED).copied().collect();
        near.extend(after.iter().filter(here).take(MOST_RELATED));
        near.sort_by_key(|other| (other.abs_diff(index), *other));
        near.truncate(MOST_RELATED);
        near
    }
}
