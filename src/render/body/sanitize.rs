//! HTML made safe and well nested.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::depth::bounded;
use super::nesting::mended;
use crate::parse::html::{COMMON_ATTRIBUTES, ELEMENTS, Treatment};

/// An element that does not come in from authors, but that we write ourselves.
const OURS: &str = "section";

/// What may stand on every element, beside what authors may put there.
const EVERYWHERE: &[&str] = &["id", "role", "tabindex"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// `html` as a browser reads it, without anything that runs, loads or submits.
pub fn clean(html: &str) -> String {
    // Bounded first, since the cleaner builds a tree and takes as long as a browser for it; mended last, since cleaning
    // leaves out elements, and what was in them may be where it cannot stay.
    mended(&without_hollows(&CLEANER.clean(&bounded(html)).to_string()))
}

fn cleaner() -> Builder<'static> {
    let kept = || ELEMENTS.iter().filter(|element| element.treatment == Treatment::Kept);
    let dropped = ELEMENTS.iter().filter(|element| element.treatment == Treatment::Dropped);
    let own = kept().map(|element| (element.name, element.attributes.iter().copied().collect()));
    let mut builder = Builder::default();
    builder
        .tags(kept().map(|element| element.name).chain([OURS]).collect())
        .clean_content_tags(dropped.map(|element| element.name).collect())
        .generic_attributes(COMMON_ATTRIBUTES.iter().chain(EVERYWHERE).copied().collect())
        .generic_attribute_prefixes(HashSet::from(["data-", "aria-"]))
        .tag_attributes(own.collect::<HashMap<_, HashSet<_>>>())
        // Small images in the text; links to such an address are refused where links are resolved.
        .add_url_schemes(["data"])
        // Links are written by us and lead where the author says; the default would add `noopener noreferrer` to all.
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// Paragraphs that became empty when a block inside them ended them.
fn without_hollows(html: &str) -> String {
    html.replace("<p></p>", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_inside_a_paragraph_end_it() {
        assert_eq!(clean("<p><div>方塊</div></p>"), "<div>方塊</div>");
        assert_eq!(clean("<p>één<ul><li>twee</p>"), "<p>één</p><ul><li>twee</li></ul>");
    }

    #[test]
    fn links_do_not_nest_and_nothing_runs() {
        assert_eq!(clean("<a href=\"x\">a<a href=\"y\">b</a></a>"), "<a href=\"x\">a</a><a href=\"y\">b</a>");
        assert_eq!(clean("<script>alert(1)</script><img src=x onerror=alert(1)>"), "<img src=\"x\">");
        assert_eq!(clean("<a href=\"javascript:alert(1)\" style=\"x\">方塊</a>"), "<a>方塊</a>");
    }
}
