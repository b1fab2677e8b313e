//! What rules share when they compare texts.

mod block_text;
mod code_lines;
mod ending;
mod glued;
mod han_numerals;
mod invariants;
mod parted;
mod prose_text;
mod row_presence;
mod same_target;
mod targets;
mod translated_keys;
mod unsaid;
mod voting;

pub use block_text::{ChangeMarks, changed_words, is_cosmetic, is_same_text, marked_words, noun, start_of_text};
pub use code_lines::plain_code;
pub use ending::{
    breaks_off, ends_sentence, has_fewer_sentences, has_what_ends, is_start_of, lacks_what_ends, says_less,
};
pub use han_numerals::is_in_han;
pub use invariants::{Changed, compare_invariants, is_key_of_row, is_sample};
pub use parted::parted_code;
pub use prose_text::prose_ranges;
pub use row_presence::{Since, Wanted, added_since, removed_since, shown_in, wanted};
pub use same_target::{is_same_page, times_elsewhere};
pub use targets::destination_of;
pub use translated_keys::translated_key;
pub use unsaid::is_beside;
pub use voting::{Deviation, Difference, Votes, deviations_of_sets};
