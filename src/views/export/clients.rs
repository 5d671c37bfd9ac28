//! A row for each client, as it is today.

use chrono::NaiveDate;

use super::ColumnKind::{Date, List, Number, Object, Text};
use super::{ColumnValue, Spec, values};
use crate::agenda::{Judged, Planner, Section, Selection, owner};
use crate::model::client::Client;
use crate::model::days_between;
use crate::model::duration::Duration;
use crate::model::touch::Touch;
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};

/// What there is to know of a client.
pub(super) struct ClientRow<'v> {
    client: &'v Client,
    judged: &'v Judged<'v, 'v>,
}

type Get = for<'v> fn(&'v ClientRow<'v>) -> ColumnValue<'v>;

pub(super) const COLUMNS: &[Spec<Get>] = &[
    ("id", Text, |row| ColumnValue::text(&row.client.path), "the same as `note`"),
    ("note", Text, |row| ColumnValue::text(&row.client.path), "path of the note from the vault, with `/`"),
    ("name", Text, |row| ColumnValue::text(&row.client.name), "the client’s name"),
    ("aliases", List, |row| ColumnValue::list(&row.client.aliases), "other names it goes by"),
    ("status", Text, |row| ColumnValue::text(row.client.status.name()), "where the relationship stands"),
    ("since", Date, |row| ColumnValue::date(row.client.since), "the day that status began"),
    ("cadence", Text, |row| ColumnValue::written(row.rhythm()), "its rhythm, like `6 weeks`"),
    (
        "cadence_days",
        Number,
        |row| {
            row.rhythm().map_or(ColumnValue::Absent, |every| ColumnValue::Count(every.nominal_days().into()))
        },
        "its rhythm in days: a month counts 30, a year 365",
    ),
    (
        "cadence_from",
        Text,
        |row| ColumnValue::optional(row.rhythm().map(|_| row.judged.standing.rhythm.from.name())),
        "what gives the rhythm: `note`, `tag` or `status`",
    ),
    ("priority", Text, |row| ColumnValue::text(row.client.priority.name()), "`high`, `normal` or `low`"),
    (
        "owner",
        Text,
        |row| ColumnValue::optional(owner(row.client, row.judged.standing.settings())),
        "who keeps it, by the note or the configuration",
    ),
    ("tags", List, |row| ColumnValue::list(&row.client.tags), "its tags, without `#`"),
    ("interests", List, |row| ColumnValue::list(&row.client.interests), "what they follow"),
    (
        "referred_by",
        Text,
        |row| ColumnValue::optional(row.client.referred_by.as_deref()),
        "who sent it, as it is written",
    ),
    (
        "referred_by_note",
        Text,
        |row| ColumnValue::optional(row.client.referred_by.as_deref().and_then(|by| row.note(by))),
        "the path of the note that means, if it is just one",
    ),
    ("cause", Text, |row| ColumnValue::optional(row.client.cause.as_deref()), "why it lapsed"),
    (
        "pause_from",
        Date,
        |row| ColumnValue::date(row.client.pause.as_ref().and_then(|pause| pause.from)),
        "the first day of its pause",
    ),
    (
        "pause_until",
        Date,
        |row| ColumnValue::date(row.client.pause.as_ref().and_then(|pause| pause.until)),
        "the last day of its pause",
    ),
    (
        "last_contact",
        Date,
        |row| ColumnValue::date(row.judged.standing.last_contact),
        "the last contact, by the history or by `last_contact`",
    ),
    (
        "last_touch",
        Date,
        |row| ColumnValue::date(row.judged.standing.last_touch().map(|touch| touch.date)),
        "the last touch, answered or not",
    ),
    (
        "attempts",
        Number,
        |row| ColumnValue::count(row.judged.standing.attempts.len()),
        "attempts since the last contact",
    ),
    ("touches", Number, |row| ColumnValue::count(row.touches().len()), "touches up to today"),
    (
        "answered",
        Number,
        |row| ColumnValue::count(row.client.contacts_made(row.judged.standing.today()).count()),
        "those of them that reached somebody",
    ),
    (
        "contacts",
        Number,
        |row| ColumnValue::count(row.judged.standing.current_contacts().count()),
        "people there who have not left",
    ),
    (
        "first_touch",
        Date,
        |row| ColumnValue::date(row.touches().first().map(|touch| touch.date)),
        "the first touch of the history",
    ),
    ("silence_days", Number, |row| row.silence(), "days since the last contact"),
    ("due", Date, |row| ColumnValue::date(row.judged.due()), "the day it is due, was, or will be"),
    (
        SECTION,
        Text,
        |row| ColumnValue::optional(row.judged.entry.as_ref().map(|entry| entry.section.name())),
        "where it stands on the agenda of these clients; empty if it is on track, or closed",
    ),
    (
        "urgency",
        Number,
        |row| {
            row.judged
                .entry
                .as_ref()
                .map_or(ColumnValue::Absent, |entry| ColumnValue::Decimal(entry.urgency.value()))
        },
        "how pressing that is, with two decimals",
    ),
    (
        "birthday",
        Text,
        |row| ColumnValue::written(row.client.birthday),
        "of a client who is a person: `1964-02-29`, or `02-29`",
    ),
    (
        "extra",
        Object,
        |row| ColumnValue::Object(&row.client.extra),
        "the note’s own keys, as they are; JSON Lines only",
    ),
];

/// The column that `word` leaves open.
pub const SECTION: &str = "section";

/// The rows of a vault in the order of their paths, as `word` makes them of values in the order of the columns. In which
/// section a client is on the agenda, if in any, is only known once all are in order: it comes with the row.
pub fn clients<T: Send + Sync>(
    vault: &Vault,
    today: NaiveDate,
    selection: &Selection,
    word: impl Fn(&[ColumnValue<'_>]) -> T + Sync,
) -> Result<Vec<(Option<Section>, T)>, OpenError> {
    let planner = Planner::new(&vault.settings, today, selection);
    let survey = Survey::of_clients(vault, today, Relations::All, |client, context| {
        let judged = planner.judge(client, context)?;
        let row = ClientRow { client, judged: &judged };
        Some((judged.place(|_| ()), word(&values(COLUMNS, |get| get(&row)))))
    })?;
    Ok(planner.sections(survey))
}

impl<'v> ClientRow<'v> {
    fn touches(&self) -> &'v [Touch] {
        self.judged.standing.touches()
    }

    const fn rhythm(&self) -> Option<Duration> {
        self.judged.standing.rhythm.cadence.duration()
    }

    /// The path of the note that a reference means.
    fn note(&self, reference: &str) -> Option<&'v str> {
        self.judged.standing.context.note(reference, self.client).map(|client| client.path.as_str())
    }

    fn silence(&self) -> ColumnValue<'v> {
        let days =
            self.judged.standing.last_contact.map(|last| days_between(last, self.judged.standing.today()));
        days.map_or(ColumnValue::Absent, |days| ColumnValue::Count(days.into()))
    }
}
