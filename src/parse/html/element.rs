//! The elements of HTML, each in one line: the only table of them.

/// What is known of an element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// In lower case.
    pub name: &'static str,
    /// What becomes of an author's tag.
    pub treatment: Treatment,
    /// Where it may be, and what it may contain.
    pub content: Content,
    /// Whether it has no content, and so no closing tag.
    pub is_void: bool,
    /// Whether a browser opens it again in the next block where nobody closed it.
    pub is_formatting: bool,
    /// Whether words before it and behind it are not one word.
    pub parts_words: bool,
    /// Attributes that it keeps beside those that any element keeps.
    pub attributes: &'static [&'static str],
    /// Elements whose beginning ends it where its closing tag is left out.
    pub ended_by: &'static [&'static str],
    /// The only elements that may hold it; empty where any may.
    pub parents: &'static [&'static str],
}

/// What becomes of an author's tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It stays.
    Kept,
    /// HTML has given it up, or its place is taken on our pages: it becomes another one with an equal meaning.
    Renamed(&'static str),
    /// It goes, and its content stays.
    Unwrapped,
    /// It goes, and its content with it.
    Dropped,
}

/// Where an element may be and what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// It is part of text, and contains text and other such elements only.
    Phrasing,
    /// It holds what the element around it may hold.
    Transparent,
    /// It cannot be part of text.
    Block(Block),
}

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// It holds text only.
    Text,
    /// It holds text only, and keeps its shape even where the author forgot to end the text before it.
    TextStructure,
    /// It holds anything, and keeps its shape even where the author forgot to end the text before it.
    Structure,
    /// It holds anything.
    Part,
}

/// What any element keeps of an author's attributes, beside `id`.
pub const COMMON_ATTRIBUTES: &[&str] = &["class", "lang", "dir", "title"];

use Block::{Part, Structure, Text, TextStructure};

/// What ends a part of a table.
const TABLE_PARTS: &[&str] = &["tbody", "tfoot", "thead"];
const ROW_PARTS: &[&str] = &["tbody", "td", "tfoot", "th", "thead", "tr"];

