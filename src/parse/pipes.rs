//! The pipes of a line: where they part cells, and whether it is a delimiter row.

use std::ops::Range;

/// The places between the unescaped pipes of a table row, untrimmed, as byte ranges of `row`.
///
/// A pipe at either end is a border. A backslash escapes the character after it, inside code spans too
/// (GitHub Flavored Markdown, tables extension).
pub fn split_row(row: &str) -> Vec<Range<usize>> {
    let start = row.len() - row.trim_start().len();
    let end = row.trim_end().len();
    let mut pieces = Vec::new();
    let mut from = start;
    let mut escaped = false;
    for (at, char) in row[..end.max(start)].char_indices().skip_while(|(at, _)| *at < start) {
        if char == '|' && !escaped {
            if at > start {
                pieces.push(from..at);
            }
            from = at + 1;
        }
        escaped = char == '\\' && !escaped;
    }
    if from < end {
        pieces.push(from..end);
    }
    pieces
}

/// How many columns a delimiter row has, as GitHub Flavored Markdown defines it; `None` for a line that is none.
pub fn delimiter_columns(line: &str) -> Option<usize> {
    if !line.contains('-') || !line.contains('|') {
        return None;
    }
    let is_part = |piece: &str| {
        let dashes = piece.trim_matches([' ', '\t']);
        let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    let pieces = split_row(line);
    pieces.iter().all(|piece| is_part(&line[piece.clone()])).then_some(pieces.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(row: &str) -> Vec<&str> {
        split_row(row).into_iter().map(|range| row[range].trim()).collect()
    }

    #[test]
    fn a_row_is_cut_at_unescaped_pipes() {
        assert_eq!(pieces("|Fout|方塊| |"), ["Fout", "方塊", ""]);
        assert_eq!(pieces("a \\| b | c"), ["a \\| b", "c"]);
        assert_eq!(pieces("||x|"), ["", "x"]);
        assert_eq!(pieces("  "), Vec::<&str>::new());
        assert_eq!(pieces("|"), Vec::<&str>::new());
    }

    #[test]
    fn a_backslash_escapes_only_the_next_character() {
        assert_eq!(pieces("|C:\\\\|錯誤|"), ["C:\\\\", "錯誤"]);
    }

    #[test]
    fn a_delimiter_row_has_dashes_without_blanks_between_them() {
        for (line, columns) in [("|-|:-:|", 2), (" :--- | ---: ", 2), ("|---|", 1), ("-|-|-", 3)] {
            assert_eq!(delimiter_columns(line), Some(columns), "{line}");
        }
        for line in ["| - - | - |", "|---|---||", "---", "|:|:|", "|---|\u{a0}---|", "｜---｜", "| a | - |"] {
            assert_eq!(delimiter_columns(line), None, "{line}");
        }
    }
}
