//! What the user's words on an entry say: a day, what it was, or that it is for later.

use chrono::NaiveDate;
use thiserror::Error;

use super::form::{Sign, Telling};
use crate::date::spoken::{Tense, spoken};
use crate::date::{DateContext, DateError, at_start};
use crate::model::duration::Duration;
use crate::model::settings::DateOrder;

/// What the words on an entry say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The day they speak of, else the day on which they were first seen.
    pub day: Option<NaiveDate>,
    /// What the entry is called; empty if they do not say.
    pub title: String,
    /// What is below it.
    pub body: String,
    /// The day until which it is for later.
    pub later: Option<NaiveDate>,
}

/// Why words cannot be understood.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Unclear {
    /// No calendar has the day.
    #[error("that day is not in the calendar")]
    Impossible,
    /// The date could be either of two days.
    #[error("that date could be {dmy} or {mdy}; write one of these")]
    Ambiguous {
        /// The day if the first number is the day.
        dmy: NaiveDate,
        /// The day if the first number is the month.
        mdy: NaiveDate,
    },
    /// It looks like a date, and is read as none.
    #[error("“{0}” looks like a day; write it like 2026-11-21, or some words before it")]
    Unread(String),
    /// A day without a year that is long ago, or far ahead.
    #[error("that would be {0}; write the year, too")]
    Far(NaiveDate),
    /// Two different days.
    #[error("it names two days, {0} and {1}")]
    Days(NaiveDate, NaiveDate),
    /// Until when is not said.
    #[error("say until when it is for later, like “[>] 2 weeks”")]
    Later,
}

impl From<DateError> for Unclear {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Impossible => Self::Impossible,
            DateError::Ambiguous { dmy, mdy } => Self::Ambiguous { dmy, mdy },
        }
    }
}

/// How days are read.
#[derive(Debug, Clone, Copy)]
pub struct AnswerContext {
    /// Today.
    pub today: NaiveDate,
    /// How `09/10/2026` is read.
    pub order: Option<DateOrder>,
}

impl Answer {
    /// Reads what the user wrote beside a sign. A remark of an earlier day is no title.
    pub fn read(tellings: &[&Telling], sign: Sign, context: AnswerContext) -> Result<Self, Unclear> {
        let (is_later, is_not_now) = (sign == Sign::Later, sign == Sign::NotNow);
        let mut answer = Self::default();
        let (mut new, mut old) = (Vec::new(), Vec::new());
        let mut said_on = context.today;
        for telling in tellings {
            let is_old = telling.is_remark && telling.since.is_some_and(|since| since < context.today);
            // “Yesterday” was said on the day on which the words were first seen.
            said_on = said_on.min(telling.since.filter(|_| !is_old).unwrap_or(context.today));
            let lines = if is_old { &mut old } else { &mut new };
            for line in &telling.lines {
                let (line, done) = without_completion(line);
                answer.add_day(done)?;
                lines.push(line);
            }
        }
        let context = AnswerContext { today: said_on, ..context };
        let mut title = take_title(&mut new);
        let is_later = is_later || first_word(&title).eq_ignore_ascii_case("later");
        // “Not this time” may say until when, too.
        let is_later = is_later || (is_not_now && until(&title, context).is_some());
        if is_later {
            answer.later = Some(until(&title, context).ok_or(Unclear::Later)?);
            title.clear();
        } else {
            let (day, rest) = day_at_start(&title, context)?;
            title = rest.into();
            answer.add_day(day)?;
            if title.is_empty() {
                title = take_title(&mut new);
            }
        }
        new.append(&mut old);
        answer.day = answer.day.or(Some(said_on));
        Ok(Self { title, body: new.join("\n").trim().into(), ..answer })
    }

    fn add_day(&mut self, day: Option<NaiveDate>) -> Result<(), Unclear> {
        match (self.day, day) {
            (Some(one), Some(other)) if one != other => Err(Unclear::Days(one, other)),
            (one, other) => {
                self.day = one.or(other);
                Ok(())
            }
        }
    }
}

/// What opens and closes the day on which a task was done, as other tools write it.
const COMPLETIONS: [(&str, &str); 6] = [
    ("[completion::", "]"),
    ("(completion::", ")"),
    ("[completed::", "]"),
    ("✅", ""),
    ("✔️", ""),
    ("☑️", ""),
];

/// A line without the day that another tool has added, and that day.
fn without_completion(line: &str) -> (String, Option<NaiveDate>) {
    for (opening, closing) in COMPLETIONS {
        let Some((before, after)) = line.split_once(opening) else { continue };
        let after = after.trim_start_matches(['\u{fe0f}', ' ']);
        let Some((Ok(day), rest)) =
            after.get(..10).map(|day| (day.parse(), after.get(10..).unwrap_or_default()))
        else {
            continue;
        };
        let Some(rest) = rest.trim_start().strip_prefix(closing) else { continue };
        let line = format!("{} {}", before.trim_end(), rest.trim_start());
        return (line.trim().to_owned(), Some(day));
    }
    (line.to_owned(), None)
}

