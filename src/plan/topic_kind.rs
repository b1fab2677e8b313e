//! What several entries can have in common, and get a page for.

use std::cmp::Ordering;

use crate::align::Entry;
use crate::model::Role;

/// What several entries can have in common, and get a page for: a value on the kind of that page.
#[derive(Clone, Copy, Debug)]
pub struct TopicKind {
    /// The folder of the topics' pages below a locale's home, which identifies kinds and sorts them.
    pub folder: &'static str,
    /// What several of them are called in messages.
    pub plural: &'static str,
    /// The names, in no particular language, that an entry has for its topics of this kind.
    pub names: fn(&Entry) -> Vec<String>,
    /// The column with a locale's names for them; `None` where they are the same in every language.
    pub named_in: Option<Role>,
    /// How little two entries have to do with each other that share one: related entries begin with the least.
    pub distance: u8,
}

impl Ord for TopicKind {
    fn cmp(&self, other: &TopicKind) -> Ordering {
        self.folder.cmp(other.folder)
    }
}

impl PartialOrd for TopicKind {
    fn partial_cmp(&self, other: &TopicKind) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for TopicKind {
    fn eq(&self, other: &TopicKind) -> bool {
        self.folder == other.folder
    }
}

impl Eq for TopicKind {}
