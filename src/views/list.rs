//! The roster: every client on a line, and who has disappeared (P22).

use chrono::NaiveDate;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::agenda::{Entry, Section, Selection, last_day, owner};
use crate::model::client::Client;
use crate::model::days_between;
use crate::model::status::Status;
use crate::note::Note;
use crate::rules::{Context, Rhythm, Standing, judge};
use crate::vault::Vault;

/// All clients of a vault on a day.
#[derive(Debug)]
pub struct Roster<'v> {
    /// The day.
    pub today: NaiveDate,
    /// The clients.
    pub rows: Vec<Row<'v>>,
}

/// A client on the roster.
#[derive(Debug)]
pub struct Row<'v> {
    /// The client.
    pub client: &'v Client,
    /// Who of us keeps it (P13).
    pub owner: Option<&'v str>,
    /// The day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// Days since then; none without a contact.
    pub silence: Option<u32>,
    /// The day the silence is counted from: the last contact, else `since`.
    pub silent_since: Option<NaiveDate>,
    /// The rhythm, and who gave it.
    pub rhythm: Rhythm,
    /// Its section on the agenda; none if it is on track, or closed.
    pub section: Option<Section>,
    /// The day it is due next, or was; none if nothing will be due.
    pub due: Option<NaiveDate>,
    /// Whether the silence is longer than the rhythm, whatever holds it back.
    pub is_dormant: bool,
}

/// What a roster is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The name.
    #[default]
    Name,
    /// The status, in the contract's order.
    Status,
    /// The silence, longest first; those never contacted come before all.
    Silence,
    /// The due date, earliest first; those with none come last.
    Due,
}

impl<'v> Roster<'v> {
    /// Looks at the clients that a selection takes.
    pub fn of(vault: &'v Vault, today: NaiveDate, selection: &Selection) -> Self {
        let context = Context::new(vault.clients(), &vault.settings, today);
        let row = |note: &'v Note| {
            let client = note.client.as_ref().filter(|client| selection.takes(client, &vault.settings))?;
            Some(Row::of(&Standing::new(client, &context)))
        };
        Self { today, rows: vault.notes.par_iter().filter_map(row).collect() }
    }

    /// Keeps those in silence beyond their rhythm, longest first, be it six days or six years.
    pub fn keep_dormant(&mut self) {
        self.rows.retain(|row| row.is_dormant);
        self.sort(SortBy::Silence);
    }

    /// Sorts the rows; equal ones by name and path.
    pub fn sort(&mut self, by: SortBy) {
        self.rows.sort_by(|one, two| {
            let first = match by {
                SortBy::Name => std::cmp::Ordering::Equal,
                SortBy::Status => one.client.status.cmp(&two.client.status),
                SortBy::Silence => one.silent_since.cmp(&two.silent_since),
                SortBy::Due => (one.due.is_none(), one.due).cmp(&(two.due.is_none(), two.due)),
            };
            let name = |row: &Row<'v>| (&row.client.name, &row.client.path);
            first.then_with(|| name(one).cmp(&name(two)))
        });
    }
}

impl<'v> Row<'v> {
    fn of(standing: &Standing<'_, 'v>) -> Self {
        let (client, today) = (standing.client, standing.today());
        let verdict = judge(standing);
        let next = verdict.triggers.first().map(|trigger| trigger.due);
        let entry = Entry::of(standing, verdict, last_day(today, standing.settings().days));
        let due = entry.as_ref().map_or(next, |entry| entry.due);
        let is_closed = client.status == Status::Closed;
        let silent_since = standing.last_contact.or(client.since).filter(|day| *day <= today);
        let rhythm = standing.rhythm.cadence.duration();
        Self {
            client,
            owner: owner(client, standing.settings()),
            last_contact: standing.last_contact,
            silence: standing.last_contact.map(|day| days_between(day, today)),
            silent_since,
            rhythm: standing.rhythm,
            section: entry.map(|entry| entry.section),
            due,
            is_dormant: !is_closed
                && rhythm.zip(silent_since).is_some_and(|(every, day)| every.after(day) < today),
        }
    }
}
