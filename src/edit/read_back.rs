//! Reads a note back with something inserted: it has to say all that it said, where it said it.

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::touch::{Event, Promise, Touch};
use crate::note::OpenNote;
use crate::note::places::{Block, BlockDate, Task};
use crate::note::problem::Problem;
use crate::text::{Edit, slice};

/// What an insertion adds to a note.
#[derive(Debug)]
pub(super) struct Addition<'n> {
    /// The headings and items of logs, each with its index in the note.
    pub(super) blocks: Vec<(usize, &'n Block)>,
    pub(super) promises: Vec<&'n Promise>,
}

/// What is new in a note after an insertion; none if anything that was there is gone, moved or read otherwise.
pub(super) fn addition<'n>(
    before: &OpenNote<'_>,
    after: &'n OpenNote<'n>,
    insertion: &Edit,
) -> Option<Addition<'n>> {
    let (old, new) = (before.note.client.as_ref()?, after.note.client.as_ref()?);
    let gap = Gap { at: insertion.span.start, length: insertion.text.len() };
    let (blocks, kept_blocks) = gap.split(after.places.blocks.iter().enumerate(), |(_, block)| block.span.start);
    let (promises, kept_promises) = gap.split(promises(after, new), |(task, _)| task.span.start);
    let (_, kept_tasks) = gap.split(after.places.tasks.iter(), |task| task.span.start);
    let (problems, kept_problems) = gap.split(after.note.problems.iter(), |problem| problem.span.start);

    let is_whole = (without_history(old) == without_history(new))
        && gap.are_moved(before.places.blocks.iter().enumerate(), kept_blocks, |(nth, block), (new_nth, moved)| {
            gap.moved(block.span.start) == moved.span.start
                && (block.kind, block.year, block.is_log) == (moved.kind, moved.year, moved.is_log)
                && entry(old, block) == entry(new, moved)
                && body(before, *nth) == body(after, *new_nth)
        });
    todo!()
}
