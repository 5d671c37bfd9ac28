//! Every form of a date that people write in a history, and why one is refused.
//!
//! The shape is checked before the calendar is: `2026-1-2` and `26-01-02` are no dates, `2026-02-30` has
//! the shape of one and is impossible, and `09/10/2026` could be two days, so it is refused unless the
//! order is configured.

pub mod near;
mod parser;
pub mod spoken;

use chrono::{Datelike, NaiveDate};

use crate::model::settings::DateOrder;
use crate::model::yearly::{Birthday, YearDay};
use crate::text::slice;
use parser::{DateParser, DateResult};

/// What it takes to read a date besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct DateContext {
    /// How `09/10/2026` is read; refused as ambiguous if absent.
    pub order: Option<DateOrder>,
    /// The year of the heading above, for dates without one.
    pub year: Option<i32>,
}

/// Why something with the shape of a date is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// No calendar has that day.
    Impossible,
    /// It could be either of two days.
    Ambiguous {
        /// The day if the first number is the day.
        dmy: NaiveDate,
        /// The day if the first number is the month.
        mdy: NaiveDate,
    },
}

/// A text with a date at its start or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<'a> {
    /// The date, or why it is refused.
    pub date: Result<NaiveDate, DateError>,
    /// The date as it is written.
    pub written: &'a str,
    /// The rest of the text.
    pub title: &'a str,
}

/// The characters that may stand between a date and its title.
const SEPARATORS: [char; 12] = ['-', '–', '—', ':', '|', ',', '·', '•', '@', '→', '>', '/'];

/// More bytes than any date with its weekday and time has: a separator further left is not its own.
const LONGEST: usize = 80;

/// Reads a heading: a date at its start, else at its end.
pub fn heading(text: &str, context: DateContext) -> Option<Dated<'_>> {
    may_be_dated(text, context).then(|| at_start(text, context).or_else(|| at_end(text, context)))?
}

/// Prefilter: no form can match without the four digits of a year, unless the year is known.
fn may_be_dated(text: &str, context: DateContext) -> bool {
    context.year.is_some() || text.as_bytes().windows(4).any(|run| run.iter().all(u8::is_ascii_digit))
}

/// Fast path for `2026-09-14 Call with Dana`, the form of most entries; none leaves the text to the parser.
///
/// A property below holds it against [`in_any_form`].
fn in_iso_form(text: &str) -> Option<Dated<'_>> {
    let (written, rest) = text.split_at_checked(10)?;
    let title = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    if !rest.is_empty() && (!title.starts_with(char::is_alphabetic) || parser::may_be_aside(title)) {
        return None;
    }
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = written.as_bytes() else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].map(|byte| u32::from(byte.wrapping_sub(b'0')));
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits;
    if digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let year = i32::try_from(y1 * 1000 + y2 * 100 + y3 * 10 + y4).ok()?;
    Some(Dated { date: date_of(year, m1 * 10 + m2, d1 * 10 + d2), written, title: title.trim() })
}

/// Reads a date at the start, after an optional emoji, weekday or bracket.
pub fn at_start(text: &str, context: DateContext) -> Option<Dated<'_>> {
    in_iso_form(text).or_else(|| in_any_form(text, context))
}

/// [`at_start`] by the parser alone.
fn in_any_form(text: &str, context: DateContext) -> Option<Dated<'_>> {
    let mut parser = DateParser::new(text, context);
    let mut closers = parser.skip_prefix();
    let (date, written) = parser.wikilink().or_else(|| parser.date())?;
    parser.skip_weekday_and_time(date.ok());
    while closers.pop_if(|closer| parser.eat(*closer)).is_some() {
        parser.skip_weekday_and_time(date.ok());
    }
    parser.skip_weekday_and_time(date.ok());
    let mut title = parser.rest().trim_start().trim_start_matches(SEPARATORS).trim();
    for closer in closers {
        title = title.strip_suffix(closer).unwrap_or(title);
    }
    Some(Dated { date, written, title })
}

