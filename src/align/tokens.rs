//! What rows are compared by: the tokens of their cells, numbered.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::phonetic_key::{phonetic_key, unaccented};
use crate::model::{Cell, Cover, InvariantKind};
use crate::parse::html::tags;
use crate::terms::{TokenKind, fold, tokenize};

/// How many rows are read at once, so that the texts of all are never in memory together.
const PIECE: usize = 512;

/// A token's number in the [`Vocabulary`].
pub type Token = u32;

/// What a token is, on which depends how likely a translation keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// The whole text of a short cell.
    Whole,
    /// That a cell is empty.
    Empty,
    /// An identifier, code, placeholder or inline code.
    Code,
    /// A number.
    Number,
    /// The last part of a link's target.
    Link,
    /// A word in Latin letters.
    Latin,
    /// A word in other letters.
    Word,
    /// Two neighbours in a script without spaces.
    Bigram,
    /// How often a kind of markup occurs, such as three line breaks.
    Markup,
    /// How a word begins, without accents.
    Stem,
    /// The phonetic key of a word, in any script.
    PhoneticKey,
}

impl Class {
    /// Every class, in the order of their numbers.
    pub const ALL: [Class; 11] = [
        Class::Whole,
        Class::Empty,
        Class::Code,
        Class::Number,
        Class::Link,
        Class::Latin,
        Class::Word,
        Class::Bigram,
        Class::Markup,
        Class::Stem,
        Class::PhoneticKey,
    ];
}

/// All tokens of a corpus. Equal texts have one number in all locales.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, Token>,
    texts: Vec<(Class, Box<str>)>,
}

impl Vocabulary {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// What a token is.
    pub fn class(&self, token: Token) -> Class {
        self.texts[token as usize].0
    }

    /// Whether a lexicon learns what a token is translated to: a long word by its stem, and nothing that is kept.
    pub fn is_translated(&self, token: Token) -> bool {
        // By the stem, the inflected forms of a word are counted as one, and each pair of words only once.
        match self.class(token) {
            Class::Whole | Class::Empty | Class::Bigram | Class::Stem => true,
            Class::Latin | Class::Word => self.text(token).chars().count() <= STEM,
            Class::Code | Class::Number | Class::Link | Class::Markup | Class::PhoneticKey => false,
        }
    }

    /// Whether the whole text of a cell is a single word of a program, as the name of an option is.
    pub fn is_key(&self, token: Token) -> bool {
        let text = self.text(token);
        let is_part = |char: char| char.is_ascii_alphanumeric() || "_-.`$[]<>{}*/:@".contains(char);
        // A figure alone is mostly a value: a default, a limit or a status.
        text.chars().all(is_part) && text.contains(|char: char| char.is_ascii_alphabetic())
    }

    /// A token in words for people.
    pub fn shown(&self, token: Token) -> String {
        let text = self.text(token);
        match self.class(token) {
            Class::Empty => "(empty)".into(),
            Class::Whole => format!("cell: {text}"),
            Class::Link => format!("link: {text}"),
            Class::Markup => format!("markup: {text}"),
            Class::Stem => format!("{text}…"),
            Class::PhoneticKey => format!("sound: {}", text.to_lowercase()),
            _ => text.to_owned(),
        }
    }

    /// A token's text, folded.
    fn text(&self, token: Token) -> &str {
        &self.texts[token as usize].1[1..]
    }

    /// The facts of rows, each given as its cells by aligned column.
    pub fn read_rows<'c, F>(&mut self, count: usize, cells_of: F) -> Vec<RowFacts>
    where
        F: Fn(usize) -> Vec<Option<&'c Cell>> + Sync,
    {
        let read = |first: usize| -> Vec<Vec<Option<CellText>>> {
            let piece = (first.min(count)..count.min(first + PIECE)).into_par_iter();
            piece.map(|row| cells_of(row).into_iter().map(|cell| cell.map(CellText::read)).collect()).collect()
        };
        let mut rows = Vec::with_capacity(count);
        let mut piece = read(0);
        // Numbering has to be in order, so that a token's number does not depend on threads. While one piece is
        // numbered, the next is read.
        for first in (0..count).step_by(PIECE) {
            let number = || piece.into_iter().map(|cells| self.number_row(cells)).collect::<Vec<_>>();
            let (numbered, next) = rayon::join(number, || read(first + PIECE));
            rows.extend(numbered);
            piece = next;
        }
        rows
    }

    fn number_row(&mut self, cells: Vec<Option<CellText>>) -> RowFacts {
        let number_cell = |cell: Option<CellText>| {
            cell.map(|cell| {
                let mut tokens: Vec<Token> =
                    cell.tokens.into_iter().map(|(class, text)| self.number(class, text)).collect();
                tokens.sort_unstable();
                tokens.dedup();
                CellFacts { tokens: tokens.into(), length: cell.length }
            })
        };
        RowFacts { cells: cells.into_iter().map(number_cell).collect() }
    }

    fn number(&mut self, class: Class, mut text: String) -> Token {
        // The prefix keeps an equal text of two classes apart: that a cell is `yes` is another token than its word.
        // Words, codes and numbers share one, because what is code in one language may be plain text in another.
        let prefix = match class {
            Class::Whole => '=',
            Class::Empty => '~',
            Class::Link => '/',
            Class::Markup => '#',
            Class::Stem => '-',
            Class::PhoneticKey => '*',
            _ => ' ',
        };
        text.insert(0, prefix);
        if let Some(number) = self.numbers.get(text.as_str()) {
            return *number;
        }
        let number = self.texts.len() as Token;
        let text: Box<str> = text.into();
        self.texts.push((class, text.clone()));
        self.numbers.insert(text, number);
        number
    }
}

