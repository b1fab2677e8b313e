//! Lists in the order of the reader's language.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use crate::model::LocaleId;

/// The order of one language: strokes for `zh-TW`, the alphabet with numbers by value for `nl-NL`.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of `locale`; of code points where nothing is known about the language.
    pub fn new(locale: &LocaleId) -> Collation {
        let mut preferences: CollatorPreferences =
            Locale::try_from_str(locale.as_str()).map(|locale| (&locale).into()).unwrap_or_default();
        preferences.numeric_ordering = Some(icu_collator::preferences::CollationNumericOrdering::True);
        Collation(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Which of two texts comes first. Texts that are equal to the language are in code point order.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }

    /// Sorts `items` by the text that `key` gives; the sort is stable.
    pub fn sort_by_text<T>(&self, items: &mut [T], key: impl Fn(&T) -> &str) {
        items.sort_by(|one, other| self.compare(key(one), key(other)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_in_taiwan_is_in_stroke_order_and_dutch_in_alphabetical_order() {
        let mut chinese = ["應用程式", "方塊", "一般", "Box"];
        Collation::new(&"zh-TW".parse().unwrap()).sort_by_text(&mut chinese, |text| text);
        assert_eq!(chinese, ["一般", "方塊", "應用程式", "Box"]);
        let mut dutch = ["Zip", "één", "Office 365", "Office 36", "appel", "Eén"];
        Collation::new(&"nl-NL".parse().unwrap()).sort_by_text(&mut dutch, |text| text);
        assert_eq!(dutch, ["appel", "Eén", "één", "Office 36", "Office 365", "Zip"]);
    }
}
