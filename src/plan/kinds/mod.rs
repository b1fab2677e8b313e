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
mod headers;
mod home;
mod llms;
mod markdown;
mod not_found;
mod opensearch;
mod redirects;
mod retired_id;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod status;
mod topic;

pub(super) use alias::too_many_aliases;

use super::{PlannedPage, Route, Site, TopicKind};
use crate::align::EntryId;
use crate::model::LocaleId;

/// A kind of page, and all that others ask about it: nobody compares kinds.
#[derive(Clone, Copy, Debug)]
pub struct PageKind {
    /// Its name, which is also that of its view.
    pub name: &'static str,
    /// Whether search engines and language alternates should know its pages.
    pub listed: bool,
    /// Whether search engines may have its pages although nobody needs to know them.
    pub indexed: bool,
    /// Whether its pages are the ones that authors write: they have neighbours and are in the feed, and give way to
    /// pages that we make.
    pub authored: bool,
    /// Whether its pages show what was found wrong in the content, so that they are made last.
    pub shows_findings: bool,
    /// Whether its pages show all tables of the page of the corpus that they are about.
    pub shows_tables: bool,
    /// Whether its pages have nothing to show as long as it is known of no page in their locale when it was last changed.
    pub needs_dates: bool,
    /// Whether its pages give way, without a report, to others that claim their place.
    pub gives_way: bool,
    /// Whether servers show it at any address, so that no link on it can be relative.
    pub shown_anywhere: bool,
    /// Whether those of its pages that are in their locale's own words have a Markdown alternate.
    pub has_markdown: bool,
    /// What its pages are about, for a kind whose pages each list the entries about one topic.
    pub topics: Option<TopicKind>,
    /// All pages of the kind, which is handed in.
    pub pages: fn(&Site<'_>, &'static PageKind) -> Vec<PlannedPage>,
    /// Where templates find the kind's page for readers of a locale as `site.<name>`; the answer is `None` where a site
    /// has no such page.
    pub site_link: Option<fn(&Site<'_>, &LocaleId) -> Option<Route>>,
    /// Where the counterpart of a page is in another locale's tree, if there is one.
    pub counterpart: fn(&Site<'_>, &PlannedPage, &LocaleId) -> Option<Route>,
    /// The locale whose words that counterpart shows; `None` where there is no such page.
    pub words: Words,
    /// Where its pages lead at once, seen from a locale; `None` for a kind whose pages stay.
    pub leads_to: Option<LeadsTo>,
}

/// The locale in whose words a page is for readers of a locale.
pub type Words = for<'s> fn(&Site<'s>, &'s PlannedPage, &'s LocaleId) -> Option<&'s LocaleId>;

/// The page, and the place on it, that a page redirects to.
pub type LeadsTo = for<'s> fn(&Site<'s>, &PlannedPage, &LocaleId) -> Option<(Route, Option<&'s EntryId>)>;

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
    headers::KIND,
    home::KIND,
    llms::KIND,
    markdown::KIND,
    not_found::KIND,
    opensearch::KIND,
    redirects::KIND,
    retired_id::KIND,
    robots::KIND,
    search::KIND,
    sitemap::KIND,
    sitemap_index::KIND,
    status::KIND,
];

/// What entries can have in common, in the order in which pages show it.
pub fn topic_kinds() -> impl Iterator<Item = TopicKind> {
    KINDS.iter().filter_map(|kind| kind.topics)
}

impl PageKind {
    /// The defaults of a kind: no pages, and every answer is no. Its pages would be in every tree, in the words of each
    /// locale.
    const PLAIN: PageKind = PageKind {
        name: "",
        listed: false,
        indexed: false,
        authored: false,
        shows_findings: false,
        shows_tables: false,
        needs_dates: false,
        gives_way: false,
        shown_anywhere: false,
        has_markdown: false,
        topics: None,
        pages: |_, _| Vec::new(),
        site_link: None,
        counterpart: |_, page, locale| page.route.in_locale(&page.locale, locale),
        words: |_, _, locale| Some(locale),
        leads_to: None,
    };
}

/// Two kinds are equal where their names are.
impl PartialEq for PageKind {
    fn eq(&self, other: &PageKind) -> bool {
        self.name == other.name
    }
}

/// The one page of a kind that is at the site's root, in the default locale's words.
fn at_root(site: &Site<'_>, kind: &'static PageKind, route: Route) -> Vec<PlannedPage> {
    vec![PlannedPage::new(kind, route, &site.options.default_locale)]
}

/// One page of a kind for each locale.
fn in_every_locale(site: &Site<'_>, kind: &'static PageKind, route: impl Fn(&LocaleId) -> Route) -> Vec<PlannedPage> {
    site.corpus.locales.iter().map(|locale| PlannedPage::new(kind, route(locale), locale)).collect()
}

/// One page of a kind for each locale of a site with a base URL, and none for others: its addresses are absolute.
fn with_base_url(site: &Site<'_>, kind: &'static PageKind, route: impl Fn(&LocaleId) -> Route) -> Vec<PlannedPage> {
    match site.options.base_url {
        Some(_) => in_every_locale(site, kind, route),
        None => Vec::new(),
    }
}
