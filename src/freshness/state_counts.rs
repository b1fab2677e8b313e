//! How many things are in which state.

use super::Freshness;

/// How many units, rows or pages are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Those whose source is as it was when they were translated; all of the source itself.
    pub fresh: usize,
    /// Those whose source has changed since.
    pub stale: usize,
    /// Those that the locale lacks.
    pub missing: usize,
    /// Those that have the words of the source or of another language.
    pub untranslated: usize,
    /// Those that the source does not have.
    pub orphan: usize,
    /// Those of which nothing is known.
    pub unknown: usize,
}

impl StateCounts {
    /// Counts one more.
    pub fn add(&mut self, freshness: &Freshness) {
        let of_state = match freshness {
            Freshness::Fresh => &mut self.fresh,
            Freshness::Stale(_) => &mut self.stale,
            Freshness::Missing => &mut self.missing,
            Freshness::Untranslated => &mut self.untranslated,
            Freshness::Orphan => &mut self.orphan,
            Freshness::Unknown => &mut self.unknown,
        };
        *of_state += 1;
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: StateCounts) -> StateCounts {
        StateCounts {
            fresh: self.fresh + other.fresh,
            stale: self.stale + other.stale,
            missing: self.missing + other.missing,
            untranslated: self.untranslated + other.untranslated,
            orphan: self.orphan + other.orphan,
            unknown: self.unknown + other.unknown,
        }
    }

    /// How many somebody has to do something about.
    pub fn to_do(&self) -> usize {
        self.stale + self.missing + self.untranslated + self.orphan
    }

    /// What the locale should have: all but what the source does not have.
    pub fn wanted(&self) -> usize {
        self.fresh + self.stale + self.missing + self.untranslated + self.unknown
    }
}
