//! `:::image source="…":::`: an image, with a long description up to `:::image-end:::` where it is complex.

use std::ops::Range;

use super::{Construct, Form};
use crate::parse::directive_syntax::Directive;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "image",
    form: Form::Image(read),
    example: "Zie :::image source=\"方.png\" alt-text=\"圖\":::\n",
    becomes: "paragraph\n  Zie \n  image 方.png\n    圖\n",
};

/// An image that a directive writes.
#[derive(Clone, Debug)]
pub struct DirectiveImage {
    /// Where the image is.
    pub source: String,
    /// The alternative text; empty where there is none.
    pub alternative: String,
    /// Where the alternative text is written, in bytes of the directive.
    pub place: Range<usize>,
    /// Whether a long description may follow.
    pub is_complex: bool,
}

fn read(directive: &Directive<'_>) -> Option<DirectiveImage> {
    let source = directive.value("source").filter(|_| directive.closed)?;
    Some(DirectiveImage {
        source,
        alternative: directive.value("alt-text").unwrap_or_default(),
        place: directive.place("alt-text").unwrap_or(0..0),
        is_complex: directive.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("complex")),
    })
}
