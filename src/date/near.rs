//! What looks like a date and is not read as one: a typing error, an unusual form, a placeholder.
//!
//! Reading a history never guesses. This is for reporting what was not read, and what was probably meant.

use chrono::NaiveDate;

use super::parser::{DateParser, MONTHS, month_number};
use super::{DateContext, date_of, plausible};
use crate::model::nearest;
use crate::text::slice;

/// What looks like a date and is not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearDate<'a> {
    /// The text that looks like one.
    pub written: &'a str,
    /// Why it is not read.
    pub kind: NearKind,
}

/// Why something that looks like a date is not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearKind {
    /// A placeholder of a template.
    Placeholder,
    /// A day without a year, below no heading that gives one.
    NoYear,
    /// A form that is not read, with the day it means if it can mean only one.
    Form(Option<NaiveDate>),
    /// Numbers that may be something else, such as of a section or of an invoice, or nearly a month: with the day they
    /// would mean.
    Likely(NaiveDate),
    /// A date that is neither at the start nor, after a separator, at the end.
    Inside(NaiveDate),
}

/// Finds what looks like a date in a text in which none was read: at its start, else within it.
pub fn near(text: &str) -> Option<NearDate<'_>> {
    at_start(text).or_else(|| inside(text))
}

/// Finds what looks like a date at the start of a text.
pub fn at_start(text: &str) -> Option<NearDate<'_>> {
    let text = without_prefix(text);
    let forms = [placeholder, eight_digits, numbers, day_first, month_first, month_and_day];
    let (length, kind) = forms.iter().find_map(|form| form(text))?;
    Some(NearDate { written: text.get(..length)?, kind })
}

/// A date in a form that is read, but somewhere in the middle.
fn inside(text: &str) -> Option<NearDate<'_>> {
    for (at, before) in text.match_indices(|c: char| c.is_whitespace() || c == '(') {
        let rest = slice(text, at + before.len()..);
        if rest.starts_with(|c: char| c.is_ascii_digit())
            && let Some((Ok(date), written)) = DateParser::new(rest, DateContext::default()).date()
        {
            return Some(NearDate { written, kind: NearKind::Inside(date) });
        }
    }
    None
}

/// A text without the markup, emoji, brackets and weekday that may precede a date.
fn without_prefix(text: &str) -> &str {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '`' | '~'));
    if text.starts_with("{{") || text.starts_with("<%") {
        return text;
    }
    let mut parser = DateParser::new(text, DateContext::default());
    parser.skip_prefix();
    parser.rest().trim_start_matches("[[")
}

/// Whether a word is a month.
pub fn is_month(word: &str) -> bool {
    month_number(word).is_some()
}

/// The length of what looks like a date, and why it is not read.
type Match = Option<(usize, NearKind)>;

/// `{{date}}`, `<% tp.date.now() %>`, `YYYY-MM-DD`, `2024-11-XX`, `DD.MM.YYYY`, `2026-??-??`.
fn placeholder(text: &str) -> Match {
    for (open, close) in [("{{", "}}"), ("<%", "%>"), ("${", "}")] {
        if let Some((inner, _)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            let inner_lower = inner.to_lowercase();
            let is_day =
                ["date", "today", "now", "day", "yyyy"].iter().any(|word| inner_lower.contains(word));
            return is_day.then_some((open.len() + inner.len() + close.len(), NearKind::Placeholder));
        }
    }
    let length = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '?')))
        .unwrap_or(text.len());
    let token = text.get(..length)?.trim_end_matches(['.', '-', '/']);
    let parts: Vec<&str> = token.split(['-', '/', '.']).collect();
    let is_placeholder = parts.len() == 3
        && parts.iter().all(|part| is_number(part) || is_blank(part))
        && !parts.iter().all(|part| is_number(part));
    is_placeholder.then_some((token.len(), NearKind::Placeholder))
}

/// Whether a part of a date waits to be filled in, wholly or, like `20XX` and `202?`, partly.
fn is_blank(part: &str) -> bool {
    let upper = part.to_ascii_uppercase();
    matches!(
        upper.as_str(),
        "YYYY" | "YY" | "MM" | "DD" | "XX" | "XXXX" | "JJJJ" | "TT" | "AAAA" | "??" | "????"
    ) || upper.len() == 4 && upper.starts_with("20") && upper.ends_with(['X', '?'])
}

