//! A page each for HTTP statuses: the entries with one HTTP status.

use super::{PageKind, TopicKind, topic};

pub(super) const KIND: PageKind = topic::kind("status", |site, kind| topic::pages(site, kind, TopicKind::Status));