/// What ends a paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "blockquote",
    "dd",
    "div",
    "dl",
    "dt",
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
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// All elements of HTML, by name.
// Forms, frames and players are unwrapped: their text is content, their function is not kept. What is no text for
// readers (scripts, styles, drawings) is dropped with all that is in it.
pub const ELEMENTS: &[Element] = &[
    transparent("a").formatting().with(&["href", "hreflang"]).ended_by(&["a"]),
    phrasing("abbr"),
    renamed("acronym", "abbr"),
    renamed("address", "div"),
    unwrapped("area").void(),
    renamed("article", "div"),
    renamed("aside", "div"),
    unwrapped("audio"),
    phrasing("b").formatting(),
    unwrapped("base").void(),
    phrasing("bdi"),
    phrasing("bdo"),
    renamed("big", "span").formatting(),
    block("blockquote", Structure),
    unwrapped("body"),
    transparent("br").void().parting_words(),
    unwrapped("button"),
    unwrapped("canvas"),
    block("caption", Part),
    renamed("center", "div"),
    phrasing("cite"),
    phrasing("code").formatting(),
    block("col", Part).void().with(&["span"]),
    block("colgroup", Part).with(&["span"]),
    phrasing("data"),
    unwrapped("datalist"),
    block("dd", Part).ended_by(&["dd", "dt"]).inside(&["dl", "div"]),
    transparent("del"),
    block("details", Structure).with(&["open"]),
    phrasing("dfn"),
    unwrapped("dialog"),
    renamed("dir", "ul"),
    block("div", Part).parting_words(),
    block("dl", Structure),
    block("dt", Part).ended_by(&["dd", "dt"]).inside(&["dl", "div"]),
    phrasing("em").formatting(),
    unwrapped("embed").void(),
    unwrapped("fieldset"),
    block("figcaption", Part).inside(&["figure"]),
    block("figure", Structure),
    renamed("font", "span").formatting(),
    renamed("footer", "div"),
    unwrapped("form"),
    unwrapped("frame"),
    unwrapped("frameset"),
    block("h1", TextStructure),
    block("h2", TextStructure),
    block("h3", TextStructure),
    block("h4", TextStructure),
    block("h5", TextStructure),
    block("h6", TextStructure),
    unwrapped("head"),
    renamed("header", "div"),
    unwrapped("hgroup"),
    block("hr", Structure).void(),
    unwrapped("html"),
    phrasing("i").formatting(),
    unwrapped("iframe"),
    transparent("img").void().with(&["src", "alt", "width", "height", "loading", "decoding"]),
    unwrapped("input").void(),
    transparent("ins"),
    phrasing("kbd"),
    unwrapped("label"),
    unwrapped("legend"),
    block("li", Part).ended_by(&["li"]).inside(&["ul", "ol"]).parting_words(),
    unwrapped("link").void(),
    renamed("main", "div"),
    unwrapped("map"),
    phrasing("mark"),
    renamed("menu", "ul"),
    unwrapped("meta").void(),
    unwrapped("meter"),
    renamed("nav", "div"),
    dropped("noscript"),
    unwrapped("object"),
    block("ol", Structure).with(&["start"]).parting_words(),
    unwrapped("optgroup"),
    unwrapped("option").ended_by(&["option"]),
    unwrapped("output"),
    block("p", Text).ended_by(ENDS_PARAGRAPH).parting_words(),
    unwrapped("param"),
    unwrapped("picture"),
    block("pre", TextStructure),
    unwrapped("progress"),
    phrasing("q"),
    phrasing("rp").ended_by(&["rp", "rt"]).inside(&["ruby"]),
    phrasing("rt").ended_by(&["rp", "rt"]).inside(&["ruby"]),
    phrasing("ruby"),
    phrasing("s").formatting(),
    phrasing("samp"),
    dropped("script"),
    unwrapped("search"),
    // An author's section would be a landmark without a name; ours have one.
    renamed("section", "div").of_kind(Content::Block(Structure)),
    unwrapped("select"),
    unwrapped("slot"),
    phrasing("small").formatting(),
    unwrapped("source").void(),
    phrasing("span"),
    renamed("strike", "s").formatting(),
    phrasing("strong").formatting(),
    dropped("style"),
    phrasing("sub"),
    block("summary", Text).inside(&["details"]),
    phrasing("sup"),
    dropped("svg"),
    block("table", Structure),
    block("tbody", Part).ended_by(TABLE_PARTS),
    block("td", Part).with(&["colspan", "rowspan"]).ended_by(ROW_PARTS).parting_words(),
    dropped("template"),
    unwrapped("textarea"),
    block("tfoot", Part).ended_by(TABLE_PARTS),
    block("th", Part).with(&["colspan", "rowspan", "scope"]).ended_by(ROW_PARTS),
    block("thead", Part).ended_by(TABLE_PARTS),
    phrasing("time").with(&["datetime"]),
    dropped("title"),
    block("tr", Part).ended_by(&["tbody", "tfoot", "thead", "tr"]).parting_words(),
    unwrapped("track").void(),
    renamed("tt", "code").formatting(),
    phrasing("u").formatting(),
    block("ul", Structure).parting_words(),
    phrasing("var"),
    unwrapped("video"),
    transparent("wbr").void(),
];

