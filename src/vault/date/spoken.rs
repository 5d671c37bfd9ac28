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

fn last(weekday: &str, today: NaiveDate) -> Option<NaiveDate> {
    let weekday: Weekday = weekday.parse().ok()?;
    today.iter_days().rev().skip(1).take(7).find(|day| day.weekday() == weekday)
}

fn ago(count: &str, unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    let count: u32 = if matches!(count, "a" | "an" | "one") { 1 } else { count.parse().ok()? };
    match unit.trim_end_matches('s') {
        "day" => today.checked_sub_days(Days::new(u64::from(count))),
        "week" => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        "month" => today.checked_sub_months(Months::new(count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

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
}
