//! The agenda as CSV: a row for each entry, in the words of the JSON.

use super::view::EntryView;
use crate::agenda::Agenda;
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

/// What stands between the texts of a list in one cell.
pub(crate) const BETWEEN: &str = "; ";

/// Writes a header, and a row for each entry in the agenda's order.
pub(crate) fn page(agenda: &Agenda<'_>) -> String {
    let rows = agenda.entries.iter().map(|entry| row(cells(EntryView::of(entry, agenda.today))));
    std::iter::once(row(COLUMNS.map(Cell::word))).chain(rows).collect()
}

fn cells(entry: EntryView<'_>) -> [Cell<'_>; COLUMNS.len()] {
    let advice: Vec<String> = entry.advice.into_iter().map(|advice| advice.message).collect();
    [
        Cell::word(entry.section.name()),
        Cell::maybe(entry.due),
        Cell::plain(&entry.days_overdue),
        Cell::plain(&entry.urgency),
        Cell::text(entry.name),
        Cell::text(entry.note),
        Cell::word(entry.status.name()),
        Cell::optional(entry.owner),
        Cell::word(entry.priority.name()),
        Cell::text(entry.tags.join(BETWEEN)),
        Cell::text(entry.message),
        Cell::optional(entry.who),
        Cell::maybe(entry.channel),
        Cell::maybe(entry.last_contact),
        Cell::text(entry.last),
        Cell::plain(&entry.attempts),
        Cell::maybe(entry.cadence.map(|cadence| cadence.text)),
        Cell::text(entry.also.join(BETWEEN)),
        Cell::text(advice.join(BETWEEN)),
        Cell::optional(entry.cover),
    ]
}
