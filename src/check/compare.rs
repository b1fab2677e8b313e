//! Who departs from what the others say.

use super::context::{Context, Place};
use crate::align::Entry;
use crate::model::LocaleId;

/// A locale that says something else than its reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Index of the one that departs.
    pub own: usize,
    /// Index of one that says what it should say.
    pub reference: usize,
    /// Whether the two merely contradict each other, and either may be wrong.
    pub either: bool,
}

/// Who departs, among the values that `locales` have for one thing.
///
/// The source locale is right, else the majority; where two values have equally many votes, the reference
/// locale's side is taken, unless `suspect` says that just that side was touched.
pub fn departures<T: PartialEq>(
    source: Option<&LocaleId>,
    locales: &[&LocaleId],
    values: &[T],
    suspect: impl Fn(usize) -> bool,
) -> Vec<Departure> {
    let Some(first) = values.first() else { return Vec::new() };
    if values.iter().all(|value| value == first) {
        return Vec::new();
    }
    let from_source = source.and_then(|source| locales.iter().position(|locale| *locale == source));
    let (reference, either) = match from_source {
        Some(reference) => (reference, false),
        None => majority(values, &suspect),
    };
    let departs = |own: &usize| values[*own] != values[reference];
    (0..values.len()).filter(departs).map(|own| Departure { own, reference, either }).collect()
}

/// One that says what most say, and whether another value has as many votes.
fn majority<T: PartialEq>(values: &[T], suspect: &impl Fn(usize) -> bool) -> (usize, bool) {
    let votes = |value: &T| values.iter().filter(|other| *other == value).count();
    let most = values.iter().map(votes).max().unwrap_or(0);
    let leaders: Vec<usize> = (0..values.len()).filter(|at| votes(&values[*at]) == most).collect();
    let trusted = leaders.iter().copied().find(|at| !suspect(*at)).unwrap_or(leaders[0]);
    let tie = leaders.iter().any(|at| values[*at] != values[leaders[0]]);
    (if tie { trusted } else { leaders[0] }, tie)
}

impl Context<'_> {
    /// Who departs in one column of an entry, by what `read` takes from each cell.
    pub fn departures<T: PartialEq>(
        &self,
        entry: &Entry,
        places: &[Place<'_>],
        read: impl Fn(&Place<'_>) -> T,
    ) -> Vec<Departure> {
        let locales: Vec<&LocaleId> = places.iter().map(|place| place.locale).collect();
        let values: Vec<T> = places.iter().map(read).collect();
        let suspect = |at: usize| self.suspects.rows.contains(&(locales[at].clone(), entry.id.clone()));
        departures(self.corpus.source_locale.as_ref(), &locales, &values, suspect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(source: Option<&str>, values: &[u32], suspect: Option<usize>) -> Vec<(usize, usize, bool)> {
        let locales: Vec<LocaleId> = ["nl-NL", "zh-TW", "de", "fr"].iter().map(|tag| tag.parse().unwrap()).collect();
        let present: Vec<&LocaleId> = locales.iter().take(values.len()).collect();
        let source: Option<LocaleId> = source.map(|tag| tag.parse().unwrap());
        departures(source.as_ref(), &present, values, |at| suspect == Some(at))
            .into_iter()
            .map(|departure| (departure.own, departure.reference, departure.either))
            .collect()
    }

    #[test]
    fn the_odd_one_out_is_named_and_not_everybody() {
        assert_eq!(who(None, &[401, 403, 401], None), [(1, 0, false)]);
        assert_eq!(who(None, &[403, 401, 401], None), [(0, 1, false)]);
        assert_eq!(who(None, &[401, 401], None), []);
    }

    #[test]
    fn the_source_is_right_against_all_others() {
        assert_eq!(who(Some("zh-TW"), &[403, 401, 403], None), [(0, 1, false), (2, 1, false)]);
    }

    #[test]
    fn of_two_that_contradict_each_other_the_touched_one_is_suspected() {
        assert_eq!(who(None, &[401, 403], None), [(1, 0, true)]);
        assert_eq!(who(None, &[403, 401], Some(0)), [(0, 1, true)]);
    }
}
