//! An app or product, and the entries that concern it.

use super::{View, topic};

pub(super) const VIEW: View = topic::view("app");
