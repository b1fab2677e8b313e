//! What rules collect while they look: pending findings, and the conventions that decide which of them are findings.

use std::collections::BTreeMap;

use super::PendingFinding;
use crate::diagnostic::Message;
use crate::facts::{Convention, Conventions, Limit};
use crate::text::FilePath;

/// How something in the source is rendered, with the finding should another way be usual.
#[derive(Debug)]
pub struct Rendering {
    /// What is rendered, in which locale.
    pub convention: Convention,
    /// The rendering.
    pub text: String,
    /// When another rendering is usual: how often it is met at least, and how rare this one must be beside it.
    pub limit: Limit,
    /// The finding; the usual rendering is added to its help.
    pub pending: PendingFinding,
}

/// So many places of one rendering are remembered: only rare renderings are reported, and memory must not grow with the
/// usual ones. Chosen.
const MOST_PLACES: usize = 3;

/// How often a rendering was met, and the first places.
#[derive(Debug, Default)]
struct Met {
    count: usize,
    places: Vec<(Limit, PendingFinding)>,
}

/// What rules have collected so far.
#[derive(Debug, Default)]
pub struct Collector {
    pending: Vec<PendingFinding>,
    violations: Vec<(Convention, Limit, PendingFinding)>,
    conventions: Conventions,
    renderings: BTreeMap<Convention, BTreeMap<String, Met>>,
    /// Mistakes that are reported once for many places.
    aggregated: BTreeMap<Convention, Vec<PendingFinding>>,
}

/// A mistake on so many pages was made by a tool or by a search and replace, so it is one finding. Chosen: nobody reads
/// more equal findings.
const SWEEPING: usize = 10;

impl Collector {
    /// Collects a finding.
    pub fn push(&mut self, pending: PendingFinding) {
        self.pending.push(pending);
    }

    /// Counts that a convention was followed.
    pub fn follows(&mut self, convention: Convention) {
        self.conventions.follow(convention);
    }

    /// Counts that a convention was violated, which is a finding only where the convention holds.
    pub fn violates(&mut self, convention: Convention, limit: Limit, pending: Option<PendingFinding>) {
        self.conventions.violate(convention.clone());
        self.violations.extend(pending.map(|pending| (convention, limit, pending)));
    }

    /// Collects a mistake that a tool or an author's custom makes again and again: one finding a page, or one for all
    /// where it is made on many pages.
    pub fn aggregates(&mut self, convention: Convention, pending: PendingFinding) {
        self.aggregated.entry(convention).or_default().push(pending);
    }

    /// Counts how something is rendered.
    pub fn renders(&mut self, rendering: Rendering) {
        let Rendering { convention, text, limit, pending } = rendering;
        let met = self.renderings.entry(convention).or_default().entry(text).or_default();
        met.count += 1;
        if met.places.len() < MOST_PLACES {
            met.places.push((limit, pending));
        }
    }

    /// Adds what another has collected, which comes later in the order of the site.
    pub fn merge(&mut self, other: Collector) {
        for (convention, pending) in other.aggregated {
            self.aggregated.entry(convention).or_default().extend(pending);
        }
        for (convention, renderings) in other.renderings {
            let known = self.renderings.entry(convention).or_default();
            for (text, met) in renderings {
                let own = known.entry(text).or_default();
                own.count += met.count;
                let free = MOST_PLACES.saturating_sub(own.places.len());
                own.places.extend(met.places.into_iter().take(free));
            }
        }
        self.pending.extend(other.pending);
        self.violations.extend(other.violations);
        self.conventions.merge(other.conventions);
    }

    /// The conventions and renderings that were counted, without a finding.
    pub fn conventions(&self) -> Collector {
        let counts = |met: &Met| Met { count: met.count, places: Vec::new() };
        let texts =
            |texts: &BTreeMap<String, Met>| texts.iter().map(|(text, met)| (text.clone(), counts(met))).collect();
        let renderings = self.renderings.iter().map(|(convention, known)| (convention.clone(), texts(known)));
        let conventions = self.conventions.clone();
        Collector { conventions, renderings: renderings.collect(), ..Collector::default() }
    }

