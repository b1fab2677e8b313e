//! The history of a translation from its first commit to now.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::adoption::{Counts, Sides, not_followed};
use super::late::version_of;
use super::{Contents, KnownSource, Step, is_same_words};
use crate::parse::Document;

/// What a translation whose content is `now` knows of its source; `None` where nothing shows it. The steps are in order,
/// each after those of its parents.
///
/// What is known goes with the content: a content that comes again, by a revert or on another branch, knows what it
/// knew. `begins` is a translation that says itself what it knows, before the first step.
pub fn replay<C: Clone + Ord, R: Contents<C>>(
    contents: &R,
    begins: Option<(&C, KnownSource<C>)>,
    steps: &[Step<C>],
    now: &C,
) -> Option<KnownSource<C>> {
    let mut states: BTreeMap<&C, KnownSource<C>> = begins.into_iter().collect();
    for step in steps {
        if states.contains_key(&step.translation) {
            continue;
        }
        let parents: Vec<&KnownSource<C>> = step.before.iter().filter_map(|before| states.get(before)).collect();
        let state = match parents.first() {
            None => introduced(contents, step),
            Some(_) => Some(renewed(contents, step, &parents)),
        };
        if let Some(state) = state {
            states.insert(&step.translation, state);
        }
    }
    states.remove(now)
}

/// A translation that nothing came before.
fn introduced<C: Clone + Ord, R: Contents<C>>(contents: &R, step: &Step<C>) -> Option<KnownSource<C>> {
    let content = version_of(contents, step)?;
    Some(KnownSource { complete: content.clone(), content, edits: Vec::new() })
}

/// What a translation knows after an edit of it; a merge begins with what its first parent knew.
fn renewed<C: Clone + Ord, R: Contents<C>>(
    contents: &R,
    step: &Step<C>,
    parents: &[&KnownSource<C>],
) -> KnownSource<C> {
    let mut known = parents[0].clone();
    let Some(source) = &step.source else { return known };
    if step.renews_nothing {
        return known;
    }
    let read = || {
        let before = contents.translation(step.before.first()?)?;
        Some((before, contents.translation(&step.translation)?))
    };
    let is_known = known.edits.is_empty() && known.content == *source;
    if is_known && parents.len() == 1 {
        return known;
    }
    let Some((before, after)) = read() else { return known };
    if is_same_words(&before, &after) {
        return known;
    }
    for (parent, content) in parents.iter().zip(&step.before).skip(1) {
        // What came from the other branch brings what that one knew.
        let theirs = contents.edited_source(&parent.content, &parent.edits);
        let brought = contents.translation(content).zip(theirs);
        if let Some((_, theirs)) = brought
            && **parent != known
        {
            known = followed(contents, known, parent, &theirs, (&before, &after), Counts::Everything);
        }
    }
    // Between what was known and the source of this commit, the version that the translation agrees with.
    let until = step.earlier.iter().position(|earlier| *earlier == known.content).unwrap_or(step.earlier.len());
    let since = Step { earlier: step.earlier[..until].to_vec(), ..step.clone() };
    let version = version_of(contents, &since).unwrap_or_else(|| source.clone());
    let target = KnownSource { content: version.clone(), edits: Vec::new(), complete: version.clone() };
    let Some(document) = contents.source(&version) else { return known };
    followed(contents, known, &target, &document, (&before, &after), Counts::Following)
}

/// What a translation knows after an edit, of a state of the source that it may have followed.
fn followed<C: Clone + Ord, R: Contents<C>>(
    contents: &R,
    known: KnownSource<C>,
    target: &KnownSource<C>,
    source: &Arc<Document>,
    (before, after): (&Document, &Document),
    counts: Counts,
) -> KnownSource<C> {
    let Some(then) = contents.edited_source(&known.content, &known.edits) else { return known };
    if is_same_words(&then, source) {
        return target.clone();
    }
    let edits = not_followed(Sides { known: &then, source, before, after }, counts);
    if edits.is_empty() {
        return target.clone();
    }
    // Edits of a text that is edited itself cannot be kept apart from those: the whole text is one edit then.
    if !target.edits.is_empty() {
        return known;
    }
    KnownSource { content: target.content.clone(), edits, complete: known.complete }
}
