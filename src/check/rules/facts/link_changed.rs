//! A link that leads elsewhere in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::compare::{destination_of, is_beside, is_same_page, times_elsewhere};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::model::{Destination, Invariant, InvariantKind, LinkKind, LocaleId};
use crate::text::FilePath;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "link-changed",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("link_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    compare_targets(context, unit, &RULE, InvariantKind::LinkTarget, "link to", collector);
    for text in &unit.texts {
        let links = text.signature.invariants.iter().filter(|invariant| invariant.kind == InvariantKind::LinkTarget);
        collector.extend(links.filter_map(|link| into_other_language(context, unit, text, link)));
    }
}

/// A link to a page in the folder of another language, though the reader's own has the page.
fn into_other_language(
    context: &Context<'_>,
    unit: &Unit<'_>,
    text: &Text<'_>,
    link: &Invariant,
) -> Option<PendingFinding> {
    let corpus = context.corpus;
    let from = corpus.page_of_file(text.file)?;
    let target = &*link.text;
    let destination = corpus.resolve_from(&from.locale, &from.relative_path, LinkKind::Link, target);
    let Destination::Page { page, through: Some(other), .. } = destination else { return None };
    let own = corpus.page(&page, &from.locale)?;
    let fragment = target.find('#').map_or("", |at| &target[at..]);
    let path = FilePath::new(&own.relative_path).seen_from(&FilePath::new(&from.relative_path).parent());
    let better = format!("{path}{fragment}");
    let message =
        Message::new("the link to `{found}` leads into the folder of `{other}`, and `{locale}` has the page too")
            .with("found", target)
            .with("other", &other)
            .with("locale", text.locale);
    let span = text.part(link.start as usize, link.end as usize);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message)
        .help("link to the page of this language")
        .fix(Applicability::Suggested, span, better);
    Some(PendingFinding::of_unit(diagnostic, unit, text, target))
}

/// Compares where the links or URLs of a unit lead.
pub(super) fn compare_targets(
    context: &Context<'_>,
    unit: &Unit<'_>,
    rule: &Rule,
    kind: InvariantKind,
    noun: &str,
    collector: &mut Collector,
) {
    let has_any = |text: &Text<'_>| text.signature.of(kind).next().is_some();
    if unit.is_code() || !unit.texts.iter().chain(&unit.original).any(has_any) {
        return;
    }
    let original = unit.reference().map(|text| text.locale).or(context.corpus.default_locale.as_ref());
    for deviation in unit.deviations(context, |text| targets(context, unit, text, kind, original).into_keys().collect())
    {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        if own.text.is_empty() || reference.text.is_empty() {
            continue;
        }
        // A URL that one text shows and another links to is the same URL.
        let other = if kind == InvariantKind::Url { InvariantKind::LinkTarget } else { InvariantKind::Url };
        let only_in = |text: &Text<'_>, keys: &BTreeSet<String>, there: &Text<'_>| -> Vec<Invariant> {
            // Of the other kind any number counts: a text may link to what another spells out twice.
            let (here, known) =
                (targets(context, unit, text, kind, original), targets(context, unit, there, other, original));
            keys.iter()
                .filter(|key| !known.contains_key(*key))
                .filter_map(|key| here.get(key).map(|invariant| (*invariant).clone()))
                .collect()
        };
        let mut extra = only_in(own, &deviation.difference.extra, reference);
        let mut missing = only_in(reference, &deviation.difference.missing, own);
        drop_same_pages((own, &mut extra), (reference, &mut missing));
        // What is linked near by as well is linked once in one language and again in the other.
        match (extra.is_empty(), missing.is_empty()) {
            // What a translator links besides is no mistake. Where nothing shows which of two texts is right, it is one that
            // the other one lost.
            (false, true) if kind == InvariantKind::LinkTarget && !deviation.either => extra.clear(),
            (false, true) => extra.retain(|link| times_elsewhere(context, reference, &link.text) == 0),
            (true, false) => missing.retain(|link| {
                times_elsewhere(context, own, &link.text) == 0 || times_elsewhere(context, reference, &link.text) == 0
            }),
            _ => {}
        }
        // A URL in a paragraph or a code block next to the other text is there.
        if kind == InvariantKind::Url && (missing.is_empty() || extra.is_empty()) {
            extra.retain(|url| !is_beside(own, reference, &url.text));
            missing.retain(|url| !is_beside(reference, own, &url.text));
        }
        let part = |text: &Text<'_>, invariant: &Invariant| text.part(invariant.start as usize, invariant.end as usize);
        let span = extra.first().map_or_else(|| own.span(), |invariant| part(own, invariant));
        let message = match (extra.first(), missing.first()) {
            (Some(extra), Some(missing)) => {
                let template = match kind {
                    InvariantKind::Url => "the {kind} `{found}` is `{expected}` in `{reference}`",
                    _ => "the {kind} `{found}` leads to `{expected}` in `{reference}`",
                };
                Message::new(template).with("found", &extra.text).with("expected", &missing.text)
            }
            (Some(extra), None) => {
                Message::new("the {kind} `{found}` is not in `{reference}`").with("found", &extra.text)
            }
            (None, Some(missing)) => {
                Message::new("the {kind} `{expected}` in `{reference}` is missing").with("expected", &missing.text)
            }
            (None, None) => continue,
        };
        let message = message.with("kind", noun).with("reference", reference.locale);
        let mut diagnostic = Diagnostic::new(rule.id, rule.severity, span.clone(), message)
            .help("let the link lead to the same page; a locale in its path and a fragment may differ");
        if let Some(whole) = unit.shown(reference) {
            let there = missing.first().map_or(whole, |invariant| part(reference, invariant));
            diagnostic = diagnostic.related(there, format!("`{}` has this", reference.locale));
        }
        // With several links nothing shows which stands for which.
        if let ([_], [right], false) = (&extra[..], &missing[..], deviation.either) {
            diagnostic = diagnostic.fix(Applicability::Suggested, span, &*right.text);
        }
        let mut evidence: Vec<String> =
            extra.iter().chain(&missing).map(|invariant| invariant.text.to_string()).collect();
        // In one order for both sides: either may be blamed in another run.
        evidence.sort();
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, evidence.join(" ")).either(deviation.either));
    }
}

/// Leaves out what is one page in two addresses. A text has a few links, so that each is compared with each.
fn drop_same_pages(
    (own, extra): (&Text<'_>, &mut Vec<Invariant>),
    (reference, missing): (&Text<'_>, &mut Vec<Invariant>),
) {
    extra.retain(|link| {
        let is_same = |there: &Invariant| is_same_page((&link.text, own.locale), (&there.text, reference.locale));
        match missing.iter().take(MOST_LINKS).position(is_same) {
            Some(there) => {
                missing.remove(there);
                false
            }
            None => true,
        }
    });
}

/// So many links of a text are compared with each of another one.
const MOST_LINKS: usize = 50;

/// The targets of a text by where they lead, each the first of those that lead there: whether a text links to a page once or
/// twice is up to the translator.
fn targets<'p>(
    context: &Context<'_>,
    unit: &Unit<'_>,
    text: &Text<'p>,
    kind: InvariantKind,
    original: Option<&LocaleId>,
) -> BTreeMap<String, &'p Invariant> {
    let mut targets = BTreeMap::new();
    for invariant in text.signature.invariants.iter().filter(|invariant| invariant.kind == kind) {
        targets.entry(destination_of(context, unit, text, &invariant.text, original)).or_insert(invariant);
    }
    targets
}
