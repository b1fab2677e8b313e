//! An exception class, and the entries in whose messages it stands.

use super::{View, topic};

pub(super) const VIEW: View = topic::view("exception");
