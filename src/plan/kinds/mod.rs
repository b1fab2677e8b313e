//! The kinds of pages: one file each, and one line in [`KINDS`].
//!
//! **Comes in:** a [`Site`]. **Goes out:** the pages of one kind. **Never happens here:** what they look like;
//! that is the file of the same name in [`render`](crate::render).

mod alias;
mod app;
mod chooser;
mod comparison;
mod content;
mod dashboard;
mod entries;
mod entry;
mod exception;
mod feed;
mod former;
mod headers;
mod home;
mod llms;
mod markdown;
mod not_found;
mod opensearch;
mod redirects;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod status;

pub(super) use alias::{MOST_ALIASES, too_many_aliases};

use super::{PlannedPage, Route, Site, Subject, TopicKind};
use crate::model::LocaleId;

/// A kind of page.
#[derive(Clone, Copy, Debug)]
pub struct PageKind {
    /// Its name, which is also its template's.
    pub name: &'static str,
    /// Whether search engines and language alternates should know its pages.
    pub listed: bool,
    /// Whether search engines may have its pages although nobody needs to know them.
    pub indexed: bool,
    /// Whether its pages show what was found wrong in the content, so that they are made last.
    pub shows_findings: bool,
    /// Whether its pages give way, without a word, to others that claim their place.
    pub gives_way: bool,
    /// Whether servers show it at any address, so that no link on it can be relative.
    pub shown_anywhere: bool,
    /// All pages of the kind.
    pub pages: fn(&Site<'_>) -> Vec<PlannedPage>,
}

/// Every kind of page.
pub const KINDS: &[PageKind] = &[
    alias::KIND,
    app::KIND,
    chooser::KIND,
    comparison::KIND,
    content::KIND,
    dashboard::KIND,
    entries::KIND,
    entry::KIND,
    exception::KIND,
    feed::KIND,
    former::KIND,
    headers::KIND,
    home::KIND,
    llms::KIND,
    markdown::KIND,
    not_found::KIND,
    opensearch::KIND,
    redirects::KIND,
    robots::KIND,
    search::KIND,
    sitemap::KIND,
    sitemap_index::KIND,
    status::KIND,
];

impl PageKind {
    /// A kind without pages, of which nothing of all that holds.
    const PLAIN: PageKind = PageKind {
        name: "",
        listed: false,
        indexed: false,
        shows_findings: false,
        gives_way: false,
        shown_anywhere: false,
        pages: |_| Vec::new(),
    };

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static PageKind> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

/// The one page of a kind that stands at the site's root, in the default locale's words.
fn at_root(site: &Site<'_>, kind: &'static str, route: Route) -> Vec<PlannedPage> {
    vec![PlannedPage::new(kind, route, &site.options.default_locale, Subject::Site)]
}

/// One page of a kind for each locale.
fn in_every_locale(site: &Site<'_>, kind: &'static str, route: impl Fn(&LocaleId) -> Route) -> Vec<PlannedPage> {
    let page = |locale: &LocaleId| PlannedPage::new(kind, route(locale), locale, Subject::Site);
    site.corpus.locales.iter().map(page).collect()
}

/// The same for a site with a base URL, and none for others: its addresses are absolute.
fn with_base_url(site: &Site<'_>, kind: &'static str, route: impl Fn(&LocaleId) -> Route) -> Vec<PlannedPage> {
    match site.options.base_url {
        Some(_) => in_every_locale(site, kind, route),
        None => Vec::new(),
    }
}

/// The pages of one kind of topic, in every locale that has an entry about it.
fn of_topics(site: &Site<'_>, kind: &'static str, topics: TopicKind) -> Vec<PlannedPage> {
    let page = |index: usize, locale: &LocaleId| {
        let topic = &site.topics.all[index];
        let route = site.topic_route(topic, locale).expect("the locale is one that has the topic");
        let page = PlannedPage::new(kind, route, locale, Subject::Topic(index));
        PlannedPage { fallback: site.topic_words(topic, locale).filter(|words| *words != locale).cloned(), ..page }
    };
    site.topics
        .of(topics)
        .flat_map(|(index, topic)| topic.names.keys().map(move |locale| page(index, locale)))
        .collect()
}
