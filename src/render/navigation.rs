//! The pages of a locale as readers find them: by the table of contents that the author wrote, else by folder.

use std::collections::{BTreeMap, BTreeSet};

use super::collation::Collation;
use crate::model::{ContentsDestination, ContentsNode, LocaleId, Page, PageId};
use crate::plan::Site;

/// Everything that readers of one locale find beside a page.
#[derive(Debug, Default)]
pub struct Navigation {
    /// The trees by the folder that each is for; the one at the top is empty.
    trees: BTreeMap<String, Tree>,
}

/// Pages in their order, one below the other.
#[derive(Debug, Default)]
pub struct Tree {
    /// The nodes at the top.
    pub nodes: Vec<Node>,
    /// How many nodes there are in all.
    pub size: usize,
    /// Where each page is first, an index for each level, and its place in the order.
    places: BTreeMap<PageId, (Vec<usize>, usize)>,
    /// The pages in the order in which they are read.
    order: Vec<PageId>,
}

/// A line of a tree.
#[derive(Debug)]
pub struct Node {
    /// What readers call it.
    pub title: String,
    /// The language of the title.
    pub locale: LocaleId,
    /// Where it leads; `None` for a mere heading of the nodes below it.
    pub destination: Option<ContentsDestination>,
    /// The nodes below it.
    pub nodes: Vec<Node>,
}

impl Navigation {
    /// What readers of `locale` find: every page of the corpus, in the words that they get. A table of contents at the
    /// top decides what there is; one that is only for a folder takes its place among the folders.
    pub fn new(site: &Site<'_>, locale: &LocaleId, collation: &Collation) -> Navigation {
        let order = site.corpus.fallback_order(locale);
        // One locale's table of contents as a whole: lines of several locales would not be in one order.
        let written = order.into_iter().find_map(|locale| Some((locale, site.corpus.contents.get(locale)?)));
        let mut written_nodes: BTreeMap<String, Vec<Node>> = BTreeMap::new();
        if let Some((words, by_folder)) = written {
            for (folder, nodes) in by_folder {
                written_nodes
                    .insert(folder.clone(), nodes.iter().map(|node| of_contents(site, locale, words, node)).collect());
            }
        }
        if written_nodes.contains_key("") {
            let trees = written_nodes.into_iter().map(|(folder, nodes)| (folder, Tree::new(nodes)));
            return Navigation { trees: trees.collect() };
        }
        let nodes = Folder::of_site(site, locale).nodes("", &mut written_nodes, collation);
        Navigation { trees: BTreeMap::from([(String::new(), Tree::new(nodes))]) }
    }

    /// The pages of all trees in the order in which they are read, each where it is first.
    pub fn pages(&self) -> impl Iterator<Item = &PageId> {
        let mut seen = BTreeSet::new();
        self.trees.values().flat_map(|tree| &tree.order).filter(move |page| seen.insert(*page))
    }

    /// The tree that is shown beside `page`: that of the nearest folder which has one, else the one at the top.
    pub fn around(&self, page: Option<&PageId>) -> &Tree {
        let mut folder = page.map_or("", |page| page.as_str());
        loop {
            folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            match self.trees.get(folder) {
                Some(tree) => return tree,
                None => assert!(!folder.is_empty(), "there is always a tree at the top"),
            }
        }
    }
}

/// The pages that readers of `locale` find, in the order in which they find them. What no tree leads to is not here.
pub fn reading_order(site: &Site<'_>, locale: &LocaleId) -> Vec<PageId> {
    Navigation::new(site, locale, &Collation::new(locale)).pages().cloned().collect()
}

impl Tree {
    fn new(nodes: Vec<Node>) -> Tree {
        let mut tree = Tree { nodes, ..Tree::default() };
        let (mut path, mut found) = (Vec::new(), Vec::new());
        tree.size = walk(&tree.nodes, &mut path, &mut found);
        for (page, path) in found {
            // A page that is listed twice has its first place: breadcrumbs and neighbours need one.
            if !tree.places.contains_key(&page) {
                tree.places.insert(page.clone(), (path, tree.order.len()));
                tree.order.push(page);
            }
        }
        tree
    }

    /// The nodes on the way to `page`, its own last; none where the tree lacks it.
    pub fn way_to(&self, page: &PageId) -> Vec<&Node> {
        let mut nodes = &self.nodes;
        let mut way = Vec::new();
        for index in self.places.get(page).map_or(&[][..], |(path, _)| path) {
            let node = &nodes[*index];
            way.push(node);
            nodes = &node.nodes;
        }
        way
    }

    /// The node of a page, where the tree has it.
    pub fn node_of(&self, page: &PageId) -> Option<&Node> {
        self.way_to(page).pop()
    }

    /// The pages read before and after `page`.
    pub fn neighbours(&self, page: &PageId) -> (Option<&PageId>, Option<&PageId>) {
        let Some((_, at)) = self.places.get(page) else { return (None, None) };
        (at.checked_sub(1).map(|before| &self.order[before]), self.order.get(at + 1))
    }
}

impl Node {
    /// The page that the node leads to, where it leads to one as a whole.
    pub fn page(&self) -> Option<&PageId> {
        match &self.destination {
            Some(ContentsDestination::Page(page, anchor)) if anchor.is_empty() => Some(page),
            _ => None,
        }
    }

