//! What rules note while they look: drafts of findings, and the habits that say which of them are none.

use std::collections::BTreeMap;

use super::Draft;
use crate::model::LocaleId;
use crate::text::FilePath;

/// Something that a locale does or does not do as a rule: keep a name, end a cell with a period, say `enable` for
/// `enable`. What it does nearly everywhere is its habit, and only departures from a habit are reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Habit {
    /// The rule that asks.
    pub rule: &'static str,
    /// The locale whose habit it is.
    pub locale: LocaleId,
    /// What it is about.
    pub about: String,
}

/// When a departure from a habit is reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// How often the habit must be kept at least.
    pub least: usize,
    /// How many departures there may be for each time that it is kept, beside the first ones.
    pub share: f32,
    /// How many departures are the first ones.
    pub first: usize,
}

/// How something that the source says is rendered, with the finding should another way be usual.
#[derive(Debug)]
pub struct Rendering {
    /// What is rendered, in which locale.
    pub habit: Habit,
    /// The rendering.
    pub text: String,
    /// When another rendering is usual: how often it is met at least, and how rare this one must be beside it.
    pub limit: Limit,
    /// The finding; the usual rendering is added to its help.
    pub draft: Draft,
}

/// So many places of one rendering are remembered.
const MOST_PLACES: usize = 3;

/// How often a rendering was met, and the first places.
#[derive(Debug, Default)]
struct Met {
    count: usize,
    places: Vec<(Limit, Draft)>,
}

/// What rules have noted so far.
#[derive(Debug, Default)]
pub struct Notes {
    drafts: Vec<Draft>,
    held: Vec<(Habit, Limit, Draft)>,
    /// For each habit how often it was kept, and how often not.
    habits: BTreeMap<Habit, (usize, usize)>,
    renderings: BTreeMap<Habit, BTreeMap<String, Met>>,
    /// The same slip at many places.
    slips: BTreeMap<Habit, Vec<Draft>>,
}

/// A slip that is made on so many pages is one finding.
const SWEEPING: usize = 10;

