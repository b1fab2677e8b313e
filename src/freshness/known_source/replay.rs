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
        // A parent of which nothing is known has nothing to hand on.
        let known = |before| Some(Parent { translation: before, known: states.get(before)? });
        let parents: Vec<Parent<'_, C>> = step.before.iter().filter_map(known).collect();
        let state = match parents.split_first() {
            None => introduced(contents, step),
            Some((first, others)) => Some(renewed(contents, step, first, others)),
        };
        if let Some(state) = state {
            states.insert(&step.translation, state);
        }
    }
    states.remove(now)
}

/// The translation in a parent of a commit, and what it knew there.
struct Parent<'s, C> {
    translation: &'s C,
    known: &'s KnownSource<C>,
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
    first: &Parent<'_, C>,
    others: &[Parent<'_, C>],
) -> KnownSource<C> {
    let known = first.known.clone();
    let Some(source) = step.source.as_ref().filter(|_| !step.renews_nothing) else { return known };
    let is_known = known.edits.is_empty() && known.content == *source;
    if is_known && others.is_empty() {
        return known;
    }
    let read = || contents.translation(first.translation).zip(contents.translation(&step.translation));
    let Some((before, after)) = read() else { return known };
    if is_same_words(&before, &after) {
        return known;
    }
    let known = merged(contents, known, others, (&before, &after));
    let version = version_since(contents, step, source, &known.content);
    let target = KnownSource { content: version.clone(), edits: Vec::new(), complete: version.clone() };
    let Some(document) = contents.source(&version) else { return known };
    followed(contents, known, &target, &document, (&before, &after), Counts::Following)
}

/// What a merge knows: what came from another branch brings what that one knew.
fn merged<C: Clone + Ord, R: Contents<C>>(
    contents: &R,
    mut known: KnownSource<C>,
    others: &[Parent<'_, C>],
    sides: (&Document, &Document),
) -> KnownSource<C> {
    for other in others.iter().filter(|other| contents.translation(other.translation).is_some()) {
        if *other.known == known {
            continue;
        }
        if let Some(theirs) = contents.edited_source(&other.known.content, &other.known.edits) {
            known = followed(contents, known, other.known, &theirs, sides, Counts::Everything);
        }
    }
    known
}

/// Between what was known and the source of a commit, the version that its translation agrees with.
fn version_since<C: Clone + Ord, R: Contents<C>>(contents: &R, step: &Step<C>, source: &C, known: &C) -> C {
    // Nothing is between a content and itself.
    let until = match source == known {
        true => Some(0),
        false => step.earlier.iter().position(|earlier| earlier == known),
    };
    let earlier = step.earlier[..until.unwrap_or(step.earlier.len())].to_vec();
    version_of(contents, &Step { earlier, ..step.clone() }).unwrap_or_else(|| source.clone())
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
