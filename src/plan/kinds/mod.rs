//! The kinds of pages: one file each, and one line in [`KINDS`].
//!
//! **Comes in:** a [`Site`]. **Goes out:** the pages of one kind. **Never happens here:** what they look like;
//! that is the file of the same name in [`render`](crate::render).

mod app;
mod chooser;
mod content;
mod entry;
mod exception;
mod former;
mod home;
mod not_found;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod status;

use super::{PlannedPage, ProseOf, Route, Site, Subject, TopicKind};
use crate::model::LocaleId;

/// A kind of page.
#[derive(Clone, Copy, Debug)]
pub struct PageKind {
    /// Its name, which is also its template's.
    pub name: &'static str,
    /// Whether search engines and language alternates should know its pages.
    pub listed: bool,
    /// All pages of the kind.
    pub pages: fn(&Site<'_>) -> Vec<PlannedPage>,
}

/// Every kind of page.
pub const KINDS: &[PageKind] = &[
    app::KIND,
    chooser::KIND,
    content::KIND,
    entry::KIND,
    exception::KIND,
    former::KIND,
    home::KIND,
    not_found::KIND,
    robots::KIND,
    search::KIND,
    sitemap::KIND,
    sitemap_index::KIND,
    status::KIND,
];

impl PageKind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static PageKind> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

/// The one page of a kind that stands at the site's root, in the default locale's words.
fn at_root(site: &Site<'_>, kind: &'static str, route: Route) -> Vec<PlannedPage> {
    vec![PlannedPage { route, kind, locale: site.options.default_locale.clone(), subject: Subject::Site, prose: None }]
}

/// The pages of one kind of topic, in every locale that has an entry about it.
fn of_topics(site: &Site<'_>, kind: &'static str, topics: TopicKind) -> Vec<PlannedPage> {
    let page = |index: usize, locale: &LocaleId| PlannedPage {
        route: site.topic_route(&site.topics.all[index], locale).expect("the locale is one that has the topic"),
        kind,
        locale: locale.clone(),
        subject: Subject::Topic(index),
        prose: None,
    };
    site.topics
        .of(topics)
        .flat_map(|(index, topic)| topic.names.keys().map(move |locale| page(index, locale)))
        .collect()
}
