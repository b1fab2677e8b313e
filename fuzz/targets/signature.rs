//! What of a cell survives translation.

use hexapla::model::{Invariant, InvariantKind};
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
    let invariants = read_signature(&text).invariants;
    for invariant in &invariants {
        check_mark(&text, invariant);
        traits.note(invariant.kind);
    }
    assert!(invariants.is_sorted_by_key(|invariant| invariant.start), "the marks are in another order than the text");
    for pair in invariants.windows(2) {
        traits.note((pair[0].kind, pair[1].kind, pair[1].start < pair[0].end));
    }
    traits.count("marks", invariants.len());
    assert!(invariants == read_signature(&text).invariants, "reading twice does not give the same");
}

fn check_mark(text: &str, invariant: &Invariant) {
    assert!(invariant.start < invariant.end, "a mark has no text");
    check_place(text, &(invariant.start as usize..invariant.end as usize), "a mark");
    if invariant.kind == InvariantKind::Status {
        let status: Option<u16> = invariant.text.parse().ok();
        assert!(status.is_some_and(|status| (100..600).contains(&status)), "`{}` is no status", invariant.text);
    }
}
