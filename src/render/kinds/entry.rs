//! One error: its message, its app, its cause and its fix, in one language, and on which other pages it is.

use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use super::{Alternate, Producer, RenderInput, View};
use crate::align::{AlignedColumn, Entry};
use crate::freshness::Freshness;
use crate::model::{Cell, Direction, LocaleId, Page, Role};
use crate::parse::html::{Element, tags};
use crate::parse::plain_text;
use crate::plan::{PlannedPage, Topic, TopicKind, topic_kinds, with_anchor};
use crate::render::body::is_right_to_left;
use crate::render::chrome::Head;
use crate::render::escape::{escape, escape_markdown};
use crate::render::link::Link;
use crate::render::markdown_alternate::LinkAlternate;
use crate::render::navigation::display_title;
use crate::render::shortened::shortened;
use crate::render::steps::steps;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View {
    markdown: Some(Alternate { template: "markdown/entry.md", context: alternate }),
    is_article: true,
    trail: |renderer, planned| Some(renderer.crumbs_to(planned)),
    ..View::new("entry", Producer::Page { template: "entry.html", context })
};

/// So many related entries are named; the topic's own page has the others. Chosen: half of them before and half behind
/// the entry are what fits below an answer.
const MOST_RELATED: usize = 6;

#[derive(Debug, Serialize)]
struct EntryView {
    id: String,
    /// The message as HTML.
    message: String,
    /// The direction of its first letter: many messages are English in every language.
    message_dir: &'static str,
    /// The message as plain text, to copy.
    message_text: String,
    apps: Vec<AppLink>,
    /// The other cells, in the order of the table.
    fields: Vec<FieldView>,
    page: Option<Link>,
    /// When the original was last changed, as ISO 8601 has it.
    changed: Option<String>,
    /// `fresh` or `stale`, where that is known.
    freshness: Option<&'static str>,
    /// All languages side by side.
    compare: Option<String>,
    translations: Vec<TranslationView>,
    /// The entries that are nearest in the same table.
    siblings: Vec<EntryLink>,
    /// Other pages with an error of the same exceptions, statuses and codes.
    also: Vec<Link>,
    related: Vec<RelatedView>,
}

/// The app that an entry concerns.
#[derive(Debug, Serialize)]
struct AppLink {
    name: String,
    href: String,
}

/// A cell with what its column holds and what heads it.
pub struct LabelledCell<'a> {
    /// What the column holds; `None` where that is not known.
    pub role: Option<Role>,
    /// What heads the column, plain.
    pub label: String,
    /// The cell.
    pub cell: &'a Cell,
}

/// A cell as HTML, with what heads its column.
#[derive(Debug, Serialize)]
pub(super) struct FieldView {
    /// What the column holds, for the style sheet and for a label where the table has none.
    pub role: Option<&'static str>,
    /// The header cell.
    pub label: String,
    pub html: String,
}

/// An entry as Markdown shows it.
#[derive(Debug, Serialize)]
struct EntryAlternate {
    message: String,
    page: Option<LinkAlternate>,
    fields: Vec<FieldAlternate>,
    translations: Vec<LinkAlternate>,
}

#[derive(Debug, Serialize)]
struct FieldAlternate {
    /// What heads the column.
    label: String,
    /// The author's Markdown.
    text: String,
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
    /// The language of the texts, where it is not the page's.
    pub lang: Option<String>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let (index, entry) = entry(renderer, planned)?;
    let content_locale = planned.content_locale();
    let title = renderer.entry_text(entry, content_locale, Role::Message).unwrap_or_else(|| entry.id.to_string());
    let answer = [Role::Description, Role::Resolution].map(|role| renderer.entry_text(entry, content_locale, role));
    let answer = answer.into_iter().flatten().collect::<Vec<String>>().join(" ");
    let structure = structure(renderer, entry, content_locale, &title, &answer);
    let head = Head { title: &title, description: Some(&answer), structure: Some(structure), work: None };
    let mut context = renderer.chrome(planned, head);
    context.insert("entry", &view(renderer, planned, index, entry, title));
    Ok(context)
}

/// The entry that a page is about, and its index.
fn entry<'r>(renderer: &Renderer<'r>, planned: &PlannedPage) -> Result<(usize, &'r Entry), RenderError> {
    let no_entry = || RenderError::NoDocument { route: planned.route.to_string() };
    planned.item.zip(renderer.site.entry_of(planned)).ok_or_else(no_entry)
}

