//! A row for each contact.

use chrono::NaiveDate;

use super::ColumnKind::{Boolean, Date, List, Number, Text};
use super::{ColumnValue, LineNumbers, Spec, values, with_ids};
use crate::agenda::Selection;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::duration::Cadence;
use crate::model::touch::Outcome;
use crate::note::OpenNote;
use crate::rules::Context;
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};

/// What there is to know of a contact.
pub(super) struct ContactRow<'v> {
    id: String,
    line: usize,
    client: &'v Client,
    contact: &'v Contact,
    context: &'v Context<'v>,
    mentions: Mentions,
}

/// How often a history names a contact.
#[derive(Debug, Clone, Copy, Default)]
struct Mentions {
    touches: usize,
    last_contact: Option<NaiveDate>,
}

type Get = for<'v> fn(&'v ContactRow<'v>) -> ColumnValue<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    (
        "id",
        Text,
        |row| ColumnValue::text(&row.id),
        "path and line of the contact, as in `clients/harbor.md:6`",
    ),
    ("note", Text, |row| ColumnValue::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("line", Number, |row| ColumnValue::count(row.line), "the line it stands on, from 1"),
    ("client", Text, |row| ColumnValue::text(&row.client.name), "the client’s name"),
    ("name", Text, |row| ColumnValue::text(&row.contact.name), "the contact’s name"),
    ("aliases", List, |row| ColumnValue::list(&row.contact.aliases), "other names the history may use"),
    ("role", Text, |row| ColumnValue::optional(row.contact.role.as_deref()), "what they do there"),
    ("email", Text, |row| ColumnValue::optional(row.contact.email.as_deref()), "e-mail address"),
    ("phone", Text, |row| ColumnValue::optional(row.contact.phone.as_deref()), "telephone number"),
    (
        "birthday",
        Text,
        |row| ColumnValue::written(row.contact.birthday),
        "`1964-02-29`, or `02-29` without the year",
    ),
    (
        "cadence",
        Text,
        |row| ColumnValue::written(row.contact.cadence.and_then(Cadence::duration)),
        "a rhythm of their own, like `6 weeks`",
    ),
    (
        "owner",
        Text,
        |row| ColumnValue::optional(row.contact.owner.as_deref()),
        "who keeps the contact, by the note",
    ),
    (
        "primary",
        Boolean,
        |row| ColumnValue::Boolean(row.contact.primary),
        "whether they are the one to turn to first",
    ),
    (
        "away_from",
        Date,
        |row| ColumnValue::date(row.contact.away.as_ref().and_then(|away| away.from)),
        "the first day they are away",
    ),
    (
        "away_until",
        Date,
        |row| ColumnValue::date(row.contact.away.as_ref().and_then(|away| away.until)),
        "the last day they are away",
    ),
    ("left", Date, |row| ColumnValue::date(row.contact.left), "the day they left"),
    (
        "now_at",
        Text,
        |row| ColumnValue::optional(row.contact.now_at.as_deref()),
        "where they went, as it is written",
    ),
    (
        "now_at_note",
        Text,
        |row| ColumnValue::optional(row.contact.now_at.as_deref().and_then(|at| row.note(at))),
        "the path of the note that means, if it is just one",
    ),
    (
        "last_contact",
        Date,
        |row| ColumnValue::date(row.mentions.last_contact),
        "the last contact that names them",
    ),
    ("touches", Number, |row| ColumnValue::count(row.mentions.touches), "touches up to today that name them"),
];

/// The rows of a vault, in the order of paths and lines, as `word` makes them of values in the order of the columns.
pub fn contacts<T: Send + Sync>(
    vault: &Vault,
    today: NaiveDate,
    selection: &Selection,
    word: impl Fn(&[ColumnValue<'_>]) -> T + Sync,
) -> Result<Vec<T>, OpenError> {
    let survey = Survey::of_notes(vault, today, Relations::All, |note, context| {
        let client = note.note.client.as_ref().filter(|client| selection.takes(client, &vault.settings));
        client.map_or_else(Vec::new, |client| rows(note, client, context, &word))
    })?;
    Ok(survey.into_kept().flatten().collect())
}

fn rows<'v, T>(
    note: &OpenNote<'v>,
    client: &'v Client,
    context: &Context<'v>,
    word: impl Fn(&[ColumnValue<'_>]) -> T,
) -> Vec<T> {
    let lines = LineNumbers::new(note);
    let contacts = client.contacts.iter().zip(mentions(client, context.today)).enumerate();
    let contacts = contacts.map(|(nth, contact)| (lines.contact(nth), contact)).collect();
    let mut rows = Vec::new();
    for (id, line, (contact, mentions)) in with_ids(&client.path, contacts) {
        let row = ContactRow { id, line, client, contact, context, mentions };
        rows.push(word(&values(COLUMNS, |get| get(&row))));
    }
    rows
}

/// How often the history names each contact, in the note's order.
fn mentions(client: &Client, today: NaiveDate) -> Vec<Mentions> {
    let mut mentions = vec![Mentions::default(); client.contacts.len()];
    for touch in client.touches_until(today) {
        for person in &touch.people {
            let Some(person) = mentions.get_mut(person.index()) else { continue };
            person.touches += 1;
            if touch.outcome == Outcome::Contact {
                person.last_contact = Some(touch.date);
            }
        }
    }
    mentions
}

impl<'v> ContactRow<'v> {
    /// The path of the note that a reference means.
    fn note(&self, reference: &str) -> Option<&'v str> {
        self.context.note(reference, self.client).map(|client| client.path.as_str())
    }
}
