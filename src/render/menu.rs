//! The ways from a page to others: navigation, breadcrumbs, and the pages before and after.

use serde::Serialize;

use super::Renderer;
use super::link::{Crumb, Link};
use super::navigation::{Node, Tree, display_title};
use super::shortened::shortened;
use crate::model::{ContentsDestination, PageId};
use crate::plan::{PlannedPage, Route, TopicKind, topic_kinds, with_anchor};

/// A tree of up to so many lines is repeated whole beside each page; of a larger one, only what leads to the page.
/// Chosen: what is beside each page is multiplied by the number of pages.
const MOST_NODES: usize = 120;

/// Lines that are deeper are not shown beside a page. Chosen: more levels of indentation fit into no column.
const DEEPEST: usize = 10;

/// More lines than this below one are not repeated beside each page; the home page lists them. A folder of thousands of
/// pages would otherwise make a site that grows with the square of it. Chosen.
const MOST_SIBLINGS: usize = 64;

/// Everything that can be reached from beside a page.
#[derive(Debug, Serialize)]
pub struct NavigationView {
    items: Vec<NavigationItem>,
    topics: Vec<TopicLink>,
}

/// A line of the navigation.
#[derive(Debug, Serialize)]
struct NavigationItem {
    title: String,
    href: Option<String>,
    lang: Option<String>,
    current: bool,
    /// Whether the page is this one or below it.
    open: bool,
    items: Vec<NavigationItem>,
}

#[derive(Debug, Serialize)]
struct TopicLink {
    kind: &'static str,
    href: String,
    count: usize,
}

