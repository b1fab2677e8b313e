//! What entries are about: the apps, exceptions and statuses that get a page each.

use std::collections::{BTreeMap, BTreeSet};

use super::{TopicKind, slug};
use crate::align::{Alignment, Entry, row_locale};
use crate::model::{Corpus, LocaleId};
use crate::parse::plain_text;

/// One app, exception or status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is.
    pub kind: TopicKind,
    /// Its part of the URL, the same in every locale.
    pub slug: String,
    /// What it is called in each locale that has an entry about it.
    pub names: BTreeMap<LocaleId, String>,
    /// The locales that have an entry about it in their own words.
    pub own: BTreeSet<LocaleId>,
    /// How many entries about it each of these locales has.
    pub counts: BTreeMap<LocaleId, usize>,
    /// The entries, as ascending indexes into `Alignment::entries`.
    pub entries: Vec<usize>,
}

/// All topics of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// The topics, sorted by kind, then by slug.
    pub all: Vec<Topic>,
}

/// A row is listed under so many topics of one kind at most. A chain of exceptions is far shorter; without a bound one
/// row could make as many pages as it has words.
pub(super) const MOST_TOPICS: usize = 50;

/// The slugs, without repetition, of the topics of this kind that `entry` is about.
fn slugs(kind: TopicKind, entry: &Entry) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    // By the slug, since that is what pages are found by: `Sign-in` and `Sign in` are one topic.
    let named = (kind.names)(entry).into_iter().map(|name| (slug(&name), name));
    named.filter(|(slug, _)| !slug.is_empty() && seen.insert(slug.clone())).take(MOST_TOPICS).collect()
}

impl Topics {
    /// The topics of all entries that get a page.
    pub fn new(corpus: &Corpus, alignment: &Alignment, kinds: &[TopicKind]) -> Topics {
        let mut gathered: BTreeMap<(TopicKind, String), Gathered> = BTreeMap::new();
        for (index, entry) in alignment.entries.iter().enumerate().filter(|(_, entry)| alignment.has_page(entry)) {
            for kind in kinds.iter().copied() {
                for (slug, name) in slugs(kind, entry) {
                    let topic = gathered.entry((kind, slug)).or_default();
                    topic.entries.push(index);
                    topic.own.extend(entry.rows.keys().cloned());
                    for locale in &corpus.locales {
                        let Some(words) = row_locale(corpus, entry, locale) else { continue };
                        let shown = shown_name(corpus, alignment, entry, words, kind).unwrap_or_else(|| name.clone());
                        *topic.names.entry(locale.clone()).or_default().entry(shown).or_default() += 1;
                    }
                }
            }
        }
        Topics { all: gathered.into_iter().map(|((kind, slug), topic)| topic.finish(kind, slug)).collect() }
    }

    /// The topics of one kind, with their indexes, by slug.
    pub fn of(&self, kind: TopicKind) -> impl Iterator<Item = (usize, &Topic)> {
        self.all.iter().enumerate().filter(move |(_, topic)| topic.kind == kind)
    }

    /// How many topics of one kind `locale` has entries about.
    pub fn count(&self, kind: TopicKind, locale: &LocaleId) -> usize {
        self.of(kind).filter(|(_, topic)| topic.names.contains_key(locale)).count()
    }

    /// The topics of one kind that `entry` is about, outermost exception first.
    pub fn about(&self, entry: &Entry, kind: TopicKind) -> Vec<&Topic> {
        slugs(kind, entry).into_iter().filter_map(|(slug, _)| self.find(kind, &slug)).collect()
    }

    fn find(&self, kind: TopicKind, slug: &str) -> Option<&Topic> {
        let at = self.all.binary_search_by(|topic| (topic.kind, topic.slug.as_str()).cmp(&(kind, slug))).ok()?;
        Some(&self.all[at])
    }
}

/// A topic while its entries are counted: how often each locale calls it what.
#[derive(Default)]
struct Gathered {
    entries: Vec<usize>,
    own: BTreeSet<LocaleId>,
    names: BTreeMap<LocaleId, BTreeMap<String, usize>>,
}

impl Gathered {
    fn finish(self, kind: TopicKind, slug: String) -> Topic {
        let counts = self.names.iter().map(|(locale, names)| (locale.clone(), names.values().sum())).collect();
        let names = self.names.into_iter().map(|(locale, names)| (locale, most_used(&names))).collect();
        Topic { kind, slug, names, own: self.own, counts, entries: self.entries }
    }
}

/// The name most entries use; of equals the first in code point order.
fn most_used(names: &BTreeMap<String, usize>) -> String {
    // Of equally frequent names the first in the alphabet, so that no order of rows decides.
    let most = names.values().max();
    names.iter().find(|(_, count)| Some(*count) == most).map_or_else(String::new, |(name, _)| name.clone())
}

/// The name of an app in `locale`; exceptions and statuses are the same in every language.
fn shown_name(
    corpus: &Corpus,
    alignment: &Alignment,
    entry: &Entry,
    locale: &LocaleId,
    kind: TopicKind,
) -> Option<String> {
    let cell = alignment.cell(corpus, entry, locale, kind.named_in?)?;
    let name = plain_text(&cell.text);
    (!name.is_empty()).then_some(name)
}
