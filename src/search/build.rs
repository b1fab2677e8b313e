//! Documents to index.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::document::{DocumentKind, SearchDocument};
use super::file::{DocumentRow, FORMAT, IndexFile, VERSION, join_terms};
use super::packed::{push, push_growing};
use super::rarity::rarity;
use crate::model::LocaleId;
use crate::terms::{Variants, tokenize};

/// The index of `documents`, which are all in `locale`. Equal documents give equal bytes.
pub fn build_index(locale: &LocaleId, documents: &[SearchDocument]) -> Vec<u8> {
    let postings = Postings::of(documents);
    let rarities = postings.rarities();
    let pages: BTreeSet<&str> = documents.iter().map(|document| document.page.as_str()).collect();
    let pages: Vec<&str> = pages.into_iter().collect();
    let file = IndexFile {
        format: FORMAT.into(),
        version: VERSION,
        locale: locale.as_str().into(),
        variants: variants_in(&postings.terms).into(),
        documents: documents.iter().map(|document| row(document, &pages)).collect(),
        references: pack_references(&postings.references).into(),
        texts: pack_texts(&postings.texts, &rarities).into(),
        terms: join_terms(&postings.terms.iter().map(String::as_str).collect::<Vec<_>>()).into(),
        postings: postings.pack(&rarities).into(),
        pages: pages.into_iter().map(Cow::from).collect(),
    };
    // The line feed at the end makes it a text file to Git and editors.
    let mut bytes = serde_json::to_vec(&file).expect("an index file has no keys that are not texts");
    bytes.push(b'\n');
    bytes
}

/// A field of a document apart from its messages.
struct Field {
    /// How much a term in it counts, in the average field, where a term of the message counts 60.
    weight: u64,
    text: fn(&SearchDocument) -> &str,
}

// Chosen in the order of how well a field identifies a document. People paste messages, so a message counts five times
// the next field; a section has its title in its place.
const FIELDS: [Field; 5] = [
    Field { weight: 12, text: |document| &document.app },
    Field { weight: 12, text: |document| if document.kind == DocumentKind::Section { &document.title } else { "" } },
    Field { weight: 6, text: |document| &document.description },
    Field { weight: 4, text: |document| &document.resolution },
    Field { weight: 4, text: |document| &document.prose },
];

/// The largest weight of a term in a document.
// The largest number that `packed` writes in one character.
const MAXIMUM_WEIGHT: u64 = 31;

/// Which terms are where. Terms, texts and documents are known by their numbers.
struct Postings {
    /// Sorted.
    terms: Vec<String>,
    /// The terms of each text, growing.
    texts: Vec<Vec<u32>>,
    /// For each document, what it refers to.
    references: Vec<References>,
    /// For each document the terms of its other fields with their weights, growing.
    weights: Vec<Vec<(u32, u32)>>,
}

struct References {
    message: Option<u32>,
    signature: Option<u32>,
    foreign: BTreeSet<u32>,
}

impl Postings {
    fn of(documents: &[SearchDocument]) -> Postings {
        let read: Vec<ReadDocument> = documents.iter().map(ReadDocument::of).collect();
        let terms: BTreeSet<&str> = read.iter().flat_map(ReadDocument::terms).collect();
        let terms: Vec<&str> = terms.into_iter().collect();
        let numbers: HashMap<&str, u32> = terms.iter().copied().zip(0..).collect();
        let mut texts = Texts::default();
        let references = read.iter().map(|document| document.references(&numbers, &mut texts)).collect();
        let averages = std::array::from_fn(|field| average_length(&read, field));
        let weights = read.iter().map(|document| document.weights(&numbers, &averages)).collect();
        Postings { texts: texts.texts, references, weights, terms: terms.into_iter().map(String::from).collect() }
    }

    /// The rarity of each term, counted in documents that have it anywhere.
    fn rarities(&self) -> Vec<u8> {
        let mut having = vec![0; self.terms.len()];
        for (references, weights) in self.references.iter().zip(&self.weights) {
            let texts = references.foreign.iter().chain(&references.message).chain(&references.signature);
            let in_texts = texts.flat_map(|text| self.texts[*text as usize].iter().copied());
            let terms: BTreeSet<u32> = in_texts.chain(weights.iter().map(|(term, _)| *term)).collect();
            terms.into_iter().for_each(|term| having[term as usize] += 1);
        }
        having.into_iter().map(|having| rarity(having, self.references.len())).collect()
    }

    fn pack(&self, rarities: &[u8]) -> String {
        let mut in_texts: Vec<Vec<u32>> = vec![Vec::new(); self.terms.len()];
        for (text, terms) in (0..).zip(&self.texts) {
            terms.iter().for_each(|term| in_texts[*term as usize].push(text));
        }
        let mut in_documents: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.terms.len()];
        for (document, weights) in (0..).zip(&self.weights) {
            weights.iter().for_each(|(term, weight)| in_documents[*term as usize].push((document, *weight)));
        }
        let mut packed = String::new();
        for ((rarity, texts), documents) in rarities.iter().zip(&in_texts).zip(&in_documents) {
            push(&mut packed, u32::from(*rarity));
            push_growing(&mut packed, texts);
            push(&mut packed, documents.len() as u32);
            let mut last = 0;
            for (document, weight) in documents {
                push(&mut packed, document - last);
                push(&mut packed, *weight);
                last = *document;
            }
        }
        packed
    }
}

