//! A row for each dated entry of a history, be it a touch or not.

use chrono::NaiveDate;

use super::ColumnKind::{Boolean, Date, List, Number, Text};
use super::{ColumnValue, LineNumbers, Spec, values, with_ids};
use crate::agenda::{Selection, owner};
use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::model::touch::{Event, EventKind, Outcome, Purposes, Touch};
use crate::note::OpenNote;

/// What there is to know of an entry.
pub(super) struct TouchRow<'v> {
    id: String,
    line: usize,
    client: &'v Client,
    owner: Option<&'v str>,
    today: NaiveDate,
    entry: Dated<'v>,
}

/// An entry of a history.
#[derive(Clone, Copy)]
enum Dated<'v> {
    Touch(&'v Touch),
    Event(&'v Event),
}

type Get = for<'v> fn(&'v TouchRow<'v>) -> ColumnValue<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    (
        "id",
        Text,
        |row| ColumnValue::text(&row.id),
        "path and line of the entry, as in `clients/harbor.md:14`",
    ),
    ("note", Text, |row| ColumnValue::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("line", Number, |row| ColumnValue::count(row.line), "the line it stands on, from 1"),
    ("client", Text, |row| ColumnValue::text(&row.client.name), "the client’s name"),
    ("status", Text, |row| ColumnValue::text(row.client.status.name()), "the client’s status today"),
    (
        "owner",
        Text,
        |row| ColumnValue::optional(row.owner),
        "who keeps the client, by the note or the configuration",
    ),
    ("date", Date, |row| ColumnValue::Date(row.entry.date()), "the day"),
    (
        "kind",
        Text,
        |row| ColumnValue::text(row.kind()),
        "`touch`; `planned` after today; `business` (an order, an invoice); `milestone` (won, ended)",
    ),
    (
        "channel",
        Text,
        |row| ColumnValue::optional(row.entry.touch().map(|touch| touch.channel.name())),
        "`call`, `voicemail`, `email`, `meeting`, `video`, `message`, `card`, `event` or `other`; of touches only",
    ),
    (
        "outcome",
        Text,
        |row| ColumnValue::optional(row.outcome()),
        "`contact` if somebody was reached, else `attempt`; of touches up to today only",
    ),
    ("title", Text, |row| ColumnValue::text(row.entry.title()), "the text beside the date"),
    ("people", List, |row| ColumnValue::List(row.people()), "the contacts that the title names"),
    (
        "value",
        Boolean,
        |row| ColumnValue::Boolean(row.entry.purposes().value),
        "`#value`: something was given",
    ),
    ("ask", Boolean, |row| ColumnValue::Boolean(row.entry.purposes().ask), "`#ask`: something was asked for"),
    (
        "thanks",
        Boolean,
        |row| ColumnValue::Boolean(row.entry.purposes().thanks),
        "`#thanks`: thanks were given",
    ),
    (
        "feedback",
        Boolean,
        |row| ColumnValue::Boolean(row.entry.purposes().feedback),
        "`#feedback`: asked how it is doing",
    ),
    (
        "tags",
        List,
        |row| ColumnValue::list(row.entry.touch().map(|touch| &*touch.tags).unwrap_or_default()),
        "the title’s other hashtags, without `#`",
    ),
    (
        "milestone",
        Text,
        |row| ColumnValue::optional(row.milestone()),
        "`won`, `won-back`, `lost`, `declined`, `ended`, `signed`, `started` or `closed`",
    ),
];

/// The rows of a note, in the order of their lines, as `word` makes them of values in the order of the columns.
pub fn touches<T>(
    note: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    selection: &Selection,
    word: impl Fn(&[ColumnValue<'_>]) -> T,
) -> Vec<T> {
    let Some(client) = note.note.client.as_ref().filter(|client| selection.takes(client, settings)) else {
        return Vec::new();
    };
    let lines = LineNumbers::new(note);
    let touches =
        client.touches.iter().enumerate().map(|(nth, touch)| (lines.touch(nth), Dated::Touch(touch)));
    let events = client.events.iter().enumerate().map(|(nth, event)| (lines.event(nth), Dated::Event(event)));
    let owner = owner(client, settings);
    let mut rows = Vec::new();
    for (id, line, entry) in with_ids(&client.path, touches.chain(events).collect()) {
        let row = TouchRow { id, line, client, owner, today, entry };
        rows.push(word(&values(COLUMNS, |get| get(&row))));
    }
    rows
}

impl<'v> TouchRow<'v> {
    fn kind(&self) -> &'static str {
        match self.entry {
            Dated::Touch(touch) if touch.date > self.today => "planned",
            Dated::Touch(_) => "touch",
            Dated::Event(Event { kind: EventKind::Business, .. }) => "business",
            Dated::Event(Event { kind: EventKind::Milestone(_), .. }) => "milestone",
        }
    }

    fn outcome(&self) -> Option<&'static str> {
        let touch = self.entry.touch().filter(|touch| touch.date <= self.today)?;
        Some(match touch.outcome {
            Outcome::Contact => "contact",
            Outcome::Attempt => "attempt",
        })
    }

    fn people(&self) -> Vec<&'v str> {
        let people = self.entry.touch().into_iter().flat_map(|touch| self.client.people(touch));
        people.map(|contact| contact.name.as_str()).collect()
    }

    fn milestone(&self) -> Option<&'static str> {
        match self.entry {
            Dated::Event(Event { kind: EventKind::Milestone(milestone), .. }) => Some(milestone.name()),
            _ => None,
        }
    }
}

impl<'v> Dated<'v> {
    const fn touch(self) -> Option<&'v Touch> {
        match self {
            Self::Touch(touch) => Some(touch),
            Self::Event(_) => None,
        }
    }

    const fn date(self) -> NaiveDate {
        match self {
            Self::Touch(touch) => touch.date,
            Self::Event(event) => event.date,
        }
    }

    const fn title(self) -> &'v str {
        match self {
            Self::Touch(touch) => &touch.title,
            Self::Event(event) => &event.title,
        }
    }

    fn purposes(self) -> Purposes {
        self.touch().map(|touch| touch.purposes).unwrap_or_default()
    }
}
