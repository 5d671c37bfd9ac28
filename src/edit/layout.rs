//! Where a new entry goes: in the order of the others, and as far from them as they are from each other.

use chrono::{Datelike, NaiveDate};

use super::entry_style::EntryStyle;
use super::{NewEntry, line_end};
use crate::date::only_a_year;
use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, BlockKind};
use crate::text::{Edit, slice};

/// How the lines and entries of a note are laid out.
pub(super) struct Layout<'a> {
    note: &'a OpenNote<'a>,
    text: &'a str,
    /// How its lines end.
    pub(super) line_end: &'static str,
    /// Whether an entry is apart from the others even if they are not from each other.
    always_apart: bool,
}

/// The edit that inserts an entry in a style where it belongs; with blank lines around it as the others have, or always.
pub(super) fn edit(note: &OpenNote<'_>, style: &EntryStyle, entry: NewEntry<'_>, always_apart: bool) -> Edit {
    let layout = Layout { always_apart, ..Layout::new(note) };
    let runs: Vec<Vec<&Block>> = note.places.runs().into_iter().filter(|run| !run.is_empty()).collect();
    let of_year = runs.iter().filter(|run| may_have_year(run, entry.date.year()));
    match of_year.max_by_key(|run| newest(run)) {
        Some(run) => layout.among(run, &runs, style, entry),
        None if runs.is_empty() => layout.first(style, entry),
        None => layout.in_a_new_year(&runs, style, entry),
    }
}

fn newest(run: &[&Block]) -> Option<NaiveDate> {
    run.iter().filter_map(|block| block.day()).max()
}

/// Whether some entries are below a heading of that year, or below none.
fn may_have_year(run: &[&Block], year: i32) -> bool {
    run.iter().all(|block| block.year.is_none_or(|of_block| of_block == year))
}

impl<'a> Layout<'a> {
    pub(super) fn new(note: &'a OpenNote<'a>) -> Self {
        Self { note, text: note.text, line_end: line_end(note.text), always_apart: false }
    }

    /// Among other entries, in their order.
    fn among(&self, run: &[&Block], runs: &[Vec<&Block>], style: &EntryStyle, entry: NewEntry<'_>) -> Edit {
        let all: Vec<&Block> = runs.concat();
        let newest_first = is_newest_first(run).or_else(|| is_newest_first(&all)).unwrap_or(true);
        let is_apart = self.always_apart || self.is_apart(run);
        let lines = self.lines(style, entry, run);
        // The entry that the new one goes before, else the one it goes after.
        let (before, after) = if newest_first {
            (run.iter().find(|block| is_up_to(block, entry.date)), run.last())
        } else {
            let after = run.iter().rfind(|block| is_up_to(block, entry.date));
            (run.first().filter(|_| after.is_none()), after)
        };
        match (before, after) {
            (Some(block), _) => {
                let blank = if is_apart { self.line_end } else { "" };
                insertion(self.line_start(block.span.start), format!("{lines}{blank}"))
            }
            (None, Some(block)) => self.insert_after(self.end_of(block), &lines, is_apart),
            (None, None) => self.insert_after(self.text.len(), &lines, true),
        }
    }

    /// Where the entries are below years, and there is none yet for this one.
    fn in_a_new_year(&self, runs: &[Vec<&Block>], style: &EntryStyle, entry: NewEntry<'_>) -> Edit {
        let blocks = self.note.places.blocks.iter();
        let years: Vec<(&Block, i32)> =
            blocks.filter_map(|block| Some((block, self.year_of(block)?))).collect();
        let all: Vec<&Block> = runs.concat();
        let newest_first = match years[..] {
            [(_, first), (_, second), ..] => first > second,
            _ => is_newest_first(&all).unwrap_or(true),
        };
        let Some((model, model_year)) = years.first() else {
            return self.insert_after(self.text.len(), &self.lines(style, entry, &all), true);
        };
        let year = entry.date.year();
        let heading = self.first_line(model).trim_end().replace(&model_year.to_string(), &year.to_string());
        let lines = format!("{heading}{0}{0}{1}", self.line_end, self.lines(style, entry, &all));
        let following =
            years.iter().find(|(_, other)| if newest_first { *other < year } else { *other > year });
        if let Some((block, _)) = following {
            return insertion(self.line_start(block.span.start), format!("{lines}{}", self.line_end));
        }
        let end = all.last().map_or(self.text.len(), |block| self.end_of(block));
        self.insert_after(end, &lines, true)
    }

