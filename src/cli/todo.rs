//! `hexapla todo`: what a translator does next.

use std::process::ExitCode;

use clap::Args;

use super::cached_result::cached;
use super::session::Session;
use super::{Stop, output};
use crate::model::PageId;
use crate::pipeline::{self, Site, known_locales, page_named};
use crate::read::World;
use crate::report::{TodoReport, todo_json, todo_markdown, todo_text};

/// What to list.
#[derive(Debug, Args)]
pub struct Options {
    /// Only this page: its name, or the path of its file in any language
    #[arg(long, value_name = "PAGE|PATH")]
    page: Option<String>,
    /// List at most this many things; without it 50, and all of them as JSON
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// So many things are listed for people where no other number is asked for: more than anybody does in a day. Chosen.
const LIMIT: usize = 50;

/// Prints the list.
pub fn run(session: &Session, options: &Options) -> Result<ExitCode, Stop> {
    let format = session.format_among(&["text", "json", "markdown"])?;
    let limit = options.limit.or((format != "json").then_some(LIMIT));
    let asked = format!("{format} {:?} {options:?} {}", session.locales, session.prefix());
    let text: String = cached(session, &format!("todo-{format}"), &[&asked], |world, theme| {
        let site = session.load_from(world, theme, &[])?;
        written(session, world, &site, options, (format, limit))
    })?;
    output::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The list as text of a format, at most `limit` things long.
fn written(
    session: &Session,
    world: &dyn World,
    site: &Site,
    options: &Options,
    (format, limit): (&str, Option<usize>),
) -> Result<String, Stop> {
    known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let page = options.page.as_deref().map(|name| page(session, site, name)).transpose()?;
    let locales = pipeline::todo(world, site, &session.locales, page).map_err(|failure| session.stop(failure))?;
    let write = match format {
        "json" => todo_json,
        "markdown" => todo_markdown,
        _ => todo_text,
    };
    Ok(session.with_places(|places| write(&TodoReport { locales: &locales, limit, places })))
}

fn page<'s>(session: &Session, site: &'s Site, name: &str) -> Result<&'s PageId, Stop> {
    let named = page_named(site, name).or_else(|| page_named(site, session.path_in_site(name)?));
    named.ok_or_else(|| {
        let likeness = |id: &&PageId| strsim::jaro_winkler(id.as_str(), name);
        let near = site.corpus.pages.keys().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        // Chosen, as for the names of rules.
        let help = match near.filter(|id| likeness(id) > 0.8) {
            Some(id) => format!("did you mean `{id}`?"),
            None => "name it as `hexapla todo` does, or give the path of one of its files".to_owned(),
        };
        Stop::outside(format!("there is no page `{name}`\n  help: {help}"))
    })
}
