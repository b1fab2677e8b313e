//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;

/// A day of the Gregorian calendar from the year 1 on, written as ISO 8601 does: `2017-06-29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A text that names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar, such as `2017-06-29`")
    }
}

impl std::error::Error for InvalidDate {}

impl Date {
    /// The day from which moments are counted.
    pub const UNIX_EPOCH: Date = Date(civil::date(1970, 1, 1));

    /// The day of this year, month and day; `None` where the calendar has none.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().and_then(Date::from_year_1)
    }

    /// The day, in UTC, of a moment in seconds since 1970; `None` where jiff knows no such moment, as after the year 9999,
    /// and before the year 1.
    pub fn of_seconds(seconds: i64) -> Option<Date> {
        let moment = Timestamp::from_second(seconds).ok()?;
        Date::from_year_1(Offset::UTC.to_datetime(moment).date())
    }

    /// Nobody writes a page before the year 1, and four digits without a sign are enough for all others.
    fn from_year_1(day: civil::Date) -> Option<Date> {
        (day.year() >= 1).then_some(Date(day))
    }

    /// From 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// From 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// From 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    /// Reads `2017-06-29` and `2017/06/29`, with anything after it from a `T` or a space on, and `06/29/2017` as Americans
    /// write it.
    fn from_str(text: &str) -> Result<Date, InvalidDate> {
        let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let date = ["%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d"].iter().find_map(|form| civil::Date::strptime(form, day).ok());
        date.and_then(Date::from_year_1).ok_or(InvalidDate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_authors_write_them() {
        for text in [
            "2017-06-29",
            "2017-6-29",
            "2017/6/29",
            "06/29/2017",
            "6/29/2017",
            "2017-06-29T10:00:00Z",
            " 2017-06-29 10:00 ",
        ] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok("2017-06-29".into()), "{text}");
        }
        for text in [
            "",
            "29 juni 2017",
            "2017年6月29日",
            "2017-02-29",
            "29/06/2017",
            "2017-06",
            "2017-00-01",
            "0-1-1",
            "-0005-01-01",
        ] {
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
