//! What surrounds the content of every page: head, header, navigation and footer.

use serde::Serialize;
use tera::Context;

use super::Renderer;
use super::navigation::{Folder, Folders, Listed};
use crate::align::{FormerName, Successor};
use crate::model::{LocaleId, PageId};
use crate::plan::{PageKind, PlannedPage, Route, Subject, TopicKind};

/// More pages than this in one folder are not repeated beside each of them; the home page lists them.
const MOST_SIBLINGS: usize = 64;

/// What a page says about itself in its head.
pub struct Head<'t> {
    /// The page's own title, without the site's.
    pub title: &'t str,
    /// One sentence for search engines.
    pub description: Option<&'t str>,
}

/// The page as templates see it.
#[derive(Debug, Serialize)]
struct PageView {
    kind: &'static str,
    lang: String,
    dir: &'static str,
    title: String,
    description: Option<String>,
    /// The language and direction of the content, where they are not those of the page.
    content_lang: Option<String>,
    content_dir: Option<&'static str>,
    /// The name of the content's language in that language, where it is not the page's.
    content_language: Option<String>,
    canonical: Option<String>,
    alternates: Vec<AlternateView>,
    languages: Vec<LanguageView>,
    navigation: NavigationView,
}

/// The site as templates see it from one page.
#[derive(Debug, Serialize)]
struct SiteView {
    title: String,
    /// The relative URL of the site's root.
    root: String,
    home: String,
    search: String,
    chooser: String,
}

/// A version of the page for search engines, with an absolute URL.
#[derive(Debug, Serialize)]
struct AlternateView {
    hreflang: String,
    href: String,
}

/// A language in the picker.
#[derive(Debug, Serialize)]
struct LanguageView {
    tag: String,
    dir: &'static str,
    autonym: String,
    href: String,
    current: bool,
    /// Whether the link leads to the same thing, so that a place on the page is there too.
    same: bool,
    /// Whether the page there is in another language's words.
    fallback: bool,
}

#[derive(Debug, Serialize)]
struct NavigationView {
    pages: Vec<NavigationItem>,
    topics: Vec<TopicLink>,
}

/// A page at the top, or a folder with its pages where the reader is in it.
#[derive(Debug, Serialize)]
struct NavigationItem {
    link: NavigationLink,
    pages: Vec<NavigationLink>,
}

#[derive(Debug, Serialize)]
struct NavigationLink {
    title: String,
    href: String,
    lang: Option<String>,
    current: bool,
}

#[derive(Debug, Serialize)]
struct TopicLink {
    kind: &'static str,
    href: String,
    count: usize,
}

