//! Rules about punctuation, brackets, spaces, the form of numbers.

pub(super) mod doubled_word;
pub(super) mod number_format;
pub(super) mod punctuation_width;
pub(super) mod stray_space;
pub(super) mod terminal_punctuation;
pub(super) mod unbalanced_brackets;
