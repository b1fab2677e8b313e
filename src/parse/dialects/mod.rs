//! What authors write that Markdown does not know: one file for each construct, and one line in [`CONSTRUCTS`].
//!
//! **Comes in:** a stretch of text where a construct may stand. **Goes out:** what it is: a [`Container`], an [`Embed`], an
//! image, an anchor, or a change of the text that makes Markdown read what was meant. **Never happens here:** failing, and
//! HTML: [`render`](crate::render) knows how containers and embeds look, however many constructs become one of them.

mod alert;
mod anchor;
mod cjk_emphasis;
mod column;
mod component_content;
mod component_table;
mod division;
mod heading_id;
mod image;
mod include;
mod indented_block;
mod lazy_rows;
mod moniker;
mod row;
mod table_after_text;
mod table_end;
mod video;
mod zone;

pub use alert::Callout;
pub use cjk_emphasis::is_cjk;
pub use image::DirectiveImage;
pub use include::{after_include, before_include};

use super::directive_syntax::Directive;
use super::html::Tag;
use super::source_map::Edit;
use crate::model::LinkKind;

/// Something that authors write.
#[derive(Clone, Copy, Debug)]
pub struct Construct {
    /// What it is called. A directive is written with this name.
    pub name: &'static str,
    /// Where it stands, and how it is read there.
    pub form: Form,
    /// How it is written, as a whole page.
    pub example: &'static str,
    /// What that becomes, a line for each block, what is inside another one behind two more spaces. A test reads the
    /// example and holds it against this.
    pub becomes: &'static str,
}

/// Where a construct stands, and how it is read there.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A line `:::name …:::` that opens a stretch of the page, up to a line `:::name-end:::`.
    Container {
        /// What the line opens; `None` where it is text.
        open: fn(&Directive<'_>) -> Option<Container>,
        /// Whether authors indent what is inside, which is no code because of that.
        is_indented: bool,
    },
    /// An image `:::name …:::` inside text, before a long description up to `:::name-end:::` or without one.
    Image(fn(&Directive<'_>) -> Option<DirectiveImage>),
    /// `[!…]` at the start of a quote, of which the part between `!` and the bracket is read.
    Quote(fn(&str) -> Option<Container>),
    /// A line of text.
    Line(fn(&str) -> Option<Embed<'_>>),
    /// A link of another kind, because of the text before and behind it.
    Link(fn(&str, &str) -> Option<LinkKind>),
    /// The id at the end of a heading, with the heading's text before it.
    HeadingEnd(fn(&str) -> Option<(&str, &str)>),
    /// A tag in a heading that gives it an id.
    HeadingTag(for<'t> fn(&'t Tag<'_>) -> Option<&'t str>),
    /// Text that Markdown reads as something else than it means, unless these changes are made; sorted.
    Edits(fn(&str) -> Vec<Edit>),
}

/// What is around a stretch of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// Columns beside each other.
    Row,
    /// One of them, and how many columns it is wide.
    Column(Option<u8>),
    /// A part for some readers only, of which only the content matters here.
    Transparent,
    /// A note beside the text.
    Callout(Callout),
    /// A stretch with these class names.
    Division(String),
}

/// What is shown in place of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embed<'t> {
    /// A video at this address.
    Video(&'t str),
}

/// Everything that is read beside Markdown, sorted by name.
pub const CONSTRUCTS: &[Construct] = &[
    alert::CONSTRUCT,
    anchor::CONSTRUCT,
    cjk_emphasis::CONSTRUCT,
    column::CONSTRUCT,
    component_content::CONSTRUCT,
    component_table::CONSTRUCT,
    division::CONSTRUCT,
    heading_id::CONSTRUCT,
    image::CONSTRUCT,
    include::CONSTRUCT,
    indented_block::CONSTRUCT,
    lazy_rows::CONSTRUCT,
    moniker::CONSTRUCT,
    row::CONSTRUCT,
    table_after_text::CONSTRUCT,
    table_end::CONSTRUCT,
    video::CONSTRUCT,
    zone::CONSTRUCT,
];

/// The construct that is written between triple colons by this name.
pub fn directive_named(name: &str) -> Option<&'static Construct> {
    let is_directive = |form| matches!(form, Form::Container { .. } | Form::Image(_));
    CONSTRUCTS.iter().find(|construct| construct.name == name && is_directive(construct.form))
}

/// The container of a quote that begins with `text`, and the text after its `[!…]`; `None` for a plain quote.
pub fn read_quote(text: &str) -> Option<(Container, &str)> {
    let (inside, after) = text.strip_prefix("[!")?.split_once(']')?;
    let container = CONSTRUCTS.iter().find_map(|construct| match construct.form {
        Form::Quote(read) => read(inside),
        _ => None,
    })?;
    Some((container, after))
}

/// Whether a text is the mark of a quote and nothing else, as `[!div class="x"]` is.
pub fn is_mark_of_quote(text: &str) -> bool {
    read_quote(text).is_some_and(|(_, after)| after.trim().is_empty())
}

/// What is shown in place of a line of text; `None` where it is text.
pub fn read_embed(line: &str) -> Option<Embed<'_>> {
    CONSTRUCTS.iter().find_map(|construct| match construct.form {
        Form::Line(read) => read(line),
        _ => None,
    })
}

/// What a link is between these texts.
pub fn link_kind(before: &str, after: &str) -> LinkKind {
    let kind = CONSTRUCTS.iter().find_map(|construct| match construct.form {
        Form::Link(read) => read(before, after),
        _ => None,
    });
    kind.unwrap_or(LinkKind::Link)
}

/// A heading's text and the id at its end.
pub fn heading_id(text: &str) -> (&str, Option<&str>) {
    let read = CONSTRUCTS.iter().find_map(|construct| match construct.form {
        Form::HeadingEnd(read) => read(text),
        _ => None,
    });
    read.map_or((text, None), |(text, id)| (text, Some(id)))
}

/// The id that a tag gives to the heading it is in.
pub fn anchor_name<'t>(tag: &'t Tag<'_>) -> Option<&'t str> {
    CONSTRUCTS.iter().find_map(|construct| match construct.form {
        Form::HeadingTag(read) => read(tag),
        _ => None,
    })
}

/// What has to be changed in a text for Markdown to read what it means.
pub fn edits(text: &str) -> impl Iterator<Item = Edit> {
    CONSTRUCTS.iter().flat_map(move |construct| match construct.form {
        Form::Edits(read) => read(text),
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests;
