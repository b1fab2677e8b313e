//! What the pages of apps, exceptions and statuses have in common: each lists the entries about one topic.

use super::{PageKind, PlannedPage, Route, Site, TopicKind};
use crate::model::LocaleId;
use crate::plan::Topic;

/// A kind of this name whose pages are each about one of `topics`.
pub(super) const fn kind(name: &'static str, topics: TopicKind) -> PageKind {
    let topics = Some(topics);
    PageKind { name, listed: true, has_markdown: true, topics, pages, counterpart, words, ..PageKind::PLAIN }
}

/// A page for each topic, in every locale that has an entry about it.
fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let page = |index: usize, locale: &LocaleId| {
        let topic = &site.topics.all[index];
        let route = site.topic_route(topic, locale).expect("the locale is one that has the topic");
        let fallback = site.topic_words(topic, locale).filter(|words| *words != locale).cloned();
        PlannedPage { item: Some(index), fallback, ..PlannedPage::new(kind, route, locale) }
    };
    let topics = kind.topics.into_iter().flat_map(|topics| site.topics.of(topics));
    topics.flat_map(|(index, topic)| topic.names.keys().map(move |locale| page(index, locale))).collect()
}

fn counterpart(site: &Site<'_>, page: &PlannedPage, locale: &LocaleId) -> Option<Route> {
    site.topic_route(site.topic_of(page)?, locale)
}

fn words<'s>(site: &Site<'s>, page: &PlannedPage, locale: &'s LocaleId) -> Option<&'s LocaleId> {
    site.topic_words(site.topic_of(page)?, locale)
}

impl<'a> Site<'a> {
    /// The app, exception or status that a page of these kinds is about.
    pub fn topic_of(&self, page: &PlannedPage) -> Option<&'a Topic> {
        self.topics.all.get(page.item?)
    }

    /// Where the page of an app, exception or status is in `locale`; `None` where no entry of the locale is about it.
    pub fn topic_route(&self, topic: &Topic, locale: &LocaleId) -> Option<Route> {
        topic.names.contains_key(locale).then(|| Route::below(locale, &format!("{}/{}", topic.kind.folder, topic.slug)))
    }

    /// The locale in whose words the page of a topic is: the locale's own where one of its entries is.
    pub fn topic_words<'t>(&self, topic: &'t Topic, locale: &LocaleId) -> Option<&'t LocaleId>
    where
        'a: 't,
    {
        let words = |entry: &usize| self.row_words(*entry, locale);
        let is_own = || topic.entries.iter().any(|entry| words(entry) == Some(locale));
        // Mostly all rows are translated, and then none has to be looked at.
        let own = topic.own.get(locale).filter(|_| self.left.rows.is_empty() || is_own());
        own.or_else(|| topic.entries.iter().find_map(words))
    }
}