/// The terms of a document, text by text.
struct ReadDocument {
    message: BTreeSet<String>,
    signature: BTreeSet<String>,
    foreign: Vec<BTreeSet<String>>,
    /// How often each field has each term.
    fields: [BTreeMap<String, u64>; FIELDS.len()],
}

impl ReadDocument {
    fn of(document: &SearchDocument) -> ReadDocument {
        ReadDocument {
            message: term_set(&document.message),
            signature: document.signature.iter().flat_map(|term| term_set(term)).collect(),
            foreign: document.foreign.iter().map(|message| term_set(message)).collect(),
            fields: FIELDS.each_ref().map(|field| term_counts((field.text)(document))),
        }
    }

    fn terms(&self) -> impl Iterator<Item = &str> {
        let sets = [&self.message, &self.signature].into_iter().chain(&self.foreign).flatten();
        sets.chain(self.fields.iter().flat_map(BTreeMap::keys)).map(String::as_str)
    }

    fn references(&self, numbers: &HashMap<&str, u32>, texts: &mut Texts) -> References {
        let mut number =
            |terms: &BTreeSet<String>| texts.number(terms.iter().map(|term| numbers[term.as_str()]).collect());
        let message = number(&self.message);
        let signature = number(&self.signature);
        let foreign = self.foreign.iter().filter_map(number).filter(|text| Some(*text) != message).collect();
        References { message, signature, foreign }
    }

    /// The weight of each term in this document: of every field its weight, less the more terms the field
    /// has, more the more often it has this one.
    fn weights(&self, numbers: &HashMap<&str, u32>, averages: &[u64; FIELDS.len()]) -> Vec<(u32, u32)> {
        let mut weights: BTreeMap<u32, u64> = BTreeMap::new();
        for ((field, counts), average) in FIELDS.iter().zip(&self.fields).zip(averages) {
            let length: u64 = counts.values().sum();
            for (term, count) in counts {
                // BM25 with k = 1.2 and b = 0.75, times twenty above and below.
                let divisor = 20 * count + 6 + 18 * length / (*average).max(1);
                *weights.entry(numbers[term.as_str()]).or_default() += field.weight * 44 * count / divisor;
            }
        }
        weights.into_iter().map(|(term, weight)| (term, weight.clamp(1, MAXIMUM_WEIGHT) as u32)).collect()
    }
}

/// Sets of terms that are each kept once.
#[derive(Default)]
struct Texts {
    texts: Vec<Vec<u32>>,
    numbers: HashMap<Vec<u32>, u32>,
}

impl Texts {
    /// The number of a set of growing terms; `None` for the empty one.
    fn number(&mut self, terms: Vec<u32>) -> Option<u32> {
        if terms.is_empty() {
            return None;
        }
        let next = self.texts.len() as u32;
        Some(*self.numbers.entry(terms).or_insert_with_key(|terms| {
            self.texts.push(terms.clone());
            next
        }))
    }
}

fn term_set(text: &str) -> BTreeSet<String> {
    tokenize(text).into_iter().map(|token| token.text).collect()
}

fn term_counts(text: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for token in tokenize(text) {
        *counts.entry(token.text).or_default() += 1;
    }
    counts
}

/// The average length of a field where it is not empty, in terms; zero where it always is.
fn average_length(documents: &[ReadDocument], field: usize) -> u64 {
    let lengths = documents.iter().map(|document| document.fields[field].values().sum::<u64>());
    let (total, count) =
        lengths.filter(|length| *length > 0).fold((0_u64, 0), |(total, count), length| (total + length, count + 1));
    total.checked_div(count).unwrap_or(0)
}

fn row<'a>(document: &'a SearchDocument, pages: &[&str]) -> DocumentRow<'a> {
    let page = pages.binary_search(&document.page.as_str()).expect("the pages are those of the documents");
    DocumentRow(
        u8::from(document.kind == DocumentKind::Section),
        document.url.as_str().into(),
        document.entry.as_deref().unwrap_or("").into(),
        page,
        document.title.as_str().into(),
        document.app.as_str().into(),
        document.snippet().into(),
    )
}

fn pack_references(references: &[References]) -> String {
    let mut packed = String::new();
    for document in references {
        push(&mut packed, document.message.map_or(0, |text| text + 1));
        push(&mut packed, document.signature.map_or(0, |text| text + 1));
        push_growing(&mut packed, &document.foreign.iter().copied().collect::<Vec<_>>());
    }
    packed
}

fn pack_texts(texts: &[Vec<u32>], rarities: &[u8]) -> String {
    let mut packed = String::new();
    for terms in texts {
        push(&mut packed, terms.iter().map(|term| u32::from(rarities[*term as usize])).sum());
    }
    packed
}

/// The variants that are folded onto a character of the index, as pairs in one text.
fn variants_in(terms: &[String]) -> String {
    let characters: BTreeSet<char> = terms.iter().flat_map(|term| term.chars()).collect();
    let pairs = Variants::all().pairs().filter(|(_, folded)| characters.contains(folded));
    pairs.flat_map(|(variant, folded)| [variant, folded]).collect()
}
