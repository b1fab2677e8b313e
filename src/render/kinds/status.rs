//! An HTTP status, and the entries that have it.

use super::{View, topic};

pub(super) const VIEW: View = topic::view("status");
