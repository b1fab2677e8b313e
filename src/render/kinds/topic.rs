//! An app, an exception or a status, and the entries that are about it.

use serde::Serialize;
use serde_json::json;
use tera::Context;

use super::entry::EntryLink;
use super::{Alternate, Producer, RenderInput, View};
use crate::align::Entry;
use crate::model::Role;
use crate::plan::{PlannedPage, Route, Topic};
use crate::render::chrome::Head;
use crate::render::escape::escape_markdown;
use crate::render::link::Crumb;
use crate::render::markdown_alternate::LinkAlternate;
use crate::render::{Argument, RenderError, Renderer};

/// How the pages of a kind of this name are shown, each of which is about a topic.
pub(super) const fn view(kind: &'static str) -> View {
    View {
        markdown: Some(Alternate { template: "markdown/topic.md", context: alternate }),
        trail,
        ..View::new(kind, Producer::Page { template: "topic.html", context })
    }
}

#[derive(Debug, Serialize)]
struct TopicView {
    kind: &'static str,
    name: String,
    /// The list of all topics of this kind, on the home page.
    all: String,
    entries: Vec<EntryLink>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let topic = topic(renderer, planned)?;
    let locale = &planned.locale;
    let mut entries: Vec<EntryLink> =
        renderer.entries_in(topic, locale).filter_map(|entry| renderer.entry_link(planned, entry)).collect();
    let collation = &renderer.collations[locale];
    entries.sort_by(|one, other| {
        let apps = collation.compare(one.app.as_deref().unwrap_or_default(), other.app.as_deref().unwrap_or_default());
        apps.then_with(|| collation.compare(&one.message, &other.message)).then_with(|| one.href.cmp(&other.href))
    });
    let name = topic.names.get(locale).cloned().unwrap_or_default();
    let named = [("name", Argument::Text(&name)), ("count", Argument::Number(entries.len()))];
    let title = renderer.message(locale, &format!("topic-title-{}", topic.kind.folder), &named);
    let description = renderer.message(locale, &format!("topic-description-{}", topic.kind.folder), &named);
    let structure = json!({ "@type": "CollectionPage", "name": title });
    let head = Head { title: &title, description: Some(&description), structure: Some(structure), work: None };
    let mut context = renderer.chrome(planned, head);
    let home = renderer.href(planned, &Route::home(locale));
    let kind = topic.kind.folder;
    context.insert("topic", &TopicView { kind, name, all: format!("{home}#page-{kind}"), entries });
    Ok(context)
}

fn topic<'r>(renderer: &Renderer<'r>, planned: &PlannedPage) -> Result<&'r Topic, RenderError> {
    let no_topic = || RenderError::NoDocument { route: planned.route.to_string() };
    renderer.site.topic_of(planned).ok_or_else(no_topic)
}

/// The list of all topics of the kind, which is a place on the home page and no page of its own.
fn trail(renderer: &Renderer<'_>, planned: &PlannedPage) -> Option<Vec<Crumb>> {
    let kind = renderer.site.topic_of(planned)?.kind.folder;
    let list = renderer.named_crumb(planned, &format!("topics-{kind}"), Route::home(&planned.locale));
    let href = list.href.map(|href| format!("{href}#page-{kind}"));
    Some(vec![Crumb { href, route: None, ..list }])
}

/// What the Markdown alternate of a topic's page gets.
fn alternate(renderer: &Renderer<'_>, planned: &PlannedPage) -> Result<Context, RenderError> {
    let topic = topic(renderer, planned)?;
    let entries = renderer.entries_in(topic, &planned.locale);
    let entries: Vec<LinkAlternate> = entries.filter_map(|index| entry_link(renderer, planned, index)).collect();
    let mut context = renderer.words(planned);
    context.insert("kind", topic.kind.folder);
    context.insert("name", &topic.names.get(&planned.locale));
    context.insert("entries", &entries);
    Ok(context)
}

fn entry_link(renderer: &Renderer<'_>, planned: &PlannedPage, index: usize) -> Option<LinkAlternate> {
    let entry: &Entry = &renderer.site.alignment.entries[index];
    let shown = renderer.site.row_locale(entry, &planned.locale)?;
    Some(LinkAlternate {
        title: escape_markdown(
            &renderer.entry_text(entry, shown, Role::Message).unwrap_or_else(|| entry.id.to_string()),
        ),
        href: planned.route.relative(&renderer.site.entry_route(entry, shown)?.markdown()),
    })
}
