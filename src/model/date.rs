//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, written as ISO 8601 does: `2017-06-29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// From 1 to 9999.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// A text that names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl Date {
    /// The day of this year, month and day; `None` where the calendar has none.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }

    /// The day, in UTC, of a moment in seconds since 1970; `None` beyond the year 9999 and before the year 1.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    pub fn of_seconds(seconds: i64) -> Option<Date> {
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    /// Reads `2017-06-29`, whatever stands behind it after a `T` or a space, and `06/29/2017` as Americans write it.
    fn from_str(text: &str) -> Result<Date, InvalidDate> {
        let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let parts = |separator: char| -> Option<[u16; 3]> {
            let parts: Vec<u16> = day.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
            parts.try_into().ok()
        };
        let date = |[year, month, day]: [u16; 3]| Date::new(year, month.try_into().ok()?, day.try_into().ok()?);
        let american = || parts('/').and_then(|[month, day, year]| date([year, month, day]));
        parts('-').and_then(date).or_else(american).ok_or(InvalidDate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_authors_write_them() {
        for text in ["2017-06-29", "06/29/2017", "6/29/2017", "2017-06-29T10:00:00Z", " 2017-06-29 10:00 "] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok("2017-06-29".into()), "{text}");
        }
        for text in ["", "29 juni 2017", "2017年6月29日", "2017-02-29", "29/06/2017", "2017-06", "2017-00-01", "0-1-1"]
        {
            assert_eq!(text.parse::<Date>(), Err(InvalidDate), "{text}");
        }
    }

    #[test]
    fn moments_are_days_in_utc() {
        let day = |seconds| Date::of_seconds(seconds).map(|date| date.to_string());
        assert_eq!(day(0), Some("1970-01-01".into()));
        assert_eq!(day(951_782_400), Some("2000-02-29".into()));
        assert_eq!(day(-1), Some("1969-12-31".into()));
        assert_eq!(day(1_498_694_399), Some("2017-06-28".into()));
        assert_eq!((day(i64::MAX), day(i64::MIN)), (None, None));
    }
}
