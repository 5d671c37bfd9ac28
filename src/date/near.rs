//! What looks like a date and is not read as one: a kind, an unusual form, a placeholder.
//!
//! Reading a history never guesses; this is for telling people what was not read, and what they may
//! have meant.

use chrono::NaiveDate;

use super::parser::{DateParser, MONTHS, month_number};
use super::{DateContext, date_of};
use crate::model::nearest;

/// What looks like a date and is not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearDate<'a> {
    /// What looks like it, as it is written.
    pub written: &'a str,
    /// What is the matter.
    pub kind: NearKind,
}

/// Why something that looks like a date is not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearKind {
    /// It is what a template has in place of a date.
    Placeholder,
    /// It has no year, and no heading above gives one.
    NoYear,
    /// It has a form that is not read; with the day it means, if it can mean only one.
    Form(Option<NaiveDate>),
    /// It is a date, but neither at the start nor, behind a separator, at the end.
    Inside(NaiveDate),
}

/// Finds what looks like a date in a text of which nothing was read: at its start, else within it.
pub fn near(text: &str) -> Option<NearDate<'_>> {
    at_start(text).or_else(|| inside(text))
}

/// Finds what looks like a date at the start of a text.
pub fn at_start(text: &str) -> Option<NearDate<'_>> {
    let text = undressed(text);
    let found = |(length, kind)| Some(NearDate { written: text.get(..length)?, kind });
    let forms = [placeholder, eight_digits, numbers, day_first, month_first, month_and_day];
    forms.iter().find_map(|form| form(text)).and_then(found)
}

/// A date that is written as dates are, but somewhere in the middle.
fn inside(text: &str) -> Option<NearDate<'_>> {
    let starts = text.char_indices().filter(|(_, c)| c.is_whitespace() || *c == '(');
    starts.map(|(at, c)| at + c.len_utf8()).find_map(|at| {
        let rest = text.get(at..).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
        let (date, written) = DateParser::new(rest, DateContext::default()).date()?;
        Some(NearDate { written, kind: NearKind::Inside(date.ok()?) })
    })
}

