//! Lengths of time as people write them: `6 weeks`, `3m`, `every 10 days`, `quarterly`.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};
use thiserror::Error;

use super::count::Count;

/// A length of calendar time, at least a day and at most a hundred years.
///
/// Months and years are calendar months, clipped at the month's end: 31 January and one month is
/// 28 or 29 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    count: u32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Why a text is not a [`Duration`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a length of time; write `10 days`, `6 weeks`, `3 months`, `quarterly` or the like")]
pub struct NotADuration;

impl Duration {
    /// A number of days.
    pub const fn days(count: u32) -> Self {
        Self { count, unit: Unit::Day }
    }

    /// A number of weeks.
    pub const fn weeks(count: u32) -> Self {
        Self { count, unit: Unit::Week }
    }

    /// A number of calendar months.
    pub const fn months(count: u32) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// The day this long after `day`; the last day of the calendar if that is later.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let (months, days) = self.months_and_days();
        day.checked_add_months(months).and_then(|day| day.checked_add_days(days)).unwrap_or(NaiveDate::MAX)
    }

    /// The day this long before `day`; the first day of the calendar if that is earlier.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let (months, days) = self.months_and_days();
        day.checked_sub_months(months).and_then(|day| day.checked_sub_days(days)).unwrap_or(NaiveDate::MIN)
    }

    fn months_and_days(self) -> (Months, Days) {
        let (months, days) = match self.unit {
            Unit::Day => (0, self.count),
            Unit::Week => (0, self.count * 7),
            Unit::Month => (self.count, 0),
            Unit::Year => (self.count * 12, 0),
        };
        (Months::new(months), Days::new(days.into()))
    }

    /// The length in days for comparisons and urgency: a month counts 30, a year 365.
    pub const fn nominal_days(self) -> u32 {
        self.count
            * match self.unit {
                Unit::Day => 1,
                Unit::Week => 7,
                Unit::Month => 30,
                Unit::Year => 365,
            }
    }

    fn new(count: u32, unit: Unit) -> Option<Self> {
        const HUNDRED_YEARS: u64 = 36_500;
        let per_unit = u64::from(Self { count: 1, unit }.nominal_days());
        (count > 0 && u64::from(count) * per_unit <= HUNDRED_YEARS).then_some(Self { count, unit })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        Count(self.count, unit).fmt(f)
    }
}

impl FromStr for Duration {
    type Err = NotADuration;

    fn from_str(text: &str) -> Result<Self, NotADuration> {
        let text = text.trim().to_lowercase();
        let (text, every) = match text.strip_prefix("every ") {
            Some(rest) => (rest.trim_start(), true),
            None => (text.as_str(), false),
        };
        let spoken = match text {
            "weekly" => Some(Self::weeks(1)),
            "biweekly" | "fortnightly" => Some(Self::weeks(2)),
            "monthly" => Some(Self::months(1)),
            "bimonthly" => Some(Self::months(2)),
            "quarterly" => Some(Self::months(3)),
            "yearly" | "annually" => Some(Self { count: 1, unit: Unit::Year }),
            "twice a year" => Some(Self::months(6)),
            _ => None,
        };
        if let Some(duration) = spoken {
            return Ok(duration);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = text.split_at(digits);
        let unit = match unit.trim_start() {
            "" if digits > 0 => Unit::Day,
            "d" | "day" | "days" => Unit::Day,
            "w" | "week" | "weeks" => Unit::Week,
            "m" | "month" | "months" => Unit::Month,
            "y" | "year" | "years" => Unit::Year,
            _ => return Err(NotADuration),
        };
        // "every month" is one month; just "month" is too vague.
        let count = if digits == 0 && every { Ok(1) } else { count.parse() };
        count.ok().and_then(|count| Self::new(count, unit)).ok_or(NotADuration)
    }
}

/// The days from one day to a later one; 0 if it is not later.
pub fn days_between(day: NaiveDate, later: NaiveDate) -> u32 {
    u32::try_from((later - day).num_days()).unwrap_or(0)
}

/// How often a client or a contact is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// Due this long after the last contact.
    Every(Duration),
    /// Never due by rhythm.
    Never,
}

impl Cadence {
    /// The duration, if there is one.
    pub const fn duration(self) -> Option<Duration> {
        match self {
            Self::Every(duration) => Some(duration),
            Self::Never => None,
        }
    }

    /// The length in days for comparisons; `never` is longer than any duration.
    pub const fn nominal_days(self) -> u32 {
        match self {
            Self::Every(duration) => duration.nominal_days(),
            Self::Never => u32::MAX,
        }
    }
}

impl FromStr for Cadence {
    type Err = NotADuration;

    fn from_str(text: &str) -> Result<Self, NotADuration> {
        if text.trim().eq_ignore_ascii_case("never") {
            return Ok(Self::Never);
        }
        text.parse().map(Self::Every)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cadence, Duration};
    use chrono::NaiveDate;

    #[test]
    fn every_spelling_is_read() {
        let cases = [
            ("30", "30 days"),
            ("10 days", "10 days"),
            ("10d", "10 days"),
            ("6 weeks", "6 weeks"),
            ("6w", "6 weeks"),
            ("3 months", "3 months"),
            ("3m", "3 months"),
            ("1 year", "1 year"),
            ("1y", "1 year"),
            ("every 2 weeks", "2 weeks"),
            ("Every month", "1 month"),
            ("every quarterly", "3 months"),
            ("weekly", "1 week"),
            ("biweekly", "2 weeks"),
            ("Fortnightly", "2 weeks"),
            ("monthly", "1 month"),
            ("bimonthly", "2 months"),
            ("quarterly", "3 months"),
            ("yearly", "1 year"),
            ("annually", "1 year"),
            ("Twice a year", "6 months"),
        ];
        for (text, shown) in cases {
            assert_eq!(text.parse::<Duration>().map(|d| d.to_string()), Ok(shown.to_owned()), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "0", "0 weeks", "-3", "six weeks", "month", "every", "3 fortnights", "1.5 months"] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
        for text in ["999999999999", "101 years", "4000000000 years"] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
        assert_eq!(" Never ".parse(), Ok(Cadence::Never));
    }

    #[test]
    fn months_are_clipped_at_the_months_end() {
        let cases = [
            ("2026-01-31", "1 month", "2026-02-28"),
            ("2028-01-31", "1 month", "2028-02-29"),
            ("2028-02-29", "1 year", "2029-02-28"),
            ("2026-10-31", "quarterly", "2027-01-31"),
            ("2026-12-25", "10 days", "2027-01-04"),
        ];
        for (day, text, expected) in cases {
            let day: NaiveDate = day.parse().unwrap();
            let duration: Duration = text.parse().unwrap();
            assert_eq!(duration.after(day).to_string(), expected, "{day} + {text}");
        }
    }
}
