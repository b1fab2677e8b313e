//! The index as it is written: JSON whose long parts are packed texts.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The value of `format`, by which a search index is recognized.
pub(super) const FORMAT: &str = "hexapla-search";

/// The version of the format; readers read no other.
pub(super) const VERSION: u32 = 1;

/// An index file.
#[derive(Deserialize, Serialize)]
pub(super) struct IndexFile<'a> {
    /// [`FORMAT`].
    pub format: Cow<'a, str>,
    /// [`VERSION`].
    pub version: u32,
    /// The locale whose documents these are.
    pub locale: Cow<'a, str>,
    /// Characters that are folded, each followed by the one it is folded onto.
    pub variants: Cow<'a, str>,
    /// Page ids.
    pub pages: Vec<Cow<'a, str>>,
    /// The documents, in order.
    pub documents: Vec<DocumentRow<'a>>,
    /// For each document: its message text and its signature text, each as its number plus one or zero for
    /// none, then the growing numbers of the message texts in other locales.
    pub references: Cow<'a, str>,
    /// For each text the rarities of its terms, added up.
    pub texts: Cow<'a, str>,
    /// The terms, sorted: after each space, how many characters it shares with the one before (one digit of
    /// base 36), then the rest of it.
    pub terms: Cow<'a, str>,
    /// For each term: its rarity, the growing numbers of the texts that have it, and the documents that have it
    /// in another field: how many, then for each the step from the one before and its weight.
    pub postings: Cow<'a, str>,
}

/// One document: kind (`0` entry, `1` section), URL, entry (empty for none), index of its page, title, app, snippet.
#[derive(Deserialize, Serialize)]
pub(super) struct DocumentRow<'a>(
    pub u8,
    pub Cow<'a, str>,
    pub Cow<'a, str>,
    pub usize,
    pub Cow<'a, str>,
    pub Cow<'a, str>,
    pub Cow<'a, str>,
);

/// Sorted terms in one text.
pub(super) fn join_terms(terms: &[&str]) -> String {
    let mut joined = String::new();
    let mut last = "";
    for term in terms {
        let shared = last.chars().zip(term.chars()).take_while(|(a, b)| a == b).count().min(35);
        joined.push(' ');
        joined.extend(char::from_digit(shared as u32, 36));
        joined.extend(term.chars().skip(shared));
        last = term;
    }
    joined
}

/// The terms of such a text; `None` where it is none.
pub(super) fn split_terms(joined: &str) -> Option<Vec<String>> {
    let mut terms: Vec<String> = Vec::new();
    for piece in joined.split(' ').skip(1) {
        let mut rest = piece.chars();
        let shared = rest.next()?.to_digit(36)? as usize;
        let last = terms.last().map_or("", String::as_str);
        terms.push(last.chars().take(shared).chain(rest).collect());
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_terms_are_split_again() {
        let terms = ["aadsts", "aadsts70002", "fout", "foutcode", "权杖", "权牌"];
        let joined = join_terms(&terms);
        assert_eq!(joined, " 0aadsts 670002 0fout 4code 0权杖 1牌");
        assert_eq!(split_terms(&joined).expect("joined by us"), terms);
        assert_eq!(split_terms("").expect("no terms"), Vec::<String>::new());
    }
}
