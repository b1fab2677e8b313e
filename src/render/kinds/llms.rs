//! `llms.txt`, as <https://llmstxt.org/> has it: the pages of a locale with links to their Markdown.

use serde::Serialize;
use tera::Context;

use super::home::groups_of_pages;
use super::{Producer, RenderInput, View};
use crate::model::{LocaleId, PageId};
use crate::plan::{PlannedPage, Route};
use crate::render::escape::escape_markdown;
use crate::render::navigation::display_title;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("llms", Producer::Page { template: "llms.txt", context });

#[derive(Debug, Serialize)]
struct LlmsView {
    folders: Vec<FolderView>,
    /// The entries of the locale, for programs.
    entries: String,
    /// The files of the other languages; only the one at the root names them.
    languages: Vec<PageView>,
}

#[derive(Debug, Serialize)]
// Folders are the second level of headings in the format; it has no third.
struct FolderView {
    name: String,
    pages: Vec<PageView>,
}

#[derive(Debug, Serialize)]
struct PageView {
    title: String,
    href: String,
    description: Option<String>,
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let locale = &planned.locale;
    let folder = |(name, pages): (String, Vec<&PageId>)| FolderView {
        name,
        pages: pages.into_iter().filter_map(|id| page(renderer, locale, id)).collect(),
    };
    let is_root = !planned.route.as_str().contains('/');
    let language = |locale: &LocaleId| PageView {
        title: renderer.profile(locale).autonym.clone(),
        href: address(renderer, &Route::llms(locale)),
        description: None,
    };
    let mut context = renderer.words(planned);
    let llms = LlmsView {
        folders: groups_of_pages(renderer, locale).into_iter().map(folder).collect(),
        entries: address(renderer, &Route::entries(locale)),
        languages: renderer.site.corpus.locales.iter().filter(|_| is_root).map(language).collect(),
    };
    context.insert("llms", &llms);
    Ok(context)
}

/// A page in its locale's own words is there as Markdown.
fn page(renderer: &Renderer<'_>, locale: &LocaleId, id: &PageId) -> Option<PageView> {
    let shown = renderer.site.page_words(id, locale)?;
    let version = renderer.site.corpus.page(id, shown)?;
    let route = renderer.site.page_route(id, shown)?;
    Some(PageView {
        title: escape_markdown(display_title(version)),
        href: address(renderer, &route.markdown()),
        description: version.front_matter.get("description").map(escape_markdown),
    })
}

/// The absolute address of an output; without a base URL, from the root of the server.
fn address(renderer: &Renderer<'_>, route: &Route) -> String {
    match &renderer.plan.options.base_url {
        Some(base) => base.join(route),
        None => format!("/{}", route.url()),
    }
}
