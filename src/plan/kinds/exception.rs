//! A page each for exceptions: the entries in whose messages an exception class stands, at any depth of the chain.

use super::{PageKind, TopicKind, of_topics};

pub(super) const KIND: PageKind = PageKind {
    name: "exception",
    listed: true,
    pages: |site| of_topics(site, "exception", TopicKind::Exception),
    ..PageKind::PLAIN
};
