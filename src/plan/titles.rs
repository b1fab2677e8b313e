//! The site's name in each locale.

use std::collections::BTreeMap;

use crate::model::{LocaleId, LocaleProfile};

/// The site's name: one for all locales, one for each, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// The name where no locale's own is given.
    pub otherwise: Option<String>,
    /// Names by language tag; a bare language (`nl`) stands for all its regions.
    pub by_locale: BTreeMap<LocaleId, String>,
}

impl Titles {
    /// The same name in every locale.
    pub fn same(title: &str) -> Titles {
        Titles { otherwise: Some(title.to_owned()), by_locale: BTreeMap::new() }
    }

    /// The site's name for a reader of `profile`: its own, its language's, its fallbacks', then the one for
    /// all, then `default`'s, then the first.
    pub fn title(&self, profile: &LocaleProfile, default: &LocaleId) -> Option<&str> {
        std::iter::once(&profile.locale)
            .chain(&profile.fallback)
            .find_map(|locale| self.own(locale))
            .or(self.otherwise.as_ref())
            .or_else(|| self.own(default))
            .or_else(|| self.by_locale.values().next())
            .map(String::as_str)
    }

    fn own(&self, locale: &LocaleId) -> Option<&String> {
        let of_language = || self.by_locale.iter().find(|(tag, _)| tag.as_str() == locale.language());
        self.by_locale.get(locale).or_else(|| of_language().map(|(_, title)| title))
    }
}
