//! What is indented below the tag of a component, such as `<Tab title="x">`: it is inside, and no code because of that.
//!
//! Pages that are made of components (MDX) have no code by indentation. Authors indent what is inside as deep as the tags
//! are nested.

use std::collections::BTreeSet;

use super::{Construct, Form};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::{columns_of_space, text_lines};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "component_content",
    form: Form::Edits(edits),
    example: "<Tabs>\n  <Tab>\n\n    |錯誤|\n    |---|\n    |方塊|\n\n  </Tab>\n</Tabs>\n",
    becomes: "table\n  header\n    cell\n      錯誤\n  cells\n    cell\n      方塊\n",
};

/// A component that is open.
struct Open<'t> {
    name: &'t str,
    /// Its indentation, in columns, as it was written and as it is read.
    indent: usize,
    read: usize,
    /// How much of the indentation of its content means nothing; `None` before its first line.
    taken: Option<usize>,
}

/// The indentation that means nothing to Markdown; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains("</") {
        return Vec::new();
    }
    let lines = text_lines(text);
    let closed: BTreeSet<&str> =
        lines.iter().filter_map(|line| component(line.words.strip_prefix("</")?, line.words)).collect();
    if closed.is_empty() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for line in lines.iter().filter(|line| !line.words.is_empty() && line.quotes == 0) {
        let indent = line.indent(text);
        let closes = line.words.strip_prefix("</").and_then(|rest| component(rest, line.words));
        if closes.is_some() && open.last().map(|open| open.name) == closes {
            open.pop();
        }
        // What is further to the left is inside of nothing any more.
        open.retain(|component| indent > component.indent || line.is_code);
        let mut taken = 0;
        if let Some(component) = open.last_mut() {
            taken = *component.taken.get_or_insert(indent.saturating_sub(component.read));
            let written = columns_of_space(text, line.start, taken.min(indent));
            edits.extend((!written.is_empty()).then(|| Edit { written, read: String::new() }));
        }
        let opens = line.words.strip_prefix('<').and_then(|rest| component(rest, line.words));
        let is_whole = |name: &str| line.words.ends_with("/>") || line.words.contains(&format!("</{name}>"));
        if let Some(name) = opens.filter(|name| !line.is_code && closed.contains(name) && !is_whole(name)) {
            open.push(Open { name, indent, read: indent.saturating_sub(taken), taken: None });
        }
    }
    edits
}

/// The name of the component at the start of `rest`, where the whole line is its tag.
fn component<'t>(rest: &'t str, line: &str) -> Option<&'t str> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_');
    let name = &rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())];
    (name.starts_with(|char: char| char.is_ascii_uppercase()) && line.ends_with('>')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn taken(text: &str) -> Vec<usize> {
        edits(text).iter().map(|edit| edit.written.len()).collect()
    }

    #[test]
    fn what_is_inside_of_components_loses_their_indentation() {
        assert_eq!(
            taken("<Tabs>\n  <Tab title=\"方\">\n\n    één\n\n        code\n\n  </Tab>\n</Tabs>\n\n    x\n"),
            [2, 4, 4, 2]
        );
        assert_eq!(taken("1. één\n\n   <Tip>\n     方\n   </Tip>\n"), [2]);
    }

    #[test]
    fn other_text_keeps_it() {
        for text in [
            "<TenantId>\n\n    code\n",
            "<div>\n\n    code\n\n</div>\n",
            "<Tip>\n方\n</Tip>\n\n    code\n",
            "<Tip>één</Tip>\n\n    code\n\n<Tip>\ntwee\n</Tip>\n",
            "```\n<Tab>\n\n    x\n\n</Tab>\n```\n",
        ] {
            assert_eq!(taken(text), [0; 0], "{text}");
        }
    }
}
