//! `hexapla search QUERY`: the row behind a message, from the built index.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::session::Session;
use super::{Stop, output};
use crate::model::LocaleId;
use crate::pipeline::index_path;
use crate::read::{Disk, World};
use crate::search::{Hit, Index};
use crate::text::FilePath;

/// What to look for.
#[derive(Debug, Args)]
pub struct Options {
    /// Words, or a whole log line
    query: String,
    /// The folder of the built site, relative to the site's folder
    #[arg(long, value_name = "DIR", default_value = "public")]
    out: PathBuf,
    /// How many results at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

#[derive(Serialize)]
struct ResultsView<'h> {
    version: u32,
    results: Vec<ResultView<'h>>,
}

#[derive(Serialize)]
struct ResultView<'h> {
    url: &'h str,
    entry: Option<&'h str>,
    page: &'h str,
    title: &'h str,
    score: f64,
}

/// Prints the best results of one locale, best first.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    let format = session.format_among(&["text", "json"])?;
    let site = Disk::new(session.root.join(&options.out));
    let locale = locale(session, &site, &options.out)?;
    let path = FilePath::new(&index_path(&locale));
    let bytes = site.read(&path).map_err(|_| no_index(options, &locale))?;
    let index = Index::from_bytes(&bytes).map_err(|error| {
        Stop::outside(format!(
            "`{}` is no index of ours: {error}\n  help: run `hexapla build` again",
            options.out.join(path.as_str()).display()
        ))
    })?;
    let hits = index.search(&options.query, options.limit);
    output::result(&if format == "json" { json(&hits) } else { text(&hits) })?;
    if hits.is_empty() && !session.quiet && format == "text" {
        output::note("nothing found");
    }
    Ok(ExitCode::SUCCESS)
}

/// The locale that was asked for, else the default of the site, else the only one that was built.
fn locale(session: &Session, site: &Disk, folder: &Path) -> Result<LocaleId, Stop> {
    if let [locale] = &session.locales[..] {
        return Ok(locale.clone());
    }
    let built = built_locales(site);
    if built.is_empty() {
        let message = format!(
            "there is no built site in `{}`\n  help: run `hexapla build` first, or name its folder with `--out`",
            folder.display()
        );
        return Err(Stop::outside(message));
    }
    let default = session.options.default_locale(&built).filter(|_| session.locales.is_empty());
    default.ok_or_else(|| Stop::outside("name the locale to search, and one only, with `--locale`"))
}

fn built_locales(site: &Disk) -> Vec<LocaleId> {
    let files = site.files(&FilePath::new("")).unwrap_or_default();
    let tags = files.iter().filter_map(|path| path.as_str().strip_suffix("/search.json"));
    tags.filter_map(|tag| tag.parse().ok()).collect()
}

fn no_index(options: &Options, locale: &LocaleId) -> Stop {
    Stop::outside(format!(
        "there is no search index for `{locale}` in `{}`\n  help: run `hexapla build` first, or name another locale",
        options.out.display()
    ))
}

fn json(hits: &[Hit<'_>]) -> String {
    let results = hits.iter().map(|hit| ResultView {
        url: &hit.document.url,
        entry: hit.document.entry.as_deref(),
        page: &hit.document.page,
        title: &hit.document.title,
        score: hit.score,
    });
    let view = ResultsView { version: 1, results: results.collect() };
    format!("{}\n", serde_json::to_string(&view).expect("views have string keys"))
}

fn text(hits: &[Hit<'_>]) -> String {
    let line = |hit: &Hit<'_>| {
        let app = if hit.document.app.is_empty() { String::new() } else { format!(" ({})", hit.document.app) };
        format!("{}{app}\n  {}\n", hit.document.title, hit.document.url)
    };
    hits.iter().map(line).collect()
}
