//! An index as it is searched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::OnceLock;

use super::document::DocumentKind;
use super::file::{DocumentRow, FORMAT, IndexFile, VERSION, split_terms};
use super::fuzzy_term::Grams;
use super::packed::Unpack;
use crate::model::LocaleId;
use crate::terms::Variants;

/// An index that has been read. Every number in it points at something.
pub struct Index {
    pub(super) documents: Vec<Indexed>,
    pub(super) references: Vec<References>,
    /// For each text the rarities of its terms, added up; at least one.
    pub(super) texts: Vec<u64>,
    pub(super) terms: Vec<String>,
    pub(super) postings: Vec<Posting>,
    pub(super) numbers: HashMap<String, u32>,
    pub(super) variants: Variants,
    pub(super) grams: OnceLock<Grams>,
    locale: LocaleId,
}

/// What the index holds of a document to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// What it is.
    pub kind: DocumentKind,
    /// Where it is, relative to the site's base path.
    pub url: String,
    /// The entry's id, where it is one.
    pub entry: Option<String>,
    /// The page's id.
    pub page: String,
    /// The text of the link to it.
    pub title: String,
    /// The app it concerns; empty for none.
    pub app: String,
    /// The beginning of its text.
    pub snippet: String,
}

/// The texts of a document.
pub(super) struct References {
    pub message: Option<u32>,
    pub signature: Option<u32>,
    pub foreign: Vec<u32>,
}

/// Where a term is.
pub(super) struct Posting {
    pub rarity: u64,
    pub texts: Vec<u32>,
    /// Documents and the weight that the term has there.
    pub documents: Vec<(u32, u64)>,
}

/// Bytes that are no index this program can read.
#[derive(Debug)]
pub enum IndexError {
    /// They are not JSON of the right shape.
    Malformed(serde_json::Error),
    /// They are an index of another version.
    Version(u32),
    /// This part of it is damaged.
    Damaged(&'static str),
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::Malformed(error) => write!(f, "this is no search index ({error}); build the site again"),
            IndexError::Version(found) => {
                write!(f, "the search index has version {found} where {VERSION} is read; build the site again")
            }
            IndexError::Damaged(part) => write!(f, "`{part}` of the search index is damaged; build the site again"),
        }
    }
}

impl Error for IndexError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // What it says is in the message above.
            IndexError::Malformed(error) => error.source(),
            IndexError::Version(_) | IndexError::Damaged(_) => None,
        }
    }
}

impl Index {
    /// Reads what [`build_index`](super::build_index) wrote.
    ///
    /// # Errors
    /// [`IndexError`] for any other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Index, IndexError> {
        let file: IndexFile<'_> = serde_json::from_slice(bytes).map_err(IndexError::Malformed)?;
        if file.format != FORMAT {
            return Err(IndexError::Damaged("format"));
        }
        if file.version != VERSION {
            return Err(IndexError::Version(file.version));
        }
        let documents = documents(&file).ok_or(IndexError::Damaged("documents"))?;
        let texts = texts(&file.texts).ok_or(IndexError::Damaged("texts"))?;
        let terms = split_terms(&file.terms).ok_or(IndexError::Damaged("terms"))?;
        let references = references(&file.references, documents.len(), texts.len());
        let postings = postings(&file.postings, terms.len(), texts.len(), documents.len());
        Ok(Index {
            locale: file.locale.parse().map_err(|_| IndexError::Damaged("locale"))?,
            variants: variants(&file.variants).ok_or(IndexError::Damaged("variants"))?,
            references: references.ok_or(IndexError::Damaged("references"))?,
            postings: postings.ok_or(IndexError::Damaged("postings"))?,
            numbers: terms.iter().cloned().zip(0..).collect(),
            grams: OnceLock::new(),
            documents,
            texts,
            terms,
        })
    }

    /// The locale of its documents.
    pub fn locale(&self) -> &LocaleId {
        &self.locale
    }

    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether it has no documents.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Index({}, {} documents, {} terms)", self.locale, self.documents.len(), self.terms.len())
    }
}

fn documents(file: &IndexFile<'_>) -> Option<Vec<Indexed>> {
    file.documents.iter().map(|row| document(row, &file.pages)).collect()
}

fn document(row: &DocumentRow<'_>, pages: &[Cow<'_, str>]) -> Option<Indexed> {
    let DocumentRow(kind, url, entry, page, title, app, snippet) = row;
    Some(Indexed {
        kind: if *kind == 0 { DocumentKind::Entry } else { DocumentKind::Section },
        url: url.to_string(),
        entry: Some(entry.to_string()).filter(|entry| !entry.is_empty()),
        page: pages.get(*page)?.to_string(),
        title: title.to_string(),
        app: app.to_string(),
        snippet: snippet.to_string(),
    })
}

fn variants(pairs: &str) -> Option<Variants> {
    let characters: Vec<char> = pairs.chars().collect();
    let (pairs, rest) = characters.as_chunks::<2>();
    rest.is_empty().then(|| Variants::from_pairs(pairs.iter().map(|[variant, folded]| (*variant, *folded))))
}

fn texts(packed: &str) -> Option<Vec<u64>> {
    let mut unpack = Unpack::new(packed);
    let mut texts = Vec::new();
    while !unpack.is_done() {
        texts.push(u64::from(unpack.number()?.max(1)));
    }
    Some(texts)
}

fn references(packed: &str, documents: usize, texts: usize) -> Option<Vec<References>> {
    let mut unpack = Unpack::new(packed);
    let read: Option<Vec<References>> = (0..documents)
        .map(|_| {
            let message = optional(unpack.number()?, texts)?;
            let signature = optional(unpack.number()?, texts)?;
            Some(References { message, signature, foreign: unpack.growing(texts)? })
        })
        .collect();
    read.filter(|_| unpack.is_done())
}

/// Reads an optional number, which is written plus one, with zero for none.
fn optional(number: u32, limit: usize) -> Option<Option<u32>> {
    match number.checked_sub(1) {
        None => Some(None),
        Some(number) => ((number as usize) < limit).then_some(Some(number)),
    }
}

fn postings(packed: &str, terms: usize, texts: usize, documents: usize) -> Option<Vec<Posting>> {
    let mut unpack = Unpack::new(packed);
    let read: Option<Vec<Posting>> = (0..terms).map(|_| posting(&mut unpack, texts, documents)).collect();
    read.filter(|_| unpack.is_done())
}

fn posting(unpack: &mut Unpack<'_>, texts: usize, documents: usize) -> Option<Posting> {
    let rarity = u64::from(unpack.number()?.min(255));
    let texts = unpack.growing(texts)?;
    let mut weighted = Vec::new();
    let mut document = 0;
    for _ in 0..unpack.number()? {
        document = unpack.number()?.checked_add(document).filter(|document| (*document as usize) < documents)?;
        weighted.push((document, u64::from(unpack.number()?.min(255))));
    }
    Some(Posting { rarity, texts, documents: weighted })
}