impl Renderer<'_> {
    pub(super) fn navigation_view(&self, page: &PlannedPage) -> NavigationView {
        let behind = page.about.as_ref();
        let tree = self.navigations[&page.locale].around(behind);
        let way = behind.map(|behind| tree.way_to(behind)).unwrap_or_default();
        NavigationView {
            items: self.items(page, &tree.nodes, &way, tree.size <= MOST_NODES, 0),
            topics: topic_kinds().filter_map(|kind| self.topic_link(page, kind)).collect(),
        }
    }

    /// The lines of one level; `way` are the nodes that lead to the page. Where not all is shown, only what lies on
    /// the way is open.
    fn items(&self, page: &PlannedPage, nodes: &[Node], way: &[&Node], all: bool, depth: usize) -> Vec<NavigationItem> {
        if depth > DEEPEST || (!all && nodes.len() > MOST_SIBLINGS) {
            return Vec::new();
        }
        let item = |node: &Node| {
            let (open, rest) = match way.split_first() {
                Some((first, rest)) if std::ptr::eq(*first, node) => (true, rest),
                _ => (false, &[][..]),
            };
            let items = if all || open { self.items(page, &node.nodes, rest, all, depth + 1) } else { Vec::new() };
            let destination = if items.is_empty() { node.entrance() } else { node.destination.as_ref() };
            let shown = page.prose.as_ref();
            NavigationItem {
                title: node.title.clone(),
                href: destination.and_then(|destination| self.destination_href(page, destination)),
                lang: self.lang_of(page, node),
                current: open && rest.is_empty() && shown.is_some() && node.page() == shown,
                open,
                items,
            }
        };
        nodes.iter().map(item).collect()
    }

    fn lang_of(&self, page: &PlannedPage, node: &Node) -> Option<String> {
        (node.locale != page.locale).then(|| node.locale.to_string())
    }

    fn destination_href(&self, page: &PlannedPage, destination: &ContentsDestination) -> Option<String> {
        match destination {
            ContentsDestination::External(url) => Some(url.clone()),
            ContentsDestination::Page(id, anchor) => {
                let href = self.href(page, &self.site.page_route(id, &page.locale)?);
                Some(with_anchor(href, anchor))
            }
        }
    }

    fn topic_link(&self, page: &PlannedPage, kind: TopicKind) -> Option<TopicLink> {
        let count =
            self.topic_counts.get(&page.locale).and_then(|counts| counts.get(&kind)).copied().unwrap_or_default();
        let href = format!("{}#page-{}", self.href(page, &Route::home(&page.locale)), kind.folder);
        (count > 0).then_some(TopicLink { kind: kind.folder, href, count })
    }

    /// A page of the corpus as readers of `page` find it.
    pub(super) fn page_link(&self, page: &PlannedPage, id: &PageId) -> Option<Link> {
        let shown = self.site.locale_showing(id, &page.locale)?;
        let words = self.site.page_words(id, &page.locale);
        Some(Link {
            title: display_title(self.site.corpus.page(id, shown)?).to_owned(),
            href: self.href(page, &self.site.page_route(id, &page.locale)?),
            lang: words.filter(|words| **words != page.locale).map(ToString::to_string),
        })
    }

    /// The pages that are read before and after this one.
    pub(super) fn neighbours(&self, page: &PlannedPage) -> (Option<Link>, Option<Link>) {
        let shown = page.prose.as_ref().filter(|_| page.kind.authored);
        let tree = self.navigations[&page.locale].around(shown);
        let (before, after) = shown.map_or((None, None), |shown| tree.neighbours(shown));
        let link = |id: &PageId| {
            let link = self.page_link(page, id)?;
            // The table of contents may call it something shorter.
            Some(match tree.node_of(id) {
                Some(node) => Link { title: node.title.clone(), lang: self.lang_of(page, node), ..link },
                None => link,
            })
        };
        (before.and_then(link), after.and_then(link))
    }

    /// The way from the home page to this one, which is called `title`.
    pub(super) fn breadcrumbs(&self, page: &PlannedPage, title: &str) -> Vec<Crumb> {
        let Some(trail) = (self.view(page).trail)(self, page) else { return Vec::new() };
        let mut crumbs = vec![self.named_crumb(page, "navigation-home", Route::home(&page.locale))];
        crumbs.extend(trail);
        let lang = page.is_fallback().then(|| page.words_locale().to_string());
        let own = self.crumb(page, shortened(title, 80), Some(page.route.clone()), lang);
        crumbs.push(Crumb { href: None, ..own });
        crumbs
    }

    /// The nodes above the page of the corpus that a page is about.
    pub(super) fn crumbs_above(&self, page: &PlannedPage) -> Vec<Crumb> {
        let way = self.way_to_subject(page);
        let above = way.len().saturating_sub(1);
        way[..above].iter().map(|node| self.crumb_of_node(page, node)).collect()
    }

    /// The nodes above the page of the corpus that a page is about, and that page itself.
    pub(super) fn crumbs_to(&self, page: &PlannedPage) -> Vec<Crumb> {
        let way = self.way_to_subject(page);
        let Some(about) = page.about.as_ref().filter(|_| way.is_empty()) else {
            return way.iter().map(|node| self.crumb_of_node(page, node)).collect();
        };
        let link = self.page_link(page, about);
        let route = self.site.page_route(about, &page.locale);
        link.map(|link| self.crumb(page, link.title, route, link.lang)).into_iter().collect()
    }

    fn way_to_subject(&self, page: &PlannedPage) -> Vec<&Node> {
        let tree: &Tree = self.navigations[&page.locale].around(page.about.as_ref());
        page.about.as_ref().map(|about| tree.way_to(about)).unwrap_or_default()
    }

    fn crumb_of_node(&self, page: &PlannedPage, node: &Node) -> Crumb {
        let route = node.page().and_then(|id| self.site.page_route(id, &page.locale));
        self.crumb(page, node.title.clone(), route, self.lang_of(page, node))
    }

    /// A step to `route` that the message `id` names.
    pub(super) fn named_crumb(&self, page: &PlannedPage, id: &str, route: Route) -> Crumb {
        self.crumb(page, self.message(&page.locale, id, &[]), Some(route), None)
    }

    fn crumb(&self, page: &PlannedPage, title: String, route: Option<Route>, lang: Option<String>) -> Crumb {
        Crumb { title, href: route.as_ref().map(|route| self.href(page, route)), lang, route }
    }
}
