//! The Markdown twins of pages: the same in the words of the author, for programs that read no HTML.

use super::{PageKind, PlannedPage, Site, app, content, entry, exception, home, status};

pub(super) const KIND: PageKind = PageKind { name: "markdown", pages, gives_way: true, ..PageKind::PLAIN };

/// Every page in its locale's own words has a twin, and so has each home.
fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let kinds = [app::KIND, content::KIND, entry::KIND, exception::KIND, home::KIND, status::KIND];
    let originals = kinds.iter().flat_map(|kind| (kind.pages)(site)).filter(|page| !page.is_fallback());
    originals.map(|page| PlannedPage { route: page.route.markdown(), kind: KIND.name, ..page }).collect()
}
