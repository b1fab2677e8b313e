//! From planned pages to files.
//!
//! **Comes in:** a [`SitePlan`], the documents whose prose pages show, and a theme: a [`World`] with
//! `templates/` and `locales/`. **Goes out:** [`Output`]s: paths and bytes, one page at a time.
//! **Never happens here:** writing, planning of URLs, words that a reader sees (they are in `locales/`).
//!
//! A page kind is one file in `kinds`, which makes the view for the template of the same name.

mod assets;
mod body;
mod chrome;
mod collation;
mod compared_prose;
mod error;
mod escape;
mod findings;
mod formats;
mod kinds;
mod link;
mod markdown_alternate;
mod menu;
mod messages;
mod navigation;
mod notice;
mod same_errors;
mod shortened;
mod steps;
mod structure;
mod svg;
mod templates;
mod view;
mod word_diff;
mod work;

pub use compared_prose::ComparedProse;
pub use error::RenderError;
pub use findings::Findings;
pub use messages::{Argument, Messages};
pub use navigation::reading_order;
pub use svg::{Drawing, cleaned_svg};
pub use view::RenderInput;
pub use work::{PageWork, SiteWork};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use self::view::{Producer, View};
use crate::align::Alignment;
use crate::diagnostic::Diagnostic;
use crate::freshness::SiteFreshness;
use crate::model::{Corpus, LocaleId, LocaleProfile};
use crate::plan::{PlannedPage, Site, SitePlan, TopicKind, topic_kinds};
use crate::read::World;
use body::{Highlighter, ImageSizes};
use collation::Collation;
use navigation::Navigation;
use same_errors::SameErrors;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path below the output folder, with `/` between its parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How content is turned into HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether HTML in Markdown is put on pages as it is, scripts included.
    pub trust_html: bool,
}

/// All that pages are rendered with; it can be shared between threads.
pub struct Renderer<'a> {
    plan: &'a SitePlan,
    /// How each kind of page is shown.
    views: &'static [View],
    site: Site<'a>,
    content: &'a dyn World,
    options: RenderOptions,
    templates: Tera,
    messages: Arc<Messages>,
    assets: Vec<Output>,
    collations: BTreeMap<LocaleId, Collation>,
    navigations: BTreeMap<LocaleId, Navigation>,
    freshness: &'a SiteFreshness,
    same_errors: SameErrors<'a>,
    /// How many topics of each kind a locale has.
    topic_counts: BTreeMap<LocaleId, BTreeMap<TopicKind, usize>>,
    /// Made when the first code is seen: not every site has any.
    highlighter: OnceLock<Highlighter>,
    image_sizes: ImageSizes,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Renderer<'a> {
    /// A renderer of `plan`. Included files are read from `content`; templates, assets and messages from `theme`.
    ///
    /// # Errors
    /// [`RenderError`] where the theme cannot be read or a template or message file is not well formed.
    pub fn new(
        plan: &'a SitePlan,
        corpus: &'a Corpus,
        alignment: &'a Alignment,
        content: &'a dyn World,
        theme: &dyn World,
        freshness: &'a SiteFreshness,
        options: RenderOptions,
    ) -> Result<Renderer<'a>, RenderError> {
        let (messages, diagnostics) = Messages::load(theme, corpus.profiles.values())?;
        let messages = Arc::new(messages);
        let collations: BTreeMap<LocaleId, Collation> =
            corpus.locales.iter().map(|locale| (locale.clone(), Collation::new(locale))).collect();
        let site = plan.site(corpus, alignment);
        let navigation = |locale: &LocaleId| (locale.clone(), Navigation::new(&site, locale, &collations[locale]));
        let navigations = corpus.locales.iter().map(navigation).collect();
        let count = |locale| topic_kinds().map(|kind| (kind, plan.topics.count(kind, locale))).collect();
        Ok(Renderer {
            topic_counts: corpus.locales.iter().map(|locale| (locale.clone(), count(locale))).collect(),
            plan,
            views: kinds::VIEWS,
            site,
            content,
            options,
            templates: templates::load(theme, &messages)?,
            assets: assets::load(theme)?,
            navigations,
            freshness,
            same_errors: SameErrors::new(alignment),
            messages,
            collations,
            highlighter: OnceLock::new(),
            image_sizes: ImageSizes::default(),
            diagnostics,
        })
    }

    /// The file of a planned page.
    ///
    /// # Errors
    /// [`RenderError`] where a template fails, or where the page shows prose and no document is given.
    pub fn render(&self, page: &PlannedPage, input: RenderInput<'_>) -> Result<Output, RenderError> {
        if page.prose.is_some() {
            input.document_of(page)?;
        }
        let text = match &self.view(page).producer {
            Producer::Text(text) => text(self, page, input)?,
            Producer::Page { template, context } => {
                templates::render(&self.templates, template, &context(self, page, input)?)?
            }
            Producer::Chosen { template, context } => {
                let template = template(self, page, input);
                if !self.templates.contains_template(&template) {
                    let asking =
                        page.prose.as_ref().and_then(|shown| self.site.corpus.page(shown, page.content_locale()));
                    let page = asking.map_or_else(|| page.route.to_string(), |page| page.path.to_string());
                    return Err(RenderError::NoTemplate { page, template: template.into_owned() });
                }
                templates::render(&self.templates, &template, &context(self, page, input)?)?
            }
        };
        Ok(Output { path: page.route.output_file(), bytes: text.into_bytes() })
    }

    /// The style sheet, the scripts and the icon, sorted by path.
    pub fn assets(&self) -> &[Output] {
        &self.assets
    }

    /// What is wrong with the theme's words: messages that a locale lacks.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    fn profile(&self, locale: &LocaleId) -> &LocaleProfile {
        self.site.corpus.profile(locale)
    }

    /// The words of message `id` for readers of `locale`.
    fn message(&self, locale: &LocaleId, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.messages.format(locale, id, arguments).unwrap_or_else(|| id.to_owned())
    }

    fn highlighter(&self) -> &Highlighter {
        self.highlighter.get_or_init(Highlighter::new)
    }

    /// The name of the site for readers of `locale`.
    fn site_title(&self, locale: &LocaleId) -> String {
        match self.plan.options.titles.get(locale) {
            Some(title) => title.clone(),
            None => self.message(locale, "site-title", &[]),
        }
    }
}

#[cfg(test)]
mod tests;
