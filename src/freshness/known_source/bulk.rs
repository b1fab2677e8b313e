//! Commits that replace the same words everywhere.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A substitution in more units than this is nobody's translation. DESIGN's own figure.
const EVERYWHERE: usize = 50;

/// So much of what a commit changed must be one substitution. Chosen: a script also renames a file or a heading.
const MOSTLY: f64 = 0.8;

/// Whether a commit made one and the same substitution nearly everywhere: `sample` are some of the files that it edited,
/// before and after, and `files` is how many it edited.
pub fn is_bulk(sample: &[(String, String)], files: usize) -> bool {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut all = 0;
    for (old, new) in sample {
        for substitution in substitutions(old, new) {
            all += 1;
            if let Some(substitution) = substitution {
                *counts.entry(substitution).or_default() += 1;
            }
        }
    }
    let most = counts.values().max().copied().unwrap_or(0);
    let in_all = most.saturating_mul(files) / sample.len().max(1);
    in_all > EVERYWHERE && most as f64 >= MOSTLY * all as f64
}

/// Beyond the lines that two files begin and end with alike, so many are compared, which takes time with the square of
/// them. Chosen: nobody reads a page with more.
const MOST_LINES: usize = 2_000;

/// What was replaced in each line that was edited; `None` for lines that were added or removed.
fn substitutions(old: &str, new: &str) -> Vec<Option<(String, String)>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let fewest = old.len().min(new.len());
    let start = (0..fewest).take_while(|at| old[*at] == new[*at]).count();
    let end = (0..fewest - start).take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at]).count();
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut found = Vec::new();
    if old.len().max(new.len()) > MOST_LINES {
        // Where none was added or removed, each is still at its place.
        let edited = old.iter().zip(new).filter(|(old, new)| old != new);
        return match old.len() == new.len() {
            true => edited.map(|(old, new)| Some(substitution(old, new))).collect(),
            false => vec![None],
        };
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Replace { old_index, old_len, new_index, new_len } if old_len == new_len => {
                found.extend((0..old_len).map(|at| Some(substitution(old[old_index + at], new[new_index + at]))));
            }
            _ => found.push(None),
        }
    }
    found
}

/// The words that differ between two lines, without those that both begin and end with.
fn substitution(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let fewest = old.len().min(new.len());
    let start = (0..fewest).take_while(|at| old[*at] == new[*at]).count();
    let end = (0..fewest - start).take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at]).count();
    let part = |chars: &[char]| chars[start..chars.len() - end].iter().collect();
    (part(&old), part(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(edit: impl Fn(usize) -> (String, String)) -> Vec<(String, String)> {
        (0..40).map(edit).collect()
    }

    #[test]
    fn one_substitution_in_many_files_is_bulk_and_translations_are_not() {
        let renamed =
            pages(|at| (format!("# 頁面\n\n詢問 Contoso {at}。\n"), format!("# 頁面\n\n詢問 Fabrikam {at}。\n")));
        assert!(is_bulk(&renamed, 60));
        assert!(!is_bulk(&renamed, 40), "in a few files somebody may have looked at each");
        let translated = pages(|at| (format!("Vraag {at} keer om hulp."), format!("Vraag het {} keer.", at * at)));
        assert!(!is_bulk(&translated, 60));
        let added = pages(|at| (format!("Vraag {at}."), format!("Vraag {at}.\nDaarna niet meer.")));
        assert!(!is_bulk(&added, 60), "a new line is no substitution");
    }
}
