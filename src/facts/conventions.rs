//! What a locale does nearly everywhere, and when something else is a violation of that.

use std::collections::BTreeMap;

use crate::model::LocaleId;

/// Something that a locale does or does not do as a rule: keep a name, end a cell with a period, have a word for
/// `enable` where the source has `enable`. Only what violates a convention that is followed nearly everywhere is
/// reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Convention {
    /// The rule that asks.
    pub rule: &'static str,
    /// The locale whose convention it is.
    pub locale: LocaleId,
    /// What it is about.
    pub about: String,
}

/// When a violation of a convention is reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// How often the convention must be followed at least.
    pub least: usize,
    /// How many violations there may be for each time that it is followed, beside the first ones.
    pub share: f32,
    /// How many violations are the first ones: they are reported even where a site is too small to show a convention.
    pub first: usize,
}

/// How often each convention was followed and violated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conventions(BTreeMap<Convention, Counts>);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    followed: usize,
    violated: usize,
}

impl Conventions {
    /// Counts that a convention was followed once.
    pub fn follow(&mut self, convention: Convention) {
        self.0.entry(convention).or_default().followed += 1;
    }

    /// Counts that a convention was violated once.
    pub fn violate(&mut self, convention: Convention) {
        self.0.entry(convention).or_default().violated += 1;
    }

    /// Adds what others counted.
    pub fn merge(&mut self, other: Conventions) {
        for (convention, counts) in other.0 {
            let own = self.0.entry(convention).or_default();
            own.followed += counts.followed;
            own.violated += counts.violated;
        }
    }

    /// Whether so much follows a convention that what does not is a violation, and no convention of its own.
    pub fn holds(&self, convention: &Convention, limit: Limit) -> bool {
        let Counts { followed, violated } = self.0.get(convention).copied().unwrap_or_default();
        // The first violations are free, so that a single mistake is reported even where the convention was hardly met.
        followed >= limit.least && violated.saturating_sub(limit.first) as f32 <= limit.share * followed as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_convention_holds_where_it_is_followed_nearly_everywhere() {
        let limit = Limit { least: 3, share: 0.1, first: 1 };
        for (about, followed, violated, holds) in [("zelden", 2, 1, false), ("常", 10, 2, true), ("half", 10, 3, false)]
        {
            let convention = Convention { rule: "a", locale: "nl-NL".parse().unwrap(), about: about.into() };
            let mut conventions = Conventions::default();
            (0..followed).for_each(|_| conventions.follow(convention.clone()));
            (0..violated).for_each(|_| conventions.violate(convention.clone()));
            assert_eq!(conventions.holds(&convention, limit), holds, "{about}");
        }
    }
}
