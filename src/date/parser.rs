//! Reads the forms of a date, step by step.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{DateContext, DateError, date_of, is_symbol, plausible, whole};
use crate::model::settings::DateOrder;

/// More signs than anybody puts before a date; a bound, for a text may be all signs.
const MOST_SIGNS: usize = 24;

/// A link in brackets has two.
const MOST_BRACKETS: usize = 2;

/// Longer than the link to any daily note.
const LONGEST_LINK: usize = 300;

/// The months as they are written, in the year's order.
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

/// A place in a text, moved forward by what it reads.
#[derive(Clone, Copy)]
pub(super) struct DateParser<'a> {
    text: &'a str,
    at: usize,
    context: DateContext,
}

/// A date, or why it is refused.
pub(super) type DateResult = Result<NaiveDate, DateError>;

impl<'a> DateParser<'a> {
    pub(super) fn new(text: &'a str, context: DateContext) -> Self {
        Self { text, at: 0, context }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    fn skip_spaces(&mut self) -> bool {
        let before = self.at;
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at > before
    }

    /// A run of as many digits as allowed; a longer run is none.
    fn digits(&mut self, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let run = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest().get(..run)?;
        if !length.contains(&run) {
            return None;
        }
        self.at += run;
        number.parse().ok()
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Tries to read; what fails moves nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut copy = *self;
        let found = read(&mut copy);
        if found.is_some() {
            *self = copy;
        }
        found
    }

    /// Skips emoji, weekdays and brackets; returns what closes the brackets, the outer first.
    pub(super) fn skip_prefix(&mut self) -> Vec<char> {
        let mut closers = Vec::new();
        for _ in 0..MOST_SIGNS {
            self.skip_spaces();
            if self.rest().starts_with("[[") {
                return closers;
            }
            let bracket = match self.peek() {
                Some('[') => Some(']'),
                Some('(') => Some(')'),
                _ => None,
            };
            if let Some(closer) = bracket.filter(|_| closers.len() < MOST_BRACKETS) {
                closers.push(closer);
                self.at += 1;
            } else if !self.skip_symbol() && self.attempt(|parser| parser.weekday(None)).is_none() {
                break;
            }
        }
        closers
    }

    fn skip_symbol(&mut self) -> bool {
        let mut chars = self.rest().chars();
        match (chars.next(), chars.next()) {
            // A keycap is an ASCII digit with two marks behind it.
            (Some(first), Some('\u{fe0f}' | '\u{20e3}')) => self.at += first.len_utf8(),
            (Some(first), _) if is_symbol(first) => self.at += first.len_utf8(),
            _ => return false,
        }
        true
    }

    /// `[[2026-09-14]]`, `[[daily/2026-09-14|Monday]]`: the note's name is the date, else its alias.
    pub(super) fn wikilink(&mut self) -> Option<(DateResult, &'a str)> {
        self.attempt(|parser| {
            let rest = parser.rest().strip_prefix("[[")?;
            let near = rest.get(..rest.floor_char_boundary(LONGEST_LINK))?;
            let (inner, _) = near.split_once("]]")?;
            parser.at += inner.len() + 4;
            let (target, alias) = inner.split_once('|').unwrap_or((inner, ""));
            let stem = target.rsplit('/').next().unwrap_or(target);
            let stem = stem.strip_suffix(".md").unwrap_or(stem);
            let dated = whole(stem, parser.context).or_else(|| whole(alias, parser.context))?;
            Some((dated.date, dated.written))
        })
    }

    /// A date in any form, up to a boundary.
    pub(super) fn date(&mut self) -> Option<(DateResult, &'a str)> {
        let start = self.at;
        let forms = [
            Self::year_first,
            Self::day_and_month_name,
            Self::month_name_and_day,
            Self::three_numbers,
            Self::month_and_day,
        ];
        let date = forms
            .into_iter()
            .find_map(|form| self.attempt(|parser| form(parser).filter(|_| parser.at_boundary())))?;
        Some((date, self.text.get(start..self.at)?))
    }

    fn at_boundary(&self) -> bool {
        let mut next = self.rest().chars();
        match next.next() {
            Some('T') => next.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !c.is_alphanumeric() && c != '_',
            None => true,
        }
    }

    /// `2026-09-14`, `2026/09/14`, `2026.09.14`.
    fn year_first(&mut self) -> Option<DateResult> {
        let year = self.digits(4..=4)?;
        let separator = self.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
        self.at += 1;
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
        Some(date_of(self.year_behind()?, month, day))
    }

    /// `Sep 14, 2026`, `September 14th, 2026`; without the year under a year.
    fn month_name_and_day(&mut self) -> Option<DateResult> {
        let month = self.month_name()?;
        self.skip_spaces().then_some(())?;
        let day = self.digits(1..=2)?;
        self.attempt(Self::ordinal);
        Some(date_of(self.year_behind()?, month, day))
    }

    /// `14.09.2026` is day first; `14/09/2026` and `14-09-2026` are read when that is no guess.
    fn three_numbers(&mut self) -> Option<DateResult> {
        let first = self.digits(1..=2)?;
        let separator = self.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
        self.at += 1;
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
        (self.peek() != Some('-')).then(|| date_of(year, month, day))
    }

    fn ordinal(&mut self) -> Option<()> {
        matches!(self.word(), "st" | "nd" | "rd" | "th").then_some(())
    }

    fn month_name(&mut self) -> Option<u32> {
        let month = month_number(self.word())?;
        self.eat('.');
        Some(month)
    }

    /// The year behind a day and a month, else the one of the heading above.
    fn year_behind(&mut self) -> Option<i32> {
        let written = self.attempt(|parser| {
            parser.eat(',');
            parser.skip_spaces();
            parser.digits(4..=4)
        });
        written.map_or(self.context.year, |year| i32::try_from(year).ok())
    }

    /// A weekday; if `date` is given, only that day's, so that "Sat down with Rod" keeps its verb.
    fn weekday(&mut self, date: Option<NaiveDate>) -> Option<()> {
        let word = self.word();
        // Most words begin like no weekday, and parsing them takes longer than all else here.
        let may_be = word.as_bytes().first_chunk().is_some_and(|start| begins_weekday(*start));
        let weekday: Weekday = if may_be { word.parse().ok()? } else { return None };
        if date.is_some_and(|date| date.weekday() != weekday) || !self.at_boundary() {
            return None;
        }
        let _ = self.eat('.') || self.eat(',');
        Some(())
    }

    /// Skips what may stand behind a date: its weekday and a time, in either order.
    pub(super) fn skip_weekday_and_time(&mut self, date: Option<NaiveDate>) {
        for _ in 0..2 {
            let before = self.at;
            self.attempt(|parser| parser.aside(|parser| parser.weekday(date)));
            self.attempt(|parser| parser.aside(Self::time));
            if self.at == before {
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
        (spaces || self.peek() == Some('T')).then_some(())?;
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
        self.at_boundary().then_some(())
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

/// Whether that is how a weekday begins: each is told by three letters.
fn begins_weekday(mut start: [u8; 3]) -> bool {
    start.make_ascii_lowercase();
    matches!(&start, b"mon" | b"tue" | b"wed" | b"thu" | b"fri" | b"sat" | b"sun")
}

/// The number of a month by its name, its first three letters, or “sept”, case aside.
pub(super) fn month_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let known = |name: &&str| **name == *word || name.get(..3) == Some(&*word);
    let place = if word == "sept" { Some(8) } else { MONTHS.iter().position(known) };
    place.and_then(|place| u32::try_from(place + 1).ok())
}
