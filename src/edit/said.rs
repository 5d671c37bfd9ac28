//! What a note says and where, for reading it back with something put in.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::touch::{Event, Promise, Touch};
use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, BlockKind, Task};
use crate::text::{Span, slice};

/// What a note says and where, apart from what begins in one part of it.
///
/// If a part was put into a note, the rest says the same if nothing that was there is gone, hidden, read otherwise, or
/// in another entry.
#[derive(Debug, PartialEq)]
pub(super) struct Said<'n> {
    /// Without its history.
    client: Client,
    blocks: Vec<SaidBlock<'n>>,
    tasks: Vec<SaidTask<'n>>,
    problems: Vec<(usize, &'static str)>,
}

#[derive(Debug, PartialEq)]
struct SaidBlock<'n> {
    start: usize,
    kind: BlockKind,
    year: Option<i32>,
    is_log: bool,
    is_dated: bool,
    day: Option<NaiveDate>,
    touch: Option<&'n Touch>,
    event: Option<&'n Event>,
    /// The text of a dated entry, with what is below its line.
    text: Cow<'n, str>,
}

#[derive(Debug, PartialEq)]
struct SaidTask<'n> {
    start: usize,
    is_open: bool,
    promise: Option<&'n Promise>,
}

impl<'n> Said<'n> {
    /// What a client's note says apart from a part of its text; places count as if that part were not there.
    pub(super) fn without(part: &Span, note: &OpenNote<'n>) -> Option<Self> {
        let client = note.note.client.as_ref()?;
        let place = |at: usize| match at {
            _ if at < part.start => Some(at),
            _ if at < part.end => None,
            _ => Some(at - part.len()),
        };
        let blocks = note.places.blocks.iter().enumerate().filter_map(|(nth, block)| {
            let is_dated = block.date != BlockDate::None;
            let text = if is_dated { entry_text(note, nth, part) } else { "".into() };
            Some(SaidBlock {
                start: place(block.span.start)?,
                kind: block.kind,
                year: block.year,
                is_log: block.is_log,
                is_dated,
                day: block.day(),
                touch: block.touch().and_then(|nth| client.touches.get(nth)),
                event: block.event().and_then(|nth| client.events.get(nth)),
                text,
            })
        });
        let tasks = tasks(note, client).filter_map(|(task, promise)| {
            Some(SaidTask { start: place(task.span.start)?, is_open: task.is_open, promise })
        });
        let problems = note.note.problems.iter();
        let problems = problems.filter_map(|problem| Some((place(problem.span.start)?, problem.kind.code())));
        Some(Self {
            client: without_history(client),
            blocks: blocks.collect(),
            tasks: tasks.collect(),
            problems: problems.collect(),
        })
    }
}

/// The text of the `nth` block with its body, without a part of the note and without blank lines at its end.
pub(super) fn entry_text<'n>(note: &OpenNote<'n>, nth: usize, part: &Span) -> Cow<'n, str> {
    let extent = note.places.extent(nth, note.text.len());
    if part.start < extent.end && extent.start < part.end {
        let before = slice(note.text, extent.start..part.start.max(extent.start));
        let text = before.to_owned() + slice(note.text, part.end.min(extent.end)..extent.end);
        Cow::Owned(text.trim_end().to_owned())
    } else {
        Cow::Borrowed(slice(note.text, extent).trim_end())
    }
}

/// The blocks that begin in a part of the text, each with its index.
pub(super) fn blocks_in<'n>(part: &Span, note: &OpenNote<'n>) -> Vec<(usize, &'n Block)> {
    let blocks = note.places.blocks.iter().enumerate();
    blocks.filter(|(_, block)| part.contains(&block.span.start)).collect()
}

/// The promises that begin in a part of the text.
pub(super) fn promises_in<'n>(part: &Span, note: &OpenNote<'n>) -> Vec<&'n Promise> {
    let Some(client) = &note.note.client else { return Vec::new() };
    let in_part = tasks(note, client).filter(|(task, _)| part.contains(&task.span.start));
    in_part.filter_map(|(_, promise)| promise).collect()
}

/// The tasks of a note, each with the promise that it is if it is open and has a date.
fn tasks<'n>(
    note: &OpenNote<'n>,
    client: &'n Client,
) -> impl Iterator<Item = (&'n Task, Option<&'n Promise>)> {
    let mut promises = client.promises.iter();
    note.places.tasks.iter().map(move |task| {
        let is_promise = task.is_open && task.due.is_some();
        (task, if is_promise { promises.next() } else { None })
    })
}

fn without_history(client: &Client) -> Client {
    let mut client = client.clone();
    client.touches.clear();
    client.events.clear();
    client.promises.clear();
    client
}
