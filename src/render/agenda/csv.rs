//! The agenda as CSV: a row for each entry, in the words of the JSON.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::view::EntryView;
use crate::agenda::{Agenda, Entry};
use crate::render::safe::cells::{Cell, row};

/// The columns; what JSON has too is called as it is there, but for `why`, which is its `message`.
const COLUMNS: [&str; 20] = [
    "section",
    "due",
    "days_overdue",
    "urgency",
    "name",
    "note",
    "status",
    "owner",
    "priority",
    "tags",
    "why",
    "who",
    "channel",
    "last_contact",
    "last",
    "attempts",
    "cadence",
    "also",
    "advice",
    "cover",
];

/// What separates the texts of a list in one cell.
pub(crate) const BETWEEN: &str = "; ";

/// An entry's row, but for its section, which comes first and is only known once all are in order.
pub fn entry(entry: &Entry<'_>, today: NaiveDate) -> Box<str> {
    row(cells(EntryView::of(entry, today))).into_boxed_str()
}

/// Writes a header, and the row of each entry in the agenda's order.
pub fn write(agenda: &Agenda<Box<str>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(row(COLUMNS.map(Cell::word)).as_bytes())?;
    for (section, row) in &agenda.entries {
        write!(out, "{},{row}", section.name())?;
    }
    Ok(())
}

fn cells(entry: EntryView<'_>) -> [Cell<'_>; COLUMNS.len() - 1] {
    let advice: Vec<String> = entry.advice.into_iter().map(|advice| advice.message).collect();
    [
        Cell::maybe(entry.due),
        Cell::plain(&entry.days_overdue),
        Cell::plain(&entry.urgency),
        Cell::text(entry.name),
        Cell::text(entry.note),
        Cell::word(entry.status.name()),
        Cell::text(entry.owner.unwrap_or_default()),
        Cell::word(entry.priority.name()),
        Cell::text(entry.tags.join(BETWEEN)),
        Cell::text(entry.message),
        Cell::text(entry.who.unwrap_or_default()),
        Cell::maybe(entry.channel),
        Cell::maybe(entry.last_contact),
        Cell::text(entry.last),
        Cell::plain(&entry.attempts),
        Cell::maybe(entry.cadence.map(|cadence| cadence.text)),
        Cell::text(entry.also.join(BETWEEN)),
        Cell::text(advice.join(BETWEEN)),
        Cell::text(entry.cover.unwrap_or_default()),
    ]
}
