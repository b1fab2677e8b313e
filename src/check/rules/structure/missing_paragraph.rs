//! A paragraph, list item or code block that one of the locales lacks.

use std::collections::{BTreeMap, BTreeSet};

use super::missing_section::{lacks_body, lead};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{LocaleId, Page};
use crate::parse::PassageKind;
use crate::text::Span;
use crate::units::{ProseUnit, Text, UnitKind, Versions};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-paragraph",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_paragraph.md"),
    reach: Reach::Page,
    check: Check::Prose(check),
};

/// A text of fewer letters is a label, which may be elsewhere in another language. Chosen.
const SHORTEST: usize = 16;

fn check(context: &Context<'_>, versions: &Versions<'_>, prose: &[ProseUnit<'_>], collector: &mut Collector) {
    let alone = texts_alone(prose);
    // The last text of each version that came so far, after which a missing one should come.
    let mut before: BTreeMap<&LocaleId, Span> = BTreeMap::new();
    for part in prose {
        if let Some((kind, there)) = wanted_text(context, versions, part) {
            // What was joined with its neighbour, or parted in another way, is there all the same.
            let is_missing = |page: &&&Page| {
                let is_shown = versions.pages.iter().any(|own| std::ptr::eq(*own, **page));
                is_shown
                    && !alone.contains(&(part.section, &page.locale))
                    && !is_of_missing(versions, part.section, page)
            };
            for page in part.lacking.iter().filter(is_missing) {
                let place = before.get(&page.locale).cloned().unwrap_or_else(|| Span::new(&page.path, 0..0));
                collector.push(report(versions, part, (kind, there), page, place));
            }
        }
        before.extend(part.unit.texts.iter().map(|text| (text.locale, text.span())));
    }
}

/// The text of a part that the versions which lack it should have, and what it is.
fn wanted_text<'p, 'c>(
    context: &Context<'_>,
    versions: &Versions<'_>,
    part: &'p ProseUnit<'c>,
) -> Option<(PassageKind, &'p Text<'c>)> {
    let UnitKind::Prose { kind } = part.unit.kind else { return None };
    if matches!(kind, PassageKind::Heading | PassageKind::Html) || part.lacking.is_empty() {
        return None;
    }
    let texts = || part.unit.texts.iter().chain(&part.unit.original);
    let holders: Vec<&LocaleId> = texts().map(|text| text.locale).collect();
    let reference = versions.wanted(context, &holders)?;
    let there = texts().find(|text| text.locale == reference)?;
    let letters = there.text.chars().filter(|char| char.is_alphanumeric()).count();
    (letters >= SHORTEST).then_some((kind, there))
}

fn report(
    versions: &Versions<'_>,
    part: &ProseUnit<'_>,
    (kind, there): (PassageKind, &Text<'_>),
    page: &Page,
    place: Span,
) -> PendingFinding {
    let start: String = there.text.chars().take(60).map(|char| if char == '\n' { ' ' } else { char }).collect();
    let start = if start.len() < there.text.len() { format!("{start}…") } else { start };
    let message = Message::new("the {kind} `{expected}` of `{reference}` is missing")
        .with("kind", noun(kind))
        .with("expected", &start)
        .with("reference", there.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, place, message)
        .help("translate it, or remove it everywhere if it is obsolete");
    if let Some(span) = part.unit.shown(there) {
        diagnostic = diagnostic.related(span, format!("the text in `{}`", there.locale));
    }
    PendingFinding::of_page(diagnostic, versions.id, &page.locale, start)
}

fn noun(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Item => "list item",
        PassageKind::Code => "code block",
        _ => "paragraph",
    }
}

/// The sections of versions in which they have texts that are paired with nothing: such texts are cut otherwise.
fn texts_alone<'p>(prose: &'p [ProseUnit<'_>]) -> BTreeSet<(usize, &'p LocaleId)> {
    let is_alone = |part: &&ProseUnit<'_>| part.unit.original.is_none() && part.lacking.is_empty();
    let of_part = |part: &'p ProseUnit<'_>| match &part.unit.texts[..] {
        [text] => Some((part.section, text.locale)),
        _ => None,
    };
    prose.iter().filter(is_alone).filter_map(of_part).collect()
}

/// Whether a version lacks all of this section's text: `missing-section` reports that as a whole.
fn is_of_missing(versions: &Versions<'_>, section: usize, page: &Page) -> bool {
    let has_title = page.headings.first().is_some_and(|heading| heading.level == 1);
    let is_lead = section == 0 || section == 1 && has_title;
    let heading = section.checked_sub(1).and_then(|index| versions.headings.get(index));
    is_lead && lead(page).is_none() || heading.is_some_and(|heading| lacks_body(heading, page))
}
