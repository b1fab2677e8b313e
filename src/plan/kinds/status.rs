//! A page each for HTTP statuses: the entries with one HTTP status.

use super::{PageKind, TopicKind, topic};

pub(super) const KIND: PageKind = topic::kind("status", TOPICS);

const TOPICS: TopicKind = TopicKind {
    folder: "status",
    plural: "statuses",
    names: |entry| entry.status.iter().map(u16::to_string).collect(),
    named_in: None,
    distance: 2,
};
