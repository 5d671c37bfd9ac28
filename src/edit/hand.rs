//! How a history is written: what a new entry has to look like to fit in.

use std::cmp::Reverse;

use chrono::{NaiveDate, Weekday};

use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, BlockKind};

/// How the entries of a note are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hand {
    /// Headings of a level, or items.
    pub(super) kind: BlockKind,
    /// `## `, `- `.
    pub(super) mark: String,
    /// What opens right before the date, like `**` or `[[`; none if the date is last.
    opening: String,
    /// What closes right behind it.
    closing: String,
    /// What stands between date and title.
    separator: String,
    is_date_last: bool,
    /// The form of the date, as chrono writes it.
    form: &'static str,
    /// The form of the weekday before the date, if there is one.
    weekday: Option<&'static str>,
}

/// Forms of dates, as chrono writes them; of two that fit equally well the first is taken.
#[rustfmt::skip]
const FORMS: [&str; 18] = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%-d.%-m.%Y", "%-d %b %Y", "%-d %B %Y", "%d %b %Y",
    "%d %B %Y", "%-d. %B %Y", "%-d. %b %Y", "%b %-d, %Y", "%B %-d, %Y", "%b %d, %Y", "%d/%m/%Y", "%m/%d/%Y",
    "%-d/%-m/%Y", "%-m/%-d/%Y",
];

/// The same under a heading that is a year.
const YEARLESS: [&str; 6] = ["%-d %b", "%-d %B", "%-d. %B", "%b %-d", "%B %-d", "%m-%d"];

/// What may stand between a date and a title, beside spaces.
const SEPARATORS: [char; 12] = ['-', '–', '—', ':', '|', ',', '·', '•', '@', '→', '>', '/'];

/// What opens before a date, and what closes behind it.
const OPENING: [char; 6] = ['(', '[', '*', '_', '`', '~'];
const CLOSING: [char; 6] = [')', ']', '*', '_', '`', '~'];

/// The form in which a date is written, as chrono writes it.
pub(super) fn date_form(day: NaiveDate, written: &str) -> Option<&'static str> {
    FORMS.into_iter().find(|form| day.format(form).to_string() == written)
}

impl Hand {
    /// The hand of the newest entry that tells one, else the plainest.
    pub(super) fn of(open: &OpenNote<'_>) -> Self {
        let mut blocks: Vec<&Block> = open.places.blocks.iter().collect();
        blocks.sort_by_key(|block| Reverse(block.day()));
        let dated: Vec<Dated<'_>> = blocks.iter().filter_map(|block| Dated::of(open, block)).collect();
        dated.iter().find_map(|entry| Self::of_entry(entry, &dated)).unwrap_or_else(|| Self::plain(open))
    }

    /// Headings or items, as the newest entry is, with nothing but an ISO date and the title.
    pub(super) fn plain(open: &OpenNote<'_>) -> Self {
        let dated = open.places.blocks.iter().filter(|block| block.day().is_some());
        let kind = match dated.max_by_key(|block| block.day()) {
            Some(block) => block.kind,
            None if open.places.blocks.iter().any(|block| block.is_log) => BlockKind::Item,
            None => BlockKind::Heading(2),
        };
        let mark = match kind {
            BlockKind::Heading(level) => format!("{} ", "#".repeat(usize::from(level))),
            BlockKind::Item => "- ".to_owned(),
        };
        Self {
            kind,
            mark,
            opening: String::new(),
            closing: String::new(),
            separator: " ".to_owned(),
            is_date_last: false,
            form: "%Y-%m-%d",
            weekday: None,
        }
    }

