//! A row for each dated entry of a history, be it a touch or not.

use chrono::NaiveDate;

use super::Kind::{Boolean, Date, List, Number, Text};
use super::{Spec, Tables, Value, values, with_ids};
use crate::agenda::{Selection, owner};
use crate::model::client::Client;
use crate::model::touch::{Event, EventKind, Outcome, Purposes, Touch};

/// What there is to know of an entry.
pub(super) struct Row<'v> {
    id: String,
    line: usize,
    client: &'v Client,
    owner: Option<&'v str>,
    today: NaiveDate,
    entry: Entry<'v>,
}

/// An entry of a history.
#[derive(Clone, Copy)]
enum Entry<'v> {
    Touch(&'v Touch),
    Event(&'v Event),
}

type Get = for<'v> fn(&'v Row<'v>) -> Value<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    ("id", Text, |row| Value::text(&row.id), "path and line of the entry, as in `clients/harbor.md:14`"),
    ("note", Text, |row| Value::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("line", Number, |row| Value::count(row.line), "the line it stands on, from 1"),
    ("client", Text, |row| Value::text(&row.client.name), "the client’s name"),
    ("status", Text, |row| Value::text(row.client.status.name()), "the client’s status today"),
    (
        "owner",
        Text,
        |row| Value::optional(row.owner),
        "who keeps the client, by the note or the configuration",
    ),
    ("date", Date, |row| Value::Date(row.entry.date()), "the day"),
    (
        "kind",
        Text,
        |row| Value::text(row.kind()),
        "`touch`; `planned` after today; `business` (an order, an invoice); `milestone` (won, ended)",
    ),
    (
        "channel",
        Text,
        |row| Value::optional(row.entry.touch().map(|touch| touch.channel.name())),
        "`call`, `voicemail`, `email`, `meeting`, `video`, `message`, `card`, `event` or `other`; of touches only",
    ),
    (
        "outcome",
        Text,
        |row| Value::optional(row.outcome()),
        "`contact` if somebody was reached, else `attempt`; of touches up to today only",
    ),
    ("title", Text, |row| Value::text(row.entry.title()), "the text beside the date"),
    ("people", List, |row| Value::List(row.people()), "the contacts that the title names"),
    ("value", Boolean, |row| Value::Boolean(row.entry.purposes().value), "`#value`: something was given"),
    ("ask", Boolean, |row| Value::Boolean(row.entry.purposes().ask), "`#ask`: something was asked for"),
    ("thanks", Boolean, |row| Value::Boolean(row.entry.purposes().thanks), "`#thanks`: thanks were given"),
    (
        "feedback",
        Boolean,
        |row| Value::Boolean(row.entry.purposes().feedback),
        "`#feedback`: asked how it is doing",
    ),
    (
        "tags",
        List,
        |row| Value::list(row.entry.touch().map(|touch| &*touch.tags).unwrap_or_default()),
        "the title’s other hashtags, without `#`",
    ),
    (
        "milestone",
        Text,
        |row| Value::optional(row.milestone()),
        "`won`, `won-back`, `lost`, `declined`, `ended`, `signed`, `started` or `closed`",
    ),
];

/// Hands over the rows, note by note.
pub(super) fn each<E>(
    tables: &Tables,
    today: NaiveDate,
    selection: &Selection,
    take: &mut impl FnMut(&[Value<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    for (client, lines) in tables.clients(selection) {
        let touches = client.touches.iter().map(Entry::Touch).zip(&lines.touches);
        let events = client.events.iter().map(Entry::Event).zip(&lines.events);
        let entries = touches.chain(events).map(|(entry, line)| (*line, entry)).collect();
        let owner = owner(client, &tables.vault.settings);
        for (id, line, entry) in with_ids(&client.path, entries) {
            let row = Row { id, line, client, owner, today, entry };
            take(&values(COLUMNS, |get| get(&row)))?;
        }
    }
    Ok(())
}

impl<'v> Row<'v> {
    fn kind(&self) -> &'static str {
        match self.entry {
            Entry::Touch(touch) if touch.date > self.today => "planned",
            Entry::Touch(_) => "touch",
            Entry::Event(Event { kind: EventKind::Business, .. }) => "business",
            Entry::Event(Event { kind: EventKind::Milestone(_), .. }) => "milestone",
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
            Entry::Event(Event { kind: EventKind::Milestone(milestone), .. }) => Some(milestone.name()),
            _ => None,
        }
    }
}

impl<'v> Entry<'v> {
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
