//! Which locales deviate from what the others have.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Context;
use crate::units::{Text, Unit};

/// One vote for each locale, and what they should agree with.
pub struct Votes<'v, T> {
    /// What each locale has.
    pub values: &'v [T],
    /// What they were made from, where that is not among them.
    pub original: Option<&'v T>,
    /// Index of the source's value, which is right.
    pub source: Option<usize>,
    /// Index of the one to suspect, where two contradict each other and nothing shows which one is right.
    pub suspect: Option<usize>,
}

/// A locale that has something else than the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation<D> {
    /// Index of the one that deviates.
    pub own: usize,
    /// Index of one that has what this one should have; `None` for the original.
    pub reference: Option<usize>,
    /// How it deviates.
    pub difference: D,
    /// Whether the two merely contradict each other, and either may be wrong.
    pub either: bool,
}

/// What a locale lacks, and what it has but should not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What it should have.
    pub missing: BTreeSet<String>,
    /// What it should not have.
    pub extra: BTreeSet<String>,
}

impl Difference {
    fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty()
    }
}

/// The locales that have other things than they should.
///
/// An original or a source is right. Without one, a thing is wanted where two thirds of the others have it, and unwanted
/// where no more than a third do: what lies between may be either, and a false alarm is worse than a miss.
pub fn deviations_of_sets(votes: &Votes<'_, BTreeSet<String>>) -> Vec<Deviation<Difference>> {
    let right = votes.original.or_else(|| votes.source.map(|source| &votes.values[source]));
    match right {
        Some(right) => against(votes, right),
        None if votes.values.len() == 2 => of_two(votes),
        None => among_peers(votes),
    }
}

fn difference(own: &BTreeSet<String>, right: &BTreeSet<String>) -> Difference {
    Difference { missing: right.difference(own).cloned().collect(), extra: own.difference(right).cloned().collect() }
}

/// Nobody votes against what the translations were made from: that all of them differ from it is what a change of the
/// source looks like, and is reported of each.
fn against(votes: &Votes<'_, BTreeSet<String>>, right: &BTreeSet<String>) -> Vec<Deviation<Difference>> {
    let translations = (0..votes.values.len()).filter(|at| Some(*at) != votes.source);
    let reference = if votes.original.is_some() { None } else { votes.source };
    let differing = translations.map(|own| (own, difference(&votes.values[own], right)));
    differing
        .filter(|(_, difference)| !difference.is_empty())
        .map(|(own, difference)| Deviation { own, reference, difference, either: false })
        .collect()
}

/// Of two the suspect is blamed, else the second one: the reference locale comes first.
fn of_two(votes: &Votes<'_, BTreeSet<String>>) -> Vec<Deviation<Difference>> {
    let own = votes.suspect.unwrap_or(1);
    let reference = 1 - own;
    let difference = difference(&votes.values[own], &votes.values[reference]);
    if difference.is_empty() {
        return Vec::new();
    }
    vec![Deviation { own, reference: Some(reference), difference, either: true }]
}

fn among_peers(votes: &Votes<'_, BTreeSet<String>>) -> Vec<Deviation<Difference>> {
    let mut having: BTreeMap<&String, usize> = BTreeMap::new();
    votes.values.iter().flatten().for_each(|text| *having.entry(text).or_default() += 1);
    let others = votes.values.len().saturating_sub(1);
    let mut found = Vec::new();
    for (own, value) in votes.values.iter().enumerate() {
        // Two thirds and one third, in whole numbers.
        let is_wanted = |text: &&&String| !value.contains(**text) && 3 * having[**text] >= 2 * others;
        let is_unwanted = |text: &&String| 3 * (having[*text] - 1) <= others;
        let difference = Difference {
            missing: having.keys().filter(is_wanted).map(|text| (*text).clone()).collect(),
            extra: value.iter().filter(is_unwanted).cloned().collect(),
        };
        if difference.is_empty() {
            continue;
        }
        let fits = |at: &usize| {
            let value = &votes.values[*at];
            *at != own && difference.missing.is_subset(value) && difference.extra.is_disjoint(value)
        };
        let reference = (0..votes.values.len()).find(fits);
        if let Some(reference) = reference {
            found.push(Deviation { own, reference: Some(reference), difference, either: false });
        }
    }
    found
}