    /// The findings, now that all conventions are known.
    pub fn into_pending(self) -> Vec<PendingFinding> {
        let Collector { mut pending, violations, conventions, renderings, aggregated } = self;
        pending.extend(aggregated.into_values().flat_map(gathered));
        pending.extend(renderings.into_values().flat_map(rare_renderings));
        let real = violations.into_iter().filter(|(convention, limit, _)| conventions.holds(convention, *limit));
        pending.extend(real.map(|(_, _, finding)| finding));
        pending
    }
}

/// One finding for each page with a mistake, with all its places; one for all where they are many.
fn gathered(found: Vec<PendingFinding>) -> Vec<PendingFinding> {
    let mut by_page: BTreeMap<FilePath, Vec<PendingFinding>> = BTreeMap::new();
    for pending in found {
        by_page.entry(pending.diagnostic.span.file.clone()).or_default().push(pending);
    }
    let pages = by_page.len();
    if pages >= SWEEPING {
        let all: Vec<PendingFinding> = by_page.into_values().flatten().collect();
        let count = all.len();
        return joined(
            all,
            Some(Message::new(", {times} times on {pages} pages").count("times", count).count("pages", pages)),
        )
        .into_iter()
        .collect();
    }
    let of_page = |of_page: Vec<PendingFinding>| match of_page.len() {
        1 => joined(of_page, None),
        count => joined(of_page, Some(Message::new(", {times} times on this page").count("times", count))),
    };
    by_page.into_values().filter_map(of_page).collect()
}

/// The first of several pending findings, with the fixes of all.
fn joined(all: Vec<PendingFinding>, times: Option<Message>) -> Option<PendingFinding> {
    let mut all = all.into_iter();
    let mut first = all.next()?;
    if let Some(times) = times {
        first.diagnostic.say_more(times);
    }
    for pending in all {
        let Some(fix) = pending.diagnostic.fix else { continue };
        if let Some(own) = &mut first.diagnostic.fix {
            own.edits.extend(fix.edits);
        }
    }
    Some(first)
}

/// The findings about those renderings that are rare beside a usual one.
fn rare_renderings(renderings: BTreeMap<String, Met>) -> Vec<PendingFinding> {
    // Of equally frequent renderings the first in the alphabet is the usual one, so that no order of pages decides.
    let best = renderings.iter().max_by_key(|(text, met)| (met.count, std::cmp::Reverse(*text)));
    let Some((usual, often)) = best.map(|(text, met)| (text.clone(), met.count)) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, met) in renderings.into_iter().filter(|(text, _)| *text != usual) {
        // A single place is always rare enough: a share of few would be less than one.
        let is_rare = |limit: Limit| often >= limit.least && met.count as f32 <= (limit.share * often as f32).max(1.0);
        for (_, mut pending) in met.places.into_iter().filter(|(limit, _)| is_rare(*limit)) {
            pending.diagnostic.help = Some(format!("it is `{usual}` {often} times: say it in the same words here"));
            found.push(pending);
        }
    }
    found
}

impl Extend<PendingFinding> for Collector {
    fn extend<I: IntoIterator<Item = PendingFinding>>(&mut self, pending: I) {
        self.pending.extend(pending);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Message, Severity};
    use crate::text::Span;

    #[test]
    fn only_violations_of_what_is_followed_nearly_everywhere_are_findings() {
        let convention = |about: &str| Convention { rule: "a", locale: "nl-NL".parse().unwrap(), about: about.into() };
        let pending = |name: &str| {
            let span = Span::new(&FilePath::new("a.md"), 0..0);
            let message = Message::new("{name}").with("name", name);
            PendingFinding::of_site(Diagnostic::new("a", Severity::Info, span, message), name)
        };
        let limit = Limit { least: 3, share: 0.1, first: 1 };
        let mut collector = Collector::default();
        for (about, followed, violated) in [("zelden", 2, 1), ("常", 10, 2), ("half", 10, 3)] {
            (0..followed).for_each(|_| collector.follows(convention(about)));
            (0..violated).for_each(|_| collector.violates(convention(about), limit, Some(pending(about))));
        }
        let found: Vec<String> =
            collector.into_pending().into_iter().map(|pending| pending.diagnostic.message).collect();
        assert_eq!(found, ["常", "常"]);
    }
}
