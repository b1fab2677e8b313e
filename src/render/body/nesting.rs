//! Elements only where HTML allows them.
//!
//! A browser builds a tree out of anything, but the tree may still have what HTML does not allow: a line break between
//! the items of a list, a division inside a heading. Checkers and screen readers stumble over that, so the
//! author's tree is mended here: nothing of its text is lost or moved.

use ego_tree::{NodeId, NodeMut, NodeRef, Tree};

use crate::parse::html::{Element, ElementNode, Node, tree, write};

/// Elements inside so many others are left out, with their content kept: nobody means that, and nothing here or in a
/// browser should break on it. Chosen, well below the depth at which recursion over the tree would take a thread's
/// stack.
const DEEPEST: usize = 100;

/// `html`, which is well formed, with every element in a place that HTML allows.
pub fn mended(html: &str) -> String {
    let mut tree = tree(html, DEEPEST);
    let root = tree.root().id();
    mend_children(&mut tree, root, "main", false);
    write(&tree)
}

/// Mends what stands in `id` and is, or will be, the content of an element called `parent`; `in_text` where no block
/// can stand.
fn mend_children(tree: &mut Tree<Node<'_>>, id: NodeId, parent: &str, in_text: bool) {
    for child in children(tree, id) {
        mend(tree, child, parent, in_text);
    }
    match parent {
        "ul" | "ol" => wrap_children(tree, id, &["li"], "li"),
        "dl" => wrap_children(tree, id, &["dt", "dd", "div"], "dd"),
        _ => {}
    }
}

/// Mends a node in an element called `parent`, and all that stands in it.
fn mend(tree: &mut Tree<Node<'_>>, id: NodeId, parent: &str, in_text: bool) {
    let Some(written) = node(tree, id).value().element() else { return };
    if !written.may_stand_in(parent) {
        rename(tree, id, if written.is_phrasing() { "span" } else { "div" });
    }
    lead_with_summary(tree, id);
    if in_text && is(node(tree, id), Element::is_block) {
        // The text of a block stays where its tags cannot.
        mend_children(tree, id, parent, true);
        return unwrap(tree, id);
    }
    if is_hollow_heading(node(tree, id)) || (!in_text && is_phrasing_around_blocks(node(tree, id))) {
        rename(tree, id, "div");
    }
    let behind = split_before_block(tree, id);
    if let Some(element) = node(tree, id).value().element() {
        let holds_text = element.is_text_block() || element.is_phrasing();
        mend_children(tree, id, element.name, in_text || holds_text);
    }
    for id in behind {
        mend(tree, id, parent, in_text);
    }
}

/// A disclosure begins with its summary; without one it is a division.
fn lead_with_summary(tree: &mut Tree<Node<'_>>, id: NodeId) {
    if !node(tree, id).value().is("details") {
        return;
    }
    let summary = node(tree, id).children().find(|child| child.value().is("summary")).map(|child| child.id());
    match summary {
        Some(summary) => {
            node_mut(tree, id).prepend_id(summary);
        }
        None => {
            if let Node::Element(details) = node_mut(tree, id).value() {
                details.attributes = "";
            }
            rename(tree, id, "div");
        }
    }
}

/// Ends an element of text before the first block in it that keeps its shape, and gives what is behind it then; where
/// the block comes first the element becomes a division instead.
fn split_before_block(tree: &mut Tree<Node<'_>>, id: NodeId) -> Vec<NodeId> {
    let text = node(tree, id);
    if !is(text, Element::is_text_block) || !holds(text, Element::is_structure) {
        return Vec::new();
    }
    let is_block = |child: &NodeRef<'_, Node<'_>>| is(*child, Element::is_block) || holds(*child, Element::is_block);
    let behind: Vec<NodeId> = text.children().skip_while(|child| !is_block(child)).map(|child| child.id()).collect();
    if text.children().take_while(|child| !is_block(child)).any(has_content) {
        for child in behind.iter().rev() {
            node_mut(tree, id).insert_id_after(*child);
        }
        return behind;
    }
    if !text.value().is("summary") {
        rename(tree, id, "div");
    }
    Vec::new()
}

/// Puts the children that are not `allowed` each in a `wrapper`; line breaks between items go.
fn wrap_children(tree: &mut Tree<Node<'_>>, id: NodeId, allowed: &[&str], wrapper: &str) {
    for child in children(tree, id) {
        match node(tree, child).value() {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Element(item) if allowed.contains(&item.element.name) => {}
            Node::Element(item) if item.element.name == "br" => node_mut(tree, child).detach(),
            _ => {
                let around = Node::Element(ElementNode { element: element(wrapper), attributes: "" });
                let around = node_mut(tree, child).insert_before(around).id();
                node_mut(tree, around).append_id(child);
            }
        }
    }
}

/// Puts the children of an element in its place.
fn unwrap(tree: &mut Tree<Node<'_>>, id: NodeId) {
    for child in children(tree, id) {
        node_mut(tree, id).insert_id_before(child);
    }
    node_mut(tree, id).detach();
}

fn rename(tree: &mut Tree<Node<'_>>, id: NodeId, name: &str) {
    if let Node::Element(node) = node_mut(tree, id).value() {
        node.element = element(name);
    }
}

fn element(name: &str) -> &'static Element {
    Element::named(name).expect("what is written here is HTML")
}

fn is(node: NodeRef<'_, Node<'_>>, what: fn(&Element) -> bool) -> bool {
    node.value().element().is_some_and(what)
}

/// Whether such an element stands anywhere in the node.
fn holds(node: NodeRef<'_, Node<'_>>, what: fn(&Element) -> bool) -> bool {
    node.descendants().skip(1).any(|inside| is(inside, what))
}

fn is_phrasing_around_blocks(node: NodeRef<'_, Node<'_>>) -> bool {
    is(node, Element::is_phrasing) && holds(node, Element::is_block)
}

fn is_hollow_heading(node: NodeRef<'_, Node<'_>>) -> bool {
    is(node, |element| element.heading_level().is_some()) && !node.children().any(has_content)
}

/// Whether a reader sees anything of the node.
fn has_content(node: NodeRef<'_, Node<'_>>) -> bool {
    node.descendants().any(|inside| match inside.value() {
        Node::Text(text) => !text.trim().is_empty(),
        _ => inside.value().is("img"),
    })
}

fn children(tree: &Tree<Node<'_>>, id: NodeId) -> Vec<NodeId> {
    node(tree, id).children().map(|child| child.id()).collect()
}

fn node<'t, 'h>(tree: &'t Tree<Node<'h>>, id: NodeId) -> NodeRef<'t, Node<'h>> {
    tree.get(id).expect("the id is one of this tree")
}

fn node_mut<'t, 'h>(tree: &'t mut Tree<Node<'h>>, id: NodeId) -> NodeMut<'t, Node<'h>> {
    tree.get_mut(id).expect("the id is one of this tree")
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