/// What the Markdown alternate of an entry's page gets.
fn alternate(renderer: &Renderer<'_>, planned: &PlannedPage) -> Result<Context, RenderError> {
    let (_, entry) = entry(renderer, planned)?;
    let locale = &planned.locale;
    let corpus = renderer.site.corpus;
    let page = corpus.page(&entry.page, locale);
    let others = corpus.locales.iter().filter(|other| *other != locale && entry.rows.contains_key(*other));
    let translation = |other| {
        let href = planned.route.relative(&renderer.site.entry_route(entry, other)?.markdown());
        Some(LinkAlternate { title: renderer.profile(other).autonym.clone(), href })
    };
    let alternate = EntryAlternate {
        message: escape_markdown(
            &renderer.entry_text(entry, locale, Role::Message).unwrap_or_else(|| entry.id.to_string()),
        ),
        page: page.and_then(|page| {
            let href = renderer.alternate_href(planned, &page.id)?;
            Some(LinkAlternate { title: escape_markdown(display_title(page)), href })
        }),
        fields: page.map(|page| field_alternates(renderer, planned, page, entry)).unwrap_or_default(),
        translations: others.filter_map(translation).collect(),
    };
    let mut context = renderer.words(planned);
    context.insert("entry", &alternate);
    Ok(context)
}

/// The cells of an entry but its message, as their author wrote them, each with what heads its column.
fn field_alternates(renderer: &Renderer<'_>, planned: &PlannedPage, page: &Page, entry: &Entry) -> Vec<FieldAlternate> {
    let is_shown = |cell: &LabelledCell<'_>| cell.role != Some(Role::Message);
    let field = |LabelledCell { label, cell, .. }: LabelledCell<'_>| FieldAlternate {
        label: escape_markdown(&label),
        text: renderer.cell_text(planned, page, cell),
    };
    renderer.labelled_cells(&page.locale, entry).into_iter().filter(is_shown).map(field).collect()
}

/// What an entry is for programs: an article about an app that answers one question.
fn structure(renderer: &Renderer<'_>, entry: &Entry, content_locale: &LocaleId, title: &str, answer: &str) -> Value {
    // Google's guide to articles allows 110 characters of a headline.
    let mut structure = json!({ "@type": "TechArticle", "headline": shortened(title, 110) });
    if !answer.is_empty() {
        let answer = json!({ "@type": "Answer", "text": answer });
        structure["mainEntity"] = json!({ "@type": "Question", "name": title, "acceptedAnswer": answer });
    }
    if let Some(app) = renderer.entry_text(entry, content_locale, Role::AppliesTo) {
        structure["about"] = json!({ "@type": "SoftwareApplication", "name": app });
    }
    structure
}

/// The word for a row's freshness in the template; none for the source itself, and where nothing is known.
fn freshness_word(renderer: &Renderer<'_>, entry: usize, locale: &LocaleId) -> Option<&'static str> {
    if renderer.site.corpus.source_locale.as_ref() == Some(locale) {
        return None;
    }
    match renderer.freshness.row(entry, locale) {
        Freshness::Fresh => Some("fresh"),
        Freshness::Stale(_) => Some("stale"),
        _ => None,
    }
}

fn view(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, entry: &Entry, title: String) -> EntryView {
    let (site, content_locale) = (&renderer.site, planned.content_locale());
    let message = site.alignment.cell(site.corpus, entry, content_locale, Role::Message);
    let message = message.zip(site.corpus.page(&entry.page, content_locale));
    let compare = site.comparison_route(&entry.page, &planned.locale);
    let fields = renderer.fields(planned, content_locale, entry).into_iter();
    EntryView {
        id: entry.id.to_string(),
        message: match message {
            Some((cell, page)) => heading(renderer.cell(planned, page, &cell.text), &title),
            None => escape(&title),
        },
        message_dir: direction(&title),
        message_text: title,
        apps: apps(renderer, planned, entry),
        fields: fields.filter(|field| field.role != Some(Role::Message.as_str())).collect(),
        page: renderer
            .page_link(planned, &entry.page)
            .and_then(|link| Some(Link { href: renderer.row_href(planned, entry)?, ..link })),
        changed: renderer.freshness.source_changed(&entry.page).map(|date| date.to_string()),
        freshness: freshness_word(renderer, index, content_locale),
        compare: compare.map(|route| with_anchor(renderer.href(planned, &route), entry.id.as_str())),
        translations: translations(renderer, planned, entry),
        siblings: siblings(renderer, planned, index, entry),
        also: also(renderer, planned, entry),
        related: related(renderer, planned, index, entry),
    }
}

/// The direction in which a text begins: that of its first letter.
fn direction(text: &str) -> &'static str {
    match text.chars().find(|char| char.is_alphabetic()) {
        Some(first) if is_right_to_left(first) => Direction::Rtl.as_str(),
        _ => Direction::Ltr.as_str(),
    }
}

