//! Headings that skip no level.

/// The levels of the headings that a place on the page stands under, as the author numbered them.
///
/// Readers with a screen reader walk the levels, so a page has one first level and no gaps: `#`, `###` become
/// `h1`, `h2`; a second `#` becomes `h2`.
#[derive(Debug, Default)]
pub struct Outline {
    open: Vec<u8>,
    begun: bool,
}

impl Outline {
    /// The level at which a heading that the author gave `level` is written, from 1 to 6.
    pub fn level(&mut self, level: u8) -> u8 {
        if !self.begun && level == 1 {
            self.begun = true;
            return 1;
        }
        self.begun = true;
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        (self.depth() + 1).min(6)
    }

    /// The level of the last heading.
    pub fn depth(&self) -> u8 {
        u8::try_from(self.open.len()).unwrap_or(5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(written: &[u8]) -> Vec<u8> {
        let mut outline = Outline::default();
        written.iter().map(|level| outline.level(*level)).collect()
    }

    #[test]
    fn levels_are_kept_where_they_are_in_order_and_closed_up_where_they_are_not() {
        assert_eq!(levels(&[1, 2, 3, 3, 2]), [1, 2, 3, 3, 2]);
        assert_eq!(levels(&[1, 3, 4, 2, 4]), [1, 2, 3, 2, 3]);
        assert_eq!(levels(&[1, 2, 1, 2]), [1, 2, 2, 3]);
        assert_eq!(levels(&[3, 1, 2]), [2, 2, 3]);
    }
}