    fn of_entry(entry: &Dated<'_>, all: &[Dated<'_>]) -> Option<Self> {
        let &Dated { block, day, written, before, after } = entry;
        let yearless: &[&str] = if block.year.is_some() { &YEARLESS } else { &[] };
        let forms = FORMS.iter().chain(yearless).filter(|form| day.format(form).to_string() == written);
        // `14.10.2026` has two forms; how the others are written tells which.
        let fits =
            |form: &&&str| all.iter().filter(|one| one.day.format(form).to_string() == one.written).count();
        let form = forms.rev().max_by_key(fits)?;
        let (mark, before) = cut_mark(block.kind, before)?;
        let (title, opening) = before.split_at(before.trim_end_matches(OPENING).len());
        let (closing, mut behind) = after.split_at(after.len() - after.trim_start_matches(CLOSING).len());
        let (title, weekday) = cut_weekday(title, day);
        // An emoji may tell the way of that one touch, so it is not taken over.
        let title =
            title.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric());
        let mut opening = opening.to_owned();
        let mut closing = closing.to_owned();
        if let Some((words, folder)) = title.rsplit_once("[[").filter(|_| opening.is_empty()) {
            // `[[daily/2026-09-14]]`
            if !words.trim().is_empty() || !folder.ends_with('/') {
                return None;
            }
            opening = format!("[[{folder}");
        } else if closing == "]" && behind.starts_with('(') {
            // `[2026-09-14](x.md)` leads to what is of that day.
            return None;
        }
        if opening.contains("[[") && !closing.starts_with("]]") {
            // `[[2026-09-14|Monday]]`
            let (_, beyond) = behind.split_once("]]")?;
            closing.replace_range(.., "]]");
            behind = beyond;
        }
        let is_date_last = !title.is_empty() && !opening.contains('/');
        let separator = if is_date_last {
            let bare = title.trim_end_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
            let separator = title.get(bare.len()..)?.to_owned();
            format!("{separator}{}", std::mem::take(&mut opening))
        } else {
            separator(behind, day)
        };
        (!separator.is_empty()).then_some(Self {
            kind: block.kind,
            mark,
            opening,
            closing,
            separator,
            is_date_last,
            form,
            weekday,
        })
    }

    /// The line of an entry.
    pub(super) fn line(&self, date: NaiveDate, title: &str) -> String {
        let Self { mark, opening, closing, separator, form, .. } = self;
        let weekday = self.weekday.map(|form| format!("{} ", date.format(form))).unwrap_or_default();
        let day = date.format(form);
        if self.is_date_last {
            format!("{mark}{title}{separator}{weekday}{day}{closing}")
        } else {
            format!("{mark}{weekday}{opening}{day}{closing}{separator}{title}").trim_end().to_owned()
        }
    }
}

/// A dated entry as it is written.
struct Dated<'t> {
    block: &'t Block,
    day: NaiveDate,
    written: &'t str,
    /// What stands before the date on its line, and what behind it.
    before: &'t str,
    after: &'t str,
}

impl<'t> Dated<'t> {
    fn of(open: &OpenNote<'t>, block: &'t Block) -> Option<Self> {
        let BlockDate::Read { date, span, .. } = &block.date else { return None };
        let before = open.text.get(block.span.start..span.start).filter(|before| !before.contains('\n'))?;
        let after = open.text.get(span.end..)?.lines().next().unwrap_or_default().trim_end();
        Some(Self { block, day: *date, written: open.text.get(span.clone())?, before, after })
    }
}

/// What marks a heading or item, and the rest of its line.
fn cut_mark(kind: BlockKind, line: &str) -> Option<(String, &str)> {
    let rest = match kind {
        BlockKind::Heading(_) => line.trim_start_matches('#'),
        BlockKind::Item => line
            .strip_prefix(['-', '*', '+'])
            .or_else(|| line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']))?,
    };
    let rest = rest.trim_start_matches([' ', '\t']);
    let mark = line.get(..line.len() - rest.len())?;
    match kind {
        // An underlined heading has no mark of its own.
        BlockKind::Heading(level) if mark.is_empty() => {
            Some((format!("{} ", "#".repeat(usize::from(level))), rest))
        }
        _ => Some((mark.to_owned(), rest)),
    }
}

/// Takes that day's weekday from the end of what stands before a date.
fn cut_weekday(before: &str, day: NaiveDate) -> (&str, Option<&'static str>) {
    let bare = before.trim_end_matches([' ', ',', '.']);
    let start = bare
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + bare.get(at..).and_then(|c| c.chars().next()).map_or(1, char::len_utf8));
    let form = bare.get(start..).and_then(|word| weekday_form(word, day));
    if form.is_some() { (before.get(..start).unwrap_or_default(), form) } else { (before, None) }
}

/// How a weekday is written, if it is that day's.
fn weekday_form(word: &str, day: NaiveDate) -> Option<&'static str> {
    word.parse::<Weekday>().ok()?;
    ["%a", "%A"].into_iter().find(|form| day.format(form).to_string() == word)
}

/// What separates a date from the title, without a weekday or a time between the two.
fn separator(mut behind: &str, day: NaiveDate) -> String {
    loop {
        let words = behind.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
        let separator = behind.strip_suffix(words).unwrap_or_default();
        let word = words.split_whitespace().next().unwrap_or_default();
        let bare = word.trim_end_matches(SEPARATORS);
        let is_time = bare.contains(':') && bare.chars().all(|c| c.is_ascii_digit() || c == ':');
        if is_time || weekday_form(bare, day).is_some() {
            behind = words.get(bare.len()..).unwrap_or_default();
        } else if separator.is_empty() || words.is_empty() {
            return " ".to_owned();
        } else {
            return separator.to_owned();
        }
    }
}
