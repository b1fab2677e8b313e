//! The glossary: the terms and names of a team in each language.

use std::collections::BTreeMap;

use super::LocaleId;

/// Where a site keeps its glossary: beside its configuration.
pub const GLOSSARY_FILE: &str = "glossary.csv";

/// The terms of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The terms, in the order of the file.
    pub terms: Vec<Term>,
}

/// A term or a name in all locales that it is given for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Whether it is a name that no locale translates.
    pub keep: bool,
    /// Its forms in each locale, the preferred one first.
    pub forms: BTreeMap<LocaleId, Vec<String>>,
    /// The forms that each locale must not use.
    pub forbidden: BTreeMap<LocaleId, Vec<String>>,
}

impl Term {
    /// The forms of a locale; those of any locale where the term is a name that is kept.
    pub fn forms_in(&self, locale: &LocaleId) -> &[String] {
        let own = self.forms.get(locale);
        let kept = || self.forms.values().next().filter(|_| self.keep);
        own.or_else(kept).map(Vec::as_slice).unwrap_or_default()
    }
}