impl Element {
    /// The element of this name (lower case). What has none is an author's placeholder, such as `<TenantId>`.
    pub fn named(name: &str) -> Option<&'static Element> {
        ELEMENTS.binary_search_by(|element| element.name.cmp(name)).ok().map(|at| &ELEMENTS[at])
    }

    /// The name under which an author's tag is written; `None` where it goes.
    pub fn kept_name(&self) -> Option<&'static str> {
        match self.treatment {
            Treatment::Kept => Some(self.name),
            Treatment::Renamed(name) => Some(name),
            Treatment::Unwrapped | Treatment::Dropped => None,
        }
    }

    /// The level of a heading.
    pub fn heading_level(&self) -> Option<u8> {
        let level = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }

    /// Whether it cannot be part of text.
    pub fn is_block(&self) -> bool {
        matches!(self.content, Content::Block(_))
    }

    /// Whether it keeps its shape even where the author forgot to end the text before it.
    pub fn is_structure(&self) -> bool {
        matches!(self.content, Content::Block(Structure | TextStructure))
    }

    /// Whether it is a block that holds text only.
    pub fn is_text_block(&self) -> bool {
        matches!(self.content, Content::Block(Text | TextStructure))
    }

    /// Whether it is part of text, and contains text and other such elements only.
    pub fn is_phrasing(&self) -> bool {
        self.content == Content::Phrasing
    }

    /// Whether the beginning of an element called `next` ends it.
    pub fn is_ended_by(&self, next: &str) -> bool {
        self.ended_by.contains(&next)
    }

    /// Whether it may be in an element called `parent`, as far as its own name decides.
    pub fn may_stand_in(&self, parent: &str) -> bool {
        self.parents.is_empty() || self.parents.contains(&parent)
    }
}

const fn element(name: &'static str, treatment: Treatment, content: Content) -> Element {
    Element {
        name,
        treatment,
        content,
        is_void: false,
        is_formatting: false,
        parts_words: false,
        attributes: &[],
        ended_by: &[],
        parents: &[],
    }
}

const fn phrasing(name: &'static str) -> Element {
    element(name, Treatment::Kept, Content::Phrasing)
}

const fn transparent(name: &'static str) -> Element {
    element(name, Treatment::Kept, Content::Transparent)
}

const fn block(name: &'static str, kind: Block) -> Element {
    element(name, Treatment::Kept, Content::Block(kind))
}

const fn renamed(name: &'static str, to: &'static str) -> Element {
    element(name, Treatment::Renamed(to), Content::Transparent)
}

const fn unwrapped(name: &'static str) -> Element {
    element(name, Treatment::Unwrapped, Content::Transparent)
}

const fn dropped(name: &'static str) -> Element {
    element(name, Treatment::Dropped, Content::Transparent)
}

impl Element {
    const fn void(self) -> Element {
        Element { is_void: true, ..self }
    }

    const fn formatting(self) -> Element {
        Element { is_formatting: true, ..self }
    }

    const fn parting_words(self) -> Element {
        Element { parts_words: true, ..self }
    }

    const fn with(self, attributes: &'static [&'static str]) -> Element {
        Element { attributes, ..self }
    }

    const fn ended_by(self, ended_by: &'static [&'static str]) -> Element {
        Element { ended_by, ..self }
    }

    const fn inside(self, parents: &'static [&'static str]) -> Element {
        Element { parents, ..self }
    }

    const fn of_kind(self, content: Content) -> Element {
        Element { content, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_and_each_is_found_by_its_name() {
        assert!(ELEMENTS.is_sorted_by(|one, next| one.name < next.name));
        for element in ELEMENTS {
            assert_eq!(Element::named(element.name).map(|found| found.name), Some(element.name));
        }
        for name in ["tenantid", "número", "方塊", "A", ""] {
            assert!(Element::named(name).is_none(), "{name}");
        }
    }

    #[test]
    fn whatever_a_line_names_is_an_element_itself() {
        for element in ELEMENTS {
            let renamed = element.kept_name();
            for name in element.ended_by.iter().chain(element.parents).copied().chain(renamed) {
                assert!(Element::named(name).is_some(), "{}: {name}", element.name);
            }
            assert!(renamed.is_none_or(|name| {
                Element::named(name).is_some_and(|element| element.treatment == Treatment::Kept)
            }));
        }
    }

    #[test]
    fn headings_have_a_level_and_lines_have_none() {
        let level = |name| Element::named(name).and_then(Element::heading_level);
        assert_eq!([level("h1"), level("h6"), level("hr"), level("html")], [Some(1), Some(6), None, None]);
    }
}