/// A cell in a heading, where no blocks can stand: then its plain text.
fn heading(html: String, plain: &str) -> String {
    // A heading may hold no block, so such a message is shown without its markup.
    let has_blocks = tags(&html).any(|tag| tag.element().is_some_and(Element::is_block));
    if html.is_empty() || has_blocks { escape(plain) } else { html }
}

fn apps(renderer: &Renderer<'_>, planned: &PlannedPage, entry: &Entry) -> Vec<AppLink> {
    let apps = topic_kinds().filter(|kind| kind.named_in == Some(Role::AppliesTo));
    let topics = apps.flat_map(|kind| renderer.site.topics.about(entry, kind));
    let link = |topic: &Topic| {
        let route = renderer.site.topic_route(topic, &planned.locale)?;
        Some(AppLink { name: topic.names.get(&planned.locale)?.clone(), href: renderer.href(planned, &route) })
    };
    topics.filter_map(link).collect()
}

fn translations(renderer: &Renderer<'_>, planned: &PlannedPage, entry: &Entry) -> Vec<TranslationView> {
    let others = renderer.site.corpus.locales.iter().filter(|locale| **locale != *planned.content_locale());
    let translation = |locale: &LocaleId| {
        entry.rows.get(locale)?;
        // A row in the words of another language is that language's.
        if *renderer.freshness.row(planned.item?, locale) == Freshness::Untranslated {
            return None;
        }
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

fn siblings(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, entry: &Entry) -> Vec<EntryLink> {
    let range = renderer.site.alignment.tables[entry.table].entries.clone();
    // As many before as behind; at the end of a table there are fewer.
    let start = index.saturating_sub(MOST_RELATED / 2).max(range.start);
    let near = (start..range.end).filter(|other| *other != index);
    near.filter_map(|other| renderer.entry_link(planned, other)).take(MOST_RELATED).collect()
}

/// The pages, other than its own, with an error of the same exceptions, statuses and codes, at that error.
fn also(renderer: &Renderer<'_>, planned: &PlannedPage, entry: &Entry) -> Vec<Link> {
    let elsewhere = renderer.same_errors.of(entry).iter().filter(|other| other.page != entry.page);
    elsewhere.filter_map(|other| renderer.row_link(planned, other)).take(MOST_RELATED).collect()
}

fn related(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize, entry: &Entry) -> Vec<RelatedView> {
    let mut order: Vec<TopicKind> = topic_kinds().collect();
    // The nearest kind of topic first: the same exception helps more than the same app.
    order.sort_by_key(|kind| kind.distance);
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
        kind: topic.kind.folder,
        name: topic.names.get(locale).cloned().unwrap_or_default(),
        href: renderer.site.topic_route(topic, locale).map_or_else(String::new, |route| renderer.href(planned, &route)),
        count: topic.counts.get(locale).copied().unwrap_or_default(),
        entries,
    })
}