/// Takes out the first line that is not blank.
fn take_title(lines: &mut Vec<String>) -> String {
    match lines.iter().position(|line| !line.trim().is_empty()) {
        Some(first) => without_bullet(&lines.remove(first)).to_owned(),
        None => String::new(),
    }
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let after = line.strip_prefix(['-', '*', '+']).filter(|after| after.starts_with(' '));
    let after = after.unwrap_or(line).trim();
    // An item of the user's that is ticked itself.
    after.strip_prefix("[x] ").or_else(|| after.strip_prefix("[X] ")).unwrap_or(after)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || c == ':' || c == ',').next().unwrap_or_default()
}

/// The day until which something is for later: “2 weeks”, “later 2 weeks”, “until 3 December”.
fn until(words: &str, context: AnswerContext) -> Option<NaiveDate> {
    let mut rest = words.trim();
    for word in ["later", "until", "till", "in", "for", "by", ":"] {
        let after = rest.get(word.len()..).filter(|_| rest.to_lowercase().starts_with(word));
        if let Some(after) = after.filter(|after| word == ":" || after.starts_with([' ', ':', ','])) {
            rest = after.trim_start_matches([' ', ':', ',']);
        }
    }
    let rest = rest.trim_end_matches(['.', '!']);
    if let Ok(duration) = rest.replacen("a ", "1 ", usize::from(rest.starts_with("a "))).parse::<Duration>() {
        return Some(duration.after(context.today));
    }
    let named = match rest.to_lowercase().as_str() {
        "next week" => "7 days".parse::<Duration>().ok(),
        "next month" => "1 month".parse().ok(),
        "next year" => "1 year".parse().ok(),
        _ => None,
    };
    if let Some(duration) = named {
        return Some(duration.after(context.today));
    }
    let day = spoken(rest, Tense::Future, context.today, context.order)?.ok()?;
    // “2 October”, said in November, is probably no day of next year.
    let has_year = rest.contains(&day.format("%Y").to_string());
    (day > context.today && (has_year || (day - context.today).num_days() <= FAR)).then_some(day)
}

/// How many words a day has at most: “on Tuesday, 3 November 2026”.
const MOST_WORDS: usize = 5;

/// In days: a day without a year that is further away is probably another one.
const FAR: i64 = 183;

/// The day that a text begins with, and the text after it.
fn day_at_start(text: &str, context: AnswerContext) -> Result<(Option<NaiveDate>, &str), Unclear> {
    if let Some(dated) = at_start(text, DateContext { order: context.order, year: None }) {
        return Ok((Some(dated.date?), separated(dated.title)));
    }
    let (is_on, said) = match text.split_once(' ') {
        Some((on, said)) if on.eq_ignore_ascii_case("on") => (true, said),
        _ => (false, text),
    };
    let ends = said.match_indices(' ').map(|(at, _)| at).chain([said.len()]).take(MOST_WORDS);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let Some((words, rest)) = said.split_at_checked(end) else { continue };
        let day = words.trim_end_matches([':', ',', ';', '–', '—', '-']).trim_end();
        // “Sat with Dana” is no Saturday, “Sat: with Dana” is.
        let is_set_apart = is_on || day.len() < words.len() || rest.is_empty();
        if day.len() < 5 && day.chars().all(char::is_alphabetic) && !is_set_apart {
            continue;
        }
        match spoken(day, Tense::Past, context.today, context.order) {
            Some(Ok(day)) if (context.today - day).num_days() > FAR => return Err(Unclear::Far(day)),
            Some(Ok(day)) => return Ok((Some(day), separated(rest))),
            Some(Err(error)) if is_set_apart => return Err(error.into()),
            _ => {}
        }
    }
    if looks_like_a_day(first_word(text)) {
        return Err(Unclear::Unread(first_word(text).to_owned()));
    }
    Ok((None, text))
}

/// Whether a word is like `3/11`, `14.9.` or `09-14`.
fn looks_like_a_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(is_number)
}

fn separated(text: &str) -> &str {
    text.trim().trim_start_matches([':', ',', ';', '–', '—']).trim_start_matches("- ").trim_start()
}

#[cfg(test)]
mod tests {
    use super::{Answer, AnswerContext, Sign, Telling, Unclear};
    use crate::page::Hash;

    fn telling(lines: &str, since: Option<&str>) -> Telling {
        let lines = lines.lines().map(str::to_owned).collect();
        let since = since.map(|day| day.parse().unwrap());
        Telling { lines, since, is_remark: since.is_some(), is_apart: false, hash: Hash::of_text("") }
    }

