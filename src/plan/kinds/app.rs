//! A page each for apps: the entries that concern one app or product.

use super::{PageKind, TopicKind, topic};
use crate::model::Role;

pub(super) const KIND: PageKind = topic::kind("app", TOPICS);

const TOPICS: TopicKind = TopicKind {
    folder: "apps",
    plural: "apps",
    names: |entry| entry.applies_to.iter().cloned().collect(),
    named_in: Some(Role::AppliesTo),
    distance: 1,
};
