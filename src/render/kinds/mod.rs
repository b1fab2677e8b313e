//! What each kind of page shows: one file each, and one line in [`VIEWS`].
//!
//! **Comes in:** a [`PlannedPage`], with its document where it shows prose. **Goes out:** the context of its
//! template, or the file's text. **Never happens here:** URLs being made up; they come from the plan.

mod alias;
mod app;
mod chooser;
mod comparison;
mod content;
mod dashboard;
mod entries;
mod entry;
mod exception;
mod feed;
mod headers;
mod home;
mod llms;
mod markdown;
mod not_found;
mod opensearch;
mod redirects;
mod retired_id;
mod robots;
mod search;
mod sitemap;
mod sitemap_index;
mod status;
mod topic;

use super::view::{Alternate, Producer, RenderInput, View};

/// How each kind of page of the plan is shown.
pub const VIEWS: &[View] = &[
    alias::VIEW,
    app::VIEW,
    chooser::VIEW,
    comparison::VIEW,
    content::VIEW,
    dashboard::VIEW,
    entries::VIEW,
    entry::VIEW,
    exception::VIEW,
    feed::VIEW,
    headers::VIEW,
    home::VIEW,
    llms::VIEW,
    markdown::VIEW,
    not_found::VIEW,
    opensearch::VIEW,
    redirects::VIEW,
    retired_id::VIEW,
    robots::VIEW,
    search::VIEW,
    sitemap::VIEW,
    sitemap_index::VIEW,
    status::VIEW,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::KINDS;

    #[test]
    fn every_kind_of_the_plan_has_one_view_which_agrees_on_what_there_is() {
        let names = |names: &mut dyn Iterator<Item = &'static str>| names.collect::<Vec<_>>();
        let planned = names(&mut KINDS.iter().map(|kind| kind.name));
        assert_eq!(names(&mut VIEWS.iter().map(|view| view.kind)), planned);
        let alternates = names(&mut KINDS.iter().filter(|kind| kind.has_markdown).map(|kind| kind.name));
        assert_eq!(names(&mut VIEWS.iter().filter(|view| view.markdown.is_some()).map(|view| view.kind)), alternates);
    }
}