/// What is known of one row in one version.
#[derive(Clone, Debug)]
pub struct RowFacts {
    /// One for each aligned column, `None` where the version lacks the column.
    pub cells: Box<[Option<CellFacts>]>,
}

/// What is known of one cell.
#[derive(Clone, Debug)]
pub struct CellFacts {
    /// Its tokens, sorted, each once.
    pub tokens: Box<[Token]>,
    /// How long it is; a character of a script without spaces counts as two.
    pub length: u32,
}

impl CellFacts {
    /// Whether the cell has a token.
    pub fn has(&self, token: Token) -> bool {
        self.tokens.binary_search(&token).is_ok()
    }
}

/// A cell's tokens before they are numbered.
struct CellText {
    tokens: Vec<(Class, String)>,
    length: u32,
}

/// A cell of at most this many bytes may be a value from a list, such as a yes or a type.
const SHORT: usize = 40;

impl CellText {
    fn read(cell: &Cell) -> CellText {
        let mut tokens: Vec<(Class, String)> = Vec::new();
        if cell.text.is_empty() {
            tokens.push((Class::Empty, String::new()));
        } else if cell.text.len() <= SHORT {
            tokens.push((Class::Whole, fold(&cell.text)));
        }
        for invariant in &cell.signature.invariants {
            push_invariant(&mut tokens, invariant.kind, &invariant.text);
        }
        let targets = Cover::of(&cell.signature.invariants, |kind| {
            matches!(kind, InvariantKind::LinkTarget | InvariantKind::Url)
        });
        let outside = |at: usize| !targets.touches(at, at + 1);
        for token in tokenize(&cell.text).into_iter().filter(|token| outside(token.start)) {
            let class = class_of(token.kind, &token.text);
            if matches!(class, Class::Latin | Class::Word) {
                tokens.extend(stem(&token.text).map(|stem| (Class::Stem, stem)));
                tokens.extend(phonetic_key(&token.text).map(|key| (Class::PhoneticKey, key)));
            }
            tokens.push((class, token.text));
        }
        tokens.extend(katakana_keys(&cell.text));
        tokens.extend(markup_tokens(&cell.text));
        CellText { tokens, length: length(&cell.text) }
    }
}

fn push_invariant(tokens: &mut Vec<(Class, String)>, kind: InvariantKind, text: &str) {
    let text = text.to_lowercase();
    match kind {
        InvariantKind::JsonPunctuation | InvariantKind::Name => {}
        InvariantKind::LinkTarget | InvariantKind::Url => {
            let (path, fragment) = text.split_once('#').unwrap_or((&text, ""));
            let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let parts = [name, fragment].into_iter().filter(|part| !part.is_empty());
            tokens.extend(parts.map(|part| (Class::Link, part.to_owned())));
        }
        InvariantKind::Number | InvariantKind::Status => tokens.push((Class::Number, text)),
        _ => tokens.push((Class::Code, text)),
    }
}

fn class_of(kind: TokenKind, text: &str) -> Class {
    match kind {
        TokenKind::Number => Class::Number,
        TokenKind::Identifier | TokenKind::Noise => Class::Code,
        TokenKind::Bigram => Class::Bigram,
        TokenKind::Word | TokenKind::Part if is_latin(text) => Class::Latin,
        TokenKind::Word | TokenKind::Part => Class::Word,
    }
}

/// How many letters of a longer word make its stem.
// Chosen: endings are cut off without knowledge of a language, and compounds are known by their first part.
const STEM: usize = 5;

/// The first letters of a longer word, without accents: what `detectado` and `détection` share.
fn stem(word: &str) -> Option<String> {
    let letters = word.chars().map(|char| unaccented(char).unwrap_or(char));
    (word.chars().count() > STEM).then(|| letters.take(STEM).collect())
}

fn is_latin(text: &str) -> bool {
    text.chars().all(|char| char.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&char))
}

/// The phonetic keys of the runs of katakana in a text.
// The tokenizer gives bigrams there, because the script has no spaces; loan words are whole runs of it.
fn katakana_keys(text: &str) -> Vec<(Class, String)> {
    let is_katakana = |char: char| matches!(char, '\u{30a1}'..='\u{30fc}' | '\u{ff66}'..='\u{ff9f}');
    if !text.contains(is_katakana) {
        return Vec::new();
    }
    fold(text).split(|char| !is_katakana(char)).filter_map(phonetic_key).map(|key| (Class::PhoneticKey, key)).collect()
}

/// How often line breaks, emphasis and images occur, where they do.
fn markup_tokens(text: &str) -> impl Iterator<Item = (Class, String)> {
    let count = |what: &str| text.matches(what).count();
    let opened = |name: &str| tags(text).filter(|tag| tag.name == name && !tag.is_closing).count();
    let counts = [("br", opened("br")), ("b", count("**") / 2), ("img", count("![")), ("list", opened("li"))];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| (Class::Markup, format!("{name}{count}")))
}

fn length(text: &str) -> u32 {
    // From Hangul on come the scripts of which a character is worth about two letters; what else is there is rare.
    text.chars().map(|char| if char as u32 >= 0x1100 { 2 } else { 1 }).sum()
}
