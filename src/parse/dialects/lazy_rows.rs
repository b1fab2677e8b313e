//! `> [!div …]` directly above rows without `>`: the rows are inside the quote.
//!
//! A paragraph of a quote goes on in lines without `>`, a table does not: so CommonMark takes such rows for words of the
//! paragraph. Markdig, which reads the pages that are written like this, makes a table of them. The rows of a table
//! that begins in a quote belong to it as well.

use super::{Construct, Form, is_mark_of_quote};
use crate::parse::pipes::{delimiter_columns, split_row};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::text_lines;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "lazy_rows",
    form: Form::Edits(edits),
    example: "> [!div class=\"mx-tableFixed\"]\n|錯誤|\n|---|\n|方塊|\n",
    becomes: "division mx-tableFixed\n  paragraph\n  table\n    header\n      cell\n        錯誤\n    cells\n      cell\n        方塊\n",
};

/// The marks of quotes that are missing before rows; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains('>') || !text.contains('|') {
        return Vec::new();
    }
    let lines = text_lines(text);
    let mut edits = Vec::new();
    // The marks that rows below have to have, with their number; what is above them in the quote.
    let mut quote: Option<(usize, String)> = None;
    let mut above = Above::Other;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank_or_code() {
            (quote, above) = (None, Above::Other);
            continue;
        }
        let cells = if line.words.contains('|') { split_row(line.words).len() } else { 0 };
        let is_delimiter_of = |header: usize| delimiter_columns(line.words) == Some(header);
        let heads_table = || {
            let next = lines.get(index + 1).filter(|next| !next.is_blank_or_code());
            next.and_then(|next| delimiter_columns(next.words)) == Some(cells)
        };
        let own = line.quotes;
        let depth = quote.as_ref().map_or(0, |(depth, _)| *depth);
        let is_lazy = own < depth
            && cells > 0
            && match above {
                Above::Mark => heads_table(),
                Above::Header(header) => is_delimiter_of(header),
                Above::Table => true,
                Above::Other => false,
            };
        if let Some((_, marks)) = quote.as_ref().filter(|_| is_lazy) {
            // A table without a pipe at its left ends no paragraph, so a blank line has to.
            let parted = matches!(above, Above::Mark) && !line.words.starts_with('|');
            let read = if parted { format!("{}\n{marks}", marks.trim_end()) } else { marks.clone() };
            edits.push(Edit { written: line.start..line.words_at, read });
        } else {
            quote = (own > 0).then(|| (own, line.marks(text)));
        }
        let is_inside = is_lazy || own == depth;
        above = match above {
            Above::Header(header) if is_inside && is_delimiter_of(header) => Above::Table,
            Above::Table if is_inside && cells > 0 => Above::Table,
            _ if cells > 0 && heads_table() => Above::Header(cells),
            _ if is_mark_of_quote(line.words) => Above::Mark,
            _ => Above::Other,
        };
    }
    edits
}

/// What is directly above a line, in the same quote.
#[derive(Clone, Copy)]
enum Above {
    /// The mark of a quote and nothing else.
    Mark,
    /// The header of a table, with so many cells.
    Header(usize),
    /// A delimiter row, or a row below one.
    Table,
    Other,
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn marked(text: &str) -> Vec<usize> {
        edits(text).iter().map(|edit| text[..edit.written.start].matches('\n').count() + 1).collect()
    }

    #[test]
    fn rows_below_a_mark_or_a_row_of_a_quote_are_inside_it() {
        assert_eq!(marked("> [!NOTE]\n|錯誤|App|\n|-|-|\n|a|b|\n\n|c|d|\n"), [2, 3, 4]);
        assert_eq!(marked("- > [!div class=\"x\"]\n  fout|App\n  -|-\n  a|b\ntekst\n"), [2, 3, 4]);
        assert_eq!(marked("> |錯誤|App|\n|-|-|\n|a|b|\n"), [2, 3]);
        assert_eq!(marked("> |錯誤|App|\n> |-|-|\n|a|b|\n"), [3]);
        assert_eq!(marked("> > [!NOTE]\n> |錯誤|\n> |-|\n"), [2, 3]);
    }

    #[test]
    fn other_lines_below_a_quote_are_left_alone() {
        for text in [
            "> tekst\n|錯誤|App|\n|-|-|\n",
            "> [!NOTE]\n|錯誤|App|\n|a|b|\n",
            "> [!NOTE]\n\n|錯誤|App|\n|-|-|\n",
            "> [!NOTE]\n> |錯誤|App|\n> |-|-|\n",
            "```\n> [!NOTE]\n|錯誤|App|\n|-|-|\n```\n",
        ] {
            assert_eq!(marked(text), [0; 0], "{text}");
        }
    }
}
