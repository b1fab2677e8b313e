//! Numbers, dates and lists as a language writes them, with the data of ICU4X.

use fluent::FluentValue;
use fluent::memoizer::MemoizerKind;
use fluent::types::FluentNumber;
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

use crate::model::Date;

/// The language behind a tag; the root of all languages where the tag is none that is known.
fn icu_locale(tag: &str) -> Locale {
    Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN)
}

/// Dates and lists of one language.
pub struct Formats {
    date: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    list: Option<ListFormatter>,
}

impl Formats {
    /// The formats of the language `tag`.
    pub fn new(tag: &str) -> Formats {
        let locale = icu_locale(tag);
        Formats {
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            // A language without data gets the plain forms below, and no error: the words matter more than their form.
            list: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default()).ok(),
        }
    }

    /// A day, written out: `29 juni 2017`.
    pub fn date(&self, date: Date) -> String {
        let day = IcuDate::try_new_gregorian(date.year().into(), date.month(), date.day()).ok();
        match (&self.date, day) {
            (Some(formatter), Some(day)) => formatter.format(&day).to_string(),
            _ => date.to_string(),
        }
    }

    /// Several things in a sentence: `Box, Okta en Zendesk`.
    pub fn list(&self, items: &[&str]) -> String {
        match &self.list {
            Some(formatter) => formatter.format(items.iter()).to_string(),
            None => items.join(", "),
        }
    }
}

/// How one language writes numbers; made once for each bundle.
struct Numbers(Option<DecimalFormatter>);

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Numbers, ()> {
        let locale = icu_locale(&language.to_string());
        Ok(Numbers(DecimalFormatter::try_new((&locale).into(), Default::default()).ok()))
    }
}

/// A number as the language of a bundle writes it; `None` for other values, which Fluent writes itself.
pub fn number<M: MemoizerKind>(value: &FluentValue<'_>, memoizer: &M) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let decimal: Decimal = value.to_string().parse().ok()?;
    let write = |numbers: &Numbers| Some(numbers.0.as_ref()?.format(&decimal).to_string());
    memoizer.with_try_get_threadsafe::<Numbers, _, _>((), write).ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_each_language_does() {
        let day = Date::new(2017, 6, 29).unwrap();
        let written = |tag: &str| Formats::new(tag).date(day);
        assert_eq!(written("nl-NL"), "29 juni 2017");
        assert_eq!(written("zh-TW"), "2017年6月29日");
        assert_eq!(written("ko"), "2017년 6월 29일");
        assert_eq!(written("pt-BR"), "29 de junho de 2017");
        assert_eq!(written("ru"), "29 июня 2017\u{202f}г.");
        assert_eq!(written("de"), "29. Juni 2017");
        assert_eq!(written("tlh"), "2017 M06 29");
    }

    #[test]
    fn lists_end_as_each_language_does() {
        let written = |tag: &str| Formats::new(tag).list(&["Box", "Okta", "Zendesk"]);
        assert_eq!(written("nl-NL"), "Box, Okta en Zendesk");
        assert_eq!(written("zh-TW"), "Box、Okta和Zendesk");
        assert_eq!(written("en-US"), "Box, Okta, and Zendesk");
        assert_eq!(written("ar"), "Box وOkta وZendesk");
    }
}