    /// Where the node leads, else the first of the nodes below it that leads anywhere.
    pub fn entrance(&self) -> Option<&ContentsDestination> {
        self.destination.as_ref().or_else(|| self.nodes.iter().find_map(Node::entrance))
    }
}

/// Counts the nodes, and finds the pages that they lead to with their paths.
fn walk(nodes: &[Node], path: &mut Vec<usize>, found: &mut Vec<(PageId, Vec<usize>)>) -> usize {
    let mut size = nodes.len();
    for (index, node) in nodes.iter().enumerate() {
        path.push(index);
        found.extend(node.page().map(|page| (page.clone(), path.clone())));
        size += walk(&node.nodes, path, found);
        path.pop();
    }
    size
}

/// A line that was written in `words`, for readers of `locale`. Without a text of its own it has the page's title.
fn of_contents(site: &Site<'_>, locale: &LocaleId, words: &LocaleId, node: &ContentsNode) -> Node {
    let page = match &node.destination {
        Some(ContentsDestination::Page(page, _)) if node.title.is_empty() => {
            site.locale_showing(page, locale).and_then(|shown| site.corpus.page(page, shown))
        }
        _ => None,
    };
    let nodes = node.nodes.iter().map(|node| of_contents(site, locale, words, node)).collect();
    let (title, words) = match page {
        Some(page) => (display_title(page).to_owned(), &page.locale),
        None => (node.title.clone(), words),
    };
    Node { title, locale: words.clone(), destination: node.destination.clone(), nodes }
}

/// The pages of one folder, and the folders in it.
#[derive(Default)]
struct Folder {
    index: Option<(PageId, String, LocaleId)>,
    pages: Vec<(PageId, String, LocaleId)>,
    folders: BTreeMap<String, Folder>,
}

impl Folder {
    /// The folders that readers of `locale` see; their home is not among the pages.
    fn of_site(site: &Site<'_>, locale: &LocaleId) -> Folder {
        let mut top = Folder::default();
        for (id, versions) in site.corpus.pages.iter().filter(|(id, _)| id.as_str() != "index") {
            let Some(shown) = site.locale_showing(id, locale) else { continue };
            let words = site.page_words(id, locale).unwrap_or(shown);
            let listed = (id.clone(), display_title(&versions[shown]).to_owned(), words.clone());
            let mut parts: Vec<&str> = id.as_str().split('/').collect();
            let name = parts.pop().unwrap_or_default();
            let folder =
                parts.iter().fold(&mut top, |folder, part| folder.folders.entry((*part).to_owned()).or_default());
            match name == "index" {
                true => folder.index = Some(listed),
                false => folder.pages.push(listed),
            }
        }
        top
    }

    /// The nodes of the folder at `path`: those of its own table of contents, else the pages in the order of their
    /// titles, then the folders; a folder leads to its index.
    fn nodes(mut self, path: &str, written: &mut BTreeMap<String, Vec<Node>>, collation: &Collation) -> Vec<Node> {
        if let Some(nodes) = written.remove(path) {
            return nodes;
        }
        // As the language sorts, so that `É` is not behind `Z`.
        collation.sort_by_text(&mut self.pages, |(_, title, _)| title);
        let leaf = |(page, title, locale): (PageId, String, LocaleId)| {
            let destination = Some(ContentsDestination::Page(page, String::new()));
            Node { title, locale, destination, nodes: Vec::new() }
        };
        let mut nodes: Vec<Node> = self.pages.into_iter().map(leaf).collect();
        let path_of = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        let folder = |(name, folder): (String, Folder)| folder.node(&name, &path_of(&name), written, collation);
        let mut folders: Vec<Node> = self.folders.into_iter().filter_map(folder).collect();
        collation.sort_by_text(&mut folders, |node| &node.title);
        nodes.append(&mut folders);
        nodes
    }

    fn node(
        mut self,
        name: &str,
        path: &str,
        written: &mut BTreeMap<String, Vec<Node>>,
        collation: &Collation,
    ) -> Option<Node> {
        let index = self.index.take();
        let nodes = self.nodes(path, written, collation);
        let locale = index.as_ref().map(|(_, _, locale)| locale).or(nodes.first().map(|node| &node.locale))?.clone();
        let (title, destination) = match index {
            Some((page, title, _)) => (title, Some(ContentsDestination::Page(page, String::new()))),
            None => (name.to_owned(), None),
        };
        Some(Node { title, locale, destination, nodes })
    }
}

/// The pages that `nodes` and those below them lead to, each once, in order.
pub fn pages_below(nodes: &[Node]) -> Vec<&PageId> {
    let mut pages = Vec::new();
    gather(nodes, &mut BTreeSet::new(), &mut pages);
    pages
}

fn gather<'n>(nodes: &'n [Node], seen: &mut BTreeSet<&'n PageId>, pages: &mut Vec<&'n PageId>) {
    for node in nodes {
        pages.extend(node.page().filter(|page| seen.insert(page)));
        gather(&node.nodes, seen, pages);
    }
}

/// What readers call a page: its first heading where that is one of the first level, else its title.
///
/// Front matter titles are often written for search engines, with the publication's name behind them.
pub fn display_title(page: &Page) -> &str {
    match page.headings.first() {
        Some(heading) if heading.level == 1 && !heading.text.is_empty() => &heading.text,
        _ => &page.title,
    }
}