impl Notes {
    /// Notes a finding.
    pub fn push(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Notes that a habit was kept.
    pub fn keeps(&mut self, habit: Habit) {
        self.habits.entry(habit).or_default().0 += 1;
    }

    /// Notes that a habit was not kept, which is a finding only if it is one.
    pub fn departs(&mut self, habit: Habit, limit: Limit, draft: Option<Draft>) {
        self.habits.entry(habit.clone()).or_default().1 += 1;
        self.held.extend(draft.map(|draft| (habit, limit, draft)));
    }

    /// Notes a slip that a tool or a habit makes again and again: one finding a page, or one for all where it is made on
    /// many pages.
    pub fn slips(&mut self, habit: Habit, draft: Draft) {
        self.slips.entry(habit).or_default().push(draft);
    }

    /// Notes how something is rendered.
    pub fn renders(&mut self, rendering: Rendering) {
        let Rendering { habit, text, limit, draft } = rendering;
        let met = self.renderings.entry(habit).or_default().entry(text).or_default();
        met.count += 1;
        if met.places.len() < MOST_PLACES {
            met.places.push((limit, draft));
        }
    }

    /// Everything that both have noted; `other` comes later in the order of the site.
    pub fn merge(&mut self, other: Notes) {
        for (habit, drafts) in other.slips {
            self.slips.entry(habit).or_default().extend(drafts);
        }
        for (habit, renderings) in other.renderings {
            let known = self.renderings.entry(habit).or_default();
            for (text, met) in renderings {
                let own = known.entry(text).or_default();
                own.count += met.count;
                let free = MOST_PLACES.saturating_sub(own.places.len());
                own.places.extend(met.places.into_iter().take(free));
            }
        }
        self.drafts.extend(other.drafts);
        self.held.extend(other.held);
        for (habit, (kept, not)) in other.habits {
            let counts = self.habits.entry(habit).or_default();
            *counts = (counts.0 + kept, counts.1 + not);
        }
    }

    /// What this says of habits and renderings, without a finding.
    pub fn habits(&self) -> Notes {
        let counts = |met: &Met| Met { count: met.count, places: Vec::new() };
        let texts =
            |texts: &BTreeMap<String, Met>| texts.iter().map(|(text, met)| (text.clone(), counts(met))).collect();
        let renderings = self.renderings.iter().map(|(habit, known)| (habit.clone(), texts(known)));
        Notes { habits: self.habits.clone(), renderings: renderings.collect(), ..Notes::default() }
    }

    /// The findings, now that all habits are known.
    pub fn into_drafts(self) -> Vec<Draft> {
        let Notes { mut drafts, held, habits, renderings, slips } = self;
        drafts.extend(slips.into_values().flat_map(gathered));
        drafts.extend(renderings.into_values().flat_map(rare_renderings));
        let is_departure = |habit: &Habit, limit: &Limit| {
            let (kept, not) = habits.get(habit).copied().unwrap_or_default();
            kept >= limit.least && not.saturating_sub(limit.first) as f32 <= limit.share * kept as f32
        };
        drafts
            .extend(held.into_iter().filter(|(habit, limit, _)| is_departure(habit, limit)).map(|(_, _, draft)| draft));
        drafts
    }
}

/// One finding for each page with a slip, with all its places; one for all where they are many.
fn gathered(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut by_page: BTreeMap<FilePath, Vec<Draft>> = BTreeMap::new();
    for draft in drafts {
        by_page.entry(draft.diagnostic.span.file.clone()).or_default().push(draft);
    }
    let pages = by_page.len();
    if pages >= SWEEPING {
        let all: Vec<Draft> = by_page.into_values().flatten().collect();
        let count = all.len();
        return joined(all, &format!(", {count} times on {pages} pages")).into_iter().collect();
    }
    let of_page = |drafts: Vec<Draft>| match drafts.len() {
        1 => joined(drafts, ""),
        count => joined(drafts, &format!(", {count} times on this page")),
    };
    by_page.into_values().filter_map(of_page).collect()
}

/// The first of several drafts, with the fixes of all.
fn joined(drafts: Vec<Draft>, times: &str) -> Option<Draft> {
    let mut drafts = drafts.into_iter();
    let mut first = drafts.next()?;
    first.diagnostic.message.push_str(times);
    for draft in drafts {
        let Some(fix) = draft.diagnostic.fix else { continue };
        if let Some(own) = &mut first.diagnostic.fix {
            own.edits.extend(fix.edits);
        }
    }
    Some(first)
}

/// The findings about those renderings that are rare beside a usual one.
fn rare_renderings(renderings: BTreeMap<String, Met>) -> Vec<Draft> {
    let best = renderings.iter().max_by_key(|(text, met)| (met.count, std::cmp::Reverse(*text)));
    let Some((usual, often)) = best.map(|(text, met)| (text.clone(), met.count)) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, met) in renderings.into_iter().filter(|(text, _)| *text != usual) {
        let is_rare = |limit: Limit| often >= limit.least && met.count as f32 <= (limit.share * often as f32).max(1.0);
        for (_, mut draft) in met.places.into_iter().filter(|(limit, _)| is_rare(*limit)) {
            draft.diagnostic.help = Some(format!("it is `{usual}` {often} times: say it in the same words here"));
            found.push(draft);
        }
    }
    found
}

impl Extend<Draft> for Notes {
    fn extend<I: IntoIterator<Item = Draft>>(&mut self, drafts: I) {
        self.drafts.extend(drafts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::text::{FilePath, Span};

    #[test]
    fn only_departures_from_what_is_kept_nearly_everywhere_are_findings() {
        let habit = |about: &str| Habit { rule: "a", locale: "nl-NL".parse().unwrap(), about: about.into() };
        let draft = |name: &str| {
            let span = Span::new(&FilePath::new("a.md"), 0..0);
            Draft::of_site(Diagnostic::new("a", Severity::Info, span, name), name)
        };
        let limit = Limit { least: 3, share: 0.1, first: 1 };
        let mut notes = Notes::default();
        for (about, kept, not) in [("zelden", 2, 1), ("vaak", 10, 2), ("half", 10, 3)] {
            (0..kept).for_each(|_| notes.keeps(habit(about)));
            (0..not).for_each(|_| notes.departs(habit(about), limit, Some(draft(about))));
        }
        let found: Vec<String> = notes.into_drafts().into_iter().map(|draft| draft.diagnostic.message).collect();
        assert_eq!(found, ["vaak", "vaak"]);
    }
}
