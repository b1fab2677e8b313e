//! Pages that are read again, for their prose.

use crate::config::Options;
use crate::model::{LocaleId, Page};
use crate::parse::{Document, Place, parse};
use crate::read::{LARGEST_TEXT, ReadError, World};
use crate::text::Source;

/// Reads one page again, for its prose.
///
/// # Errors
/// [`ReadError`] where the file is gone or no longer UTF-8 since it was first read.
pub fn reread(world: &dyn World, options: &Options, page: &Page) -> Result<Document, ReadError> {
    Ok(parse_at(options, reread_source(world, page)?, &page.locale, &page.relative_path))
}

/// Reads the file of one page again.
pub(super) fn reread_source(world: &dyn World, page: &Page) -> Result<Source, ReadError> {
    let changed =
        || ReadError { path: page.path.clone(), reason: "it changed while it was read".into(), missing: false };
    let bytes = world.read_at_most(LARGEST_TEXT, &page.path)?;
    Source::from_bytes(page.path.clone(), bytes).map_err(|_| changed())
}

/// Parses a source as the page of a locale at a path below its folder.
pub(super) fn parse_at(options: &Options, source: Source, locale: &LocaleId, relative_path: &str) -> Document {
    parse(source, &place(options, locale, relative_path)).0
}

/// Where a page is: in a locale, at a path below its folder.
pub(super) fn place(options: &Options, locale: &LocaleId, relative_path: &str) -> Place {
    Place {
        locale: locale.clone(),
        relative_path: relative_path.to_owned(),
        page_key: options.content.page_key.clone(),
    }
}

/// Whether two contents of a file are one but for line ends, which Git may have converted at checkout.
pub(super) fn is_same_text(one: &[u8], other: &[u8]) -> bool {
    fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
        bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
    lines(one).eq(lines(other))
}
