//! The tree of elements and text that well-formed HTML is.

use std::borrow::Cow;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef, Tree};

use super::{Element, Tag, Token, tokens};

/// A part of a tree.
#[derive(Debug)]
pub enum Node<'h> {
    /// What holds all of it.
    Root,
    /// Text, character references as they are. A tag that HTML does not know is text as well.
    Text(Cow<'h, str>),
    /// An element.
    Element(ElementNode<'h>),
}

/// An element of a tree.
#[derive(Debug)]
pub struct ElementNode<'h> {
    /// Which element it is.
    pub element: &'static Element,
    /// The attributes with the space before them, as they are written.
    pub attributes: &'h str,
}

impl Node<'_> {
    /// Which element it is, where it is one.
    pub fn element(&self) -> Option<&'static Element> {
        match self {
            Node::Element(node) => Some(node.element),
            Node::Root | Node::Text(_) => None,
        }
    }

    /// Whether it is an element of this name (lower case).
    pub fn is(&self, name: &str) -> bool {
        self.element().is_some_and(|element| element.name == name)
    }
}

/// The tree of `html`, in which every tag that opens is closed in order. Elements inside `deepest` others are left out,
/// with their content kept, and so are tags that close nothing.
pub fn tree(html: &str, deepest: usize) -> Tree<Node<'_>> {
    let mut growing = Growing { tree: Tree::new(Node::Root), open: Vec::new(), left_out: 0, deepest };
    for token in tokens(html) {
        match token {
            Token::Text(text) => growing.append_text(text),
            Token::Hidden(_) => {}
            Token::Tag(tag) => match tag.element() {
                None => growing.append_text(tag.source),
                Some(element) if tag.is_closing => growing.close(element),
                Some(element) => growing.open(element, &tag),
            },
        }
    }
    growing.tree
}

/// A tree while it is made.
struct Growing<'h> {
    tree: Tree<Node<'h>>,
    /// The elements that are open, outermost first.
    open: Vec<(NodeId, &'static Element)>,
    /// How many elements that are open were left out.
    left_out: usize,
    deepest: usize,
}

impl<'h> Growing<'h> {
    fn open(&mut self, element: &'static Element, tag: &Tag<'h>) {
        if !element.is_void && self.open.len() >= self.deepest {
            self.left_out += 1;
            return;
        }
        let id = self.append(Node::Element(ElementNode { element, attributes: written_attributes(tag) }));
        if !element.is_void {
            self.open.push((id, element));
        }
    }

    fn close(&mut self, element: &'static Element) {
        // The HTML is well-formed, so the innermost elements, which were left out, are closed first.
        if self.left_out > 0 {
            self.left_out -= 1;
        } else if self.open.last().is_some_and(|(_, open)| open.name == element.name) {
            self.open.pop();
        }
    }

    fn append_text(&mut self, text: &'h str) {
        // A `<` in text is a tag that HTML does not know, or none at all: a reader must see it, not the browser.
        let text = if text.contains('<') { Cow::Owned(text.replace('<', "&lt;")) } else { Cow::Borrowed(text) };
        self.append(Node::Text(text));
    }

    /// Puts a node behind the others in the innermost element that is open.
    fn append(&mut self, node: Node<'h>) -> NodeId {
        let parent = self.open.last().map_or_else(|| self.tree.root().id(), |(id, _)| *id);
        self.tree.get_mut(parent).expect("no node is ever removed").append(node).id()
    }
}

fn written_attributes<'h>(tag: &Tag<'h>) -> &'h str {
    let source = tag.source;
    let end = source.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/')).unwrap_or(source.len());
    source[end..].trim_end_matches(['>', '/']).trim_end()
}

/// The HTML of a tree.
pub fn write(tree: &Tree<Node<'_>>) -> String {
    let mut html = String::new();
    for edge in tree.root().traverse() {
        match edge {
            Edge::Open(node) => open(&mut html, node),
            Edge::Close(node) => close(&mut html, node),
        }
    }
    html
}

fn open(html: &mut String, node: NodeRef<'_, Node<'_>>) {
    match node.value() {
        Node::Root => {}
        Node::Text(text) => html.push_str(text),
        Node::Element(ElementNode { element, attributes }) => {
            html.push('<');
            html.push_str(element.name);
            html.push_str(attributes);
            html.push('>');
        }
    }
}

fn close(html: &mut String, node: NodeRef<'_, Node<'_>>) {
    if let Some(element) = node.value().element().filter(|element| !element.is_void) {
        html.push_str("</");
        html.push_str(element.name);
        html.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_well_formed_is_written_as_it_was() {
        let html = "<p class=\"é\">a &amp; b<br><b title=\"a > b\">方塊</b></p>\n<ul><li>二</li></ul>";
        assert_eq!(write(&tree(html, 9)), html);
    }

    #[test]
    fn tags_that_open_or_close_nothing_are_left_out_and_those_that_are_too_deep() {
        assert_eq!(write(&tree("</p><p>één</b></p><!-- 註 -->", 9)), "<p>één</p>");
        assert_eq!(write(&tree("<a><b><i>方</i><br></b>塊</a>", 2)), "<a><b>方<br></b>塊</a>");
        assert_eq!(write(&tree("<div><p>niet dicht", 9)), "<div><p>niet dicht</p></div>");
        assert_eq!(write(&tree("<b>1 < 2 <TenantId></b>", 9)), "<b>1 &lt; 2 &lt;TenantId></b>");
    }
}
