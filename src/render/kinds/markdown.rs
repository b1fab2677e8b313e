//! The Markdown twin of a page: what its author wrote, or what stands on a page that we make, without HTML around it.

use std::borrow::Cow;

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Subject};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View { kind: "markdown", producer: Producer::Chosen { template, context } };

fn template<'p>(_: &Renderer<'_>, planned: &'p PlannedPage, _: RenderInput<'p>) -> Cow<'p, str> {
    Cow::Borrowed(match planned.subject {
        Subject::Entry(_) => "markdown/entry.md",
        Subject::Topic(_) => "markdown/topic.md",
        Subject::Content => "markdown/content.md",
        _ => "markdown/home.md",
    })
}

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, input: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = match planned.subject {
        Subject::Entry(index) => renderer.entry_alternate(planned, index),
        Subject::Topic(index) => renderer.topic_alternate(planned, index),
        Subject::Content => renderer.words(planned),
        _ => renderer.home_alternate(planned),
    };
    let text = input.document.map(|document| renderer.author_text(planned, document));
    context.insert("text", &text);
    Ok(context)
}
