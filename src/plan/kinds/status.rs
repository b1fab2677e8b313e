//! A page each for HTTP statuses: the entries with one HTTP status.

use super::{PageKind, TopicKind, of_topics};

pub(super) const KIND: PageKind = PageKind {
    name: "status",
    listed: true,
    pages: |site| of_topics(site, "status", TopicKind::Status),
    ..PageKind::PLAIN
};
