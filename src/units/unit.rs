//! One thing in several languages, from one and the same original: what most rules compare.

use std::borrow::Cow;

use super::visible::visible;
use crate::align::Entry;
use crate::model::{Cell, LocaleId, PageId, Role, Row, Signature};
use crate::parse::PassageKind;
use crate::text::{FilePath, Span};

/// A stretch of text in one locale: a cell of a table, or a stretch of prose.
#[derive(Clone, Copy, Debug)]
pub struct Text<'c> {
    /// The locale.
    pub locale: &'c LocaleId,
    /// The file.
    pub file: &'c FilePath,
    /// Its first byte in the file.
    pub start: usize,
    /// The text as it was written.
    pub text: &'c str,
    /// What of it survives translation.
    pub signature: &'c Signature,
    /// The row, where it is a cell.
    pub row: Option<&'c Row>,
    /// What is beside it on its page, where it is prose.
    pub around: Around<'c>,
}

/// What is before and behind a stretch of prose: the passages next to it, as far as readers still have them in mind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'c> {
    /// What is before it.
    pub before: &'c str,
    /// What is behind it: the first passage begins with the first byte.
    pub after: &'c str,
}

impl Around<'_> {
    /// The text before and the text behind.
    pub fn both(&self) -> [&str; 2] {
        [self.before, self.after]
    }
}

/// A text in all locales that have it from one original.
#[derive(Clone, Debug)]
pub struct Unit<'c> {
    /// The page.
    pub page: &'c PageId,
    /// What it is.
    pub kind: UnitKind<'c>,
    /// What the texts were translated from, where the source is no longer as it was then, or is no locale of the site.
    pub original: Option<Text<'c>>,
    /// The text in each locale: the source's first where it is still the same as the original, then the reference's.
    pub texts: Vec<Text<'c>>,
    /// Index into `texts` of the source's.
    pub source: Option<usize>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug)]
pub enum UnitKind<'c> {
    /// One column of an entry.
    Cell {
        /// The entry.
        entry: &'c Entry,
        /// Index into the columns of its aligned table.
        column: usize,
        /// What the column holds.
        role: Option<Role>,
    },
    /// A stretch of prose.
    Prose {
        /// What it is.
        kind: PassageKind,
    },
}

impl<'c> Text<'c> {
    /// A text at the start of its file, with nothing around it.
    pub fn alone(locale: &'c LocaleId, file: &'c FilePath, text: &'c str, signature: &'c Signature) -> Text<'c> {
        Text { locale, file, start: 0, text, signature, row: None, around: Around::default() }
    }

    /// The text of a cell.
    pub fn of_cell(locale: &'c LocaleId, file: &'c FilePath, cell: &'c Cell, row: Option<&'c Row>) -> Text<'c> {
        Text { start: cell.range.start, row, ..Text::alone(locale, file, &cell.text, &cell.signature) }
    }

    /// The whole text; the row where a cell is empty. In HTML an empty cell is its place, since each may have a line.
    pub fn span(&self) -> Span {
        match self.row.filter(|row| self.text.is_empty() && !row.is_html) {
            Some(row) => Span::new(self.file, row.range.clone()),
            None => Span::new(self.file, self.start..self.start + self.text.len()),
        }
    }

    /// The text with spaces, byte for byte, in place of tags and of what stands for images.
    pub fn visible(&self) -> Cow<'c, str> {
        visible(self.text)
    }

    /// A part of the text, by byte offsets in it.
    pub fn part(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.start + start..self.start + end)
    }
}

/// A paragraph or a cell of more bytes is not compared. Rules look for what one text has in all of another, which takes
/// time with the square of their lengths; nobody writes paragraphs of three pages.
pub const LONGEST_COMPARED: usize = 16_000;

impl<'c> Unit<'c> {
    /// Whether one of its texts is too long to be compared with the others.
    pub fn is_too_long(&self) -> bool {
        !self.is_code() && self.texts.iter().any(|text| text.text.len() > LONGEST_COMPARED)
    }

    /// The entry, where the unit is a cell.
    pub fn entry(&self) -> Option<&'c Entry> {
        match self.kind {
            UnitKind::Cell { entry, .. } => Some(entry),
            UnitKind::Prose { .. } => None,
        }
    }

    /// What the column holds, where the unit is a cell.
    pub fn role(&self) -> Option<Role> {
        match self.kind {
            UnitKind::Cell { role, .. } => role,
            UnitKind::Prose { .. } => None,
        }
    }

    /// What identifies a column: its role across all tables, else its own table.
    pub fn column_key(&self) -> String {
        match self.kind {
            UnitKind::Cell { role: Some(role), .. } => role.as_str().to_owned(),
            UnitKind::Cell { entry, column, .. } => format!("{} {} {column}", entry.page, entry.table),
            UnitKind::Prose { kind } => format!("{kind:?}"),
        }
    }

    /// Whether the unit is code and not language.
    pub fn is_code(&self) -> bool {
        matches!(self.kind, UnitKind::Prose { kind: PassageKind::Code })
    }

    /// Whether the unit is a cell of the header of a table.
    pub fn is_header(&self) -> bool {
        matches!(self.kind, UnitKind::Prose { kind: PassageKind::Header })
    }

    /// Whether the unit is running text, and no cell of a table.
    pub fn is_running_text(&self) -> bool {
        matches!(self.kind, UnitKind::Prose { kind } if kind != PassageKind::Header)
    }

    /// The unit, or where it has no reference though the site `has_source`, each of its texts as a unit of its own:
    /// translations of nothing are not held against each other.
    pub fn comparable(self, has_source: bool) -> Vec<Unit<'c>> {
        if self.reference().is_some() || self.texts.len() < 2 || !has_source {
            return vec![self];
        }
        let alone = |text: &Text<'c>| Unit { texts: vec![*text], source: None, ..self.clone() };
        self.texts.iter().map(alone).collect()
    }

    /// What the translations were made from: the original, else the source's text.
    pub fn reference(&self) -> Option<&Text<'c>> {
        self.original.as_ref().or_else(|| self.source.map(|source| &self.texts[source]))
    }

    /// The texts but the source's, with their indexes.
    pub fn translations(&self) -> impl Iterator<Item = (usize, &Text<'c>)> {
        self.texts.iter().enumerate().filter(|(index, _)| Some(*index) != self.source)
    }

    /// The other texts that one should agree with: the reference alone where there is one, else all others.
    pub fn counterparts(&self, own: usize) -> Vec<&Text<'c>> {
        match self.reference() {
            Some(_) if Some(own) == self.source => Vec::new(),
            Some(reference) => vec![reference],
            None => self.texts.iter().enumerate().filter(|(index, _)| *index != own).map(|(_, text)| text).collect(),
        }
    }

    /// Where a person can look at a text of the unit: at itself; nowhere for an original of an earlier revision.
    pub fn shown(&self, text: &Text<'_>) -> Option<Span> {
        self.is_shown(text).then(|| text.span())
    }

    /// Whether a text of the unit is in the files of the site, so that it can be shown: an original of an earlier
    /// revision is not.
    pub fn is_shown(&self, text: &Text<'_>) -> bool {
        self.original.as_ref().is_none_or(|original| !std::ptr::eq(original.text, text.text))
    }
}
