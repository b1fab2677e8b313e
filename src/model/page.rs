//! Pages and what their digests keep.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::{LocaleId, Table};
use crate::text::{FilePath, Span};

/// What a page is in every language: its path below the locale's folder without `.md`, or its page key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(Arc<str>);

impl PageId {
    /// The page of this name.
    pub fn new(id: &str) -> PageId {
        PageId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// The digest of one page in one locale: all that outlives the moment in which its prose is in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The page in every language.
    pub id: PageId,
    /// The language of this version.
    pub locale: LocaleId,
    /// The file it was read from.
    pub path: FilePath,
    /// The path below the locale's folder, with its extension; translations may have another one.
    pub relative_path: String,
    /// The page's title as plain text: front matter `title`, else the first heading, else the file's stem.
    pub title: String,
    /// The front matter, in the order of the file.
    pub front_matter: FrontMatter,
    /// Headings in file order.
    pub headings: Vec<Heading>,
    /// The names of all anchors that the author set, in headings and elsewhere, in file order.
    pub anchors: Vec<String>,
    /// Whether a shortcode gives something on the page an id: which anchors that makes, only the site's own generator
    /// knows.
    pub gives_anchors: bool,
    /// Every pipe table in file order, also those inside quotes and lists.
    pub tables: Vec<Table>,
    /// Links and images in file order, those inside tables included.
    pub links: Vec<Link>,
    /// How much prose is under the title (index 0) and under each heading (index + 1).
    pub prose: Vec<Prose>,
    /// The sentences of the title, the description and the prose that have words to translate, in file order.
    pub sentences: Vec<Sentence>,
    /// BLAKE3 of the file's bytes.
    pub hash: [u8; 32],
    /// BLAKE3 of the words below the front matter, whatever space is between them.
    pub words: [u8; 32],
}

impl Page {
    /// Whether nothing is written below the front matter.
    pub fn is_empty(&self) -> bool {
        self.words == *blake3::hash(&[]).as_bytes()
    }
}

/// A front matter block as it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The block with its fences, as a byte range of the file; `None` where there is no block.
    pub span: Option<Span>,
    /// Keys and values in file order; a key that is given twice appears once, with its first value.
    pub values: Vec<FrontMatterValue>,
    /// What stands below a key: `sourceCommit` below `l10n:` is `l10n.sourceCommit`. In file order.
    pub nested: Vec<FrontMatterValue>,
}

/// One top-level key of a front matter block.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatterValue {
    /// The key.
    pub key: String,
    /// The value as it was written (`no`, `012`, `10/15/2016`), without quotes; nested values as YAML text.
    pub value: String,
    /// The line of the key, as a byte range of the file.
    pub span: Span,
}

impl FrontMatter {
    /// The value of `key`, `None` where it is absent or empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entry(key).map(|entry| entry.value.as_str()).filter(|value| !value.is_empty())
    }

    /// The key with its value and place. A dot leads to what stands below a key, unless a key has it in its name.
    pub fn entry(&self, key: &str) -> Option<&FrontMatterValue> {
        self.values.iter().chain(&self.nested).find(|entry| entry.key == key)
    }
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor on this page: the author's `<a name>` or `{#id}`, else a slug of the text; unique on the page.
    pub id: String,
    /// The anchor that it had in versions before 0.1, where that was another one: links to it still lead there.
    pub former_id: Option<String>,
    /// Whether the author gave the anchor.
    pub explicit_id: bool,
    /// The heading as plain text.
    pub text: String,
    /// The heading's bytes.
    pub span: Span,
    /// Its line, from 1.
    pub line: usize,
}

/// How much text is in a stretch between two headings. A table's own text is not counted as prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// Paragraphs, list items and quotes that hold text.
    pub blocks: usize,
    /// Characters of text in them.
    pub characters: usize,
    /// From the first to the last of them; `None` where there are none.
    pub span: Option<Span>,
    /// Digests of what in them no language changes: code, word by word, and numbers of two digits or more. Each once.
    pub landmarks: BTreeSet<u32>,
}

/// A sentence of prose, in as few bytes as show whether another page has it in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// A digest of its words. On one page hardly ever two sentences have the same one by chance.
    pub digest: u32,
    /// How many words it has outside of code and addresses. Of a script without spaces two letters count as a word.
    pub words: u16,
    /// How long what a translator would translate is, in letters of an alphabet.
    pub letters: u16,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// A link to follow.
    Link,
    /// An image to show.
    Image,
    /// A file to include.
    Include,
}

/// A link, image or include of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it is for.
    pub kind: LinkKind,
    /// The destination as written, after entity and escape decoding.
    pub target: String,
    /// The link's text or the image's alternative text, plain.
    pub text: String,
    /// The whole link, as a byte range of the file.
    pub span: Span,
}
