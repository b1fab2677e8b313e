//! What of a cell survives translation.

use hexapla::model::{Mark, MarkKind};
use hexapla::parse::read_signature;

use super::page::{MARKDOWN, PAIRS};
use super::{Target, Traits, check_place, text_of};

/// The target.
pub const TARGET: Target = Target {
    name: "signature",
    run,
    tokens: MARKDOWN,
    pairs: PAIRS,
    frames: &["{}", "Fout: {}", "`{}`", "{\"a\": {}}"],
    trials: 1_000,
};

fn run(input: &[u8], traits: &mut Traits) {
    let text = text_of(input);
    let marks = read_signature(&text).marks;
    for mark in &marks {
        check_mark(&text, mark);
        traits.note(mark.kind);
    }
    assert!(marks.is_sorted_by_key(|mark| mark.start), "the marks are in another order than the text");
    for pair in marks.windows(2) {
        traits.note((pair[0].kind, pair[1].kind, pair[1].start < pair[0].end));
    }
    traits.count("marks", marks.len());
    assert!(marks == read_signature(&text).marks, "reading twice does not give the same");
}

fn check_mark(text: &str, mark: &Mark) {
    assert!(mark.start < mark.end, "a mark has no text");
    check_place(text, &(mark.start as usize..mark.end as usize), "a mark");
    if mark.kind == MarkKind::Status {
        let status: Option<u16> = mark.text.parse().ok();
        assert!(status.is_some_and(|status| (100..600).contains(&status)), "`{}` is no status", mark.text);
    }
}
