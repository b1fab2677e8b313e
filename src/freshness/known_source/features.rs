//! What of a page any translation of it has as often: its numbers, codes and links, and how it is built.

use std::collections::BTreeMap;

use crate::model::{Invariant, InvariantKind, LinkKind, Page};
use crate::parse::{Document, PassageKind, read_signature};
use crate::units::visible;

/// How often each thing is on a page that survives translation.
pub type Features = BTreeMap<Feature, usize>;

/// A thing that survives translation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// A number, a code, a name in code; of a link the last part of its path.
    Invariant(InvariantKind, String),
    /// Blocks of a kind.
    Blocks(PassageKind),
    /// Headings of a level.
    Headings(u8),
    /// Rows of the table at a place.
    Rows(usize),
    /// Images.
    Images,
}

/// The features of a page.
pub fn features(document: &Document) -> Features {
    let mut features = Features::new();
    let mut add = |feature| *features.entry(feature).or_default() += 1;
    for passage in document.passages() {
        let text = document.source.slice(passage.range.clone());
        add(Feature::Blocks(passage.kind));
        if passage.kind != PassageKind::Code {
            read_signature(&visible(text)).invariants.iter().flat_map(comparable).for_each(&mut add);
        }
    }
    let Page { headings, tables, links, .. } = &document.page;
    headings.iter().for_each(|heading| add(Feature::Headings(heading.level)));
    for (at, table) in tables.iter().enumerate() {
        for row in &table.rows {
            add(Feature::Rows(at));
            let cells = row.cells.iter().flat_map(|cell| &cell.signature.invariants);
            cells.flat_map(comparable).for_each(&mut add);
        }
    }
    links.iter().filter(|link| link.kind == LinkKind::Image).for_each(|_| add(Feature::Images));
    features
}

/// An invariant as it is counted. Of a name, which translations may inflect or leave out, its numbers: in one language a
/// number is part of a name, as `Sie 10 Minuten` looks like one, and in another it is not.
fn comparable(invariant: &Invariant) -> Vec<Feature> {
    let text = match invariant.kind {
        InvariantKind::Name => {
            let words = invariant.text.split(|char: char| !char.is_alphanumeric());
            let numbers = words.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
            return numbers.map(|number| Feature::Invariant(InvariantKind::Number, number.to_owned())).collect();
        }
        InvariantKind::LinkTarget | InvariantKind::Url => {
            let path = invariant.text.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
            path.rsplit('/').next().unwrap_or_default().to_lowercase()
        }
        _ => invariant.text.to_string(),
    };
    vec![Feature::Invariant(invariant.kind, text)]
}