/// Reads a date at the end, after a separator or in brackets.
fn at_end(text: &str, context: DateContext) -> Option<Dated<'_>> {
    let text = text.trim_end();
    let opener = match text.chars().next_back()? {
        ']' if text.ends_with("]]") => Some("[["),
        ']' => Some("["),
        ')' => Some("("),
        _ => None,
    };
    if let Some(open) = opener.and_then(|opener| text.rfind(opener)) {
        let title = title_before(text, open);
        return whole(slice(text, open..), context).map(|dated| Dated { title, ..dated });
    }
    let first = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    for (within, separator) in slice(text, first..).match_indices(SEPARATORS) {
        let at = first + within;
        if let Some(dated) = whole(slice(text, at + separator.len()..), context) {
            return Some(Dated { title: title_before(text, at), ..dated });
        }
    }
    None
}

/// The title before a date that starts, or is separated, at `end`.
fn title_before(text: &str, end: usize) -> &str {
    slice(text, ..end).trim_end().trim_end_matches(SEPARATORS).trim()
}

/// Reads a text that is nothing but a date, which may have a weekday and a time.
pub fn whole(text: &str, context: DateContext) -> Option<Dated<'_>> {
    may_be_dated(text, context).then(|| at_start(text, context).filter(|dated| dated.title.is_empty()))?
}

/// Reads a day of the year: `MM-DD`, `--MM-DD`, `XXXX-MM-DD`, or a date, which gives the year too.
///
/// With the date as it is written, for a message.
pub(crate) fn year_day(text: &str, order: Option<DateOrder>) -> Option<(Result<Birthday, DateError>, &str)> {
    const LEAP_YEAR: i32 = 2000;
    let text = text.trim();
    let yearless =
        text.strip_prefix("--").or_else(|| text.strip_prefix("XXXX-")).or_else(|| text.strip_prefix("xxxx-"));
    if yearless.is_none()
        && let Some(Dated { date, written, .. }) = whole(text, DateContext { order, year: None })
    {
        return Some((date.map(|date| Birthday { day: date.into(), year: Some(date.year()) }), written));
    }
    let dated = whole(yearless.unwrap_or(text), DateContext { order, year: Some(LEAP_YEAR) })?;
    Some((dated.date.map(|date| Birthday { day: YearDay::from(date), year: None }), dated.written))
}

/// The year, if the text is nothing but a year.
pub fn only_a_year(text: &str) -> Option<i32> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_symbol(c));
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { text.parse().ok().filter(|year| plausible(*year)) } else { None }
}

fn plausible(year: i32) -> bool {
    (1900..2200).contains(&year)
}

/// An emoji or other character that is neither ASCII nor a letter or digit.
fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric()
}

