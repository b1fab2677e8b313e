//! Which bytes of a text belong to something.

use super::{Invariant, InvariantKind};

/// Ranges of a text, any of which may overlap, prepared for many look-ups.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Where each range begins, ascending, and the furthest end of all ranges up to this one.
    furthest: Vec<(usize, usize)>,
}

impl Cover {
    /// The ranges of those `invariants` whose kind is wanted.
    pub fn of(invariants: &[Invariant], is_wanted: impl Fn(InvariantKind) -> bool) -> Cover {
        let wanted = invariants.iter().filter(|invariant| is_wanted(invariant.kind));
        let mut furthest: Vec<(usize, usize)> =
            wanted.map(|invariant| (invariant.start as usize, invariant.end as usize)).collect();
        furthest.sort_unstable();
        let mut end = 0;
        for range in &mut furthest {
            end = end.max(range.1);
            range.1 = end;
        }
        Cover { furthest }
    }

    /// Whether one of the ranges holds all of `start..end`.
    pub fn holds(&self, start: usize, end: usize) -> bool {
        self.furthest_from(start + 1).is_some_and(|furthest| end <= furthest)
    }

    /// Whether one of the ranges shares a byte with `start..end`.
    pub fn touches(&self, start: usize, end: usize) -> bool {
        self.furthest_from(end).is_some_and(|furthest| start < furthest)
    }

    /// The furthest end of the ranges that begin before `at`.
    fn furthest_from(&self, at: usize) -> Option<usize> {
        let count = self.furthest.partition_point(|(start, _)| *start < at);
        count.checked_sub(1).map(|last| self.furthest[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_held_by_one_that_is_around_it_whatever_stands_between() {
        let invariant = |start, end| Invariant { kind: InvariantKind::Code, text: "".into(), start, end };
        let cover = Cover::of(&[invariant(2, 10), invariant(3, 4), invariant(20, 22)], |_| true);
        assert!(cover.holds(2, 10) && cover.holds(5, 9) && cover.holds(20, 21));
        assert!(!cover.holds(1, 3) && !cover.holds(9, 11) && !cover.holds(10, 21) && !cover.holds(0, 0));
        assert!(cover.touches(0, 3) && cover.touches(9, 12) && !cover.touches(10, 20) && !cover.touches(0, 2));
    }
}
