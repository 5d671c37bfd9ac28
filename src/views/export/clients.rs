//! A row for each client, with where it stands today.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Kind::{Date, List, Number, Object, Text};
use super::{Spec, Tables, Value, values};
use crate::agenda::{Agenda, Entry, Selection, owner};
use crate::model::client::Client;
use crate::model::days_between;
use crate::model::duration::Duration;
use crate::model::touch::Touch;
use crate::rules::{Context, Standing, judge};

/// What there is to know of a client.
pub(super) struct Row<'v> {
    client: &'v Client,
    standing: &'v Standing<'v, 'v>,
    /// Its entry on the agenda; none if it is on track, or closed.
    entry: Option<&'v Entry<'v>>,
}

type Get = for<'v> fn(&'v Row<'v>) -> Value<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    ("id", Text, |row| Value::text(&row.client.path), "the same as `note`"),
    ("note", Text, |row| Value::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("name", Text, |row| Value::text(&row.client.name), "the client’s name"),
    ("aliases", List, |row| Value::list(&row.client.aliases), "other names it goes by"),
    ("status", Text, |row| Value::text(row.client.status.name()), "where the relationship stands"),
    ("since", Date, |row| Value::date(row.client.since), "the day that status began"),
    ("cadence", Text, |row| Value::written(row.rhythm()), "its rhythm, like `6 weeks`"),
    (
        "cadence_days",
        Number,
        |row| row.rhythm().map_or(Value::Absent, |every| Value::Count(every.nominal_days().into())),
        "its rhythm in days: a month counts 30, a year 365",
    ),
    (
        "cadence_from",
        Text,
        |row| Value::optional(row.rhythm().map(|_| row.standing.rhythm.from.name())),
        "what gives the rhythm: `note`, `tag` or `status`",
    ),
    ("priority", Text, |row| Value::text(row.client.priority.name()), "`high`, `normal` or `low`"),
    (
        "owner",
        Text,
        |row| Value::optional(owner(row.client, row.standing.settings())),
        "who keeps it, by the note or the configuration",
    ),
    ("tags", List, |row| Value::list(&row.client.tags), "its tags, without `#`"),
    ("interests", List, |row| Value::list(&row.client.interests), "what they follow"),
    (
        "referred_by",
        Text,
        |row| Value::optional(row.client.referred_by.as_deref()),
        "who sent it, as it is written",
    ),
    (
        "referred_by_note",
        Text,
        |row| Value::optional(row.client.referred_by.as_deref().and_then(|by| row.note(by))),
        "the path of the note that means, if it is just one",
    ),
    ("cause", Text, |row| Value::optional(row.client.cause.as_deref()), "why it lapsed"),
    (
        "pause_from",
        Date,
        |row| Value::date(row.client.pause.as_ref().and_then(|pause| pause.from)),
        "the first day of its pause",
    ),
    (
        "pause_until",
        Date,
        |row| Value::date(row.client.pause.as_ref().and_then(|pause| pause.until)),
        "the last day of its pause",
    ),
    (
        "last_contact",
        Date,
        |row| Value::date(row.standing.last_contact),
        "the last contact, by the history or by `last_contact`",
    ),
    (
        "last_touch",
        Date,
        |row| Value::date(row.standing.last_touch().map(|touch| touch.date)),
        "the last touch, answered or not",
    ),
    ("attempts", Number, |row| Value::count(row.standing.attempts.len()), "attempts since the last contact"),
    ("touches", Number, |row| Value::count(row.touches().len()), "touches up to today"),
    (
        "answered",
        Number,
        |row| Value::count(row.client.contacts_made(row.standing.today()).count()),
        "those of them that reached somebody",
    ),
    (
        "contacts",
        Number,
        |row| Value::count(row.standing.current_contacts().count()),
        "people there who have not left",
    ),
    (
        "first_touch",
        Date,
        |row| Value::date(row.touches().first().map(|touch| touch.date)),
        "the first touch of the history",
    ),
    ("silence_days", Number, |row| row.silence(), "days since the last contact"),
    ("due", Date, |row| Value::date(row.due()), "the day it is due, was, or will be"),
    (
        "section",
        Text,
        |row| Value::optional(row.entry.map(|entry| entry.section.name())),
        "where it stands on the agenda of these clients; empty if it is on track, or closed",
    ),
    (
        "urgency",
        Number,
        |row| row.entry.map_or(Value::Absent, |entry| Value::Decimal(entry.urgency.value())),
        "how pressing that is, with two decimals",
    ),
    (
        "birthday",
        Text,
        |row| Value::written(row.client.birthday),
        "of a client who is a person: `1964-02-29`, or `02-29`",
    ),
    (
        "extra",
        Object,
        |row| Value::Object(&row.client.extra),
        "the note’s own keys, as they are; JSON Lines only",
    ),
];

/// Hands over the rows in the order of their paths.
pub(super) fn each<E>(
    tables: &Tables,
    today: NaiveDate,
    selection: &Selection,
    take: &mut impl FnMut(&[Value<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let vault = &tables.vault;
    let context = Context::new(vault.clients(), &vault.settings, today);
    let agenda = Agenda::plan(vault, today, selection);
    let entries: HashMap<&str, &Entry<'_>> =
        agenda.entries.iter().map(|entry| (entry.client.path.as_str(), entry)).collect();
    for (client, _) in tables.clients(selection) {
        let standing = Standing::new(client, &context);
        let row = Row { client, standing: &standing, entry: entries.get(client.path.as_str()).copied() };
        take(&values(COLUMNS, |get| get(&row)))?;
    }
    Ok(())
}

impl<'v> Row<'v> {
    fn touches(&self) -> &'v [Touch] {
        self.standing.touches()
    }

    const fn rhythm(&self) -> Option<Duration> {
        self.standing.rhythm.cadence.duration()
    }

    /// The path of the note that a reference means.
    fn note(&self, reference: &str) -> Option<&'v str> {
        self.standing.context.note(reference, self.client).map(|client| client.path.as_str())
    }

    fn silence(&self) -> Value<'v> {
        let days = self.standing.last_contact.map(|last| days_between(last, self.standing.today()));
        days.map_or(Value::Absent, |days| Value::Count(days.into()))
    }

    fn due(&self) -> Option<NaiveDate> {
        let next = || judge(self.standing).triggers.first().map(|trigger| trigger.due);
        self.entry.map_or_else(next, |entry| entry.due)
    }
}
