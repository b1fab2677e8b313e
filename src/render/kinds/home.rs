//! A locale's home: its index, and everything there is to find.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;
use tera::Context;

use super::content::{ContentView, named_template};
use super::{Alternate, Producer, RenderInput, View};
use crate::model::{LocaleId, PageId};
use crate::plan::{PlannedPage, TopicKind, topic_kinds};
use crate::render::chrome::Head;
use crate::render::escape::escape_markdown;
use crate::render::link::Link;
use crate::render::markdown_alternate::LinkAlternate;
use crate::render::navigation::{display_title, pages_below};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View {
    markdown: Some(Alternate { template: "markdown/home.md", context: alternate }),
    ..View::new("home", Producer::Chosen { template, context })
};

/// Pages that are listed together: those at the top, without a name, or those below one line of the contents.
#[derive(Debug, Serialize)]
struct FolderView {
    name: String,
    pages: Vec<Link>,
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

/// The template that the front matter of the index names, else `home.html`.
fn template<'p>(_: &Renderer<'_>, _: &'p PlannedPage, input: RenderInput<'p>) -> Cow<'p, str> {
    named_template(input).unwrap_or(Cow::Borrowed("home.html"))
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let site_title = renderer.site_title(&planned.locale);
    let own = input.document.and_then(|document| document.page.front_matter.get("description"));
    let of_site = renderer.plan.options.descriptions.get(&planned.locale).map(String::as_str);
    let structure = json!({ "@type": "WebSite", "name": site_title });
    let head =
        Head { title: &site_title, description: own.or(of_site), structure: Some(structure), work: input.page_work };
    let mut context = renderer.chrome(planned, head);
    let content = match input.document {
        Some(document) => ContentView::new(renderer.body(planned, document), &site_title, document),
        None => ContentView::empty(site_title),
    };
    context.insert("content", &content);
    context.insert("folders", &folders(renderer, planned));
    context.insert("groups", &groups(renderer, planned));
    Ok(context)
}

/// What the Markdown alternate of a home gets: the pages in their order.
fn alternate(renderer: &Renderer<'_>, planned: &PlannedPage) -> Result<Context, RenderError> {
    let pages = pages_below(&renderer.navigations[&planned.locale].around(None).nodes);
    let link = |page: &PageId| {
        let site = &renderer.site;
        let shown = site.corpus.page(page, site.locale_showing(page, &planned.locale)?)?;
        let href = renderer.alternate_href(planned, page)?;
        Some(LinkAlternate { title: escape_markdown(display_title(shown)), href })
    };
    let pages: Vec<LinkAlternate> = pages.into_iter().filter_map(link).collect();
    let mut context = renderer.words(planned);
    context.insert("pages", &pages);
    Ok(context)
}

/// All pages of a locale, by the lines at the top of the contents. A line that has others below it makes a group of its
/// own, which is called as it is; those without come first, in a group without a name, and pages that the contents lack
/// come last.
pub(super) fn groups_of_pages<'r>(renderer: &'r Renderer<'_>, locale: &LocaleId) -> Vec<(String, Vec<&'r PageId>)> {
    let mut groups = vec![(String::new(), Vec::new())];
    for node in &renderer.navigations[locale].around(None).nodes {
        let pages = pages_below(std::slice::from_ref(node));
        match node.nodes.is_empty() {
            true => groups[0].1.extend(pages),
            false => groups.push((node.title.clone(), pages)),
        }
    }
    let listed: BTreeSet<&PageId> = groups.iter().flat_map(|(_, pages)| pages).copied().collect();
    let is_left_out = |page: &&PageId| page.as_str() != "index" && !listed.contains(*page);
    let left_out = renderer.site.corpus.pages.keys().filter(is_left_out).collect();
    groups.push((renderer.message(locale, "home-others", &[]), left_out));
    groups.retain(|(_, pages)| !pages.is_empty());
    groups
}

fn folders(renderer: &Renderer<'_>, planned: &PlannedPage) -> Vec<FolderView> {
    let folder = |(name, pages): (String, Vec<&PageId>)| FolderView {
        name,
        pages: pages.into_iter().filter_map(|page| renderer.page_link(planned, page)).collect(),
    };
    groups_of_pages(renderer, &planned.locale).into_iter().map(folder).collect()
}

fn groups(renderer: &Renderer<'_>, planned: &PlannedPage) -> Vec<TopicsView> {
    let groups = topic_kinds().map(|kind| TopicsView { kind: kind.folder, topics: topics(renderer, planned, kind) });
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
