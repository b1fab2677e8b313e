//! What can be found.

/// An entry or a section of a page, as the index builder wants it. All texts are plain, without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchDocument {
    /// Where it is, relative to the site's base path: `nl-nl/page/#entry`.
    pub url: String,
    /// What it is.
    pub kind: DocumentKind,
    /// The entry's id, where it is one.
    pub entry: Option<String>,
    /// The page's id.
    pub page: String,
    /// The text of the link to it. Searched for sections only: an entry's title repeats its message.
    pub title: String,
    /// The app the row concerns, as written.
    pub app: String,
    /// The error message.
    pub message: String,
    /// What it means.
    pub description: String,
    /// What to do.
    pub resolution: String,
    /// The text of a section.
    pub prose: String,
    /// The message cells of the other locales.
    pub foreign: Vec<String>,
    /// What survives translation: exceptions, statuses, codes.
    pub signature: Vec<String>,
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A row of a table.
    Entry,
    /// A heading with the prose below it.
    #[default]
    Section,
}

/// The longest snippet, in characters.
// Chosen: about two lines of a result. Every snippet is in the index, which the browser loads whole.
const SNIPPET: usize = 160;

impl SearchDocument {
    /// What to show below the title: the beginning of the description, else of the message or the prose.
    pub(super) fn snippet(&self) -> String {
        let texts = [&self.description, &self.message, &self.prose];
        let text = texts.into_iter().find(|text| !text.trim().is_empty()).map_or("", String::as_str);
        shorten(text)
    }
}

fn shorten(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SNIPPET) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