impl Renderer<'_> {
    /// The cell of an entry as plain text; `None` where it is empty or missing.
    pub(in crate::render) fn entry_text(&self, entry: &Entry, locale: &LocaleId, role: Role) -> Option<String> {
        let cell = self.site.alignment.cell(self.site.corpus, entry, locale, role)?;
        Some(plain_text(&cell.text)).filter(|text| !text.is_empty())
    }

    /// The cells of an entry as HTML, in `content_locale`.
    pub(super) fn fields(&self, planned: &PlannedPage, content_locale: &LocaleId, entry: &Entry) -> Vec<FieldView> {
        let Some(page) = self.site.corpus.page(&entry.page, content_locale) else { return Vec::new() };
        let field = |LabelledCell { role, label, cell }: LabelledCell<'_>| {
            let html = match role {
                Some(Role::Resolution) => steps(&cell.text, |text| self.cell(planned, page, text)),
                _ => self.cell(planned, page, &cell.text),
            };
            FieldView { role: role.map(Role::as_str), label, html }
        };
        self.labelled_cells(content_locale, entry).into_iter().map(field).collect()
    }

    /// The cells of an entry in `content_locale` that hold anything, in the order of its table, each with what its
    /// column holds and what heads it.
    pub(in crate::render) fn labelled_cells(&self, content_locale: &LocaleId, entry: &Entry) -> Vec<LabelledCell<'_>> {
        let alignment = self.site.alignment;
        let (Some(page), Some(address)) =
            (self.site.corpus.page(&entry.page, content_locale), alignment.address(entry, content_locale))
        else {
            return Vec::new();
        };
        let columns = &alignment.tables[entry.table].columns;
        let header = page.tables.get(address.table).map_or(&[][..], |table| &table.header);
        let labelled = |(index, cell)| {
            let is_it = |column: &&AlignedColumn| column.members.get(content_locale) == Some(&index);
            let role = columns.iter().find(is_it).and_then(|column| column.role);
            Some(LabelledCell { role, label: self.label(content_locale, header.get(index), role)?, cell })
        };
        let cells = alignment.cells(self.site.corpus, &address).iter().enumerate();
        cells.filter(|(_, cell)| !cell.text.is_empty()).filter_map(labelled).collect()
    }

    /// What heads a column: the table's own words, else ours for its role.
    pub(in crate::render) fn label(
        &self,
        content_locale: &LocaleId,
        header: Option<&Cell>,
        role: Option<Role>,
    ) -> Option<String> {
        let own = header.map(|header| plain_text(&header.text)).filter(|label| !label.is_empty());
        own.or_else(|| Some(self.message(content_locale, &format!("field-{}", role?.as_str()), &[])))
    }

    /// The URL of an entry's row, for readers of the page's own tree.
    pub(super) fn row_href(&self, planned: &PlannedPage, entry: &Entry) -> Option<String> {
        self.row_href_in(planned, entry, &planned.locale)
    }

    /// The URL of an entry's row in the tree of `locale`: on its page, else, where its table is missing there, of the
    /// entry's own page.
    pub(super) fn row_href_in(&self, planned: &PlannedPage, entry: &Entry, locale: &LocaleId) -> Option<String> {
        let (route, anchor) = self.site.row_route(entry, locale)?;
        Some(with_anchor(self.href(planned, &route), anchor.map_or("", |id| id.as_str())))
    }

    /// The page of an entry, at its row.
    fn row_link(&self, planned: &PlannedPage, entry: &Entry) -> Option<Link> {
        self.site.row_locale(entry, &planned.locale)?;
        Some(Link { href: self.row_href(planned, entry)?, ..self.page_link(planned, &entry.page)? })
    }

    /// The entries about a topic that readers of a locale see.
    pub(in crate::render) fn entries_in<'t>(
        &'t self,
        topic: &'t Topic,
        locale: &'t LocaleId,
    ) -> impl Iterator<Item = usize> + 't {
        let is_shown = |index: &usize| self.site.row_locale(&self.site.alignment.entries[*index], locale).is_some();
        topic.entries.iter().copied().filter(is_shown)
    }

    /// An entry as lists show it; `None` where the locale has no page of it.
    pub(super) fn entry_link(&self, planned: &PlannedPage, index: usize) -> Option<EntryLink> {
        let entry = &self.site.alignment.entries[index];
        let route = self.site.entry_route(entry, &planned.locale)?;
        let content_locale = self.site.row_locale(entry, &planned.locale)?;
        let text = |role| self.entry_text(entry, content_locale, role);
        Some(EntryLink {
            message: shortened(&text(Role::Message).unwrap_or_else(|| entry.id.to_string()), 200),
            app: text(Role::AppliesTo),
            cause: text(Role::Description).map(|text| shortened(&text, 200)),
            href: self.href(planned, &route),
            lang: (*content_locale != planned.locale).then(|| content_locale.to_string()),
        })
    }

    /// The other entries about a topic that are closest in the tables: rows of one page are about one task.
    fn nearest(&self, topic: &Topic, locale: &LocaleId, index: usize) -> Vec<usize> {
        let at = topic.entries.partition_point(|other| *other < index);
        let (before, after) = topic.entries.split_at(at);
        let is_shown = |other: &usize| self.site.row_locale(&self.site.alignment.entries[*other], locale).is_some();
        let here = |other: &&usize| **other != index && is_shown(other);
        let mut near: Vec<usize> = before.iter().rev().filter(here).take(MOST_RELATED).copied().collect();
        near.extend(after.iter().filter(here).take(MOST_RELATED));
        near.sort_by_key(|other| (other.abs_diff(index), *other));
        near.truncate(MOST_RELATED);
        near
    }
}
