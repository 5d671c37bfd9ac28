//! How the entries of a history are written, so that a new one looks like them.

use std::cmp::Reverse;

use chrono::{NaiveDate, Weekday};

use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, BlockKind};
use crate::text::slice;

/// How the entries of a note are written, as a template of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntryStyle {
    /// Headings of a level, or items.
    pub(super) kind: BlockKind,
    /// `## `, `- `.
    pub(super) mark: String,
    /// What opens right before the date, like `**` or `[[`; empty if the date is last.
    opening: String,
    /// What closes right after it.
    closing: String,
    /// What separates date and title.
    separator: String,
    is_date_last: bool,
    /// The form of the date, as chrono writes it.
    form: &'static str,
    /// The form of the weekday before the date, if there is one.
    weekday: Option<&'static str>,
}

/// Forms of dates, as chrono writes them; of two that match equally often the first is taken.
#[rustfmt::skip]
const FORMS: [&str; 18] = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%-d.%-m.%Y", "%-d %b %Y", "%-d %B %Y", "%d %b %Y",
    "%d %B %Y", "%-d. %B %Y", "%-d. %b %Y", "%b %-d, %Y", "%B %-d, %Y", "%b %d, %Y", "%d/%m/%Y", "%m/%d/%Y",
    "%-d/%-m/%Y", "%-m/%-d/%Y",
];

/// Further forms below a heading that is a year.
const YEARLESS: [&str; 6] = ["%-d %b", "%-d %B", "%-d. %B", "%b %-d", "%B %-d", "%m-%d"];

/// What may separate a date and a title, besides spaces.
const SEPARATORS: [char; 12] = ['-', '–', '—', ':', '|', ',', '·', '•', '@', '→', '>', '/'];

/// What may open before a date, and close after it.
const OPENING: [char; 6] = ['(', '[', '*', '_', '`', '~'];
const CLOSING: [char; 6] = [')', ']', '*', '_', '`', '~'];

/// The form in which a date is written, as chrono writes it.
pub(super) fn date_form(day: NaiveDate, written: &str) -> Option<&'static str> {
    FORMS.into_iter().find(|form| day.format(form).to_string() == written)
}

impl EntryStyle {
    /// The style of the newest entry whose style is clear, else the plain one.
    pub(super) fn of(note: &OpenNote<'_>) -> Self {
        let mut blocks: Vec<&Block> = note.places.blocks.iter().collect();
        blocks.sort_by_key(|block| Reverse(block.day()));
        let dated: Vec<WrittenEntry<'_>> =
            blocks.iter().filter_map(|block| WrittenEntry::of(note, block)).collect();
        dated.iter().find_map(|entry| Self::of_entry(entry, &dated)).unwrap_or_else(|| Self::plain(note))
    }

    /// Headings or items like the newest entry, with nothing but an ISO date and the title.
    pub(super) fn plain(note: &OpenNote<'_>) -> Self {
        let dated = note.places.blocks.iter().filter(|block| block.day().is_some());
        let kind = match dated.max_by_key(|block| block.day()) {
            Some(block) => block.kind,
            None if note.places.blocks.iter().any(|block| block.is_log) => BlockKind::Item,
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

    fn of_entry(entry: &WrittenEntry<'_>, all: &[WrittenEntry<'_>]) -> Option<Self> {
        let &WrittenEntry { block, day, written, before, after } = entry;
        let yearless: &[&str] = if block.year.is_some() { &YEARLESS } else { &[] };
        let forms = FORMS.iter().chain(yearless).filter(|form| day.format(form).to_string() == written);
        let (mark, before) = cut_mark(block.kind, before)?;
        let (title, opening) = before.split_at(before.trim_end_matches(OPENING).len());
        let (closing, mut following) = after.split_at(after.len() - after.trim_start_matches(CLOSING).len());
        let (title, weekday) = cut_weekday(title, day);
        // An emoji may stand for the channel of that one touch, so it is left out.
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
        } else if closing == "]" && following.starts_with('(') {
            // `[2026-09-14](x.md)` links to something of that day.
            return None;
        }
        if opening.contains("[[") && !closing.starts_with("]]") {
            // `[[2026-09-14|Monday]]`
            let (_, after_link) = following.split_once("]]")?;
            "]]".clone_into(&mut closing);
            following = after_link;
        }
        let is_date_last = !title.is_empty() && !opening.contains('/');
        let separator = if is_date_last {
            let bare = title.trim_end_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
            format!("{}{}", slice(title, bare.len()..), std::mem::take(&mut opening))
        } else {
            separator(following, day)
        };
        if separator.is_empty() {
            return None;
        }
        // `14.10.2026` has two forms: the other entries show which is meant. They are all asked only for this one entry.
        let form = forms.rev().max_by_key(|form| all.iter().filter(|one| one.has_form(form)).count())?;
        Some(Self { kind: block.kind, mark, opening, closing, separator, is_date_last, form, weekday })
    }

