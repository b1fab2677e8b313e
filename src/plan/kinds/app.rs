//! A page each for apps: the entries that concern one app or product.

use super::{PageKind, TopicKind, of_topics};

pub(super) const KIND: PageKind =
    PageKind { name: "app", listed: true, pages: |site| of_topics(site, "app", TopicKind::App), ..PageKind::PLAIN };
