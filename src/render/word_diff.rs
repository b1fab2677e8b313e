//! The old and the new words of a text as one, with what went and what came marked.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::escape::escape;
use crate::parse::is_cjk;

/// So many words on either side of a change are shown; the rest between two changes is left out. Chosen.
const AROUND: usize = 12;

/// What screen readers say before words that went, and before words that came.
pub(super) struct Labels<'l> {
    pub(super) removed: &'l str,
    pub(super) added: &'l str,
    /// The language of both.
    pub(super) lang: &'l str,
}

/// HTML of `old` and `new`, in `<del>` and `<ins>` where they differ. Neither color nor sight is needed to read it.
pub(super) fn word_diff(old: &str, new: &str, labels: &Labels<'_>) -> String {
    let (old, new) = (words(old), words(new));
    let mut html = String::new();
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let last = operations.len().saturating_sub(1);
    for (at, operation) in operations.iter().enumerate() {
        if let DiffOp::Equal { .. } = operation {
            html += &equal(&old[operation.old_range()], at > 0, at < last);
            continue;
        }
        html += &marked("del", labels.removed, labels.lang, &old, operation.old_range());
        html += &marked("ins", labels.added, labels.lang, &new, operation.new_range());
    }
    html
}

/// Words that stayed, but for those that are far from the change before them and from the one behind them.
fn equal(words: &[&str], is_behind: bool, is_before: bool) -> String {
    let kept_first = if is_behind { AROUND } else { 0 };
    let kept_last = if is_before { AROUND } else { 0 };
    if (!is_behind && !is_before) || words.len() <= kept_first + kept_last {
        return escape(&words.concat());
    }
    let (first, last) = (&words[..kept_first], &words[words.len() - kept_last..]);
    format!("{}…{}", escape(&first.concat()), escape(&last.concat()))
}

fn marked(element: &str, label: &str, lang: &str, words: &[&str], range: Range<usize>) -> String {
    let text = words[range].concat();
    if text.is_empty() {
        return String::new();
    }
    format!(
        "<{element}><span class=\"visually-hidden\" lang=\"{}\">{} </span>{}</{element}>",
        escape(lang),
        escape(label),
        escape(&text)
    )
}

/// The words of a text with all that is between them: runs of letters and numbers, runs of spaces, and any other
/// character by itself, such as those of scripts that write no spaces.
fn words(text: &str) -> Vec<&str> {
    let class = |char: char| match char {
        char if char.is_whitespace() => 1,
        char if is_cjk(char) => 0,
        char if char.is_alphanumeric() => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, char) in text.char_indices() {
        let own = class(char);
        if before.is_some_and(|before| own == 0 || before != own) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(own);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> String {
        let labels = Labels { removed: "weg:", added: "nieuw:", lang: "nl" };
        let html = word_diff(old, new, &labels);
        html.replace("<span class=\"visually-hidden\" lang=\"nl\">", "[").replace(" </span>", "]")
    }

    #[test]
    fn words_that_went_and_came_are_marked_and_named() {
        assert_eq!(
            diff("Probeer het over 10 minuten.", "Probeer het over 15 minuten."),
            "Probeer het over <del>[weg:]10</del><ins>[nieuw:]15</ins> minuten."
        );
        assert_eq!(
            diff("請在十分鐘後再試。", "請在百分鐘後再試。"),
            "請在<del>[weg:]十</del><ins>[nieuw:]百</ins>分鐘後再試。"
        );
        assert_eq!(diff("", "<b>方塊</b> nieuw"), "<ins>[nieuw:]&lt;b&gt;方塊&lt;/b&gt; nieuw</ins>");
    }

    #[test]
    fn words_far_from_any_change_are_left_out() {
        let far = |number: usize| "woord ".repeat(number);
        let html = diff(&format!("{}oud {}oud", far(30), far(30)), &format!("{}nieuw {}nieuw", far(30), far(30)));
        assert_eq!(html.matches('…').count(), 2, "{html}");
        assert!(html.matches("woord").count() < 30, "{html}");
        assert_eq!(diff(&format!("oud {}", far(3)), &format!("nieuw {}", far(3))).matches('…').count(), 0);
    }
}
