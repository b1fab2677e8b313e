//! A line of a dialect directly below a table, such as `:::` or `{{< /note >}}`: it ends the table.
//!
//! To Markdown each line below a table is a row of it until a blank one comes. Those who read these lines make no row of
//! them.

use super::{Construct, Form};
use crate::parse::pipes::{delimiter_columns, split_row};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::{TextLine, is_tags_only, text_lines};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "table_end",
    form: Form::Edits(edits),
    example: "|錯誤|\n|---|\n|方塊|\n{{< /tab >}}\n",
    becomes: "table\n  header\n    cell\n      錯誤\n  cells\n    cell\n      方塊\nparagraph\n  {{< /tab >}}\n",
};

/// Blank lines before what ends a table; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains('|') {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let (mut header, mut in_table) = (None, false);
    let mut before: Option<TextLine<'_>> = None;
    for line in text_lines(text) {
        if line.is_blank_or_code() {
            (header, in_table) = (None, false);
        } else if let Some(row) = before.filter(|_| in_table && is_mark(line.words)) {
            let read = format!("\n{}", row.marks(text));
            edits.push(Edit { written: row.end()..row.end(), read });
            (header, in_table) = (None, false);
        } else {
            let columns = delimiter_columns(line.words);
            in_table |= columns.is_some() && columns == header;
            header = line.words.contains('|').then(|| split_row(line.words).len());
        }
        before = Some(line);
    }
    edits
}

/// Whether a line is none that a table has: it is a mark of a dialect from its first to its last character.
fn is_mark(words: &str) -> bool {
    let within = |open: &str, close: &str| words.starts_with(open) && words.ends_with(close);
    !words.contains('|')
        && (words.starts_with(":::")
            || words.starts_with("///")
            || within("{{<", ">}}")
            || within("{{%", "%}}")
            || within("{%", "%}")
            || ["{:", "{#", "{."].iter().any(|open| within(open, "}"))
            || is_tags_only(words))
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn a_mark_of_a_dialect_ends_a_table() {
        for mark in [":::", "{{% /tab %}}", "{% endtab %}", "{: .breed }", "{#tabel-1}", "</TabItem>", "</div>"] {
            let text = format!("> |錯誤|App|\n> |-|-|\n> |a|b|\n> {mark}\n");
            let found = edits(&text);
            assert_eq!(found.len(), 1, "{mark}");
            assert_eq!((found[0].written.start, found[0].read.as_str()), (text.find("|b|").unwrap() + 3, "\n> "));
        }
    }

    #[test]
    fn rows_do_not_end_a_table_whatever_they_say() {
        for text in
            ["|錯誤|App|\n|-|-|\n<b>a</b> tekst\n", "|錯誤|App|\n|-|-|\n|:::|b|\n", "tekst\n:::\n", "|a|b|\n:::\n"]
        {
            assert!(edits(text).is_empty(), "{text}");
        }
    }
}