impl Renderer<'_> {
    /// The context that every page's template gets: `locale`, `site` and `page`.
    pub(super) fn chrome(&self, page: &PlannedPage, head: &Head<'_>) -> Context {
        let mut context = Context::new();
        context.insert("locale", page.locale.as_str());
        context.insert("site", &self.site_view(page));
        context.insert("page", &self.page_view(page, head));
        context
    }

    fn site_view(&self, page: &PlannedPage) -> SiteView {
        let href = |route: &Route| self.href(page, route);
        SiteView {
            title: self.site_title(&page.locale),
            root: href(&Route::root()),
            home: href(&Route::home(&page.locale)),
            search: href(&Route::below(&page.locale, "search")),
            chooser: href(&Route::root()),
        }
    }

    fn page_view(&self, page: &PlannedPage, head: &Head<'_>) -> PageView {
        let profile = self.profile(&page.locale);
        let content = page.is_fallback().then(|| self.profile(page.content_locale()));
        let site_title = self.site_title(&page.locale);
        let title = if head.title == site_title {
            site_title
        } else {
            format!("{} – {site_title}", shortened(head.title, 120))
        };
        PageView {
            kind: page.kind,
            lang: page.locale.to_string(),
            dir: profile.direction.as_str(),
            title,
            description: head.description.map(|text| shortened(text, 300)).filter(|text| !text.is_empty()),
            content_lang: content.map(|profile| profile.locale.to_string()),
            content_dir: content.map(|profile| profile.direction.as_str()),
            content_language: content.map(|profile| profile.autonym.clone()),
            canonical: self.canonical(page),
            alternates: self.alternates(page),
            languages: self.languages(page),
            navigation: self.navigation(page),
        }
    }

    /// The URL of `route` as it stands on `page`: relative, but for the page that servers show anywhere.
    pub(super) fn href(&self, page: &PlannedPage, route: &Route) -> String {
        if page.kind == "not_found" {
            let base = self.plan.options.base_url.as_ref().map_or("/", |base| base.path());
            return format!("{base}{}", route.url());
        }
        page.route.relative(route)
    }

    /// The absolute URL of the page whose words these are; only a site with a base URL has it.
    fn canonical(&self, page: &PlannedPage) -> Option<String> {
        let base = self.plan.options.base_url.as_ref()?;
        if let Subject::Former(index) = page.subject {
            return self.canonical_successor(&self.site.alignment.former.all()[index], &page.locale);
        }
        if !is_listed(page) {
            return None;
        }
        match page.is_fallback() {
            true => self.site.counterpart(page, page.content_locale()).map(|route| base.join(&route)),
            false => Some(base.join(&page.route)),
        }
    }

    /// The absolute URL of what stands in the place of a former name, in the language whose words it is in.
    fn canonical_successor(&self, former: &FormerName, locale: &LocaleId) -> Option<String> {
        let base = self.plan.options.base_url.as_ref()?;
        let locale = match &former.successor {
            Successor::Page(page) => self.site.locale_showing(page, locale)?,
            Successor::Entry(_) => locale,
        };
        self.site.successor_route(former, locale).map(|(route, _)| base.join(&route))
    }

    /// The versions of a page in languages that have it in their own words, and the one for everyone else.
    fn alternates(&self, page: &PlannedPage) -> Vec<AlternateView> {
        let Some(base) = self.plan.options.base_url.as_ref().filter(|_| is_listed(page) && !page.is_fallback()) else {
            return Vec::new();
        };
        let own = self.own_versions(page);
        let everyone = own.iter().find(|(locale, _)| *locale == self.plan.options.default_locale).or(own.first());
        let everyone =
            everyone.map(|(_, route)| AlternateView { hreflang: "x-default".into(), href: base.join(route) });
        let named = |(locale, route): &(LocaleId, Route)| AlternateView {
            hreflang: locale.to_string(),
            href: base.join(route),
        };
        own.iter().map(named).chain(everyone).collect()
    }

    /// The page in every locale that has it in its own words.
    pub(super) fn own_versions(&self, page: &PlannedPage) -> Vec<(LocaleId, Route)> {
        let own = |locale: &&LocaleId| match (&page.prose, page.subject) {
            (Some(prose), Subject::Content) => self.site.corpus.page(&prose.page, locale).is_some(),
            _ => true,
        };
        let locales = self.site.corpus.locales.iter().filter(own);
        locales.filter_map(|locale| Some((locale.clone(), self.site.counterpart(page, locale)?))).collect()
    }

    fn languages(&self, page: &PlannedPage) -> Vec<LanguageView> {
        self.site.corpus.locales.iter().map(|locale| self.language(page, locale)).collect()
    }

    fn language(&self, page: &PlannedPage, locale: &LocaleId) -> LanguageView {
        let counterpart = self.site.counterpart(page, locale);
        let same = counterpart.is_some();
        let route = counterpart.or_else(|| self.page_of_entry(page, locale)).unwrap_or_else(|| Route::home(locale));
        let shown = page.prose.as_ref().and_then(|prose| self.site.locale_showing(&prose.page, locale));
        LanguageView {
            tag: locale.to_string(),
            dir: self.profile(locale).direction.as_str(),
            autonym: self.profile(locale).autonym.clone(),
            href: self.href(page, &route),
            current: *locale == page.locale,
            same,
            fallback: !same || (page.subject == Subject::Content && shown.is_some_and(|shown| shown != locale)),
        }
    }

    /// The page that an entry's table is on, for languages that lack the entry.
    fn page_of_entry(&self, page: &PlannedPage, locale: &LocaleId) -> Option<Route> {
        let Subject::Entry(index) = page.subject else { return None };
        self.site.page_route(&self.site.alignment.entries[index].page, locale)
    }

    fn navigation(&self, page: &PlannedPage) -> NavigationView {
        NavigationView {
            pages: self.folders.get(&page.locale).map_or_else(Vec::new, |folders| self.navigation_items(page, folders)),
            topics: TopicKind::ALL.into_iter().filter_map(|kind| self.topic_link(page, kind)).collect(),
        }
    }

    /// The pages at the top, then the folders; the one that the page stands in is open.
    fn navigation_items(&self, page: &PlannedPage, folders: &Folders) -> Vec<NavigationItem> {
        let leaf = |listed: &Listed| NavigationItem { link: self.navigation_link(page, listed), pages: Vec::new() };
        let mut items: Vec<NavigationItem> = within_limit(folders.top_pages()).iter().map(leaf).collect();
        let here = self.page_behind(page).map(Folders::path_of);
        let mut below: Vec<NavigationItem> = folders
            .below_top()
            .filter_map(|(path, folder)| self.navigation_folder(page, folder, here == Some(path)))
            .collect();
        if below.len() <= MOST_SIBLINGS {
            self.collations[&page.locale].sort_by_text(&mut below, |item| &item.link.title);
            items.append(&mut below);
        }
        items
    }

    /// A folder leads to its first page, which is its index where it has one.
    fn navigation_folder(&self, page: &PlannedPage, folder: &Folder, open: bool) -> Option<NavigationItem> {
        let (first, others) = folder.pages.split_first()?;
        let mut link = self.navigation_link(page, first);
        if folder.has_index || others.is_empty() {
            let pages = if open { within_limit(others) } else { &[] };
            return Some(NavigationItem {
                link,
                pages: pages.iter().map(|listed| self.navigation_link(page, listed)).collect(),
            });
        }
        let pages = if open { within_limit(&folder.pages) } else { &[] };
        (link.title, link.current) = (folder.name.clone(), false);
        Some(NavigationItem { link, pages: pages.iter().map(|listed| self.navigation_link(page, listed)).collect() })
    }

    /// The page of the corpus that a page is part of.
    fn page_behind<'p>(&'p self, page: &'p PlannedPage) -> Option<&'p PageId> {
        match (page.subject, &page.prose) {
            (Subject::Content, Some(prose)) => Some(&prose.page),
            (Subject::Entry(index), _) => Some(&self.site.alignment.entries[index].page),
            _ => None,
        }
    }

    fn navigation_link(&self, page: &PlannedPage, listed: &Listed) -> NavigationLink {
        NavigationLink {
            title: listed.title.clone(),
            href: self.href(page, &Route::content(&page.locale, &listed.id)),
            lang: (listed.locale != page.locale).then(|| listed.locale.to_string()),
            current: page.prose.as_ref().is_some_and(|prose| prose.page == listed.id),
        }
    }

    fn topic_link(&self, page: &PlannedPage, kind: TopicKind) -> Option<TopicLink> {
        let count =
            self.topic_counts.get(&page.locale).and_then(|counts| counts.get(&kind)).copied().unwrap_or_default();
        let href = format!("{}#page-{}", self.href(page, &Route::home(&page.locale)), kind.folder());
        (count > 0).then_some(TopicLink { kind: kind.folder(), href, count })
    }
}

/// The pages, or none where they are too many to repeat beside each page.
fn within_limit(pages: &[Listed]) -> &[Listed] {
    if pages.len() > MOST_SIBLINGS { &[] } else { pages }
}

/// Whether search engines and alternates should know the page.
pub fn is_listed(page: &PlannedPage) -> bool {
    PageKind::named(page.kind).is_some_and(|kind| kind.listed)
}

/// `text` on one line, cut at `most` characters.
pub fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
