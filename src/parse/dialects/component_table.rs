//! A table directly below the tag of a component, such as `<TabItem value="x">`.
//!
//! CommonMark reads HTML up to the next blank line. Where a page is made of components (MDX), or an element says that
//! there is Markdown in it, what is below the tag is Markdown at once.

use super::{Construct, Form};
use crate::parse::pipes::{delimiter_columns, split_row};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::{is_tag_line, text_lines};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "component_table",
    form: Form::Edits(edits),
    example: "<TabItem value=\"x\">\n|錯誤|\n|---|\n|方塊|\n</TabItem>\n",
    becomes: "table\n  header\n    cell\n      錯誤\n  cells\n    cell\n      方塊\n",
};

/// Blank lines behind the tags; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains('|') || !text.contains("<") {
        return Vec::new();
    }
    let lines = text_lines(text);
    let is_markdown = lines.iter().any(|line| !line.is_code && is_of_components(line.words));
    let mut edits = Vec::new();
    // Inside of these elements and of comments, nothing is read.
    let mut raw: Option<&str> = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_code) {
        if let Some(end) = raw {
            raw = Some(end).filter(|end| !line.words.contains(end));
            continue;
        }
        raw = RAW.iter().find_map(|(open, end)| {
            let at = line.words.find(open)?;
            (!line.words[at..].contains(end)).then_some(*end)
        });
        if raw.is_some() || !is_tag_line(line.words) || !(is_markdown || has_markdown(line.words)) {
            continue;
        }
        let [header, delimiter] = [1, 2].map(|below| lines.get(index + below).filter(|line| !line.is_blank_or_code()));
        let (Some(header), Some(delimiter)) = (header, delimiter) else { continue };
        if header.words.contains('|') && delimiter_columns(delimiter.words) == Some(split_row(header.words).len()) {
            edits.push(Edit { written: line.end()..line.end(), read: format!("\n{}", line.marks(text)) });
        }
    }
    edits
}

/// What opens and what ends a stretch that is shown as it is.
const RAW: [(&str, &str); 5] =
    [("<!--", "-->"), ("<pre", "</pre"), ("<script", "</script"), ("<style", "</style"), ("<textarea", "</textarea")];

/// Whether a line shows that its page is made of components: an import of one, or a tag that no HTML has.
fn is_of_components(words: &str) -> bool {
    let imports = words.starts_with("import ") && words.contains(" from ") && words.contains(['\'', '"']);
    let name = words.strip_prefix("</").or_else(|| words.strip_prefix('<')).unwrap_or_default();
    let is_component = name.starts_with(|char: char| char.is_ascii_uppercase()) && is_tag_line(words);
    imports || is_component || words.starts_with('<') && (words.contains(" className=") || words.contains("={"))
}

/// Whether an element says that there is Markdown in it, as Python-Markdown and kramdown have it.
fn has_markdown(words: &str) -> bool {
    words.contains(" markdown>") || words.contains(" markdown=") || words.contains(" markdown ")
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn a_table_below_a_component_is_read() {
        for opener in
            ["<TabItem value=\"één\">", "<div className=\"breed\">", "<div style={{width: 1}}>", "<div markdown=\"1\">"]
        {
            let text = format!("{opener}\n|錯誤|App|\n|-|-|\n");
            let found = edits(&text);
            assert_eq!(found.iter().map(|edit| edit.written.start).collect::<Vec<_>>(), [opener.len()], "{opener}");
        }
        assert_eq!(edits("import Tabs from '@theme/Tabs';\n\n<details>\n|錯誤|App|\n|-|-|\n").len(), 1);
    }

    #[test]
    fn html_is_read_as_ever() {
        for text in [
            "<div>\n|錯誤|App|\n|-|-|\n",
            "<TabItem>\n\n|錯誤|App|\n|-|-|\n",
            "<TabItem>\n|錯誤|App|\n|a|b|\n",
            "<Tabs>\n<pre>\n</Tabs>\n|錯誤|App|\n|-|-|\n</pre>\n",
            "<!--\n<Tabs>\n|錯誤|App|\n|-|-|\n-->\n",
        ] {
            assert!(edits(text).is_empty(), "{text}");
        }
    }
}
