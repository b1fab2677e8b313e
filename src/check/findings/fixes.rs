//! The fixes of findings, put into the texts that they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::diagnostic::{Applicability, Edit};
use crate::text::FilePath;

/// What the fixes of some findings make of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// The new text, and how many findings it mends.
    Text(String, usize),
    /// Two edits overlap or one does not fit, so that the file is left alone: where, as a byte offset.
    Conflict(usize),
}

/// What fixes make of each file that they edit: safe ones, with `suggested` the likely ones too. `read` gives the text
/// of a file; one that it gives nothing for is left alone.
pub fn fixes(
    findings: &[Finding],
    suggested: bool,
    read: impl Fn(&FilePath) -> Option<String>,
) -> BTreeMap<FilePath, Fixed> {
    let is_wanted = |applicability| suggested || applicability == Applicability::Safe;
    let wanted = findings.iter().filter_map(|finding| finding.diagnostic.fix.as_ref());
    let mut edits: BTreeMap<&FilePath, Vec<&Edit>> = BTreeMap::new();
    let mut mended: BTreeMap<&FilePath, usize> = BTreeMap::new();
    for fix in wanted.filter(|fix| is_wanted(fix.applicability)) {
        for edit in &fix.edits {
            edits.entry(&edit.span.file).or_default().push(edit);
        }
        let files: BTreeSet<&FilePath> = fix.edits.iter().map(|edit| &edit.span.file).collect();
        files.into_iter().for_each(|file| *mended.entry(file).or_default() += 1);
    }
    let mut fixed = BTreeMap::new();
    for (file, edits) in edits {
        let Some(text) = read(file) else { continue };
        let count = mended.get(file).copied().unwrap_or_default();
        match edited(&text, edits) {
            Ok(new) if new != text => fixed.insert(file.clone(), Fixed::Text(new, count)),
            Ok(_) => None,
            Err(at) => fixed.insert(file.clone(), Fixed::Conflict(at)),
        };
    }
    fixed
}

/// The text with all edits made; the place of the first that overlaps another, or does not fit.
fn edited(text: &str, mut edits: Vec<&Edit>) -> Result<String, usize> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end, &edit.text));
    // Two findings may ask for the same edit, which is no conflict.
    edits.dedup();
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    let mut last: Option<&Edit> = None;
    for edit in edits {
        let (start, end) = (edit.span.start, edit.span.end);
        // Two insertions at one place do not overlap, and yet nothing says which comes first.
        let is_twice = last.is_some_and(|last| last.span.start == start);
        if start < done || is_twice || end < start || text.get(start..end).is_none() {
            return Err(start);
        }
        new.push_str(&text[done..start]);
        new.push_str(&edit.text);
        done = end;
        last = Some(edit);
    }
    new.push_str(&text[done..]);
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn edits(parts: &[(usize, usize, &str)]) -> Vec<Edit> {
        let file = FilePath::new("a.md");
        let edit = |(start, end, text): &(usize, usize, &str)| Edit {
            span: Span::new(&file, *start..*end),
            text: (*text).to_owned(),
        };
        parts.iter().map(edit).collect()
    }

    #[test]
    fn edits_are_made_together_and_those_that_overlap_are_refused() {
        let make = |text: &str, parts: &[(usize, usize, &str)]| edited(text, edits(parts).iter().collect());
        assert_eq!(make("方塊 x Okta", &[(9, 13, "Okta!"), (0, 6, "Box")]), Ok("Box x Okta!".to_owned()));
        assert_eq!(make("abc", &[(0, 2, "x"), (0, 2, "x")]), Ok("xc".to_owned()), "the same twice");
        assert_eq!(make("abc", &[(0, 2, "x"), (1, 3, "y")]), Err(1));
        assert_eq!(make("abc", &[(1, 1, "x"), (1, 1, "y")]), Err(1), "which first?");
        assert_eq!(make("方", &[(1, 2, "x")]), Err(1), "within a character");
        assert_eq!(make("abc", &[(2, 9, "x")]), Err(2), "beyond the end");
        assert_eq!(make("a\r\nb", &[(3, 4, "c")]), Ok("a\r\nc".to_owned()));
    }
}
