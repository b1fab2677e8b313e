//! Which rows were left in another language, counted over the whole site.

use std::collections::{BTreeMap, BTreeSet};

use super::other_language::{LanguageOfText, OTHER_LANGUAGE_POLICY, language_of};
use super::untranslated::{Translation, UNTRANSLATED_POLICY, translations};
use crate::align::EntryId;
use crate::facts::{Convention, Conventions, Limit};
use crate::model::LocaleId;
use crate::units::{AlignedCorpus, Units};

/// The rows of each locale with a cell that has the words of its source, or is in another language. What a locale
/// leaves as it is by policy does not count.
pub fn untranslated_rows<'c>(
    site: &AlignedCorpus<'c>,
    units: &Units<'c>,
) -> BTreeMap<&'c LocaleId, BTreeSet<&'c EntryId>> {
    let mut conventions = Conventions::default();
    let mut left: Vec<(Convention, Limit, &'c LocaleId, &'c EntryId)> = Vec::new();
    for unit in &units.cells {
        let convention =
            |rule, locale: &LocaleId| Convention { rule, locale: locale.clone(), about: unit.column_key() };
        for (index, translation) in translations(site, unit) {
            let locale = unit.texts[index].locale;
            let convention = convention("untranslated", locale);
            match translation {
                Translation::Translated => conventions.follow(convention),
                Translation::Untranslated(_) => {
                    conventions.violate(convention.clone());
                    left.extend(unit.entry().map(|entry| (convention, UNTRANSLATED_POLICY, locale, &entry.id)));
                }
            }
        }
        for (index, own) in unit.texts.iter().enumerate() {
            let convention = convention("other language", own.locale);
            match language_of(site, unit, index) {
                Some(LanguageOfText::Own) => conventions.follow(convention),
                Some(LanguageOfText::Other(_)) => {
                    conventions.violate(convention.clone());
                    left.extend(unit.entry().map(|entry| (convention, OTHER_LANGUAGE_POLICY, own.locale, &entry.id)));
                }
                None => {}
            }
        }
    }
    let mut rows: BTreeMap<&LocaleId, BTreeSet<&EntryId>> = BTreeMap::new();
    for (convention, limit, locale, entry) in left {
        if conventions.holds(&convention, limit) {
            rows.entry(locale).or_default().insert(entry);
        }
    }
    rows
}
