//! How browsers search a locale from their own search field.

use tera::Context;

use super::{Producer, RenderInput, View};
use crate::plan::{PlannedPage, Route};
use crate::render::{RenderError, Renderer};

pub(super) const VIEW: View = View::new("opensearch", Producer::Page { template: "opensearch.xml", context });

fn context(renderer: &Renderer<'_>, planned: &PlannedPage, _: RenderInput<'_>) -> Result<Context, RenderError> {
    let mut context = renderer.words(planned);
    let base = renderer.plan.options.base_url.as_ref();
    let absolute = |route: Route| base.map(|base| base.join(&route));
    context.insert("search", &absolute(Route::search(&planned.locale)));
    context.insert("icon", &absolute(Route::at_root("assets/icon.svg")));
    Ok(context)
}
