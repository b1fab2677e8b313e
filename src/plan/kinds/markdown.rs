//! The Markdown alternates of pages: the author's own text, for programs that read no HTML.

use super::{KINDS, PageKind, PlannedPage, Site};

pub(super) const KIND: PageKind = PageKind { name: "markdown", pages, gives_way: true, ..PageKind::PLAIN };

/// Every page in its locale's own words has an alternate, and so has each home.
fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let originals = KINDS.iter().filter(|original| original.has_markdown);
    let originals = originals.flat_map(|original| (original.pages)(site, original)).filter(|page| !page.is_fallback());
    let alternate =
        |page: PlannedPage| PlannedPage { route: page.route.markdown(), kind, alternate_of: Some(page.kind), ..page };
    originals.map(alternate).collect()
}
