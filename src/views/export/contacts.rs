//! A row for each contact.

use chrono::NaiveDate;

use super::Kind::{Boolean, Date, List, Number, Text};
use super::{Spec, Tables, Value, values, with_ids};
use crate::agenda::Selection;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::duration::Cadence;
use crate::model::touch::Outcome;
use crate::rules::Context;

/// What there is to know of a contact.
pub(super) struct Row<'v> {
    id: String,
    line: usize,
    client: &'v Client,
    contact: &'v Contact,
    context: &'v Context<'v>,
    named: Named,
}

/// How often a history names a contact.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    touches: usize,
    last_contact: Option<NaiveDate>,
}

type Get = for<'v> fn(&'v Row<'v>) -> Value<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    ("id", Text, |row| Value::text(&row.id), "path and line of the contact, as in `clients/harbor.md:6`"),
    ("note", Text, |row| Value::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("line", Number, |row| Value::count(row.line), "the line it stands on, from 1"),
    ("client", Text, |row| Value::text(&row.client.name), "the client’s name"),
    ("name", Text, |row| Value::text(&row.contact.name), "the contact’s name"),
    ("aliases", List, |row| Value::list(&row.contact.aliases), "other names the history may use"),
    ("role", Text, |row| Value::optional(row.contact.role.as_deref()), "what they do there"),
    ("email", Text, |row| Value::optional(row.contact.email.as_deref()), "e-mail address"),
    ("phone", Text, |row| Value::optional(row.contact.phone.as_deref()), "telephone number"),
    (
        "birthday",
        Text,
        |row| Value::written(row.contact.birthday),
        "`1964-02-29`, or `02-29` without the year",
    ),
    (
        "cadence",
        Text,
        |row| Value::written(row.contact.cadence.and_then(Cadence::duration)),
        "a rhythm of their own, like `6 weeks`",
    ),
    (
        "owner",
        Text,
        |row| Value::optional(row.contact.owner.as_deref()),
        "who keeps the contact, by the note",
    ),
    (
        "primary",
        Boolean,
        |row| Value::Boolean(row.contact.primary),
        "whether they are the one to turn to first",
    ),
    (
        "away_from",
        Date,
        |row| Value::date(row.contact.away.as_ref().and_then(|away| away.from)),
        "the first day they are away",
    ),
    (
        "away_until",
        Date,
        |row| Value::date(row.contact.away.as_ref().and_then(|away| away.until)),
        "the last day they are away",
    ),
    ("left", Date, |row| Value::date(row.contact.left), "the day they left"),
    (
        "now_at",
        Text,
        |row| Value::optional(row.contact.now_at.as_deref()),
        "where they went, as it is written",
    ),
    (
        "now_at_note",
        Text,
        |row| Value::optional(row.contact.now_at.as_deref().and_then(|at| row.note(at))),
        "the path of the note that means, if it is just one",
    ),
    ("last_contact", Date, |row| Value::date(row.named.last_contact), "the last contact that names them"),
    ("touches", Number, |row| Value::count(row.named.touches), "touches up to today that name them"),
];

/// Hands over the rows, note by note.
pub(super) fn each<E>(
    tables: &Tables,
    today: NaiveDate,
    selection: &Selection,
    take: &mut impl FnMut(&[Value<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let context = Context::new(tables.vault.clients(), &tables.vault.settings, today);
    for (client, lines) in tables.clients(selection) {
        let contacts = client.contacts.iter().zip(named(client, today)).zip(&lines.contacts);
        let contacts = contacts.map(|(contact, line)| (*line, contact)).collect();
        for (id, line, (contact, named)) in with_ids(&client.path, contacts) {
            let row = Row { id, line, client, contact, context: &context, named };
            take(&values(COLUMNS, |get| get(&row)))?;
        }
    }
    Ok(())
}

/// How often the history names each contact, in the note's order.
fn named(client: &Client, today: NaiveDate) -> Vec<Named> {
    let mut named = vec![Named::default(); client.contacts.len()];
    for touch in client.touches_until(today) {
        for person in &touch.people {
            let Some(person) = named.get_mut(person.index()) else { continue };
            person.touches += 1;
            if touch.outcome == Outcome::Contact {
                person.last_contact = Some(touch.date);
            }
        }
    }
    named
}

impl<'v> Row<'v> {
    /// The path of the note that a reference means.
    fn note(&self, reference: &str) -> Option<&'v str> {
        self.context.note(reference, self.client).map(|client| client.path.as_str())
    }
}
