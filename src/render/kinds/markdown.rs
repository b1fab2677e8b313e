//! The Markdown alternate of a page: what its author wrote, or what stands on a page that we make, without HTML around
//! it.

use std::borrow::Cow;

use tera::Context;

use super::{Alternate, Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("markdown", Producer::Chosen { template, context });

fn template<'p>(renderer: &Renderer<'_>, planned: &'p PlannedPage, _: RenderInput<'p>) -> Cow<'p, str> {
    Cow::Borrowed(alternate(renderer, planned).map_or("", |alternate| alternate.template))
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let no_document = || RenderError::NoDocument { route: planned.route.to_string() };
    let mut context = (alternate(renderer, planned).ok_or_else(no_document)?.context)(renderer, planned)?;
    let text = input.document.map(|document| renderer.author_text(planned, document));
    context.insert("text", &text);
    Ok(context)
}

/// How the alternate of the page's original is made.
fn alternate(renderer: &Renderer<'_>, planned: &PlannedPage) -> Option<&'static Alternate> {
    renderer.view_named(planned.alternate_of?.name).markdown.as_ref()
}
