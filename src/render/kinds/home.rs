//! A locale's home: its index, and everything there is to find.

use serde::Serialize;
use tera::Context;

use super::View;
use super::content::ContentView;
use crate::parse::Document;
use crate::plan::{PlannedPage, Route, TopicKind};
use crate::render::chrome::Head;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "home", template: "home.html", context };

#[derive(Debug, Serialize)]
struct FolderView {
    name: String,
    pages: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
struct PageLink {
    title: String,
    href: String,
    lang: Option<String>,
}

/// The topics of one kind.
#[derive(Debug, Serialize)]
struct TopicsView {
    kind: &'static str,
    topics: Vec<TopicView>,
}

#[derive(Debug, Serialize)]
struct TopicView {
    name: String,
    href: String,
    count: usize,
}

fn context(
    renderer: &Renderer<'_>,
    planned: &PlannedPage,
    document: Option<&Document>,
) -> Result<Context, RenderError> {
    let site_title = renderer.site_title(&planned.locale);
    let description = document.and_then(|document| document.page.front_matter.get("description"));
    let mut context = renderer.chrome(planned, &Head { title: &site_title, description });
    let content = match document {
        Some(document) => ContentView::new(renderer.body(planned, document), &site_title),
        None => ContentView { title: Some(site_title), html: String::new(), contents: Vec::new() },
    };
    context.insert("content", &content);
    context.insert("folders", &folders(renderer, planned));
    context.insert("groups", &groups(renderer, planned));
    Ok(context)
}

fn folders(renderer: &Renderer<'_>, planned: &PlannedPage) -> Vec<FolderView> {
    let Some(folders) = renderer.folders.get(&planned.locale) else { return Vec::new() };
    let link = |listed: &crate::render::navigation::Listed| PageLink {
        title: listed.title.clone(),
        href: renderer.href(planned, &Route::content(&planned.locale, &listed.id)),
        lang: (listed.locale != planned.locale).then(|| listed.locale.to_string()),
    };
    folders
        .all()
        .map(|(_, folder)| FolderView { name: folder.name.clone(), pages: folder.pages.iter().map(link).collect() })
        .collect()
}

fn groups(renderer: &Renderer<'_>, planned: &PlannedPage) -> Vec<TopicsView> {
    let groups = TopicKind::ALL
        .into_iter()
        .map(|kind| TopicsView { kind: kind.folder(), topics: topics(renderer, planned, kind) });
    groups.filter(|group| !group.topics.is_empty()).collect()
}

fn topics(renderer: &Renderer<'_>, planned: &PlannedPage, kind: TopicKind) -> Vec<TopicView> {
    let locale = &planned.locale;
    let mut topics: Vec<TopicView> = renderer
        .site
        .topics
        .of(kind)
        .filter_map(|(_, topic)| {
            Some(TopicView {
                name: topic.names.get(locale)?.clone(),
                href: renderer.href(planned, &renderer.site.topic_route(topic, locale)?),
                count: *topic.counts.get(locale)?,
            })
        })
        .collect();
    renderer.collations[locale].sort_by_text(&mut topics, |topic| &topic.name);
    topics
}
