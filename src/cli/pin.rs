//! `hexapla accept --pin`: writes the state of the source into the front matter of translations that are right.

use std::process::ExitCode;

use super::fix::below_site;
use super::session::Session;
use super::{Stop, making, output};
use crate::diagnostic::counted;
use crate::model::Page;
use crate::pipeline::{self, PinRenewal};
use crate::publish::replace_file;
use crate::text::FilePath;

/// Pins the translations of the pages, files and folders that are named, or of all pages, to the source as it is.
pub fn run(session: &Session, names: &[&str], is_dry: bool) -> Result<ExitCode, Stop> {
    let site = session.load(&[])?;
    pipeline::known_locales(&session.locales, &site.corpus.locales).map_err(|failure| session.stop(failure))?;
    let blocking = pipeline::blocking(&site);
    if !blocking.is_empty() {
        return making::blocked(session, &site, &blocking);
    }
    let mut folders = Vec::new();
    for name in names.iter().filter(|name| !site.corpus.pages.keys().any(|id| id.as_str() == **name)) {
        folders.push(below_site(session, name.as_ref())?);
    }
    let is_wanted = |page: &Page| {
        let is_in = |folder: &FilePath| {
            folder.as_str().is_empty() || page.path == *folder || page.path.relative_path(folder).is_some()
        };
        let is_named = names.contains(&page.id.as_str()) || folders.iter().any(is_in);
        let of_locale = session.locales.is_empty() || session.locales.contains(&page.locale);
        of_locale && (names.is_empty() || is_named)
    };
    let renewed = pipeline::renew_pins(&session.world, &site, &is_wanted)
        .map_err(|error| Stop::outside(format!("{error}\n  help: {}", error.help())))?;
    if renewed.files.is_empty() && renewed.current == 0 && renewed.unwritable.is_empty() {
        let help = "the guide lists the keys of front matter that are known; `history.revision_key` names another one";
        return Err(Stop::outside(format!("no translation that is meant says what it was made from\n  help: {help}")));
    }
    if !is_dry {
        for (path, bytes) in &renewed.files {
            replace_file(&session.root, &session.world.locate(path), bytes)?;
        }
    }
    if !session.quiet {
        summary(&renewed, is_dry).iter().for_each(|line| output::note(line));
    }
    Ok(ExitCode::SUCCESS)
}

fn summary(renewed: &PinRenewal, is_dry: bool) -> Vec<String> {
    let (pins, files) = (counted(renewed.pins, "pin"), counted(renewed.files.len(), "file"));
    let done = if is_dry { "to be written; nothing was" } else { "written" };
    let current = match renewed.current {
        0 => String::new(),
        current => format!("; {} current already", counted(current, "page")),
    };
    let mut lines = vec![format!("{pins} in {files} {done}{current}")];
    let unwritable = renewed.unwritable.iter();
    lines.extend(unwritable.map(|path| format!("`{path}` is left alone: write its pin as `key: value` on one line")));
    lines
}
