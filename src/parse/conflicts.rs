//! Merge conflicts that nobody resolved: the marks that Git leaves in a file.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity, rule_ids};
use crate::text::Source;

/// What begins the lines that Git puts around the versions of both sides.
const OURS: &str = "<<<<<<<";
const SEPARATOR: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// A conflict: the lines of its first and its last mark, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The line that begins the version of one side.
    pub open: Range<usize>,
    /// The line that ends the version of the other.
    pub close: Range<usize>,
}

/// The conflicts of a text, in order, but for those that stand within one of the `code` blocks, as examples do on a
/// page about Git. A block that begins or ends within a conflict is no example.
pub fn conflicts(text: &str, code: &[Range<usize>]) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut is_separated = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at..at + line.trim_end().len();
        at += line.len();
        match mark(line.trim_end()) {
            Some(OURS) => (open, is_separated) = (Some(place), false),
            // A line of equals signs under a text is a heading, too, so it counts only between the other two.
            Some(SEPARATOR) => is_separated = open.is_some(),
            Some(_) if is_separated => {
                is_separated = false;
                found.extend(open.take().map(|open| Conflict { open, close: place }));
            }
            _ => {}
        }
    }
    found.retain(|conflict| !is_inside(code, conflict));
    found
}

/// The mark that a line is. The one before the version that both sides began with (`|||||||`) decides nothing.
fn mark(line: &str) -> Option<&'static str> {
    if line == SEPARATOR {
        return Some(SEPARATOR);
    }
    // Behind the mark is the name of a revision, if anything.
    let is_mark = |mark: &&str| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    [OURS, THEIRS].into_iter().find(is_mark)
}

/// Whether a conflict stands within one of the blocks, which are in order.
fn is_inside(blocks: &[Range<usize>], conflict: &Conflict) -> bool {
    let next = blocks.partition_point(|block| block.end <= conflict.open.start);
    blocks.get(next).is_some_and(|block| block.start <= conflict.open.start && conflict.close.end <= block.end)
}

/// Reports a conflict.
pub fn report(source: &Source, conflict: &Conflict) -> Diagnostic {
    let span = source.span(conflict.open.clone());
    Diagnostic::new(rule_ids::MERGE_CONFLICT, Severity::Error, span, "a merge conflict that nobody resolved")
        .help("keep the text of one side, or combine both, and remove the lines with the marks")
        .related(source.span(conflict.close.clone()), "it ends here")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, code: &[Range<usize>]) -> Vec<String> {
        let part = |conflict: Conflict| text[conflict.open.start..conflict.close.end].replace('\n', "/");
        conflicts(text, code).into_iter().map(part).collect()
    }

    #[test]
    fn the_marks_of_both_sides_in_their_order_are_a_conflict() {
        let dutch = "Sleutel\n<<<<<<< HEAD\nVerlopen.\n=======\nIngetrokken.\n>>>>>>> tak\n";
        assert_eq!(found(dutch, &[]), ["<<<<<<< HEAD/Verlopen./=======/Ingetrokken./>>>>>>> tak"]);
        let chinese = "<<<<<<< HEAD\n金鑰過期\n||||||| 金鑰\n金鑰\n=======\n金鑰撤銷\n>>>>>>> 分支\n";
        assert_eq!(found(&chinese.repeat(2), &[]).len(), 2);
        assert_eq!(found(&chinese.replace('\n', "\r\n"), &[]).len(), 1);
    }

    #[test]
    fn other_lines_of_the_same_signs_are_none() {
        for text in [
            "Fouten\n=======\n\n>>>>>>> zeven citaten\n",
            "<<<<<<< HEAD\n>>>>>>> tak\n=======\n",
            "<<<<<<<<<< a\n=======\n>>>>>>>>>> b\n",
            " <<<<<<< HEAD\n =======\n >>>>>>> tak\n",
        ] {
            assert_eq!(found(text, &[]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_block_of_code_hides_only_what_is_inside_it_from_end_to_end() {
        let text = "<<<<<<< a\n=======\n>>>>>>> b\n";
        let beside = text.len() + 1..text.len() + 9;
        assert_eq!(found(text, &[0..text.len(), beside.clone()]), Vec::<String>::new());
        assert_eq!(found(text, &[0..12, beside.clone()]).len(), 1);
        assert_eq!(found(text, &[12..text.len(), beside]).len(), 1);
    }
}
