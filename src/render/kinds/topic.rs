//! An app, an exception or a status, and the entries that are about it.

use serde::Serialize;
use serde_json::json;
use tera::Context;

use super::entry::EntryLink;
use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Route, Subject};
use crate::render::chrome::Head;
use crate::render::{Argument, RenderError, Renderer};

const MAKE: Producer = Producer::Page { template: "topic.html", context };

pub(super) const APP: View = View { kind: "app", producer: MAKE };
pub(super) const EXCEPTION: View = View { kind: "exception", producer: MAKE };
pub(super) const STATUS: View = View { kind: "status", producer: MAKE };

#[derive(Debug, Serialize)]
struct TopicView {
    kind: &'static str,
    name: String,
    /// The list of all topics of this kind, on the home page.
    all: String,
    entries: Vec<EntryLink>,
}

pub(super) fn context(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    _: RenderInput<'_>,
) -> Result<Context, RenderError> {
    let Subject::Topic(index) = planned.subject else {
        return Err(RenderError::NoDocument { route: planned.route.to_string() });
    };
    let topic = &renderer.site.topics.all[index];
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
    let title = renderer.message(locale, &format!("topic-title-{}", topic.kind.folder()), &named);
    let description = renderer.message(locale, &format!("topic-description-{}", topic.kind.folder()), &named);
    let structure = json!({ "@type": "CollectionPage", "name": title });
    let head = Head { title: &title, description: Some(&description), structure: Some(structure) };
    let mut context = renderer.chrome(planned, head);
    let home = renderer.href(planned, &Route::home(locale));
    let kind = topic.kind.folder();
    context.insert("topic", &TopicView { kind, name, all: format!("{home}#page-{kind}"), entries });
    Ok(context)
}