/// A text without the markup, signs, brackets and weekday that may stand before a date.
fn undressed(text: &str) -> &str {
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

type Found = Option<(usize, NearKind)>;

/// `{{date}}`, `<% tp.date.now() %>`, `YYYY-MM-DD`, `2024-11-XX`, `DD.MM.YYYY`, `2026-??-??`.
fn placeholder(text: &str) -> Found {
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
    let is_blank = |part: &&str| {
        matches!(
            part.to_ascii_uppercase().as_str(),
            "YYYY" | "YY" | "MM" | "DD" | "XX" | "XXXX" | "JJJJ" | "TT" | "AAAA" | "??" | "????"
        )
    };
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    // `20XX` and `202?` are blank in part.
    let is_partly =
        |part: &&str| part.len() == 4 && part.starts_with("20") && part.ends_with(['X', 'x', '?']);
    let is_like = |part: &&str| is_blank(part) || is_number(part) || is_partly(part);
    let is_placeholder = parts.len() == 3 && parts.iter().all(is_like) && !parts.iter().all(is_number);
    is_placeholder.then_some((token.len(), NearKind::Placeholder))
}

/// `20260914`.
fn eight_digits(text: &str) -> Found {
    let (digits, rest) = leading_digits(text);
    let number: u32 = digits.parse().ok().filter(|_| digits.len() == 8)?;
    let date = date_of(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100).ok()?;
    ends_word(rest).then_some((8, NearKind::Form(Some(date))))
}

/// Three numbers that make a date in a form that is not read: `2026-9-4`, `14.9.26`, `2026-09/14`,
/// `2026-09-14_call`.
fn numbers(text: &str) -> Found {
    let (one, rest) = leading_digits(text);
    let rest = rest.strip_prefix(SEPARATORS)?;
    let (two, rest) = leading_digits(rest);
    let rest = rest.strip_prefix(SEPARATORS)?;
    let (three, rest) = leading_digits(rest);
    let length = text.len() - rest.len();
    let lengths = (one.len(), two.len(), three.len());
    let (first, second, third): (u32, u32, u32) = (one.parse().ok()?, two.parse().ok()?, three.parse().ok()?);
    let of = |year: u32, month, day| date_of(i32::try_from(year).ok()?, month, day).ok();
    match lengths {
        (4, 1..=2, 1..=2) => Some((length, NearKind::Form(of(first, second, third)))),
        (1..=2, 1..=2, 4) => {
            Some((length, NearKind::Form(only([of(third, second, first), of(third, first, second)]))))
        }
        // Too many digits behind a year: one of them is wrong, and nobody knows which.
        (4, 2, 3..=4) => Some((length, NearKind::Form(None))),
        (1..=2, 1..=2, 2) if ends_word(rest) => {
            let year = 2000;
            let day_first = of(year + third, second, first);
            let others = match text.as_bytes().get(one.len()) {
                // Dots are day first.
                Some(b'.') => [None, None],
                _ => [
                    of(year + third, first, second),
                    of(year + first, second, third).filter(|_| one.len() == 2),
                ],
            };
            let meant = only(others.into_iter().chain([day_first]));
            (meant.is_some() || day_first.is_some()).then_some((length, NearKind::Form(meant)))
        }
        _ => None,
    }
}

/// `14-Sep-2026`, `14th of September 2026`, `14 Setpember 2026`, `14 septembre 2026`; `14 Sep`.
fn day_first(text: &str) -> Found {
    let (day, rest) = leading_digits(text);
    let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let rest = gap(rest)?;
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let (word, rest) = leading_word(rest);
    with_year(text, day, word, rest)
}

/// `September, 14 2026`, `Setpember 14, 2026`; `Sep 14`.
fn month_first(text: &str) -> Found {
    let (word, rest) = leading_word(text);
    let (day, rest) = leading_digits(gap(rest)?);
    let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    with_year(text, day, word, rest)
}

/// Ends a day and a month with the year behind them, or without one.
fn with_year(text: &str, day: u32, month: &str, rest: &str) -> Found {
    let behind = gap(rest).map(leading_digits).filter(|(year, after)| year.len() == 4 && ends_word(after));
    let Some((year, after)) = behind else {
        return (month_number(month).is_some() && ends_word(rest))
            .then_some((text.len() - rest.len(), NearKind::NoYear));
    };
    let year: i32 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    let number = month_number(month).or_else(|| nearest(month, MONTHS).and_then(month_number));
    let meant = number.and_then(|month| date_of(year, month, day).ok());
    (month.chars().count() > 2).then_some((text.len() - after.len(), NearKind::Form(meant)))
}

/// `09-14`, where no heading above gives the year.
fn month_and_day(text: &str) -> Found {
    let (month, rest) = leading_digits(text);
    let (day, rest) = leading_digits(rest.strip_prefix('-')?);
    let is_day =
        month.len() == 2 && day.len() == 2 && date_of(2000, month.parse().ok()?, day.parse().ok()?).is_ok();
    (is_day && ends_word(rest) && !rest.starts_with('-')).then_some((5, NearKind::NoYear))
}

const SEPARATORS: [char; 3] = ['-', '/', '.'];

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

/// What stands behind the signs that may stand between the parts of a date, at least one.
fn gap(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '.', ',', '-', '/']);
    (rest.len() < text.len()).then_some(rest)
}

/// Whether a word ends here.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{NearKind, near};

    #[test]
    fn slips_are_told_with_the_day_they_mean() {
        let cases = [
            ("## 2026-9-4 Call", "2026-9-4 = 2026-09-04"),
            ("**2026/9/14** Call", "2026/9/14 = 2026-09-14"),
            ("2026-09/14", "2026-09/14 = 2026-09-14"),
            ("20260914 Call", "20260914 = 2026-09-14"),
            ("14.09.26 Call", "14.09.26 = 2026-09-14"),
            ("9/14/26: Call", "9/14/26 = 2026-09-14"),
            ("26-01-02 Call", "26-01-02 = ?"),
            ("14-Sep-2026 Call", "14-Sep-2026 = 2026-09-14"),
            ("14th of September 2026", "14th of September 2026 = 2026-09-14"),
            ("14 Setpember 2026 Lunch", "14 Setpember 2026 = 2026-09-14"),
            ("Setpember 14, 2026", "Setpember 14, 2026 = 2026-09-14"),
            ("14. Dezember 2026 Anruf", "14. Dezember 2026 = 2026-12-14"),
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
                    NearKind::Inside(day) => format!("{written} inside {day}"),
                }
            });
            assert_eq!(shown.unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_slip_is_left_alone() {
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
