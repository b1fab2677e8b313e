//! Tags that would take a browser's tree to no end.
//!
//! A browser builds a tree out of anything, and for some texts that takes time with the square of their length:
//! elements in elements without end, and formatting that nobody closed, which it repeats in every block that follows.
//! So tags are left out, with their content kept, where they are nested deeper or repeated more often than anybody
//! means.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::parse::MOST_ELEMENTS;
use crate::parse::html::{Element, Tag, Token, tokens};

/// So much formatting may be open at once. Chosen: text that is bold, in italics, a link and code has four of them, and
/// each may be repeated in every block that follows.
const MOST_FORMATTING: usize = 32;

/// How often formatting may be repeated in other blocks, for each byte of the text: so the tree of a browser stays
/// linear in the text.
const REPEATED_FOR_A_BYTE: usize = 1;

/// `html` without the tags that are nested too deep or repeated too often.
pub fn bounded(html: &str) -> String {
    // Short texts with a few open tags must stay as they are, so all have some thousands more.
    let mut depth = Depth { left: html.len() * REPEATED_FOR_A_BYTE + 10_000, ..Depth::default() };
    depth.html.reserve(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => depth.html.push_str(text),
            Token::Hidden(_) => {}
            Token::Tag(tag) if tag.is_closing => depth.close(&tag),
            Token::Tag(tag) => depth.open(tag),
        }
    }
    depth.html
}

#[derive(Default)]
struct Depth<'h> {
    html: String,
    /// The elements that are open, outermost first.
    open: Vec<Cow<'h, str>>,
    /// The formatting that nobody closed, in the order in which it was opened.
    formatting: Vec<Cow<'h, str>>,
    /// Of each element how many opening tags were left out whose closing tags are still to come.
    left_out: BTreeMap<Cow<'h, str>, usize>,
    /// How often formatting may still be repeated.
    left: usize,
}

impl<'h> Depth<'h> {
    fn open(&mut self, tag: Tag<'h>) {
        // A link ends where the next one begins.
        if tag.name == "a"
            && let Some(at) = self.formatting.iter().rposition(|open| open == "a")
        {
            self.formatting.remove(at);
            if let Some(at) = self.open.iter().rposition(|open| open == "a") {
                self.open.remove(at);
            }
        }
        if tag.element().is_some_and(|element| element.is_void) {
            return self.html.push_str(tag.source);
        }
        while self.open.last().is_some_and(|last| is_ended_by(last, &tag.name)) {
            self.open.pop();
        }
        let is_formatting = is_formatting(&tag.name);
        let is_too_much = is_formatting && (self.formatting.len() >= MOST_FORMATTING || self.left == 0);
        if self.open.len() >= MOST_ELEMENTS || is_too_much {
            *self.left_out.entry(tag.name).or_default() += 1;
            return;
        }
        if is_formatting {
            self.formatting.push(tag.name.clone());
        } else {
            self.repeat_formatting();
        }
        self.html.push_str(tag.source);
        self.open.push(tag.name);
    }

    fn close(&mut self, tag: &Tag<'h>) {
        if let Some(count) = self.left_out.get_mut(&tag.name).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        self.html.push_str(tag.source);
        if let Some(at) = self.open.iter().rposition(|open| *open == tag.name) {
            self.open.truncate(at);
        }
        match self.formatting.iter().rposition(|open| *open == tag.name) {
            Some(at) => {
                self.formatting.remove(at);
            }
            None => self.repeat_formatting(),
        }
    }

    /// Counts what is repeated where an element begins or ends; where that was too much, closes all of it.
    fn repeat_formatting(&mut self) {
        self.left = self.left.saturating_sub(self.formatting.len());
        if self.left == 0 {
            for name in self.formatting.drain(..).rev() {
                self.html.push_str(&format!("</{name}>"));
            }
            // What was left out before ends with it.
            self.left_out.retain(|name, _| !is_formatting(name));
        }
    }
}

fn is_ended_by(open: &str, next: &str) -> bool {
    Element::named(open).is_some_and(|element| element.is_ended_by(next))
}

fn is_formatting(name: &str) -> bool {
    Element::named(name).is_some_and(|element| element.is_formatting)
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn what_people_write_stays_as_it_is() {
        for html in [
            "<ul><li>één<li>二</ul><p>a<p>b",
            "<table><tr><td>a<td><b>b</b><tr><th>c</table>",
            "a < b <TenantId> <br> <img src=\"x\">",
        ] {
            assert_eq!(bounded(html), html);
        }
        let items = "<li>方<p>x".repeat(1_000);
        assert_eq!(bounded(&items), items);
    }

    #[test]
    fn elements_that_are_too_deep_are_left_out_and_their_text_stays() {
        let html = bounded(&format!("{}方塊{}", "<div>".repeat(1_000), "</div>".repeat(1_000)));
        assert_eq!(html, format!("{}方塊{}", "<div>".repeat(200), "</div>".repeat(200)));
    }

    #[test]
    fn formatting_that_nobody_closed_is_not_repeated_without_end() {
        let open: String = (0..100).map(|at| format!("<b class=\"x{at}\">")).collect();
        let html = bounded(&format!("{open}{}", "<p>één".repeat(10_000)));
        assert_eq!(html.matches("<b ").count(), 32);
        assert_eq!(html.matches("</b>").count(), 32);
        assert_eq!(html.matches("één").count(), 10_000);
    }
}
