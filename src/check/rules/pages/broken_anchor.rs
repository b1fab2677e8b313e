//! A link to a place that its page does not have.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Destination, Link, LinkKind, LocaleId, Page, PageId};

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-anchor",
    group: RuleGroup::Pages,
    severity: Severity::Warning,
    page: include_str!("broken_anchor.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    let mut places: BTreeMap<PageId, Places<'_>> = BTreeMap::new();
    for (id, versions) in &context.corpus.pages {
        let mut reported: BTreeSet<(PageId, String)> = BTreeSet::new();
        let in_order = context.locales_reference_first().filter_map(|locale| versions.get(locale));
        for page in in_order {
            for link in page.links.iter().filter(|link| link.kind == LinkKind::Link) {
                let Some((target, anchor)) = broken(context, &mut places, page, link) else { continue };
                // What is broken in the source is broken everywhere, and mended there.
                if !reported.insert((target.clone(), anchor.clone())) && context.corpus.source_locale.is_some() {
                    continue;
                }
                let message = Message::new("`{target}` has no place called `#{anchor}`")
                    .with("target", &target)
                    .with("anchor", &anchor);
                let diagnostic = Diagnostic::new(RULE.id, RULE.severity, link.span.clone(), message)
                    .help("name a heading or an anchor of that page; headings have the anchors of the source in every language");
                collector.push(PendingFinding::of_page(diagnostic, id, &page.locale, &link.target));
            }
        }
    }
}

/// The page and the anchor that a link leads to, where that page has no such place.
fn broken<'c>(
    context: &Context<'c>,
    places: &mut BTreeMap<PageId, Places<'c>>,
    page: &Page,
    link: &Link,
) -> Option<(PageId, String)> {
    let (target, anchor) = match context.corpus.resolve(page, link) {
        Destination::Anchor(anchor) => (page.id.clone(), anchor),
        Destination::Page { page, anchor, .. } => (page, anchor),
        _ => return None,
    };
    // Browsers know `#` and `#top` as the top of any page.
    // A heading `[Linux](#tab/linux)` is the tab of a page, and no link.
    if anchor.is_empty() || anchor == "top" || anchor.starts_with("tab/") {
        return None;
    }
    let places = places.entry(target.clone()).or_insert_with(|| Places::of(context, &target));
    (!places.has(&page.locale, &anchor)).then_some((target, anchor))
}

/// The places of a page that a link may name. The plan gives headings the same anchors in every locale, so a heading of
/// any locale counts in all of them.
struct Places<'c> {
    /// Whether all its places are known: not where a file is included, which may have anchors, too, nor where a shortcode
    /// gives out ids.
    known: bool,
    /// In lower case: of its headings, as all locales have them.
    shared: BTreeSet<String>,
    /// In lower case: what each locale's own version has.
    own: BTreeMap<&'c LocaleId, BTreeSet<String>>,
    rows: BTreeSet<&'c str>,
}

impl<'c> Places<'c> {
    fn of(context: &Context<'c>, id: &PageId) -> Places<'c> {
        let versions = context.corpus.pages.get(id);
        let pages = || versions.into_iter().flat_map(BTreeMap::values);
        let includes = |page: &Page| page.links.iter().any(|link| link.kind == LinkKind::Include);
        let headings = context.alignment.headings.get(id).into_iter().flatten();
        let tables = context.alignment.tables_of(id).iter();
        let rows = tables.flat_map(|table| context.alignment.entries_of(table)).map(|entry| entry.id.as_str());
        Places {
            known: versions.is_some() && !pages().any(|page| page.gives_anchors || includes(page)),
            shared: headings
                .map(|heading| heading.anchor.to_lowercase())
                .chain(
                    pages()
                        .flat_map(|page| &page.headings)
                        .filter_map(|heading| heading.former_id.as_ref())
                        .map(|id| id.to_lowercase()),
                )
                .collect(),
            own: pages().map(|page| (&page.locale, names(page))).collect(),
            rows: rows.collect(),
        }
    }

    fn has(&self, locale: &LocaleId, anchor: &str) -> bool {
        let folded = anchor.to_lowercase();
        let own = self.own.get(locale);
        !self.known
            || self.shared.contains(&folded)
            || own.is_some_and(|names| names.contains(&folded))
            || (own.is_none() && self.own.values().any(|names| names.contains(&folded)))
            || self.rows.contains(anchor)
    }
}

/// The names of a version's headings and anchors in lower case.
fn names(page: &Page) -> BTreeSet<String> {
    let headings = page.headings.iter().map(|heading| &heading.id);
    headings.chain(&page.anchors).map(|name| name.to_lowercase()).collect()
}
