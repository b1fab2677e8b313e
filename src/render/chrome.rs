//! What surrounds the content of every page: head, header, navigation and footer.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use tera::Context;

use super::Renderer;
use super::link::{Crumb, Link};
use super::menu::NavigationView;
use super::notice::NoticeView;
use super::shortened::shortened;
use super::work::PageWork;
use crate::freshness::Freshness;
use crate::model::{Date, LocaleId};
use crate::plan::{KINDS, PlannedPage, Route};

/// What a page's head holds about it.
#[derive(Default)]
pub struct Head<'t> {
    /// The page's own title, without the site's.
    pub title: &'t str,
    /// One sentence for search engines.
    pub description: Option<&'t str>,
    /// What the page is, for programs, as schema.org has it; `None` where it is nothing of its own.
    pub structure: Option<Value>,
    /// What there is to do in the prose that the page shows.
    pub work: Option<&'t PageWork>,
}

/// The page as templates see it.
#[derive(Debug, Serialize)]
struct PageView {
    kind: &'static str,
    is_home: bool,
    is_article: bool,
    is_wide: bool,
    lang: String,
    dir: &'static str,
    title: String,
    description: Option<String>,
    /// The language and direction of the content, where they are not those of the page.
    content_lang: Option<String>,
    content_dir: Option<&'static str>,
    /// Whether the content is a document of that language as a whole.
    shows_prose: bool,
    /// The name of the content's language in that language, where it is not the page's.
    content_language: Option<String>,
    canonical: Option<String>,
    /// Whether search engines should leave the page out.
    noindex: bool,
    alternates: Vec<AlternateView>,
    languages: Vec<LanguageView>,
    breadcrumbs: Vec<Crumb>,
    previous: Option<Link>,
    next: Option<Link>,
    /// The day of the last change, as ISO 8601 has it.
    updated: Option<String>,
    /// Whether the original has changed since.
    stale: bool,
    /// What it has changed, where the page is not in another language's words.
    notice: Option<NoticeView>,
    original: Option<OriginalView>,
    /// The Markdown alternate of the page.
    markdown: Option<String>,
    /// What the page is, as JSON-LD.
    json_ld: Option<String>,
    navigation: NavigationView,
}

/// The site as templates see it from one page.
#[derive(Debug, Serialize)]
struct SiteView {
    title: String,
    description: Option<String>,
    /// The relative URL of the site's root.
    root: String,
    /// The pages that every page may lead to, by the names of their kinds; `null` where there is none.
    #[serde(flatten)]
    links: BTreeMap<&'static str, Option<String>>,
    /// The style sheet of the user's own theme, where there is one.
    theme_css: Option<String>,
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

/// The page that this one was translated from.
#[derive(Debug, Serialize)]
struct OriginalView {
    href: String,
    lang: String,
    dir: &'static str,
    autonym: String,
}

/// The style sheet that a user's theme may add.
const THEME_CSS: &str = "assets/theme.css";

impl Renderer<'_> {
    /// The context that every page's template gets: `locale`, `site` and `page`.
    pub(super) fn chrome(&self, page: &PlannedPage, head: Head<'_>) -> Context {
        let mut context = self.words(page);
        context.insert("page", &self.page_view(page, head));
        context
    }

    /// The context of what is no HTML page: `locale` and `site`.
    pub(super) fn words(&self, page: &PlannedPage) -> Context {
        let mut context = Context::new();
        context.insert("locale", page.locale.as_str());
        context.insert("site", &self.site_view(page));
        context
    }

    fn site_view(&self, page: &PlannedPage) -> SiteView {
        let href = |route: Route| self.href(page, &route);
        let has_dates = self.freshness.has_dates(&page.locale);
        let links = KINDS.iter().filter_map(|kind| {
            let route = kind.site_link?(&self.site, &page.locale);
            Some((kind.name, route.filter(|_| has_dates || !kind.needs_dates).map(href)))
        });
        let has_theme_css = self.assets.iter().any(|asset| asset.path == THEME_CSS);
        SiteView {
            title: self.site_title(&page.locale),
            description: self.plan.options.descriptions.get(&page.locale).cloned(),
            root: href(Route::root()),
            links: links.collect(),
            theme_css: has_theme_css.then(|| href(Route::at_root(THEME_CSS))),
        }
    }

