//! A page each for apps: the entries that concern one app or product.

use super::{PageKind, TopicKind, of_topics};

pub(super) const KIND: PageKind =
    PageKind { name: "app", listed: true, shows_findings: false, pages: |site| of_topics(site, "app", TopicKind::App) };
