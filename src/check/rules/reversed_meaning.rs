//! A text that says the opposite of its counterparts: enable for disable.

use std::collections::BTreeMap;

use crate::check::notes::{Habit, Limit};
use crate::check::unit::Text;
use crate::check::{Check, Context, Draft, Notes, Rule, Unit};
use crate::diagnostic::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "reversed-meaning",
    severity: Severity::Warning,
    page: include_str!("reversed_meaning.md"),
    check: Check::Unit(check),
};

/// Where two languages say the opposite more often than this, it is their way of saying the same.
const IDIOM: Limit = Limit { least: 0, share: 0.04 };

/// Of each idea how often a text says either side of it, with the first words that say so.
type Ideas<'c> = BTreeMap<&'c str, Said>;

#[derive(Clone, Debug, Default)]
struct Said {
    counts: [usize; 2],
    words: [String; 2],
}

impl Said {
    /// The one side that a text says.
    fn side(&self) -> Option<usize> {
        match self.counts.map(|count| count > 0) {
            [true, false] => Some(0),
            [false, true] => Some(1),
            _ => None,
        }
    }
}

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    if unit.is_code() || unit.texts.len() + usize::from(unit.original.is_some()) < 2 {
        return;
    }
    let read = |text: &Text<'_>| ideas(context, text);
    let said: Vec<Ideas<'_>> = unit.texts.iter().map(read).collect();
    let original = unit.original.as_ref().map(read);
    for (index, own) in unit.translations() {
        let others: Vec<(&Text<'_>, &Ideas<'_>)> = match (&unit.original, &original, unit.source) {
            (Some(text), Some(ideas), _) => vec![(text, ideas)],
            (_, _, Some(source)) => vec![(&unit.texts[source], &said[source])],
            _ => (0..said.len()).filter(|at| *at != index).map(|at| (&unit.texts[at], &said[at])).collect(),
        };
        for (idea, here) in &said[index] {
            let Some(side) = here.side() else { continue };
            // The other translations of the same original bear witness.
            let witness = |at: usize| said[at].get(idea).and_then(Said::side);
            let witnesses: Vec<usize> =
                (0..said.len()).filter(|at| *at != index && Some(*at) != unit.source).filter_map(witness).collect();
            let with = witnesses.iter().filter(|other| **other == side).count();
            let against = witnesses.len() - with;
            if said.len() > 4 && (against < 2 || with > 0) {
                if with > 0 || against == 0 {
                    continue;
                }
            }
            compare(unit, own, idea, side, here, &others, notes);
        }
    }
}

fn compare(
    unit: &Unit<'_>,
    own: &Text<'_>,
    idea: &str,
    side: usize,
    here: &Said,
    others: &[(&Text<'_>, &Ideas<'_>)],
    notes: &mut Notes,
) {
    let sided: Vec<(&Text<'_>, &Said, usize)> = others
        .iter()
        .filter_map(|(text, ideas)| {
            let said = ideas.get(idea)?;
            Some((*text, said, said.side()?))
        })
        .collect();
    let opposed: Vec<_> = sided.iter().filter(|(_, _, other)| *other != side).collect();
    let Some((reference, there, _)) = opposed.first().copied().or(sided.first()) else { return };
    let habit = Habit {
        rule: RULE.id,
        locale: own.locale.clone(),
        about: format!("{idea} {} {}", here.words[side], there.words[1 - side]),
    };
    let is_opposed = 3 * opposed.len() >= 2 * sided.len() && (others.len() < 3 || opposed.len() > 1);
    if !is_opposed {
        // What is said of one side is agreed on, whichever words say it.
        let about = format!("{idea} {} {}", here.words[side], there.words[side]);
        notes.keeps(Habit { about, ..habit });
        return;
    }
    let message = format!(
        "this text says `{}` where `{}` says `{}`: the opposite",
        here.words[side],
        reference.locale,
        there.words[1 - side]
    );
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("see which of the two is meant, and say the same in every language");
    if let Some(place) = unit.shown(reference) {
        diagnostic = diagnostic.related(place, format!("the text in `{}`", reference.locale));
    }
    let either = unit.reference().is_none() && unit.texts.len() == 2;
    if either && own.locale != unit.texts[1].locale {
        return;
    }
    notes.departs(habit, IDIOM, Some(Draft::of_unit(diagnostic, unit, own, idea).either(either)));
}

fn ideas<'c>(context: &'c Context<'_>, text: &Text<'_>) -> Ideas<'c> {
    let mut found: Ideas<'_> = BTreeMap::new();
    for hit in context.learned.polarity.read(text.locale, text.text) {
        let said = found.entry(hit.idea).or_default();
        if said.counts[hit.side] == 0 {
            said.words[hit.side] = hit.word;
        }
        said.counts[hit.side] += 1;
    }
    found
}