    fn page_view(&self, page: &PlannedPage, head: Head<'_>) -> PageView {
        let profile = self.profile(&page.locale);
        let content = page.is_fallback().then(|| self.profile(page.words_locale()));
        let breadcrumbs = self.breadcrumbs(page, head.title);
        let (previous, next) = self.neighbours(page);
        let canonical = self.canonical(page);
        let (kind, view) = (page.kind, self.view(page));
        let notice = self.notice(page, head.work);
        let is_left_out = page.is_fallback() || !(kind.listed || kind.indexed);
        PageView {
            kind: kind.name,
            is_home: page.route == Route::home(&page.locale),
            is_article: view.is_article,
            is_wide: view.is_wide,
            lang: page.locale.to_string(),
            dir: profile.direction.as_str(),
            title: self.full_title(page, head.title),
            // Search engines cut descriptions well before 300 characters.
            description: head.description.map(|text| shortened(text, 300)).filter(|text| !text.is_empty()),
            content_lang: content.map(|profile| profile.locale.to_string()),
            content_dir: content.map(|profile| profile.direction.as_str()),
            shows_prose: page.prose.is_some(),
            content_language: content.map(|profile| profile.autonym.clone()),
            // A page that names another as canonical must not ask at the same time not to be found.
            noindex: is_left_out && canonical.is_none(),
            canonical,
            alternates: self.alternates(page),
            languages: self.languages(page),
            previous,
            next,
            updated: self.updated(page).map(|date| date.to_string()),
            stale: notice.is_some() || self.is_stale(page),
            notice,
            original: self.original(page),
            markdown: self.markdown_alternate(page),
            json_ld: head.structure.map(|structure| self.json_ld(page, structure, &breadcrumbs)),
            breadcrumbs,
            navigation: self.navigation_view(page),
        }
    }

    /// The title of a page as windows and search engines show it.
    fn full_title(&self, page: &PlannedPage, title: &str) -> String {
        let site_title = self.site_title(&page.locale);
        if title == site_title { site_title } else { format!("{} – {site_title}", shortened(title, 120)) }
    }

    /// The URL of `route` as it stands on `page`: relative, but for the page that servers show anywhere.
    pub(super) fn href(&self, page: &PlannedPage, route: &Route) -> String {
        if page.kind.shown_anywhere {
            let base = self.plan.options.base_url.as_ref().map_or("/", |base| base.path());
            return format!("{base}{}", route.url());
        }
        page.route.relative(route)
    }

    /// The absolute URL of the page whose words these are; only a site with a base URL has it.
    pub(super) fn canonical(&self, page: &PlannedPage) -> Option<String> {
        let base = self.plan.options.base_url.as_ref()?;
        if page.kind.leads_to.is_some() {
            let words = self.site.words_of(page, &page.locale)?;
            return self.site.leads_to(page, words).map(|(route, _)| base.join(&route));
        }
        if !page.kind.listed {
            return None;
        }
        match page.is_fallback() {
            true => self.site.counterpart(page, page.words_locale()).map(|route| base.join(&route)),
            false => Some(base.join(&page.route)),
        }
    }

    /// The versions of a page in languages that have it in their own words, and the one for everyone else.
    fn alternates(&self, page: &PlannedPage) -> Vec<AlternateView> {
        let Some(base) = self.plan.options.base_url.as_ref().filter(|_| page.kind.listed && !page.is_fallback()) else {
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
        let locales = self.site.corpus.locales.iter();
        let own = locales.filter(|locale| self.site.words_of(page, locale) == Some(*locale));
        own.filter_map(|locale| Some((locale.clone(), self.site.counterpart(page, locale)?))).collect()
    }

    fn languages(&self, page: &PlannedPage) -> Vec<LanguageView> {
        self.site.corpus.locales.iter().map(|locale| self.language(page, locale)).collect()
    }

    fn language(&self, page: &PlannedPage, locale: &LocaleId) -> LanguageView {
        let counterpart = self.site.counterpart(page, locale);
        let same = counterpart.is_some();
        // A language that lacks an entry has the page that its table is on.
        let nearest = || self.site.page_route(page.about.as_ref()?, locale);
        let route = counterpart.or_else(nearest).unwrap_or_else(|| Route::home(locale));
        let is_in_other_words = self.site.words_of(page, locale) != Some(locale);
        LanguageView {
            tag: locale.to_string(),
            dir: self.profile(locale).direction.as_str(),
            autonym: self.profile(locale).autonym.clone(),
            href: self.href(page, &route),
            current: *locale == page.locale,
            same,
            // A page that only redirects is in no words of its own.
            fallback: page.kind.leads_to.is_none() && is_in_other_words,
        }
    }

    /// The day of the last change of what the page shows, where that is known.
    pub(super) fn updated(&self, page: &PlannedPage) -> Option<Date> {
        self.freshness.version_changed(page.prose.as_ref()?, page.content_locale())
    }

    fn is_stale(&self, page: &PlannedPage) -> bool {
        let freshness = page.prose.as_ref().map(|shown| self.freshness.page(shown, page.content_locale()));
        matches!(freshness, Some(Freshness::Stale(_)))
    }

    /// The page that this one was translated from, where the reader is not on it.
    fn original(&self, page: &PlannedPage) -> Option<OriginalView> {
        let source = self.site.corpus.source_locale.as_ref().filter(|source| *source != page.content_locale())?;
        let id = page.prose.as_ref().or(page.about.as_ref())?;
        self.site.corpus.page(id, source)?;
        let profile = self.profile(source);
        Some(OriginalView {
            href: self.href(page, &self.site.counterpart(page, source)?),
            lang: source.to_string(),
            dir: profile.direction.as_str(),
            autonym: profile.autonym.clone(),
        })
    }

    fn markdown_alternate(&self, page: &PlannedPage) -> Option<String> {
        let alternate = page.route.markdown();
        self.plan.page_at(&alternate).map(|alternate| self.href(page, &alternate.route))
    }
}
