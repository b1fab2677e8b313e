//! Rules about front matter, links and anchors of a page.

pub(super) mod broken_anchor;
pub(super) mod broken_image;
pub(super) mod broken_include;
pub(super) mod broken_link;
pub(super) mod front_matter_drift;
pub(super) mod front_matter_invalid;
pub(super) mod heading_anchor_drift;
pub(super) mod missing_alias;
