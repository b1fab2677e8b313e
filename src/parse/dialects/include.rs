//! `[!INCLUDE [title](path)]`: the text of another file in this one.

use super::{Construct, Form};
use crate::model::LinkKind;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "include",
    form: Form::Link(|before, after| before_include(before).and(after_include(after)).map(|_| LinkKind::Include)),
    example: "Zie [!INCLUDE [方塊](includes/x.md)]\n",
    becomes: "paragraph\n  Zie [!INCLUDE \n  include includes/x.md\n    方塊\n  ]\n",
};

/// The text before the link of an include.
const OPENING: &str = "[!include";

/// The text before the characters that open an include at the end of `text`.
pub fn before_include(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let (before, mark) = text.split_at_checked(text.len().checked_sub(OPENING.len())?)?;
    mark.eq_ignore_ascii_case(OPENING).then_some(before)
}

/// The text behind the bracket that closes an include at the start of `text`.
pub fn after_include(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(']')
}
