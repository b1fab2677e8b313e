//! `_headers`, which Netlify, Cloudflare Pages and others read.

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::PlannedPage;
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("headers", Producer::Page { template: "headers.txt", context });

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = renderer.words(planned);
    let base = renderer.plan.options.base_url.as_ref();
    context.insert("path", base.map_or("/", |base| base.path()));
    Ok(context)
}
