//! A page each for exceptions: the entries in whose messages an exception class stands, at any depth of the chain.

use super::{PageKind, TopicKind, topic};

pub(super) const KIND: PageKind = topic::kind("exception", |site, kind| topic::pages(site, kind, TopicKind::Exception));
