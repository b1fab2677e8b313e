//! The commits of a translation, as they are replayed.

use std::sync::Arc;

use super::Content;
use super::contents::{OfLocale, PageContents};
use super::file::FileOfPage;
use crate::freshness::{Contents, KnownSource, MOST_VERSIONS, Step, replay};
use crate::model::{FrontMatter, Page};
use crate::read::Touch;

/// Earlier versions of the source are looked at for a translation that was late by so many seconds at most: half a year.
const LATEST: i64 = 180 * 86_400;

/// Of a file that was committed more often than this, only the youngest commits are looked at.
pub(super) const MOST_STEPS: usize = 300;

/// The commits that changed a translation, and the work tree where that has another content.
pub(super) fn steps(source: &FileOfPage<'_>, own: &FileOfPage<'_>) -> Vec<Step<Content>> {
    let first = own.touches.len().saturating_sub(MOST_STEPS);
    let mut steps: Vec<Step<Content>> =
        own.touches[first..].iter().filter_map(|touch| step(source, own, touch)).collect();
    if own.now == Content::InWorkTree {
        steps.push(step_of_work_tree(source, own));
    }
    steps
}

/// What a translation knows of its source after these steps; `None` where nothing shows it, or its pin says it all.
pub(super) fn known_source(
    own: &FileOfPage<'_>,
    contents: &PageContents<'_, '_>,
    steps: &[Step<Content>],
    pinned: Option<(&str, Content)>,
) -> Option<KnownSource<Content>> {
    let of_locale = OfLocale::new(contents, own);
    let Some((pin, content)) = pinned else { return replay(&of_locale, None, steps, &own.now) };
    let at = pinned_at(&of_locale, own.page, steps, pin)?;
    if at + 1 == steps.len() {
        return None;
    }
    let known = KnownSource { content, edits: Vec::new(), complete: content };
    let found = replay(&of_locale, Some((&steps[at].translation, known.clone())), &steps[at + 1..], &own.now);
    found.filter(|found| *found != known)
}

/// The work tree as a commit on top of all others.
fn step_of_work_tree(source: &FileOfPage<'_>, own: &FileOfPage<'_>) -> Step<Content> {
    let before = own.touches.iter().rev().find_map(|touch| touch.now).map(Content::InGit);
    Step {
        translation: Content::InWorkTree,
        before: before.into_iter().collect(),
        source: Some(source.now),
        earlier: earlier(source, source.touches.len(), i64::MIN),
        renews_nothing: false,
    }
}

/// Index of the step in which a translation got the pin that it has now, whose value is `name`.
fn pinned_at(contents: &OfLocale<'_, '_>, page: &Page, steps: &[Step<Content>], name: &str) -> Option<usize> {
    let value = |value: &str| value.trim() == name;
    let FrontMatter { values, nested, .. } = &page.front_matter;
    let key = &values.iter().chain(nested).find(|entry| value(&entry.value))?.key;
    let has_pin = |step: &Step<Content>| {
        let translation = contents.translation(&step.translation);
        translation.is_some_and(|translation| translation.page.front_matter.get(key).is_some_and(value))
    };
    let without = steps.iter().rposition(|step| !has_pin(step));
    Some(without.map_or(0, |without| without + 1)).filter(|at| *at < steps.len())
}

/// A commit that changed a translation; `None` where it removed it.
fn step(source: &FileOfPage<'_>, own: &FileOfPage<'_>, touch: &Touch) -> Option<Step<Content>> {
    let translation = Content::InGit(touch.now?);
    let (files, of_source) = (&own.history.files, &source.history.files);
    let commit = &files.commits[touch.commit];
    let at = if Arc::ptr_eq(files, of_source) { Some(touch.commit) } else { of_source.at(commit.authored) };
    let known = at.and_then(|at| source.touch_known_to(at));
    let content = known.and_then(|known| source.touches[known].now).map(Content::InGit);
    let since = commit.authored.min(commit.committed).saturating_sub(LATEST);
    Some(Step {
        translation,
        before: touch.before.iter().copied().map(Content::InGit).collect(),
        source: content,
        earlier: known.map_or_else(Vec::new, |known| earlier(source, known, since)),
        renews_nothing: own.history.is_ignored(touch.commit),
    })
}

/// The contents of a source before one of its touches, youngest first, as long as they were replaced after a time.
fn earlier(source: &FileOfPage<'_>, before: usize, since: i64) -> Vec<Content> {
    let replaced_at =
        |at: usize| source.touches.get(at).map_or(i64::MAX, |next| source.history.files.commits[next.commit].committed);
    let earlier = (0..before).rev().take_while(|at| replaced_at(at + 1) >= since);
    earlier.filter_map(|at| source.touches[at].now).map(Content::InGit).take(MOST_VERSIONS).collect()
}