fn date_of(year: i32, month: u32, day: u32) -> DateResult {
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| plausible(year)).ok_or(DateError::Impossible)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::sample::select;

    use super::{
        DateContext, DateError, Dated, at_start, heading, in_any_form, only_a_year, whole, year_day,
    };
    use crate::model::settings::DateOrder;

    /// Dates, and what is written next to them.
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "2026-09-14", "2026-02-30", "2026-09", "26", "-", "1", " ", " ", " ", "T", "T14:30", "14:30", "2:30 pm", "Mon", "mon",
        "Monday", "tuesday.", "Sat down", "Sa", "Thanks", "(", ")", "[", "]", "[[", "]]", "–", ":", ",", "_", "/", "Call",
        "Ü", "電話", "📞", "\u{fe0f}", "\u{a0}", "\u{3000}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_fast_path_reads_as_the_parser_does(
            date in select(&["2026-09-14", "2026-02-30", "2026-W38-1", ""][..]),
            pieces in vec(select(PIECES), 0..6),
        ) {
            let text = format!("{date}{}", pieces.concat());
            assert_eq!(at_start(&text, DateContext::default()), in_any_form(&text, DateContext::default()), "{text}");
        }
    }

    /// `2026-09-14`, `impossible` or `ambiguous`, then the title.
    fn show(dated: Option<Dated<'_>>) -> String {
        let Some(dated) = dated else {
            return "no date".to_owned();
        };
        let date = match dated.date {
            Ok(date) => date.to_string(),
            Err(DateError::Impossible) => "impossible".to_owned(),
            Err(DateError::Ambiguous { .. }) => "ambiguous".to_owned(),
        };
        format!("{date} | {}", dated.title)
    }

    fn check(cases: &[(&str, &str)], context: DateContext) {
        for (text, expected) in cases {
            assert_eq!(show(heading(text, context)), *expected, "{text}");
        }
    }

    #[test]
    fn every_form_is_read() {
        let forms = [
            "2026-09-14",
            "2026/09/14",
            "2026.09.14",
            "14 Sep 2026",
            "14 September 2026",
            "14. September 2026",
            "14th September, 2026",
            "Sep 14, 2026",
            "Sept. 14 2026",
            "September 14th, 2026",
            "14.09.2026",
            "09/14/2026",
            "14/09/2026",
            "14-09-2026",
        ];
        for form in forms {
            for around in [
                "{} Call with Rod",
                "{}: Call with Rod",
                "{} — Call with Rod",
                "Monday {} – Call with Rod",
                "Mon, {} Call with Rod",
                "{}, Monday: Call with Rod",
                "{} (Mon) 14:30 Call with Rod",
                "{} 9:10 - Call with Rod",
                "{} 14:30–15:15 | Call with Rod",
                "[{}] Call with Rod",
                "({}) Call with Rod",
                "📞 {} Call with Rod",
                "☎️ Mon {} Call with Rod",
                "[{} Call with Rod]",
                "Call with Rod ({})",
                "Call with Rod – {}",
                "Call with Rod, Monday {}",
                "Call with Rod [{}]",
                "Call with Rod (Mon, {}, 14:30)",
                "Call with Rod: {} 14:30",
            ] {
                let text = around.replace("{}", form);
                assert_eq!(
                    show(heading(&text, DateContext::default())),
                    "2026-09-14 | Call with Rod",
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn links_times_and_titles() {
        check(
            &[
                ("[[2026-09-14]] — Lunch", "2026-09-14 | Lunch"),
                ("[[daily/2026-09-14|Monday]] Lunch", "2026-09-14 | Lunch"),
                ("Monday [[2026-09-14]]: Lunch", "2026-09-14 | Lunch"),
                ("Lunch [[journal/2026-09-14.md]]", "2026-09-14 | Lunch"),
                ("[[x|14 Sep 2026]] Lunch", "2026-09-14 | Lunch"),
                ("[[Harbor Foods]] 2026-09-14", "no date"),
                ("Lunch ([2026-09-14])", "2026-09-14 | Lunch"),
                ("Lunch ([[2026-09-14]])", "2026-09-14 | Lunch"),
                ("([Mon 2026-09-14] 14:30) Lunch", "2026-09-14 | Lunch"),
                ("2026-09-14T14:30 Lunch", "2026-09-14 | Lunch"),
                ("2026-09-14T14:30:00Z", "2026-09-14 | "),
                ("2026-09-14 10:00:00 +0000", "2026-09-14 | "),
                ("2026-09-14 2:30 pm Lunch", "2026-09-14 | Lunch"),
                ("2026-09-14 Sat down with Rod", "2026-09-14 | Sat down with Rod"),
                ("2026-09-14 30:99 ratio", "2026-09-14 | 30:99 ratio"),
                ("2026-09-14 (call) Rod", "2026-09-14 | (call) Rod"),
                ("1️⃣ 2026-09-14 Lunch", "2026-09-14 | Lunch"),
                ("2026-09-14", "2026-09-14 | "),
            ],
            DateContext::default(),
        );
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "2026",
            "2026-W38",
            "2026-09",
            "2024-11-XX",
            "{{date}}",
            "YYYY-MM-DD",
            "2026-1-2",
            "26-01-02",
            "+2026-01-02",
            "2026-09-144",
            "12026-09-14",
            "2026-09-14th",
            "Call with Rod 2026-09-14",
            "14 Sep",
            "Sep 14",
            "09-14",
            "Sep",
            "14 Sepp 2026",
            "2026-09/14",
            "Call 12/34",
            "May the 4th",
            "12026-09-14",
            "2026-09-14_call",
            "–",
            "[",
            "[[",
            "((((",
            "Plan for 2026",
        ] {
            assert_eq!(show(heading(text, DateContext::default())), "no date", "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        check(
            &[
                ("2026-02-30 Call", "impossible | Call"),
                ("2026-13-01 Call", "impossible | Call"),
                ("31 September 2026", "impossible | "),
                ("Call (2027-02-29)", "impossible | Call"),
                ("31.31.2026", "impossible | "),
                ("13/13/2026 Call", "impossible | Call"),
                ("09/10/2026 Call", "ambiguous | Call"),
                ("Call – 9/10/2026", "ambiguous | Call"),
                ("05/05/2026 Call", "2026-05-05 | Call"),
                ("0026-09-14 Call", "impossible | Call"),
            ],
            DateContext::default(),
        );
    }

    #[test]
    fn the_configured_order_settles_what_is_ambiguous_and_only_that() {
        let read = |text, order| show(at_start(text, DateContext { order: Some(order), year: None }));
        assert_eq!(read("09/10/2026", DateOrder::Dmy), "2026-10-09 | ");
        assert_eq!(read("09/10/2026", DateOrder::Mdy), "2026-09-10 | ");
        assert_eq!(read("14/09/2026", DateOrder::Mdy), "2026-09-14 | ");
        assert_eq!(read("09.10.2026", DateOrder::Mdy), "2026-10-09 | ");
    }

    #[test]
    fn under_a_year_the_year_may_be_left_out() {
        check(
            &[
                ("14 Sep", "2026-09-14 | "),
                ("14. September: Lunch", "2026-09-14 | Lunch"),
                ("Sep 14 Lunch", "2026-09-14 | Lunch"),
                ("September 14th – Lunch", "2026-09-14 | Lunch"),
                ("09-14 Lunch", "2026-09-14 | Lunch"),
                ("Lunch (14 Sep)", "2026-09-14 | Lunch"),
                ("Lunch – 2025-09-14", "2025-09-14 | Lunch"),
                ("14 Sep 2025", "2025-09-14 | "),
                ("02-29", "impossible | "),
                ("Plans", "no date"),
            ],
            DateContext { order: None, year: Some(2026) },
        );
    }

    #[test]
    fn years_and_days_of_the_year() {
        assert_eq!(only_a_year(" 2026 "), Some(2026));
        assert_eq!(only_a_year("📅 2026"), Some(2026));
        assert_eq!(only_a_year("2026 plans"), None);
        assert_eq!(only_a_year("9999"), None);
        for text in ["03-17", "--03-17", "XXXX-03-17", "17 March"] {
            let day = year_day(text, None).unwrap().0.unwrap();
            assert_eq!(
                (day.day.in_year(2026).unwrap().to_string(), day.year),
                ("2026-03-17".into(), None),
                "{text}"
            );
        }
        assert_eq!(year_day("1984-03-17", None).unwrap().0.unwrap().year, Some(1984));
        assert_eq!(year_day("02-30", None), Some((Err(DateError::Impossible), "02-30")));
        assert_eq!(year_day("spring", None), None);
        assert!(whole("2026-09-14 call", DateContext::default()).is_none());
    }
}
