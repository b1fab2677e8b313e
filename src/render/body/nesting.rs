//! Elements only where HTML allows them.
//!
//! A browser builds a tree out of anything, but the tree may still say what HTML does not: a line break between
//! the items of a list, a division inside a heading. Checkers and screen readers stumble over that, so the
//! author's tree is mended here: nothing of its text is lost or moved.

use super::tags::{Piece, TagPiece, pieces};
use crate::parse::is_void_element;

/// Elements that hold text and other such elements only.
const PHRASING: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Elements that hold text, and that nothing may turn into something else.
const TEXT_ONLY: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "summary"];

/// Elements that cannot stand among text.
const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Blocks that keep their shape even where the author forgot to end the heading before them.
const STRUCTURES: &[&str] = &[
    "blockquote",
    "details",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that only stand in certain others: the element and its parents.
const CHILDREN: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol"]),
    ("dt", &["dl", "div"]),
    ("dd", &["dl", "div"]),
    ("figcaption", &["figure"]),
    ("summary", &["details"]),
    ("rt", &["ruby"]),
    ("rp", &["ruby"]),
];

/// A part of the tree.
enum Node<'h> {
    Text(&'h str),
    Element(Element<'h>),
}

struct Element<'h> {
    name: String,
    /// The attributes with the space before them, as they are written.
    attributes: &'h str,
    children: Vec<Node<'h>>,
}

/// `html`, which is well formed, with every element in a place that HTML allows.
pub fn mended(html: &str) -> String {
    let mut nodes = tree(html);
    mend(&mut nodes, "main", false);
    let mut mended = String::with_capacity(html.len() + 64);
    write(&mut mended, &nodes);
    mended
}

/// Elements inside so many others are left out, with their content kept: nobody means that, and nothing here or in a
/// browser should break on it.
const DEEPEST: usize = 100;

fn tree(html: &str) -> Vec<Node<'_>> {
    let mut skipped = 0usize;
    let mut open: Vec<Element<'_>> = vec![Element { name: String::new(), attributes: "", children: Vec::new() }];
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => push(&mut open, Node::Text(text)),
            Piece::Tag(tag) if !tag.closing => {
                let element = Element { attributes: attributes(&tag), name: tag.name, children: Vec::new() };
                match is_void_element(&element.name) {
                    true => push(&mut open, Node::Element(element)),
                    false if open.len() > DEEPEST => skipped += 1,
                    false => open.push(element),
                }
            }
            Piece::Tag(_) if skipped > 0 => skipped -= 1,
            Piece::Tag(tag) if open.len() > 1 && open.last().is_some_and(|element| element.name == tag.name) => {
                close(&mut open)
            }
            Piece::Tag(_) | Piece::Hidden => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map_or_else(Vec::new, |root| root.children)
}

fn push<'h>(open: &mut [Element<'h>], node: Node<'h>) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn close<'h>(open: &mut Vec<Element<'h>>) {
    if let Some(element) = open.pop() {
        push(open, Node::Element(element));
    }
}

fn attributes<'h>(tag: &TagPiece<'h>) -> &'h str {
    let end =
        tag.source.find(|char: char| char.is_whitespace() || matches!(char, '>' | '/')).unwrap_or(tag.source.len());
    tag.source[end..].trim_end_matches(['>', '/']).trim_end()
}

/// Mends the children of an element called `parent`; `in_text` where no block can stand.
fn mend<'h>(nodes: &mut Vec<Node<'h>>, parent: &str, in_text: bool) {
    let mut mended = Vec::with_capacity(nodes.len());
    for node in nodes.drain(..) {
        match node {
            Node::Text(text) => mended.push(Node::Text(text)),
            Node::Element(element) => mend_element(element, parent, in_text, &mut mended),
        }
    }
    *nodes = match parent {
        "ul" | "ol" => wrapped(mended, &["li"], "li"),
        "dl" => wrapped(mended, &["dt", "dd", "div"], "dd"),
        _ => mended,
    };
}

fn mend_element<'h>(mut element: Element<'h>, parent: &str, in_text: bool, mended: &mut Vec<Node<'h>>) {
    let misplaced = CHILDREN.iter().any(|(child, parents)| *child == element.name && !parents.contains(&parent));
    if misplaced {
        element.name = if element.name.starts_with('r') { "span" } else { "div" }.to_owned();
    }
    if element.name == "details" {
        lead_with_summary(&mut element);
    }
    if in_text && BLOCKS.contains(&element.name.as_str()) {
        // The text of a block stays where its tags cannot.
        mend(&mut element.children, parent, true);
        mended.append(&mut element.children);
        return;
    }
    if is_hollow_heading(&element) || (!in_text && PHRASING.contains(&element.name.as_str()) && holds(&element, BLOCKS))
    {
        element.name = "div".to_owned();
    }
    let mut behind = Vec::new();
    if TEXT_ONLY.contains(&element.name.as_str()) && holds(&element, STRUCTURES) {
        behind = split_before_block(&mut element);
    }
    let text_only = TEXT_ONLY.contains(&element.name.as_str()) || PHRASING.contains(&element.name.as_str());
    let name = element.name.clone();
    mend(&mut element.children, &name, in_text || text_only);
    mended.push(Node::Element(element));
    mend(&mut behind, parent, in_text);
    mended.append(&mut behind);
}