fn is_number(part: &str) -> bool {
    (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20260914`.
fn eight_digits(text: &str) -> Match {
    let (digits, rest) = leading_digits(text);
    let number: u32 = digits.parse().ok().filter(|_| digits.len() == 8)?;
    let date = day_of(number / 10_000, number / 100 % 100, number % 100)?;
    ends_word(rest).then_some((8, NearKind::Likely(date)))
}

/// Three numbers that make a date in a form that is not read: `2026-9-4`, `14.9.26`, `2026-09/14`,
/// `2026-09-14_call`.
fn numbers(text: &str) -> Match {
    let (one, rest) = leading_digits(text);
    let (first_separator, rest) = rest.split_at_checked(1)?;
    let (two, rest) = leading_digits(rest);
    let (separator, rest) = rest.split_at_checked(1)?;
    if ![first_separator, separator].iter().all(|one| SEPARATORS.contains(one)) {
        return None;
    }
    let (three, rest) = leading_digits(rest);
    let length = text.len() - rest.len();
    // `2026.9.4` is a version as well, and `2026-10/11` two months.
    let form = |day: Option<NaiveDate>| match day {
        Some(day) if first_separator != separator || separator == "." => NearKind::Likely(day),
        day => NearKind::Form(day),
    };
    let lengths = (one.len(), two.len(), three.len());
    let (first, second, third): (u32, u32, u32) = (one.parse().ok()?, two.parse().ok()?, three.parse().ok()?);
    match lengths {
        (4, 1..=2, 1..=2) => Some((length, form(day_of(first, second, third)))),
        (1..=2, 1..=2, 4) => {
            Some((length, form(only([day_of(third, second, first), day_of(third, first, second)]))))
        }
        // A digit too many after a year: nobody knows which.
        (4, 2, 3..=4) => Some((length, NearKind::Form(None))),
        (1..=2, 1..=2, 2) if ends_word(rest) => {
            let day_first = day_of(2000 + third, second, first);
            let others = match text.as_bytes().get(one.len()) {
                // Dots are day first.
                Some(b'.') => [None, None],
                _ => [
                    day_of(2000 + third, first, second),
                    day_of(2000 + first, second, third).filter(|_| one.len() == 2),
                ],
            };
            let meant = only(others.into_iter().chain([day_first]));
            (meant.is_some() || day_first.is_some())
                .then_some((length, meant.map_or(NearKind::Form(None), NearKind::Likely)))
        }
        _ => None,
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    date_of(i32::try_from(year).ok()?, month, day).ok()
}

/// `14-Sep-2026`, `14th of September 2026`, `14 Setpember 2026`, `14 septembre 2026`; `14 Sep`.
fn day_first(text: &str) -> Match {
    let (day, rest) = leading_digits(text);
    let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let rest = gap(rest)?;
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let (word, rest) = leading_word(rest);
    with_year(text, day, word, rest)
}

/// `September, 14 2026`, `Setpember 14, 2026`; `Sep 14`.
fn month_first(text: &str) -> Match {
    let (word, rest) = leading_word(text);
    let (day, rest) = leading_digits(gap(rest)?);
    let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    with_year(text, day, word, rest)
}

/// Completes a day and a month with the year after them, or without one.
fn with_year(text: &str, day: u32, month: &str, rest: &str) -> Match {
    let following = gap(rest).map(leading_digits).filter(|(year, after)| year.len() == 4 && ends_word(after));
    let Some((year, after)) = following else {
        return (month_number(month).is_some() && ends_word(rest))
            .then_some((text.len() - rest.len(), NearKind::NoYear));
    };
    let year: i32 = year.parse().ok().filter(|year| plausible(*year))?;
    let date = |month| date_of(year, month, day).ok();
    let kind = match month_number(month) {
        Some(month) => NearKind::Form(date(month)),
        None => nearest(month, MONTHS)
            .and_then(month_number)
            .and_then(date)
            .map_or(NearKind::Form(None), NearKind::Likely),
    };
    (month.chars().count() > 2).then_some((text.len() - after.len(), kind))
}

/// `09-14`, where no heading above gives the year.
fn month_and_day(text: &str) -> Match {
    let (month, rest) = leading_digits(text);
    let (day, rest) = leading_digits(rest.strip_prefix('-')?);
    let is_day =
        month.len() == 2 && day.len() == 2 && date_of(2000, month.parse().ok()?, day.parse().ok()?).is_ok();
    (is_day && ends_word(rest) && !rest.starts_with('-')).then_some((5, NearKind::NoYear))
}

const SEPARATORS: [&str; 3] = ["-", "/", "."];

/// The only day among some, each counted once.
fn only(days: impl IntoIterator<Item = Option<NaiveDate>>) -> Option<NaiveDate> {
    let mut days: Vec<NaiveDate> = days.into_iter().flatten().collect();
    days.sort_unstable();
    days.dedup();
    <[NaiveDate; 1]>::try_from(days).ok().map(|[day]| day)
}

fn leading_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

fn leading_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

/// The text after the characters that may separate the parts of a date, at least one.
fn gap(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '.', ',', '-', '/']);
    (rest.len() < text.len()).then_some(rest)
}

/// Whether no word goes on in the rest of a text.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{NearKind, near};

    #[test]
    fn near_dates_are_found_with_the_day_they_mean() {
        let cases = [
            ("## 2026-9-4 Call", "2026-9-4 = 2026-09-04"),
            ("**2026/9/14** Call", "2026/9/14 = 2026-09-14"),
            ("2026-09/14", "2026-09/14 ~ 2026-09-14"),
            ("2026.9.4", "2026.9.4 ~ 2026-09-04"),
            ("20260914 Call", "20260914 ~ 2026-09-14"),
            ("14.09.26 Call", "14.09.26 ~ 2026-09-14"),
            ("3.2.10 Set up", "3.2.10 ~ 2010-02-03"),
            ("9/14/26: Call", "9/14/26 ~ 2026-09-14"),
            ("26-01-02 Call", "26-01-02 = ?"),
            ("14-Sep-2026 Call", "14-Sep-2026 = 2026-09-14"),
            ("14th of September 2026", "14th of September 2026 = 2026-09-14"),
            ("14 Setpember 2026 Lunch", "14 Setpember 2026 ~ 2026-09-14"),
            ("Setpember 14, 2026", "Setpember 14, 2026 ~ 2026-09-14"),
            ("14. Dezember 2026 Anruf", "14. Dezember 2026 ~ 2026-12-14"),
            ("14 août 2026", "14 août 2026 = ?"),
            ("2026-09-14_call", "2026-09-14 = 2026-09-14"),
            ("2026-09-144 Call", "2026-09-144 = ?"),
            ("2026-13-4", "2026-13-4 = ?"),
            ("14 Sep Lunch", "14 Sep no year"),
            ("📞 Sep 14: Lunch", "Sep 14 no year"),
            ("09-14 Lunch", "09-14 no year"),
            ("Call with Rod 2026-09-14", "2026-09-14 inside 2026-09-14"),
            ("Call on 14.9.2026 with Rod", "14.9.2026 inside 2026-09-14"),
            ("{{date:YYYY-MM-DD}} Call", "{{date:YYYY-MM-DD}} placeholder"),
            ("<% tp.date.now() %> Call", "<% tp.date.now() %> placeholder"),
            ("2024-11-XX Call", "2024-11-XX placeholder"),
            ("[[YYYY-MM-DD]] Call", "YYYY-MM-DD placeholder"),
            ("DD.MM.YYYY", "DD.MM.YYYY placeholder"),
            ("202X-??-?? Call", "202X-??-?? placeholder"),
        ];
        for (text, expected) in cases {
            let shown = near(text).map(|near| {
                let written = near.written;
                match near.kind {
                    NearKind::Placeholder => format!("{written} placeholder"),
                    NearKind::NoYear => format!("{written} no year"),
                    NearKind::Form(meant) => {
                        format!("{written} = {}", meant.map_or("?".to_owned(), |day| day.to_string()))
                    }
                    NearKind::Likely(day) => format!("{written} ~ {day}"),
                    NearKind::Inside(day) => format!("{written} inside {day}"),
                }
            });
            assert_eq!(shown.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_near_dates() {
        for text in [
            "",
            "Plans",
            "2026",
            "2026-W38",
            "2026-09",
            "September 2026",
            "Q3 2026",
            "Version 1.2",
            "1.2.3.4 release",
            "10 people",
            "May the 4th",
            "3 offers sent",
            "Budget 2026/2027",
            "{{name}}",
            "Phase 2",
            "24/7 support",
            "40-60 people",
            "192.168.1.1",
            "2-3 ideas",
            "Dezember",
            "10-15-minute calls",
        ] {
            assert_eq!(near(text), None, "{text}");
        }
    }
}
