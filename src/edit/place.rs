//! Where a new entry belongs: in the order of the others, and apart from them as they are from each other.

use chrono::Datelike;

use super::hand::Hand;
use super::{NewEntry, line_end};
use crate::date::only_a_year;
use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, BlockKind};
use crate::text::Edit;

/// A note that gets an entry.
pub(super) struct Desk<'a> {
    open: &'a OpenNote<'a>,
    text: &'a str,
    /// How its lines end.
    pub(super) line_end: &'static str,
}

/// Puts an entry, written by a hand, in its place.
pub(super) fn edit(open: &OpenNote<'_>, hand: &Hand, entry: NewEntry<'_>) -> Edit {
    let desk = Desk::new(open);
    let runs: Vec<Vec<&Block>> = open.places.runs().into_iter().filter(|run| !run.is_empty()).collect();
    let newest = |run: &&Vec<&Block>| run.iter().filter_map(|block| block.day()).max();
    let is_of_year =
        |run: &&Vec<&Block>| run.iter().all(|block| block.year.is_none_or(|year| year == entry.date.year()));
    match (runs.iter().filter(is_of_year).max_by_key(newest), runs.iter().max_by_key(newest)) {
        (Some(run), _) => desk.among(run, &runs, hand, entry),
        (None, Some(_)) => desk.in_a_new_year(&runs, hand, entry),
        (None, None) => desk.first(hand, entry),
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(open: &'a OpenNote<'a>) -> Self {
        Self { open, text: open.text, line_end: line_end(open.text) }
    }

    /// Among entries, by their order.
    fn among(&self, run: &[&Block], runs: &[Vec<&Block>], hand: &Hand, entry: NewEntry<'_>) -> Edit {
        let all: Vec<&Block> = runs.concat();
        let newest_first = is_newest_first(run).or_else(|| is_newest_first(&all)).unwrap_or(true);
        let is_apart = self.is_apart(run);
        let lines = self.lines(hand, entry, run);
        let not_later = |block: &&&Block| block.day().is_some_and(|day| day <= entry.date);
        let later = |block: &&&Block| !not_later(block);
        let (before, behind) = if newest_first {
            (run.iter().find(not_later), run.last())
        } else {
            (
                run.iter().find(later).filter(|_| run.iter().rfind(not_later).is_none()),
                run.iter().rfind(not_later),
            )
        };
        match (before, behind) {
            (Some(block), _) => {
                let blank = if is_apart { self.line_end } else { "" };
                put(self.line_start(block.span.start), format!("{lines}{blank}"))
            }
            (None, Some(block)) => self.put_behind(self.end_of(block), &lines, is_apart),
            (None, None) => self.put_behind(self.text.len(), &lines, true),
        }
    }

    /// Where the entries stand under years and this one's is not there yet.
    fn in_a_new_year(&self, runs: &[Vec<&Block>], hand: &Hand, entry: NewEntry<'_>) -> Edit {
        let blocks = &self.open.places.blocks;
        let year_of = |block: &Block| match block.kind {
            BlockKind::Heading(_) if block.date == BlockDate::None => only_a_year(self.heading(block)),
            _ => None,
        };
        let years: Vec<(&Block, i32)> =
            blocks.iter().filter_map(|block| Some((block, year_of(block)?))).collect();
        let all: Vec<&Block> = runs.concat();
        let newest_first =
            years.windows(2).next().map_or(is_newest_first(&all).unwrap_or(true), |pair| match pair {
                [(_, one), (_, two)] => one > two,
                _ => true,
            });
        let Some((model, model_year)) = years.first() else {
            return self.put_behind(self.text.len(), &self.lines(hand, entry, &all), true);
        };
        let year = entry.date.year();
        let model = self.text.get(model.span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let heading = model.trim_end().replace(&model_year.to_string(), &year.to_string());
        let lines = format!("{heading}{0}{0}{1}", self.line_end, self.lines(hand, entry, &all));
        let is_before =
            |(_, other): &&(&Block, i32)| if newest_first { *other < year } else { *other > year };
        if let Some((block, _)) = years.iter().find(is_before) {
            return put(self.line_start(block.span.start), format!("{lines}{}", self.line_end));
        }
        let end = all.last().map_or(self.text.len(), |block| self.end_of(block));
        self.put_behind(end, &lines, true)
    }

    /// The first entry of a note: under the heading of a log, else at the end.
    fn first(&self, hand: &Hand, entry: NewEntry<'_>) -> Edit {
        let lines = self.lines(hand, entry, &[]);
        let log = self.open.places.blocks.iter().find(|block| block.is_log && hand.kind == BlockKind::Item);
        match log {
            Some(log) => self.put_behind(self.end_of_line(log.span.start), &lines, true),
            None => self.put_behind(self.text.len(), &lines, true),
        }
    }

    /// The lines of an entry, the last one ended.
    fn lines(&self, hand: &Hand, entry: NewEntry<'_>, run: &[&Block]) -> String {
        let mut lines = vec![hand.line(entry.date, entry.title)];
        let body: Vec<&str> = entry.body.trim().lines().map(str::trim_end).collect();
        let indent = match hand.kind {
            BlockKind::Heading(_) => String::new(),
            BlockKind::Item => " ".repeat(hand.mark.chars().count()),
        };
        // As the others have it: a blank line below the heading, or none.
        let has_blank = |block: &&Block| {
            let below = self.text.get(self.end_of_line(block.span.start)..).unwrap_or_default();
            below.lines().next().is_some_and(|line| line.trim().is_empty()) && !self.body(block).is_empty()
        };
        let is_spaced = hand.kind != BlockKind::Item
            && run.iter().filter(|block| !self.body(block).is_empty()).all(has_blank);
        if !body.is_empty() && is_spaced {
            lines.push(String::new());
        }
        lines.extend(
            body.iter().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }),
        );
        lines.push(String::new());
        lines.join(self.line_end)
    }

    /// Puts lines behind what ends at a place, apart from what stands around if that is wanted.
    pub(super) fn put_behind(&self, at: usize, lines: &str, is_apart: bool) -> Edit {
        let (before, after) =
            (self.text.get(..at).unwrap_or_default(), self.text.get(at..).unwrap_or_default());
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
        // A file without a last line end keeps to that.
        if after.is_empty() && !is_ended {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
        }
        put(at, text)
    }

    /// Whether entries stand apart, by a blank line before each.
    fn is_apart(&self, run: &[&Block]) -> bool {
        let follows_blank = |block: &&Block| {
            let before = self.text.get(..self.line_start(block.span.start)).unwrap_or_default();
            before.lines().next_back().is_none_or(|line| line.trim().is_empty())
        };
        match run {
            [] => true,
            [only] => only.kind != BlockKind::Item,
            [_, others @ ..] => others.iter().any(follows_blank),
        }
    }

    /// Where the last line of an entry ends that is not blank.
    fn end_of(&self, block: &Block) -> usize {
        let blocks = &self.open.places.blocks;
        let nth = blocks.iter().position(|other| other.span == block.span).unwrap_or_default();
        let extent = self.open.places.extent(nth, self.text.len());
        let written = self.text.get(extent.clone()).unwrap_or_default().trim_end().len();
        self.end_of_line(extent.start + written)
    }

    /// Where the line ends that a place is on, its line end included.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The words of a heading.
    fn heading(&self, block: &Block) -> &str {
        let line = self.text.get(block.span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        line.trim_matches(['#', ' ', '\t', '\r'])
    }

    /// What stands below the line of an entry.
    fn body(&self, block: &Block) -> &str {
        let start = self.end_of_line(block.span.start);
        self.text.get(start..self.end_of(block).max(start)).unwrap_or_default().trim()
    }
}

pub(super) fn put(at: usize, text: String) -> Edit {
    Edit { span: at..at, text }
}

/// Whether the newest of some entries stand first; nobody can tell of one day.
fn is_newest_first(run: &[&Block]) -> Option<bool> {
    let (first, last) = (run.first()?.day()?, run.last()?.day()?);
    (first != last).then_some(first > last)
}