    fn read(lines: &str, is_later: bool) -> Result<Answer, Unclear> {
        let context = AnswerContext { today: "2026-11-21".parse().unwrap(), order: None };
        Answer::read(&[&telling(lines, None)], if is_later { Sign::Later } else { Sign::Done }, context)
    }

    #[test]
    fn the_day_is_at_the_start() {
        let cases = [
            ("called Lee", None, "called Lee"),
            ("2026-11-19 called Lee", Some("2026-11-19"), "called Lee"),
            ("3 Nov: coffee", Some("2026-11-03"), "coffee"),
            ("Nov 3, coffee with Dana", Some("2026-11-03"), "coffee with Dana"),
            ("yesterday", Some("2026-11-20"), ""),
            ("Yesterday: lunch", Some("2026-11-20"), "lunch"),
            ("yesterday we met", Some("2026-11-20"), "we met"),
            ("on Tuesday", Some("2026-11-17"), ""),
            ("on tue, coffee", Some("2026-11-17"), "coffee"),
            ("last friday called", Some("2026-11-20"), "called"),
            ("3 days ago – coffee", Some("2026-11-18"), "coffee"),
            ("Sat with Dana in the sun", None, "Sat with Dana in the sun"),
            ("Sun: rowing with Lee", Some("2026-11-15"), "rowing with Lee"),
            ("May was busy, call in June", None, "May was busy, call in June"),
            ("2 people from IT joined", None, "2 people from IT joined"),
            ("1:1 with Dana", None, "1:1 with Dana"),
            ("called ✅ 2026-11-18", Some("2026-11-18"), "called"),
            ("✅2026-11-18", Some("2026-11-18"), ""),
            ("[completion:: 2026-11-18]", Some("2026-11-18"), ""),
            ("coffee (completion:: 2026-11-18)", Some("2026-11-18"), "coffee"),
            ("✅ great talk", None, "✅ great talk"),
            ("- called Lee", None, "called Lee"),
        ];
        for (words, day, title) in cases {
            let answer = read(words, false).unwrap();
            let day = day.unwrap_or("2026-11-21").parse().ok();
            assert_eq!((answer.day, answer.title.as_str()), (day, title), "{words:?}");
        }
    }

    #[test]
    fn what_could_be_two_days_is_not_guessed() {
        assert!(matches!(read("3/11: coffee", false), Err(Unclear::Unread(_))));
        assert!(matches!(read("03/11/2026 coffee", false), Err(Unclear::Ambiguous { .. })));
        assert!(matches!(read("2026-02-30 coffee", false), Err(Unclear::Impossible)));
        assert!(matches!(read("2026-11-19 coffee ✅ 2026-11-20", false), Err(Unclear::Days(..))));
        assert!(matches!(read("24 Dec: coffee", false), Err(Unclear::Far(_))));
        assert!(matches!(read("1 November", true), Err(Unclear::Later)));
        assert!(matches!(read("whenever", true), Err(Unclear::Later)));
        assert!(matches!(read("", true), Err(Unclear::Later)));
    }

    #[test]
    fn later_is_a_day() {
        let cases = [
            ("2 weeks", "2026-12-05"),
            ("later 2 weeks", "2026-12-05"),
            ("Later: until 3 December", "2026-12-03"),
            ("in a month", "2026-12-21"),
            ("next week", "2026-11-28"),
            ("2027-10-15", "2027-10-15"),
            ("monday", "2026-11-23"),
        ];
        for (words, day) in cases {
            assert_eq!(read(words, true).unwrap().later, Some(day.parse().unwrap()), "{words:?}");
        }
        assert_eq!(read("later 2 weeks", false).unwrap().later, Some("2026-12-05".parse().unwrap()));
        assert_eq!(read("lately 2 weeks", false).unwrap().later, None);
    }

    #[test]
    fn words_of_an_earlier_day_are_no_title() {
        let (old, new) = (telling("She is ill.", Some("2026-11-07")), telling("called\nmore", None));
        let context = AnswerContext { today: "2026-11-21".parse().unwrap(), order: None };
        let answer = Answer::read(&[&old, &new], Sign::Done, context).unwrap();
        assert_eq!((answer.title.as_str(), answer.body.as_str()), ("called", "more\nShe is ill."));
        // What was said with the tick stays what it was, and when.
        let said = Telling { is_remark: false, ..telling("yesterday: lunch", Some("2026-11-07")) };
        let answer = Answer::read(&[&said], Sign::Done, context).unwrap();
        assert_eq!((answer.title.as_str(), answer.day), ("lunch", "2026-11-06".parse().ok()));
        let answer = Answer::read(&[&telling("until 3 December", None)], Sign::NotNow, context).unwrap();
        assert_eq!(answer.later, "2026-12-03".parse().ok());
        let answer = Answer::read(&[&old], Sign::Done, context).unwrap();
        assert_eq!((answer.title.as_str(), answer.body.as_str()), ("", "She is ill."));
    }
}
