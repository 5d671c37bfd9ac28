//! Days as people say them: `yesterday`, `monday`, `3 days ago`, `14 Sep`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{DateContext, DateError, Dated, whole};
use crate::model::settings::DateOrder;

/// Which of several days of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// What has happened: a weekday is the last one before today, a day without a year the last one up to
    /// today. What is planned needs its year, or `tomorrow`.
    Past,
    /// What is to come: a weekday is the next one after today, a day without a year the next one from today.
    Future,
}

/// The day that somebody means who says this on `today`; none if the text is no day.
pub fn spoken(
    text: &str,
    tense: Tense,
    today: NaiveDate,
    order: Option<DateOrder>,
) -> Option<Result<NaiveDate, DateError>> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let relative = match (&words[..], tense) {
        (["today"], _) => Some(today),
        (["yesterday"], Tense::Past) => today.pred_opt(),
        (["tomorrow"], _) => today.succ_opt(),
        (["last", word], Tense::Past) | (["next", word], Tense::Future) | ([word], _) => {
            weekday(word, tense, today)
        }
        ([count, unit, "ago"], Tense::Past) | (["in", count, unit], Tense::Future) => {
            away(count, unit, tense, today)
        }
        _ => None,
    };
    if relative.is_some() {
        return relative.map(Ok);
    }
    if let Some(Dated { date, .. }) = whole(text, DateContext { order, year: None }) {
        return Some(date);
    }
    let (is_meant, step): (fn(&NaiveDate, &NaiveDate) -> bool, i32) = match tense {
        Tense::Past => (NaiveDate::le, -1),
        Tense::Future => (NaiveDate::ge, 1),
    };
    match in_year(text, today.year(), order)? {
        Ok(day) if is_meant(&day, &today) => Some(Ok(day)),
        // 29 February is not in every year.
        _ => {
            (1..=8).filter_map(|years| in_year(text, today.year() + step * years, order)).find(Result::is_ok)
        }
    }
}

/// A day without a year, in that year.
fn in_year(text: &str, year: i32, order: Option<DateOrder>) -> Option<Result<NaiveDate, DateError>> {
    whole(text, DateContext { order, year: Some(year) }).map(|dated| dated.date)
}

/// The nearest such weekday that is not today.
fn weekday(word: &str, tense: Tense, today: NaiveDate) -> Option<NaiveDate> {
    let weekday: Weekday = word.parse().ok()?;
    let mut days = (1..=7).map_while(|days| match tense {
        Tense::Past => today.checked_sub_days(Days::new(days)),
        Tense::Future => today.checked_add_days(Days::new(days)),
    });
    days.find(|day| day.weekday() == weekday)
}

/// The day some days, weeks, months or, in the future, years away.
fn away(count: &str, unit: &str, tense: Tense, today: NaiveDate) -> Option<NaiveDate> {
    let count: u32 = if matches!(count, "a" | "an" | "one") { 1 } else { count.parse().ok()? };
    let (months, days) = match (unit.trim_end_matches('s'), tense) {
        ("day", _) => (0, u64::from(count)),
        ("week", _) => (0, u64::from(count) * 7),
        ("month", _) => (count, 0),
        ("year", Tense::Future) => (count.checked_mul(12)?, 0),
        _ => return None,
    };
    let (months, days) = (Months::new(months), Days::new(days));
    match tense {
        Tense::Past => today.checked_sub_months(months)?.checked_sub_days(days),
        Tense::Future => today.checked_add_months(months)?.checked_add_days(days),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tense, spoken};

    #[test]
    fn past_days_are_read() {
        let cases = [
            ("today", "2026-11-21"),
            (" Yesterday ", "2026-11-20"),
            ("tomorrow", "2026-11-22"),
            ("monday", "2026-11-16"),
            ("Saturday", "2026-11-14"),
            ("last fri", "2026-11-20"),
            ("3 days ago", "2026-11-18"),
            ("a week ago", "2026-11-14"),
            ("1 month ago", "2026-10-21"),
            ("2026-09-14", "2026-09-14"),
            ("14.09.2026", "2026-09-14"),
            ("14 Sep", "2026-09-14"),
            ("21 Nov", "2026-11-21"),
            ("24 December", "2025-12-24"),
            ("12-24", "2025-12-24"),
            ("29 Feb", "2024-02-29"),
            ("4 Dec 2026", "2026-12-04"),
        ];
        for (text, expected) in cases {
            let day = spoken(text, Tense::Past, "2026-11-21".parse().unwrap(), None);
            assert_eq!(day.map(|day| day.unwrap().to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "3 moons ago", "ago", "monday morning", "99999999999 days ago"] {
            assert_eq!(spoken(text, Tense::Past, "2026-11-21".parse().unwrap(), None), None, "{text}");
        }
        assert!(spoken("09/10/2026", Tense::Past, "2026-11-21".parse().unwrap(), None).unwrap().is_err());
    }

    #[test]
    fn future_days_are_read() {
        let cases = [
            ("today", "2026-11-21"),
            ("Tomorrow", "2026-11-22"),
            ("monday", "2026-11-23"),
            ("Saturday", "2026-11-28"),
            ("next fri", "2026-11-27"),
            ("in 3 days", "2026-11-24"),
            ("in 2 weeks", "2026-12-05"),
            ("in a month", "2026-12-21"),
            ("in one year", "2027-11-21"),
            ("2026-09-14", "2026-09-14"),
            ("6.12.2026", "2026-12-06"),
            ("21 Nov", "2026-11-21"),
            ("20 Nov", "2027-11-20"),
            ("6 December", "2026-12-06"),
            ("29 Feb", "2028-02-29"),
        ];
        for (text, expected) in cases {
            let day = spoken(text, Tense::Future, "2026-11-21".parse().unwrap(), None);
            assert_eq!(day.map(|day| day.unwrap().to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "in 3 moons", "in", "last monday", "3 days ago", "in 99999999999 days"] {
            assert_eq!(spoken(text, Tense::Future, "2026-11-21".parse().unwrap(), None), None, "{text}");
        }
        assert!(spoken("in 4294967295 days", Tense::Future, "2026-11-21".parse().unwrap(), None).is_none());
    }
}