/// Ends an element of text before the first block in it, and gives what stood behind; where the block comes
/// first the element becomes a division instead.
fn split_before_block<'h>(element: &mut Element<'h>) -> Vec<Node<'h>> {
    let is_block = |node: &Node<'_>| match node {
        Node::Text(_) => false,
        Node::Element(child) => BLOCKS.contains(&child.name.as_str()) || holds(child, BLOCKS),
    };
    let at = element.children.iter().position(is_block).unwrap_or(element.children.len());
    if holds_content(&element.children[..at]) {
        return element.children.split_off(at);
    }
    if element.name != "summary" {
        element.name = "div".to_owned();
    }
    Vec::new()
}

/// A disclosure begins with its summary; without one it is a division.
fn lead_with_summary(element: &mut Element<'_>) {
    let is_summary = |node: &Node<'_>| matches!(node, Node::Element(child) if child.name == "summary");
    match element.children.iter().position(is_summary) {
        Some(at) => element.children[..=at].rotate_right(1),
        None => {
            element.name = "div".to_owned();
            element.attributes = "";
        }
    }
}

/// The children with those that are not `allowed` each in a `wrapper`; line breaks between items go.
fn wrapped<'h>(nodes: Vec<Node<'h>>, allowed: &[&str], wrapper: &str) -> Vec<Node<'h>> {
    let kept = nodes.into_iter().filter(|node| !matches!(node, Node::Element(element) if element.name == "br"));
    kept.map(|node| match node {
        Node::Text(text) if text.trim().is_empty() => Node::Text(text),
        Node::Element(element) if allowed.contains(&element.name.as_str()) => Node::Element(element),
        node => Node::Element(Element { name: wrapper.to_owned(), attributes: "", children: vec![node] }),
    })
    .collect()
}

/// Whether one of `names` stands anywhere in the element.
fn holds(element: &Element<'_>, names: &[&str]) -> bool {
    element.children.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(child) => names.contains(&child.name.as_str()) || holds(child, names),
    })
}

fn is_hollow_heading(element: &Element<'_>) -> bool {
    matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") && !holds_content(&element.children)
}

fn holds_content(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => element.name == "img" || holds_content(&element.children),
    })
}

fn write(html: &mut String, nodes: &[Node<'_>]) {
    for node in nodes {
        match node {
            Node::Text(text) => html.push_str(text),
            Node::Element(element) => {
                html.push_str(&format!("<{}{}>", element.name, element.attributes));
                if !is_void_element(&element.name) {
                    write(html, &element.children);
                    html.push_str(&format!("</{}>", element.name));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_items_only() {
        assert_eq!(
            mended("<ul><br><li>één</li>twee<ul><li>方塊</li></ul></ul>"),
            "<ul><li>één</li><li>twee</li><li><ul><li>方塊</li></ul></li></ul>"
        );
        assert_eq!(mended("<dl><dt>a</dt>b</dl>"), "<dl><dt>a</dt><dd>b</dd></dl>");
        assert_eq!(mended("<li>los</li>"), "<div>los</div>");
    }

    #[test]
    fn text_holds_no_blocks() {
        assert_eq!(mended("<h2 id=\"a\">標<div>題</div></h2>"), "<h2 id=\"a\">標題</h2>");
        assert_eq!(mended("<span class=\"x\"><p>alinea</p></span>"), "<div class=\"x\"><p>alinea</p></div>");
        assert_eq!(mended("<b><i><ul><li>x</li></ul></i></b>"), "<div><div><ul><li>x</li></ul></div></div>");
        assert_eq!(mended("<h3 id=\"leeg\"> <b></b></h3>"), "<div id=\"leeg\"> <b></b></div>");
    }

    #[test]
    fn a_heading_that_was_not_ended_ends_before_the_next_block() {
        assert_eq!(
            mended("<h2>標題 <b>vet</b><ul><li>één</li></ul>rest</h2>"),
            "<h2>標題 <b>vet</b></h2><ul><li>één</li></ul>rest"
        );
        assert_eq!(
            mended("<h2><table><tbody><tr><td>方塊</td></tr></tbody></table></h2>"),
            "<div><table><tbody><tr><td>方塊</td></tr></tbody></table></div>"
        );
    }

    #[test]
    fn a_disclosure_begins_with_its_summary() {
        assert_eq!(mended("<details>a<summary>b</summary></details>"), "<details><summary>b</summary>a</details>");
        assert_eq!(mended("<details open=\"\">geen kop</details>"), "<div>geen kop</div>");
    }

    #[test]
    fn what_is_in_order_stays_as_it_is() {
        let html = "<p>a<br>b &amp; &lt;TenantId&gt; <img src=\"x\" alt=\"é\"></p><table><tbody><tr><td>方塊</td></tr></tbody></table>";
        assert_eq!(mended(html), html);
    }
}
