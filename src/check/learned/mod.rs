//! What the content itself shows before any rule looks at it.

mod lengths;
mod lexicon;
mod names;
mod polarity;
mod twins;

pub use lengths::{Lengths, length};
pub use lexicon::{Bag, Lexicons};
pub use names::{Names, contains_name, contains_term, names_in, row_has_name, whole_name};

pub use polarity::{Denials, Polarity};
pub use twins::Twins;

use super::Context;

/// What the content shows about names and lengths.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// How names are spelled, and which stand for apps.
    pub names: Names,
    /// How long a translation is.
    pub lengths: Lengths,
    /// Which words say the opposite of which.
    pub polarity: Polarity,
    /// Which words stand for which.
    pub lexicons: Lexicons,
    /// Which rows stand twice.
    pub twins: Twins,
}

impl Learned {
    /// Learns from the cells of a context.
    pub fn learn(context: &Context<'_>) -> Learned {
        Learned {
            names: Names::learn(context.corpus, context.alignment),
            lengths: Lengths::learn(&context.cells),
            polarity: Polarity::new(context.corpus),
            lexicons: Lexicons::learn(&context.cells),
            twins: Twins::learn(context.corpus, context.alignment),
        }
    }
}