    /// The line of a new entry.
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

/// A dated entry of the note.
struct WrittenEntry<'t> {
    block: &'t Block,
    day: NaiveDate,
    written: &'t str,
    /// The line up to the date.
    before: &'t str,
    /// The line after the date.
    after: &'t str,
}

impl<'t> WrittenEntry<'t> {
    fn of(note: &OpenNote<'t>, block: &'t Block) -> Option<Self> {
        let BlockDate::Read { date, span, .. } = &block.date else { return None };
        let before = slice(note.text, block.span.start..span.start);
        let after = slice(note.text, span.end..).lines().next().unwrap_or_default().trim_end();
        let written = slice(note.text, span.clone());
        (!before.contains('\n')).then_some(Self { block, day: *date, written, before, after })
    }

    fn has_form(&self, form: &str) -> bool {
        self.day.format(form).to_string() == self.written
    }
}

/// The mark of a heading or item, and the rest of its line.
fn cut_mark(kind: BlockKind, line: &str) -> Option<(String, &str)> {
    let rest = match kind {
        BlockKind::Heading(_) => line.trim_start_matches('#'),
        BlockKind::Item => line
            .strip_prefix(['-', '*', '+'])
            .or_else(|| line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']))?,
    };
    let rest = rest.trim_start_matches([' ', '\t']);
    let mark = slice(line, ..line.len() - rest.len());
    match kind {
        // An underlined heading has no mark.
        BlockKind::Heading(level) if mark.is_empty() => {
            Some((format!("{} ", "#".repeat(usize::from(level))), rest))
        }
        _ => Some((mark.to_owned(), rest)),
    }
}

/// Splits the weekday of a day from the end of the text before its date.
fn cut_weekday(before: &str, day: NaiveDate) -> (&str, Option<&'static str>) {
    let bare = before.trim_end_matches([' ', ',', '.']);
    let rest = bare.trim_end_matches(char::is_alphanumeric);
    let form = weekday_form(slice(bare, rest.len()..), day);
    if form.is_some() { (rest, form) } else { (before, None) }
}

/// The form of a weekday, if it is that of the day.
fn weekday_form(word: &str, day: NaiveDate) -> Option<&'static str> {
    word.parse::<Weekday>().ok()?;
    ["%a", "%A"].into_iter().find(|form| day.format(form).to_string() == word)
}

/// What separates a date from the title after it, apart from a weekday and a time in between.
fn separator(mut rest: &str, day: NaiveDate) -> String {
    loop {
        let words = rest.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
        let separator = slice(rest, ..rest.len() - words.len());
        let word = words.split_whitespace().next().unwrap_or_default();
        let bare = word.trim_end_matches(SEPARATORS);
        let is_time = bare.contains(':') && bare.chars().all(|c| c.is_ascii_digit() || c == ':');
        if is_time || weekday_form(bare, day).is_some() {
            rest = slice(words, bare.len()..);
        } else if separator.is_empty() || words.is_empty() {
            return " ".to_owned();
        } else {
            return separator.to_owned();
        }
    }
}