impl<'c> Unit<'c> {
    /// The locales whose texts have other things than they should.
    pub fn deviations(
        &self,
        context: &Context<'_>,
        read: impl Fn(&Text<'c>) -> BTreeSet<String>,
    ) -> Vec<Deviation<Difference>> {
        if self.texts.len() + usize::from(self.original.is_some()) < 2 {
            return Vec::new();
        }
        let values: Vec<BTreeSet<String>> = self.texts.iter().map(&read).collect();
        let original = self.original.as_ref().map(&read);
        deviations_of_sets(&Votes {
            values: &values,
            original: original.as_ref(),
            source: self.source,
            suspect: self.suspect(context),
        })
    }

    /// The text that a deviation is compared with.
    pub fn against<D>(&self, deviation: &Deviation<D>) -> &Text<'c> {
        match deviation.reference {
            Some(index) => &self.texts[index],
            None => self.original.as_ref().expect("what deviates from no other text deviates from the original"),
        }
    }

    fn suspect(&self, context: &Context<'_>) -> Option<usize> {
        let entry = self.entry()?;
        let is_suspect =
            |text: &Text<'_>| context.given.suspects.rows.contains(&(text.locale.clone(), entry.id.clone()));
        self.texts.iter().position(is_suspect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(source: Option<usize>, original: Option<&str>, values: &[&str], suspect: Option<usize>) -> Vec<String> {
        let set = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
        let values: Vec<BTreeSet<String>> = values.iter().map(|text| set(text)).collect();
        let original = original.map(set);
        let list = |texts: &BTreeSet<String>| texts.iter().cloned().collect::<Vec<_>>().join(" ");
        deviations_of_sets(&Votes { values: &values, original: original.as_ref(), source, suspect })
            .into_iter()
            .map(|found| {
                let mark = if found.either { "?" } else { "" };
                format!("{}{mark} -{} +{}", found.own, list(&found.difference.missing), list(&found.difference.extra))
            })
            .collect()
    }

    #[test]
    fn the_odd_one_out_is_named_and_not_everybody() {
        assert_eq!(who(None, None, &["401", "403", "401"], None), ["1 -401 +403"]);
        assert_eq!(who(None, None, &["403", "401", "401"], None), ["0 -401 +403"]);
        assert_eq!(who(None, None, &["401", "401"], None), Vec::<String>::new());
        assert_eq!(who(None, None, &["a 1", "a 1", "a", "a 1", "1", "a 1", "a 1"], None), ["2 -1 +", "4 -a +"]);
    }

    #[test]
    fn the_source_is_right_also_against_all_its_translations() {
        assert_eq!(who(Some(0), None, &["401", "403", "401"], None), ["1 -401 +403"]);
        assert_eq!(who(Some(0), None, &["401", "403"], None), ["1 -401 +403"]);
        assert_eq!(
            who(Some(0), None, &["401", "403", "403", "403"], None),
            ["1 -401 +403", "2 -401 +403", "3 -401 +403"]
        );
    }

    #[test]
    fn the_original_goes_before_what_the_source_has_now() {
        assert_eq!(who(None, Some("401"), &["403"], None), ["0 -401 +403"]);
        assert_eq!(who(None, Some("401"), &["401"], None), Vec::<String>::new());
    }

    #[test]
    fn of_two_that_contradict_each_other_the_touched_one_is_suspected() {
        assert_eq!(who(None, None, &["401", "403"], None), ["1? -401 +403"]);
        assert_eq!(who(None, None, &["403", "401"], Some(0)), ["0? -401 +403"]);
    }
}
