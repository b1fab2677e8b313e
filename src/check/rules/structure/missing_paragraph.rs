//! A paragraph, list item or code block that one of the locales lacks.

use super::missing_section::lead;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{LocaleId, Page};
use crate::parse::PassageKind;
use crate::text::Span;
use crate::units::{ProseUnit, UnitKind, Versions};

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
    for (at, part) in prose.iter().enumerate() {
        let UnitKind::Prose { kind } = part.unit.kind else { continue };
        if matches!(kind, PassageKind::Heading | PassageKind::Html) || part.lacking.is_empty() {
            continue;
        }
        let texts = part.unit.texts.iter().chain(&part.unit.original);
        let holders: Vec<&LocaleId> = texts.map(|text| text.locale).collect();
        let Some(reference) = versions.wanted(context, &holders) else { continue };
        let mut texts = part.unit.texts.iter().chain(&part.unit.original);
        let Some(there) = texts.find(|text| text.locale == reference) else { continue };
        let letters = there.text.chars().filter(|char| char.is_alphanumeric()).count();
        if letters < SHORTEST {
            continue;
        }
        for page in part.lacking.iter().filter(|page| versions.pages.iter().any(|own| std::ptr::eq(*own, **page))) {
            // What was joined with its neighbour, or parted in another way, is there all the same.
            if is_elsewhere(prose, part.section, page) || is_of_missing_lead(part.section, page) {
                continue;
            }
            let start: String = there.text.chars().take(60).map(|char| if char == '\n' { ' ' } else { char }).collect();
            let start = if start.len() < there.text.len() { format!("{start}…") } else { start };
            let message = Message::new("the {kind} `{expected}` of `{reference}` is missing")
                .with("kind", noun(kind))
                .with("expected", &start)
                .with("reference", reference);
            let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(prose, at, page), message)
                .help("translate it, or remove it everywhere if it is obsolete");
            if let Some(span) = part.unit.shown(there) {
                diagnostic = diagnostic.related(span, format!("the text in `{reference}`"));
            }
            collector.push(PendingFinding::of_page(diagnostic, versions.id, &page.locale, start));
        }
    }
}

fn noun(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Item => "list item",
        PassageKind::Code => "code block",
        _ => "paragraph",
    }
}

/// Whether a version has texts in this section that are paired with nothing: then its texts are cut otherwise.
fn is_elsewhere(prose: &[ProseUnit<'_>], section: usize, page: &Page) -> bool {
    let alone = |part: &&ProseUnit<'_>| {
        let texts = &part.unit.texts;
        part.section == section
            && part.unit.original.is_none()
            && texts.len() == 1
            && texts[0].locale == &page.locale
            && part.lacking.is_empty()
    };
    prose.iter().any(|part| alone(&part))
}

/// Whether a version lacks all of its opening text, which this section is: `missing-section` reports that as a whole.
fn is_of_missing_lead(section: usize, page: &Page) -> bool {
    let has_title = page.headings.first().is_some_and(|heading| heading.level == 1);
    (section == 0 || (section == 1 && has_title)) && lead(page).is_none()
}

/// The text after which the missing one should come.
fn place(prose: &[ProseUnit<'_>], at: usize, page: &Page) -> Span {
    let own =
        |part: &ProseUnit<'_>| part.unit.texts.iter().find(|text| text.locale == &page.locale).map(|text| text.span());
    let before = prose[..at].iter().rev().find_map(own);
    before.unwrap_or_else(|| Span::new(&page.path, 0..0))
}
