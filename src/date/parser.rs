//! The grammar of dates: one method for each form.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{DateContext, DateError, date_of, is_symbol, plausible, whole};
use crate::model::settings::DateOrder;
use crate::text::slice;

/// More emoji and brackets than anybody puts before a date: a limit, since a text may be nothing but emoji.
const MOST_SIGNS: usize = 24;

/// As many brackets as a link has.
const MOST_BRACKETS: usize = 2;

/// More bytes than a link to a daily note has.
const LONGEST_LINK: usize = 300;

/// The months as they are written, in order.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The part of a text that is not read yet; each method that succeeds moves on.
#[derive(Clone, Copy)]
pub(super) struct DateParser<'a> {
    rest: &'a str,
    context: DateContext,
}

/// A date, or why it is refused.
pub(super) type DateResult = Result<NaiveDate, DateError>;

impl<'a> DateParser<'a> {
    pub(super) const fn new(text: &'a str, context: DateContext) -> Self {
        Self { rest: text, context }
    }

    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        self.rest.len() < before
    }

    /// A number of as many digits as allowed, and no digit after it.
    fn digits(&mut self, length: RangeInclusive<usize>) -> Option<u32> {
        let (digits, rest) = self.rest.split_at(self.rest.bytes().take_while(u8::is_ascii_digit).count());
        if !length.contains(&digits.len()) {
            return None;
        }
        self.rest = rest;
        digits.parse().ok()
    }

    /// A run of letters, which may be empty.
    fn word(&mut self) -> &'a str {
        let (word, rest) = self.rest.split_at(self.rest.bytes().take_while(u8::is_ascii_alphabetic).count());
        self.rest = rest;
        word
    }

    /// The sign between two numbers of a date.
    fn separator(&mut self) -> Option<char> {
        ['-', '/', '.'].into_iter().find(|separator| self.eat(*separator))
    }

    /// Tries to read; a failure leaves the parser where it is.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut copy = *self;
        let found = read(&mut copy)?;
        *self = copy;
        Some(found)
    }

    /// Skips emoji, weekdays and brackets; returns what closes the brackets, the outer first.
    pub(super) fn skip_prefix(&mut self) -> Vec<char> {
        let mut closers = Vec::new();
        for _ in 0..MOST_SIGNS {
            self.skip_spaces();
            if self.rest.starts_with("[[") {
                return closers;
            }
            let may_open = closers.len() < MOST_BRACKETS;
            if may_open && self.eat('[') {
                closers.push(']');
            } else if may_open && self.eat('(') {
                closers.push(')');
            } else if !self.skip_symbol() && self.attempt(|parser| parser.weekday(None)).is_none() {
                break;
            }
        }
        closers
    }

    fn skip_symbol(&mut self) -> bool {
        let mut chars = self.rest.chars();
        let is_skipped = match (chars.next(), chars.clone().next()) {
            // A keycap is an ASCII digit followed by two combining characters.
            (Some(_), Some('\u{fe0f}' | '\u{20e3}')) => true,
            (Some(first), _) => is_symbol(first),
            (None, _) => false,
        };
        if is_skipped {
            self.rest = chars.as_str();
        }
        is_skipped
    }

    /// `[[2026-09-14]]`, `[[daily/2026-09-14|Monday]]`: the note's name is the date, else its alias.
    pub(super) fn wikilink(&mut self) -> Option<(DateResult, &'a str)> {
        let rest = self.rest.strip_prefix("[[")?;
        let near = slice(rest, ..rest.floor_char_boundary(LONGEST_LINK));
        let (inner, _) = near.split_once("]]")?;
        let (target, alias) = inner.split_once('|').unwrap_or((inner, ""));
        let stem = target.rsplit('/').next().unwrap_or(target);
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        let dated = whole(stem, self.context).or_else(|| whole(alias, self.context))?;
        self.rest = slice(rest, inner.len() + "]]".len()..);
        Some((dated.date, dated.written))
    }

    /// A date in any form that ends at a boundary, and how it is written.
    pub(super) fn date(&mut self) -> Option<(DateResult, &'a str)> {
        let before = self.rest;
        let forms = [
            Self::year_first,
            Self::day_and_month_name,
            Self::month_name_and_day,
            Self::three_numbers,
            Self::month_and_day,
        ];
        for form in forms {
            if let Some(date) = self.attempt(|parser| form(parser).filter(|_| parser.is_at_boundary())) {
                return Some((date, slice(before, ..before.len() - self.rest.len())));
            }
        }
        None
    }

    fn is_at_boundary(&self) -> bool {
        let mut next = self.rest.chars();
        match next.next() {
            Some('T') => next.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !c.is_alphanumeric() && c != '_',
            None => true,
        }
    }

    /// `2026-09-14`, `2026/09/14`, `2026.09.14`.
    fn year_first(&mut self) -> Option<DateResult> {
        let year = self.digits(4..=4)?;
        let separator = self.separator()?;
        let month = self.digits(2..=2)?;
        let day = self.eat(separator).then(|| self.digits(2..=2))??;
        Some(date_of(i32::try_from(year).ok()?, month, day))
    }

    /// `14 Sep 2026`, `14. September 2026`, `14th September, 2026`; without the year under a year.
    fn day_and_month_name(&mut self) -> Option<DateResult> {
        let day = self.digits(1..=2)?;
        if !self.eat('.') {
            self.attempt(Self::ordinal);
        }
        self.skip_spaces();
        let month = self.month_name()?;
        Some(date_of(self.following_year()?, month, day))
    }

    /// `Sep 14, 2026`, `September 14th, 2026`; without the year under a year.
    fn month_name_and_day(&mut self) -> Option<DateResult> {
        let month = self.month_name()?;
        self.skip_spaces().then_some(())?;
        let day = self.digits(1..=2)?;
        self.attempt(Self::ordinal);
        Some(date_of(self.following_year()?, month, day))
    }

    /// `14.09.2026` is day first; `14/09/2026` and `14-09-2026` are read when that is no guess.
    fn three_numbers(&mut self) -> Option<DateResult> {
        let first = self.digits(1..=2)?;
        let separator = self.separator()?;
        let second = self.digits(1..=2)?;
        let year = self.eat(separator).then(|| self.digits(4..=4))??;
        let year = i32::try_from(year).ok().filter(|year| plausible(*year))?;
        let (dmy, mdy) = (date_of(year, second, first), date_of(year, first, second));
        Some(match (separator, dmy, mdy) {
            ('.', dmy, _) => dmy,
            (_, Ok(dmy), Ok(mdy)) if dmy != mdy => match self.context.order {
                Some(DateOrder::Dmy) => Ok(dmy),
                Some(DateOrder::Mdy) => Ok(mdy),
                None => Err(DateError::Ambiguous { dmy, mdy }),
            },
            (_, dmy, mdy) => dmy.or(mdy),
        })
    }

    /// `09-14`, only under a year.
    fn month_and_day(&mut self) -> Option<DateResult> {
        let year = self.context.year?;
        let month = self.digits(2..=2)?;
        let day = self.eat('-').then(|| self.digits(2..=2))??;
        (!self.rest.starts_with('-')).then(|| date_of(year, month, day))
    }

    fn ordinal(&mut self) -> Option<()> {
        matches!(self.word(), "st" | "nd" | "rd" | "th").then_some(())
    }

    fn month_name(&mut self) -> Option<u32> {
        let month = month_number(self.word())?;
        self.eat('.');
        Some(month)
    }

    /// The year after a day and a month, else the one of the heading above.
    fn following_year(&mut self) -> Option<i32> {
        let written = self.attempt(|parser| {
            parser.eat(',');
            parser.skip_spaces();
            parser.digits(4..=4)
        });
        written.map_or(self.context.year, |year| i32::try_from(year).ok())
    }

    /// A weekday; of a date only its own, so that "Sat down with Rod" keeps its verb.
    fn weekday(&mut self, date: Option<NaiveDate>) -> Option<()> {
        let word = self.word();
        // Most words begin like no weekday, and parsing them takes longer than all else here.
        let may_be = word.as_bytes().first_chunk().is_some_and(|start| begins_weekday(*start));
        let weekday: Weekday = if may_be { word.parse().ok()? } else { return None };
        if date.is_some_and(|date| date.weekday() != weekday) || !self.is_at_boundary() {
            return None;
        }
        let _ = self.eat('.') || self.eat(',');
        Some(())
    }

    /// Skips what may follow a date: its weekday and a time, in either order.
    pub(super) fn skip_weekday_and_time(&mut self, date: Option<NaiveDate>) {
        for _ in 0..2 {
            let before = self.rest.len();
            self.attempt(|parser| parser.aside(|parser| parser.weekday(date)));
            self.attempt(|parser| parser.aside(Self::time));
            if self.rest.len() == before {
                break;
            }
        }
    }

    /// Reads something after spaces or a comma, bare or in round brackets.
    fn aside(&mut self, read: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        self.eat(',');
        let spaces = self.skip_spaces();
        if self.eat('(') {
            read(self)?;
            return self.eat(')').then_some(());
        }
        (spaces || self.rest.starts_with('T')).then_some(())?;
        read(self)
    }

    /// `14:30`, `T14:30:00Z`, `9:10 am`, `14:30–15:15`.
    fn time(&mut self) -> Option<()> {
        self.eat('T');
        self.clock()?;
        self.attempt(|parser| {
            parser.skip_spaces();
            matches!(parser.word().to_ascii_lowercase().as_str(), "am" | "pm" | "z" | "h").then_some(())
        });
        self.attempt(|parser| {
            parser.skip_spaces();
            (parser.eat('-') || parser.eat('–') || parser.eat('+')).then_some(())?;
            parser.skip_spaces();
            parser.clock().or_else(|| parser.digits(4..=4).map(|_| ()))
        });
        self.is_at_boundary().then_some(())
    }

    fn clock(&mut self) -> Option<()> {
        let hour = self.digits(1..=2)?;
        let minute = self.eat(':').then(|| self.digits(2..=2))??;
        self.attempt(|parser| {
            parser.eat(':').then(|| parser.digits(2..=2))??;
            if parser.eat('.') {
                parser.digits(1..=9)?;
            }
            Some(())
        });
        (hour <= 24 && minute < 60).then_some(())
    }
}

/// Whether a title may begin with a weekday or a time.
pub(super) fn may_be_aside(title: &str) -> bool {
    let start = title.as_bytes().first_chunk();
    start.is_some_and(|start| begins_weekday(*start) || matches!(start, [b'T', b'0'..=b'9', _]))
}

/// Whether a weekday begins so: three letters tell them apart.
fn begins_weekday(mut start: [u8; 3]) -> bool {
    start.make_ascii_lowercase();
    matches!(&start, b"mon" | b"tue" | b"wed" | b"thu" | b"fri" | b"sat" | b"sun")
}

/// The number of a month by its name, its first three letters, or “sept”, case aside.
pub(super) fn month_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let index = if word == "sept" {
        Some(8)
    } else {
        MONTHS.iter().position(|name| **name == *word || name.get(..3) == Some(&*word))
    };
    index.and_then(|index| u32::try_from(index + 1).ok())
}
