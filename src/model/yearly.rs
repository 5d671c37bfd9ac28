//! Days of the year, birthdays and occasions.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::duration::Duration;
use super::status::Status;

/// A day of the year; 29 February is 28 February where there is no 29th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearDay {
    month: u32,
    day: u32,
}

impl YearDay {
    /// The day, if there is a year that has it.
    pub fn new(month: u32, day: u32) -> Option<Self> {
        const LEAP_YEAR: i32 = 2000;
        NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| Self { month, day })
    }

    /// The day in that year.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day - 1))
    }

    /// The first such day on or after `day`.
    pub fn next_from(self, day: NaiveDate) -> Option<NaiveDate> {
        self.in_year(day.year()).filter(|next| *next >= day).or_else(|| self.in_year(day.year() + 1))
    }
}

impl From<NaiveDate> for YearDay {
    fn from(date: NaiveDate) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

/// A birthday: the day of the year, and the year of birth if the note gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birthday {
    /// The day of the year.
    pub day: YearDay,
    /// The year of birth.
    pub year: Option<i32>,
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// `1964-02-29`, or `02-29` without the year.
impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.year.map_or(Ok(()), |year| write!(f, "{year:04}-"))?;
        self.day.fmt(f)
    }
}

/// Something to send a card for (P06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// What it is called.
    pub name: String,
    /// When.
    pub when: OccasionDay,
    /// How long before the day it is on the agenda; the default lead if absent.
    pub lead: Option<Duration>,
    /// The statuses it is for; all if empty. Only occasions in the configuration have any.
    pub statuses: Vec<Status>,
}

/// When an occasion is, and whether it recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OccasionDay {
    /// Every year.
    Yearly(YearDay),
    /// Once.
    Once(NaiveDate),
}

impl Occasion {
    /// The next time on or after `day`; none if it is over for good.
    pub fn next_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.when {
            OccasionDay::Yearly(yearly) => yearly.next_from(day),
            OccasionDay::Once(once) => Some(once).filter(|once| *once >= day),
        }
    }

    /// Whether it is for clients of that status.
    pub fn is_for(&self, status: Status) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&status)
    }
}

#[cfg(test)]
mod tests {
    use super::YearDay;

    #[test]
    fn a_leap_day_is_the_day_before_in_other_years() {
        let leap = YearDay::new(2, 29).unwrap();
        assert_eq!(leap.in_year(2028).unwrap().to_string(), "2028-02-29");
        assert_eq!(leap.in_year(2027).unwrap().to_string(), "2027-02-28");
        assert_eq!(leap.next_from("2027-03-01".parse().unwrap()).unwrap().to_string(), "2028-02-29");
        assert_eq!(leap.next_from("2027-02-28".parse().unwrap()).unwrap().to_string(), "2027-02-28");
        assert_eq!(YearDay::new(2, 30), None);
    }
}