    /// The first entry of a note: below the heading of a log, else at the end.
    fn first(&self, style: &EntryStyle, entry: NewEntry<'_>) -> Edit {
        let lines = self.lines(style, entry, &[]);
        let log = self.note.places.blocks.iter().find(|block| block.is_log && style.kind == BlockKind::Item);
        match log {
            Some(log) => self.insert_after(self.end_of_line(log.span.start), &lines, true),
            None => self.insert_after(self.text.len(), &lines, true),
        }
    }

    /// The lines of an entry, each with its end.
    fn lines(&self, style: &EntryStyle, entry: NewEntry<'_>, run: &[&Block]) -> String {
        let mut lines = vec![style.line(entry.date, entry.title)];
        let body: Vec<&str> = entry.body.trim().lines().map(str::trim_end).collect();
        let indent = match style.kind {
            BlockKind::Heading(_) => String::new(),
            BlockKind::Item => " ".repeat(style.mark.chars().count()),
        };
        // A blank line below the heading, if the others have one.
        let is_spaced = style.kind != BlockKind::Item
            && run.iter().all(|block| self.body(block).is_empty() || self.is_blank_below(block));
        if !body.is_empty() && is_spaced {
            lines.push(String::new());
        }
        lines.extend(
            body.iter().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }),
        );
        lines.push(String::new());
        lines.join(self.line_end)
    }

    /// Whether the line below that of an entry is blank.
    fn is_blank_below(&self, block: &Block) -> bool {
        let below = slice(self.text, self.end_of_line(block.span.start)..);
        below.lines().next().is_some_and(|line| line.trim().is_empty())
    }

    /// Inserts lines at an offset, with blank lines around them if they are to be apart.
    pub(super) fn insert_after(&self, at: usize, lines: &str, is_apart: bool) -> Edit {
        let (before, after) = (slice(self.text, ..at), slice(self.text, at..));
        let mut text = String::new();
        let last = before.lines().next_back().unwrap_or_default();
        let is_ended = before.trim_start_matches('\u{feff}').is_empty() || before.ends_with('\n');
        if !is_ended {
            text.push_str(self.line_end);
        }
        if is_apart && !last.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty() {
            text.push_str(self.line_end);
        }
        text.push_str(lines);
        let next = after.lines().next();
        if is_apart && next.is_some_and(|line| !line.trim().is_empty()) {
            text.push_str(self.line_end);
        }
        // A file without a line end at its end stays so.
        if after.is_empty() && !is_ended {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
        }
        insertion(at, text)
    }

    /// Whether entries have a blank line between them.
    fn is_apart(&self, run: &[&Block]) -> bool {
        match run {
            [] => true,
            [only] => only.kind != BlockKind::Item,
            [_, others @ ..] => others.iter().any(|block| self.is_blank_above(block)),
        }
    }

    fn is_blank_above(&self, block: &Block) -> bool {
        let before = slice(self.text, ..self.line_start(block.span.start));
        before.lines().next_back().is_none_or(|line| line.trim().is_empty())
    }

    /// Where the last line of an entry that is not blank ends.
    fn end_of(&self, block: &Block) -> usize {
        let blocks = &self.note.places.blocks;
        let nth = blocks.partition_point(|other| other.span.start < block.span.start);
        let extent = self.note.places.extent(nth, self.text.len());
        let written = slice(self.text, extent.clone()).trim_end().len();
        self.end_of_line(extent.start + written)
    }

    /// Where the line that an offset is on ends, its line end included.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let rest = slice(self.text, at..);
        at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        slice(self.text, ..at).rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn first_line(&self, block: &Block) -> &str {
        slice(self.text, block.span.clone()).lines().next().unwrap_or_default()
    }

    /// The year, if a heading is nothing but a year.
    fn year_of(&self, heading: &Block) -> Option<i32> {
        match heading.kind {
            BlockKind::Heading(_) if heading.date == BlockDate::None => {
                only_a_year(self.first_line(heading).trim_matches(['#', ' ', '\t', '\r']))
            }
            _ => None,
        }
    }

    /// The text below the line of an entry.
    fn body(&self, block: &Block) -> &str {
        let start = self.end_of_line(block.span.start);
        slice(self.text, start..self.end_of(block).max(start)).trim()
    }
}

pub(super) fn insertion(at: usize, text: String) -> Edit {
    Edit { span: at..at, text }
}

fn is_up_to(block: &Block, day: NaiveDate) -> bool {
    block.day().is_some_and(|of_block| of_block <= day)
}

/// Whether the newest of some entries come first; unknown if they are of one day.
fn is_newest_first(run: &[&Block]) -> Option<bool> {
    let (first, last) = (run.first()?.day()?, run.last()?.day()?);
    (first != last).then_some(first > last)
}
