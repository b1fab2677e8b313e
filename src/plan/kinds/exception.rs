//! A page each for exceptions: the entries in whose messages an exception class stands, at any depth of the chain.

use super::{PageKind, TopicKind, topic};

pub(super) const KIND: PageKind = topic::kind("exception", TOPICS);

const TOPICS: TopicKind = TopicKind {
    folder: "exceptions",
    plural: "exceptions",
    names: |entry| entry.exceptions.clone(),
    named_in: None,
    distance: 0,
};
