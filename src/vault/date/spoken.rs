//! Days as people say them: `yesterday`, `monday`, `3 days ago`, `14 Sep`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{Context, Dated, Refusal, whole};
use crate::model::settings::DateOrder;

/// The day that is meant on `today`; none if the text is no day.
///
/// A weekday is the last one before today, and a day without a year the last one up to today: what is told
/// has happened. What is planned needs its year, or `tomorrow`.
pub fn spoken(text: &str, today: NaiveDate, order: Option<DateOrder>) -> Option<Result<NaiveDate, Refusal>> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let relative = match words[..] {
        ["today"] => Some(today),
        ["yesterday"] => today.pred_opt(),
        ["tomorrow"] => today.succ_opt(),
        ["last", weekday] | [weekday] if weekday.parse::<Weekday>().is_ok() => last(weekday, today),
        [count, unit, "ago"] => ago(count, unit, today),
        _ => None,
    };
    if relative.is_some() {
        return relative.map(Ok);
    }
    if let Some(Dated { date, .. }) = whole(text, Context { order, year: None }) {
        return Some(date);
    }
    let in_year = |year| whole(text, Context { order, year: Some(year) }).map(|dated| dated.date);
    match in_year(today.year())? {
        Ok(day) if day <= today => Some(Ok(day)),
        // 29 February has not been in every year.
        _ => (1..=8).filter_map(|years| in_year(today.year() - years)).find(Result::is_ok),
    }
}

/// The day to come that is meant on `today`; none if the text is no day.
///
/// A weekday is the next one after today, and a day without a year the next one from today on.
pub fn spoken_ahead(
    text: &str,
    today: NaiveDate,
    order: Option<DateOrder>,
) -> Option<Result<NaiveDate, Refusal>> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let relative = match words[..] {
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["next", weekday] | [weekday] if weekday.parse::<Weekday>().is_ok() => next(weekday, today),
        ["in", count, unit] => ahead(count, unit, today),
        _ => None,
    };
    if relative.is_some() {
        return relative.map(Ok);
    }
    if let Some(Dated { date, .. }) = whole(text, Context { order, year: None }) {
        return Some(date);
    }
    let in_year = |year| whole(text, Context { order, year: Some(year) }).map(|dated| dated.date);
    match in_year(today.year())? {
        Ok(day) if day >= today => Some(Ok(day)),
        // 29 February is not in every year.
        _ => (1..=8).filter_map(|years| in_year(today.year() + years)).find(Result::is_ok),
    }
}

fn next(weekday: &str, today: NaiveDate) -> Option<NaiveDate> {
    let weekday: Weekday = weekday.parse().ok()?;
    today.iter_days().skip(1).take(7).find(|day| day.weekday() == weekday)
}

fn last(weekday: &str, today: NaiveDate) -> Option<NaiveDate> {
    let weekday: Weekday = weekday.parse().ok()?;
    today.iter_days().rev().skip(1).take(7).find(|day| day.weekday() == weekday)
}

fn ahead(count: &str, unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    let count = number(count)?;
    match unit.trim_end_matches('s') {
        "day" => today.checked_add_days(Days::new(u64::from(count))),
        "week" => today.checked_add_days(Days::new(u64::from(count) * 7)),
        "month" => today.checked_add_months(Months::new(count)),
        "year" => today.checked_add_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
}

fn number(count: &str) -> Option<u32> {
    if matches!(count, "a" | "an" | "one") { Some(1) } else { count.parse().ok() }
}

fn ago(count: &str, unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    let count = number(count)?;
    match unit.trim_end_matches('s') {
        "day" => today.checked_sub_days(Days::new(u64::from(count))),
        "week" => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        "month" => today.checked_sub_months(Months::new(count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{spoken, spoken_ahead};

    #[test]
    fn days_are_meant_as_they_are_said() {
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
            let day = spoken(text, "2026-11-21".parse().unwrap(), None);
            assert_eq!(day.map(|day| day.unwrap().to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "3 moons ago", "ago", "monday morning", "99999999999 days ago"] {
            assert_eq!(spoken(text, "2026-11-21".parse().unwrap(), None), None, "{text}");
        }
        assert!(spoken("09/10/2026", "2026-11-21".parse().unwrap(), None).unwrap().is_err());
    }

    #[test]
    fn days_to_come_are_meant_as_they_are_said() {
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
            let day = spoken_ahead(text, "2026-11-21".parse().unwrap(), None);
            assert_eq!(day.map(|day| day.unwrap().to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "in 3 moons", "in", "last monday", "3 days ago", "in 99999999999 days"] {
            assert_eq!(spoken_ahead(text, "2026-11-21".parse().unwrap(), None), None, "{text}");
        }
        assert!(spoken_ahead("in 4294967295 days", "2026-11-21".parse().unwrap(), None).is_none());
    }
}
