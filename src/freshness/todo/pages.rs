//! Pages that are to be translated, or removed, as a whole.

use super::{OpenPage, SourceText, TodoKind, TodoReason, TodoUnit};
use crate::freshness::Freshness;
use crate::model::{LocaleId, Page};
use crate::text::FilePath;

/// The page as one unit that stands for nothing yet; `None` where the locale has its parts to do.
pub(super) fn whole_page(open: OpenPage<'_>, locale: &LocaleId) -> Option<TodoUnit> {
    let corpus = open.site.corpus;
    let own = corpus.page(open.id, locale);
    let is_gone = open.site.originals.is_source_gone(open.id);
    // Where it was made from a page of the source, the source had that.
    let had_source = open.site.originals.of(open.id, locale).is_some();
    let (freshness, reason) = match own {
        None if *open.freshness.page(open.id, locale) == Freshness::Missing => (Freshness::Missing, TodoReason::Absent),
        Some(_) if is_gone => (Freshness::Orphan, TodoReason::SourceRemoved),
        Some(_) if corpus.source_locale.as_ref().is_some_and(|source| corpus.page(open.id, source).is_none()) => {
            let reason = if had_source { TodoReason::SourceRemoved } else { TodoReason::NotInSource };
            (Freshness::Orphan, reason)
        }
        Some(_) if *open.freshness.page(open.id, locale) == Freshness::Untranslated => {
            (Freshness::Untranslated, TodoReason::SourceWords)
        }
        _ => return None,
    };
    let there = version_to_translate(open, locale).filter(|_| freshness != Freshness::Orphan);
    Some(TodoUnit {
        locale: locale.clone(),
        page: open.id.clone(),
        path: path(open, locale),
        line: 1,
        kind: TodoKind::Page,
        entry: None,
        freshness,
        reason,
        source: SourceText {
            place: there.map(|page| (page.path.clone(), 1)),
            old: None,
            new: there.map(|page| page.title.clone()),
        },
        text: None,
        blocks: 0,
        rows: 0,
    })
}

/// The version that a page would be translated from: the source's; without one that whose words it has, else the first.
fn version_to_translate<'p>(open: OpenPage<'p>, locale: &LocaleId) -> Option<&'p Page> {
    let corpus = open.site.corpus;
    let words_of = open.left.page(open.id, locale).map(|left| &left.words_of);
    let preferred = corpus.source_locale.as_ref().or(words_of).or(corpus.reference_locale());
    let preferred = preferred.and_then(|locale| corpus.page(open.id, locale));
    let others = || corpus.pages.get(open.id)?.values().find(|page| page.locale != *locale);
    preferred.or_else(others)
}

/// The file of a page in a locale, or the one that it should be.
pub(super) fn path(open: OpenPage<'_>, locale: &LocaleId) -> FilePath {
    let corpus = open.site.corpus;
    if let Some(own) = corpus.page(open.id, locale) {
        return own.path.clone();
    }
    let relative = version_to_translate(open, locale).map_or(open.id.as_str(), |page| page.relative_path.as_str());
    open.folders.get(locale).map_or_else(|| FilePath::new(relative), |folder| folder.join(relative))
}
