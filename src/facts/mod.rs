//! What the content itself shows before any rule looks at it: names, lengths, lexicons, duplicate rows, conventions.
//!
//! **Comes in:** an [`AlignedCorpus`] and its [`Units`]. **Goes out:** [`Facts`] about the whole site, and
//! [`Conventions`] that are counted while units are looked at. **Never happens here:** judging: what is unusual is not
//! wrong yet.

mod conventions;
mod duplicate_rows;
mod lengths;
mod lexicon;
mod names;
mod polarity;
mod suspects;

pub use conventions::{Convention, Conventions, Limit};
pub use duplicate_rows::DuplicateRows;
pub use lengths::{Expected, Lengths, length};
pub use lexicon::{Bag, Lexicons};
pub use names::{Names, contains_name, contains_term, names_in, row_has_name, whole_name};
pub use polarity::{Denials, Polarity};
pub use suspects::Suspects;

use crate::units::{AlignedCorpus, Units};

/// What the content shows as a whole.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How names are spelled, and which stand for apps.
    pub names: Names,
    /// How long a translation is.
    pub lengths: Lengths,
    /// Which words are the opposite of which.
    pub polarity: Polarity,
    /// Which words stand for which.
    pub lexicons: Lexicons,
    /// Which rows are there twice.
    pub duplicate_rows: DuplicateRows,
}

impl Facts {
    /// Learns from the cells of a site.
    pub fn learn(site: &AlignedCorpus<'_>, units: &Units<'_>) -> Facts {
        Facts {
            names: Names::learn(site.corpus, site.alignment),
            lengths: Lengths::learn(&units.cells),
            polarity: Polarity::new(site.corpus),
            lexicons: Lexicons::learn(&units.cells),
            duplicate_rows: DuplicateRows::learn(site.corpus, site.alignment),
        }
    }
}
