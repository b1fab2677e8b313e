//! What the user asks for: `hexapla.toml` as plain options, and what is known about each locale.
//!
//! **Comes in:** the text of `hexapla.toml`, `hexapla.lock` and `locales/<tag>/locale.toml`. **Goes out:** [`Options`],
//! a [`Lock`](crate::model::Lock), [`LocaleProfile`](crate::model::LocaleProfile)s, and diagnostics with a place and a
//! way out for everything that is wrong. **Never happens here:** looking at content, deciding what a stage does with an
//! option; raw TOML does not leave this folder.

mod check;
mod content;
mod glossary;
mod history;
mod language;
mod locales;
mod lock;
mod locked_pages;
mod nearest;
mod reader;
mod site;

use std::collections::BTreeMap;

pub use check::CheckOptions;
pub use content::ContentOptions;
pub use glossary::read_glossary;
pub use history::{HistoryOptions, Repository};
pub use locales::{Locales, best_locale, load_locales};
pub use lock::{read_lock, write_lock};
pub use site::{LocalizedText, SiteOptions};

use nearest::{listed, nearest};
use reader::{Reader, Section, Table};

use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::LocaleId;
use crate::text::{FilePath, Source, Span};

const SECTIONS: &[Section] = &[
    ("", &["site", "content", "history", "check"]),
    ("site", site::KEYS),
    ("content", content::KEYS),
    ("history", history::KEYS),
    ("check", check::KEYS),
];

/// Everything that `hexapla.toml` can set, whole and valid.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The site as a whole.
    pub site: SiteOptions,
    /// Where content is.
    pub content: ContentOptions,
    /// Where the Git history of the content is; `None` without a `[history]` section.
    pub history: Option<HistoryOptions>,
    /// What is checked and how hard.
    pub check: CheckOptions,
    named: Vec<NamedLocale>,
}

/// A locale that the configuration names as one that has pages.
#[derive(Clone, Debug)]
struct NamedLocale {
    locale: LocaleId,
    key: String,
    span: Span,
    /// Whether there is no site without it, because others are translated from it or shown in it.
    is_needed: bool,
}

/// The text of a configuration file.
///
/// # Errors
/// Where the bytes are not UTF-8: the text with a replacement character for what is not, for showing, and
/// a diagnostic at the first of them.
pub fn decode(path: &FilePath, bytes: Vec<u8>) -> Result<Source, Box<(Source, Diagnostic)>> {
    let (lossy, wrong) = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Source::new(path.clone(), text)),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), error.utf8_error().valid_up_to()),
    };
    let source = Source::new(path.clone(), lossy);
    let span = source.span(wrong..wrong + '\u{fffd}'.len_utf8());
    let problem =
        Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, span, "the file is not UTF-8 from here on")
            .help("save it with the encoding UTF-8");
    Err(Box::new((source, problem)))
}

/// The options that `source` asks for; all defaults where there is no file.
///
/// `known_rules` are the ids that `[check.rules]` may name.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn load(source: Option<&Source>, known_rules: &[&str]) -> Result<Options, Vec<Diagnostic>> {
    match source {
        Some(source) => reader::read(source, SECTIONS, |reader, root| options(reader, root, known_rules)),
        None => Ok(Options::default()),
    }
}

fn options(reader: &mut Reader<'_>, root: &Table<'_>, known_rules: &[&str]) -> Options {
    reader.refuse_unknown_keys(root, SECTIONS[0].1);
    let mut named = Vec::new();
    Options {
        site: root.table(reader, "site").map(|table| site::read(reader, &table, &mut named)).unwrap_or_default(),
        content: root
            .table(reader, "content")
            .map(|table| content::read(reader, &table, &mut named))
            .unwrap_or_default(),
        history: root.table(reader, "history").map(|table| history::read(reader, &table)),
        check: root.table(reader, "check").map(|table| check::read(reader, &table, known_rules)).unwrap_or_default(),
        named,
    }
}

impl Options {
    /// The locale that stands in where none is asked for, among those that have pages: the configured one, else
    /// the source locale, else the first that is English, else the first.
    pub fn default_locale(&self, present: &[LocaleId]) -> Option<LocaleId> {
        let configured = self.site.default_locale.iter().chain(&self.content.source_locale);
        let english = present.iter().filter(|locale| locale.language() == "en").min();
        configured.chain(english).chain(present.iter().min()).find(|locale| present.contains(locale)).cloned()
    }

    /// An error for each locale that should have pages by the configuration and is not `present`. Of a source locale, a
    /// repository in `[history.locales]` is enough.
    pub fn locales_without_content(&self, present: &[LocaleId]) -> Vec<Diagnostic> {
        self.without_content(present).map(|named| named.without_content(present)).collect()
    }

    /// An error for each of them without which there is no site: the source, and the one that is shown first.
    pub fn needed_locales_without_content(&self, present: &[LocaleId]) -> Vec<Diagnostic> {
        let needed = self.without_content(present).filter(|named| named.is_needed);
        needed.map(|named| named.without_content(present)).collect()
    }

    /// The locales whose folders the configuration names and that are not `present`, each with the place where it does.
    pub fn folders_without_content(&self, present: &[LocaleId]) -> BTreeMap<LocaleId, Span> {
        let folders = self.without_content(present).filter(|named| !named.is_needed);
        folders.map(|named| (named.locale.clone(), named.span.clone())).collect()
    }

    fn without_content<'o>(&'o self, present: &'o [LocaleId]) -> impl Iterator<Item = &'o NamedLocale> {
        let has_history =
            |locale: &LocaleId| self.history.as_ref().is_some_and(|history| history.locales.contains_key(locale));
        let is_known_by_history =
            move |named: &NamedLocale| named.key == "content.source_locale" && has_history(&named.locale);
        self.named.iter().filter(move |named| !present.contains(&named.locale) && !is_known_by_history(named))
    }
}

impl NamedLocale {
    fn without_content(&self, present: &[LocaleId]) -> Diagnostic {
        let message = Message::new("`{key}` names `{locale}`, which has no pages")
            .with("key", &self.key)
            .with("locale", &self.locale);
        let tags: Vec<&str> = present.iter().map(LocaleId::as_str).collect();
        let same_language =
            present.iter().find(|locale| locale.language() == self.locale.language()).map(LocaleId::as_str);
        let help = match nearest(self.locale.as_str(), &tags).or(same_language) {
            Some(near) => format!("did you mean `{near}`?"),
            None if tags.is_empty() => "no locale has pages: look at `content.root`".to_owned(),
            None => format!("locales with pages: {}", listed(&tags)),
        };
        Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, self.span.clone(), message).help(help)
    }
}

#[cfg(test)]
mod tests;
