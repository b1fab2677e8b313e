//! What one text says and another may leave unsaid, because its readers see it right beside the text.

use crate::model::{Cell, Invariant, InvariantKind, Row};
use crate::units::Text;

/// Whether the readers of `other` see beside it what `named` says in `text`: in another cell of the row, as those of
/// `text` do too, or in a paragraph next to it, where only `other` has it.
pub fn is_beside(text: &Text<'_>, other: &Text<'_>, named: &str) -> bool {
    !named.is_empty() && (is_in_row(text, other, named) || has_moved(text, other, named))
}

/// Whether other cells of both rows have a name, be it as a part of a longer one: a description may say `the size` where
/// the row is about `pool_size`.
fn is_in_row(text: &Text<'_>, other: &Text<'_>, named: &str) -> bool {
    // One part of a program joins words with an underscore and another one with a hyphen.
    let hyphened = named.replace('_', "-");
    let has = |row: &Row, own: &Text<'_>| {
        let others = |cell: &&Cell| cell.range.start != own.start;
        let is_there = |cell: &Cell| count(&cell.text, named) + count(&cell.text, &hyphened) > 0;
        row.cells.iter().filter(others).any(is_there)
    };
    text.row.is_some_and(|row| has(row, text)) && other.row.is_some_and(|row| has(row, other))
}

/// Whether a thing is said next to `other`, and less often next to `text`: one of them says it a paragraph earlier or
/// later.
fn has_moved(text: &Text<'_>, other: &Text<'_>, named: &str) -> bool {
    let times = |text: &Text<'_>| text.around.both().iter().map(|around| count(around, named)).sum::<usize>();
    times(other) > times(text)
}

/// How often a text has a thing, not within another word. An underscore, as any sign, ends a word here.
fn count(text: &str, named: &str) -> usize {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let (starts, ends) = (is_word(named.chars().next()), is_word(named.chars().next_back()));
    let is_part = |at: usize| {
        (starts && is_word(text[..at].chars().next_back()))
            || (ends && is_word(text[at + named.len()..].chars().next()))
    };
    text.match_indices(named).filter(|(at, _)| !is_part(*at)).count()
}

/// Whether all of these invariants of a text are within code between backticks.
pub fn are_in_code(text: &Text<'_>, invariants: &[&Invariant]) -> bool {
    // In the order of the text, and none within another one.
    let is_code = |invariant: &&Invariant| invariant.kind == InvariantKind::InlineCode;
    let codes: Vec<&Invariant> = text.signature.invariants.iter().filter(is_code).collect();
    invariants.iter().all(|invariant| {
        let begun = codes.partition_point(|code| code.start <= invariant.start);
        begun.checked_sub(1).is_some_and(|at| invariant.end <= codes[at].end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_signature;
    use crate::text::FilePath;
    use crate::units::Around;

    #[test]
    fn what_only_one_language_says_a_paragraph_later_is_beside_the_text() {
        let (nl, zh) = ("nl-NL".parse().unwrap(), "zh-TW".parse().unwrap());
        let (file, signature) = (FilePath::new("a.md"), read_signature(""));
        let dutch = |after| Text {
            locale: &nl,
            file: &file,
            start: 0,
            text: "Er zijn twee manieren, `init` en `reset`.",
            signature: &signature,
            row: None,
            around: Around { before: "", after },
        };
        let chinese = Text {
            locale: &zh,
            text: "方法如下。",
            around: Around { before: "", after: "使用 `init` 或`reset`。" },
            ..dutch("")
        };
        assert!(is_beside(&dutch("Kies er een."), &chinese, "init"));
        // Both say it there, so this text lacks it.
        assert!(!is_beside(&dutch("Kies `init`."), &chinese, "init"));
        assert!(!is_beside(&dutch(""), &chinese, "ini"));
    }
}
