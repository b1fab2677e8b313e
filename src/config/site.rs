//! `[site]`: the site as a whole.

use std::collections::BTreeMap;

use super::NamedLocale;
use super::locales::best_locale;
use super::reader::{Reader, Table, Value};
use crate::diagnostic::Message;
use crate::model::LocaleId;
use crate::plan::BaseUrl;

pub(super) const KEYS: &[&str] = &["title", "description", "base_url", "default_locale", "trust_html", "review"];

/// The settings of the site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteOptions {
    /// Its title.
    pub title: LocalizedText,
    /// What it is about, in a sentence.
    pub description: LocalizedText,
    /// Where it will stand; without it, all that needs absolute addresses is left out.
    pub base_url: Option<BaseUrl>,
    /// The locale that stands in where none is asked for, as configured;
    /// [`Options::default_locale`](super::Options::default_locale) knows what to do without.
    pub default_locale: Option<LocaleId>,
    /// Whether raw HTML in content is left as it is.
    pub trust_html: bool,
    /// Whether the pages for translators are made: the status of the translations, and all languages side by side.
    pub review: bool,
}

impl Default for SiteOptions {
    fn default() -> SiteOptions {
        SiteOptions {
            title: LocalizedText::default(),
            description: LocalizedText::default(),
            base_url: None,
            default_locale: None,
            trust_html: false,
            review: true,
        }
    }
}

/// A text for readers: none, one for all locales, or one per locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalizedText {
    for_all: Option<String>,
    per_locale: BTreeMap<LocaleId, String>,
}

impl LocalizedText {
    /// The text in `locale`: its own, else that of the nearest tag of the same language and script, else that
    /// of `default_locale`, else the first.
    pub fn in_locale(&self, locale: &LocaleId, default_locale: Option<&LocaleId>) -> Option<&str> {
        let near = |locale: &LocaleId| best_locale(locale, self.per_locale.keys());
        let tag = near(locale).or_else(|| near(default_locale?)).or_else(|| self.per_locale.keys().next());
        tag.map(|tag| &self.per_locale[tag]).or(self.for_all.as_ref()).map(String::as_str)
    }
}

pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>, named: &mut Vec<NamedLocale>) -> SiteOptions {
    reader.refuse_unknown_keys(table, KEYS);
    let default_locale = table.get("default_locale").and_then(|value| NamedLocale::read(reader, &value, named));
    SiteOptions {
        title: table.get("title").map(|value| localized(reader, &value)).unwrap_or_default(),
        description: table.get("description").map(|value| localized(reader, &value)).unwrap_or_default(),
        base_url: table.get("base_url").and_then(|value| base_url(reader, &value)),
        default_locale,
        trust_html: table.get("trust_html").and_then(|value| value.bool(reader)).unwrap_or(false),
        review: table.get("review").and_then(|value| value.bool(reader)).unwrap_or(true),
    }
}

fn localized(reader: &mut Reader<'_>, value: &Value<'_>) -> LocalizedText {
    if let Some(text) = value.as_string() {
        return LocalizedText {
            for_all: Some(text.to_owned()).filter(|text| !text.trim().is_empty()),
            per_locale: BTreeMap::new(),
        };
    }
    let texts = value.table_or(reader, "a string, or a table of strings per locale");
    let texts = texts.iter().flat_map(Table::values);
    let per_locale =
        texts.filter_map(|text| Some((text.locale_key(reader)?, text.string(reader)?.to_owned()))).collect();
    LocalizedText { for_all: None, per_locale }
}

fn base_url(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<BaseUrl> {
    let text = value.string(reader)?;
    match BaseUrl::new(text) {
        Ok(url) => Some(url),
        Err(wrong) => {
            let help = "write the address of the site's folder, such as `https://docs.example.org/connectors/`";
            let message = Message::new("`{key}` {reason}").with("key", value.name()).with("reason", wrong);
            reader.error(value.range(), message, Some(help.into()));
            None
        }
    }
}

impl NamedLocale {
    /// The locale that `value` names, noted as one that must have pages.
    pub(super) fn read(reader: &mut Reader<'_>, value: &Value<'_>, named: &mut Vec<NamedLocale>) -> Option<LocaleId> {
        let locale = value.locale(reader)?;
        named.push(NamedLocale {
            locale: locale.clone(),
            key: value.name(),
            span: reader.span(value.range()),
            is_needed: true,
        });
        Some(locale)
    }
}
