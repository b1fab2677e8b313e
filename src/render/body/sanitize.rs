//! HTML made safe and well nested.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::depth::bounded;
use super::nesting::mended;

/// Elements beside those that are kept by default: the ones that we write ourselves.
const OURS: &[&str] = &["section"];

/// Elements that do not come in, by default or otherwise.
const REFUSED: &[&str] =
    &["map", "area", "center", "strike", "tt", "acronym", "article", "aside", "footer", "header", "hgroup", "nav"];

/// What may stand on every element.
const EVERYWHERE: &[&str] = &["class", "id", "lang", "dir", "title", "role", "tabindex"];

/// What may stand on one kind of element.
const OWN: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("time", &["datetime"]),
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// `html` as a browser reads it, without anything that runs, loads or submits.
pub fn clean(html: &str) -> String {
    mended(&without_hollows(&CLEANER.clean(&bounded(html)).to_string()))
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(OURS)
        .rm_tags(REFUSED)
        .clean_content_tags(HashSet::from(["script", "style", "title", "template", "noscript", "svg"]))
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .generic_attribute_prefixes(HashSet::from(["data-", "aria-"]))
        .tag_attributes(
            OWN.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect::<HashMap<_, HashSet<_>>>(),
        )
        .add_url_schemes(["data"])
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
