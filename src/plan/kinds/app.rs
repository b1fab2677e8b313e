//! A page each for apps: the entries that concern one app or product.

use super::{PageKind, TopicKind, topic};

pub(super) const KIND: PageKind = topic::kind("app", |site, kind| topic::pages(site, kind, TopicKind::App));
