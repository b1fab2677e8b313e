//! What readers see of small sites.

mod dialect;
mod machines;
mod pages;
mod prose;
mod theme;

use std::collections::BTreeMap;

use super::{Findings, RenderError, RenderInput, RenderOptions, Renderer};
use crate::align::align;
use crate::freshness::{KnownFreshness, Left, SiteFreshness};
use crate::model::{Corpus, Direction, Known, LocaleId, PageId};
use crate::parse::{Document, Place, parse};
use crate::plan::fixture::{corpus, locale, options};
use crate::plan::{BaseUrl, PlanOptions, SitePlan};
use crate::read::{Embedded, Layered, Memory, World as _};
use crate::text::{FilePath, Source};

/// How a test's site is made.
#[derive(Default)]
struct Setup {
    base_url: Option<&'static str>,
    trust_html: bool,
    /// Whether Dutch is written as Arabic is.
    right_to_left: bool,
    theme: Vec<(&'static str, &'static str)>,
    /// The Dutch tables of contents by folder.
    contents: crate::model::ContentsByFolder,
    source: Option<&'static str>,
    freshness: KnownFreshness,
    findings: Findings,
}

/// Every output of a site of files at `tag/path`, by path.
fn site_with(setup: &Setup, files: &[(&str, &str)]) -> Result<BTreeMap<String, String>, RenderError> {
    let mut corpus = corpus(files);
    corpus.source_locale = setup.source.map(locale);
    if !setup.contents.is_empty() {
        corpus.contents.insert(locale("nl-NL"), setup.contents.clone());
    }
    if setup.right_to_left {
        let profile = corpus.profiles.get_mut(&locale("nl-NL")).expect("the fixture has Dutch");
        profile.direction = Direction::Rtl;
    }
    let alignment = align(&corpus, &Known::default());
    let titles = corpus.locales.iter().map(|locale| (locale.clone(), "Connectors".to_owned())).collect();
    let base_url = setup.base_url.map(|url| BaseUrl::new(url).unwrap());
    let options = PlanOptions { titles, base_url, ..options() };
    let plan = SitePlan::new(&corpus, &alignment, Left::default(), options).0;
    let paths: Vec<(String, &str)> = files.iter().map(|(path, text)| (format!("content/{path}"), *text)).collect();
    let world = Memory::new(paths.iter().map(|(path, text)| (path.as_str(), *text)));
    let theme = Layered::new(Memory::new(setup.theme.iter().copied()), Embedded);
    let options = RenderOptions { trust_html: setup.trust_html };
    let freshness = SiteFreshness::of_known(&corpus, &alignment, setup.freshness.clone());
    let renderer = Renderer::new(&plan, &corpus, &alignment, &world, &theme, &freshness, options)?;
    let mut outputs = BTreeMap::new();
    for page in &plan.pages {
        let document = page.prose.as_ref().map(|id| document(&world, &corpus, id, page.content_locale()));
        let output =
            renderer.render(page, RenderInput { document: document.as_ref(), ..RenderInput::new(&setup.findings) })?;
        outputs.insert(output.path, String::from_utf8(output.bytes).unwrap());
    }
    Ok(outputs)
}

fn document(world: &Memory, corpus: &Corpus, page: &PageId, locale: &LocaleId) -> Document {
    let page = corpus.page(page, locale).unwrap();
    let source = Source::from_bytes(page.path.clone(), world.read(&page.path).unwrap()).unwrap();
    parse(source, &Place { locale: locale.clone(), relative_path: page.relative_path.clone(), page_key: None }).0
}

fn site(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    site_with(&Setup::default(), files).unwrap()
}

/// What a page holds between the tags of its article.
fn article(html: &str) -> String {
    let start = html.find("<article").and_then(|at| Some(at + html[at..].find('>')? + 1)).expect("an article");
    let end = html.find("</article>").expect("the end of the article");
    html[start..end].trim().to_owned()
}

/// The prose of one Dutch page, beside which there are `others`.
fn prose_among(markdown: &str, others: &[(&str, &str)]) -> String {
    let mut files = vec![("nl-NL/pagina.md", markdown)];
    files.extend_from_slice(others);
    article(&site(&files)["nl-nl/pagina/index.html"])
}

fn prose(markdown: &str) -> String {
    prose_among(&format!("# Kop\n\n{markdown}"), &[]).split_once("</h1>\n").unwrap().1.to_owned()
}

/// The text of HTML: tags gone, entities resolved.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(text, |text, pair| {
        let (entity, char) = pair.split_at(pair.len() - 1);
        text.replace(entity, char)
    })
}

fn row(cell: &str) -> String {
    let html = prose(&format!("|Foutbericht|App|\n|-|-|\n|{cell}|Box|\n"));
    let start = html.find("<td data-label=\"Foutbericht\"").unwrap();
    let end = start + html[start..].find("<span class=\"row-links\">").unwrap();
    text(&html[start..end])
}
