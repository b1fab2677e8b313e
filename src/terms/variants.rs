//! Traditional Han characters and the Simplified ones that are written for them.

use std::sync::LazyLock;

/// Which characters are folded onto which.
///
/// Folding goes towards Simplified because there one character is written for several; it never chains.
#[derive(Clone, PartialEq, Eq)]
pub struct Variants {
    /// The character for each one from [`FIRST`] on, zero where it is not folded; all are in the Basic Multilingual
    /// Plane.
    table: Vec<u16>,
}

/// The first character of CJK Extension A.
const FIRST: u32 = 0x3400;

/// The last of the CJK Unified Ideographs.
const LAST: u32 = 0x9fff;

impl Variants {
    /// All variants that we know.
    pub fn all() -> &'static Variants {
        static ALL: LazyLock<Variants> = LazyLock::new(|| Variants::from_pairs(known_pairs()));
        &ALL
    }

    /// Only these: pairs of a variant and what it is folded onto. Pairs outside of the Han blocks are left out.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (char, char)>) -> Variants {
        let mut table = Vec::new();
        for (variant, folded) in pairs {
            if let (Some(index), Ok(folded)) = (index(variant), u16::try_from(u32::from(folded))) {
                table.resize((LAST - FIRST + 1) as usize, 0);
                table[index] = folded;
            }
        }
        Variants { table }
    }

    /// What `character` is folded onto, itself where nothing is known.
    pub fn fold(&self, character: char) -> char {
        let folded = index(character).and_then(|index| self.table.get(index)).copied().unwrap_or(0);
        char::from_u32(folded.into()).filter(|&folded| folded != '\0').unwrap_or(character)
    }

    /// The pairs, by variant.
    pub fn pairs(&self) -> impl Iterator<Item = (char, char)> + '_ {
        (FIRST..)
            .zip(&self.table)
            .filter(|(_, folded)| **folded != 0)
            .filter_map(|(variant, folded)| Some((char::from_u32(variant)?, char::from_u32(u32::from(*folded))?)))
    }
}

impl std::fmt::Debug for Variants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.pairs()).finish()
    }
}

fn index(character: char) -> Option<usize> {
    let code = u32::from(character);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

fn known_pairs() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("han.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).flat_map(|word| {
        let mut characters = word.chars();
        let folded = characters.next();
        characters.filter_map(move |variant| Some((variant, folded?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_never_chains() {
        assert!(Variants::all().pairs().count() > 2_700);
        for (variant, folded) in Variants::all().pairs() {
            assert_eq!(Variants::all().fold(folded), folded, "{variant} to {folded}");
        }
    }
}
