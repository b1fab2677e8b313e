//! Translations of which everything that their source changed was accepted.

use rayon::prelude::*;

use super::base_revisions::SourceRepository;
use super::rereading::{parse_at, reread};
use super::source_history::text;
use crate::config::Options;
use crate::freshness::is_caught_up;
use crate::history::{Original, Originals};
use crate::model::{AcceptedBlocks, Corpus, LocaleId, Lock, PageId};
use crate::read::World;

/// The pages and locales whose acceptances in the lock hold all that the source changed since the translation was made.
/// What cannot be read is not among them.
pub(super) fn caught_up(
    world: &dyn World,
    options: &Options,
    corpus: &Corpus,
    (originals, lock): (&Originals, &Lock),
    source: &SourceRepository,
) -> Vec<(PageId, LocaleId)> {
    let accepted = |page: &PageId, locale: &LocaleId| lock.pages.get(page).and_then(|page| page.get(locale));
    let candidates: Vec<(&PageId, &LocaleId, &Original, &AcceptedBlocks)> = originals
        .all()
        .filter_map(|(page, locale, original)| Some((page, locale, original, accepted(page, locale)?)))
        .collect();
    let is_held = |(page, _, original, accepted): &(&PageId, &LocaleId, &Original, &AcceptedBlocks)| {
        let now = corpus.page(page, &source.locale).and_then(|page| reread(world, options, page).ok());
        let path = source.folder.join(&original.page.relative_path);
        let then = text(source, original, path).ok().flatten();
        let then = then.map(|then| parse_at(options, then, &source.locale, &original.page.relative_path));
        then.zip(now).is_some_and(|(then, now)| is_caught_up(accepted, &then, &now))
    };
    let held = candidates.par_iter().filter(|candidate| is_held(candidate));
    held.map(|(page, locale, ..)| ((*page).clone(), (*locale).clone())).collect()
}
