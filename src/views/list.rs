//! Every client on a line, and who has disappeared (P22).

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::ClientName;
use crate::agenda::{Judged, Planner, Section, Selection, owner};
use crate::model::days_between;
use crate::model::status::{Priority, Status};
use crate::rules::Rhythm;
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};

/// The clients of a vault on a day.
#[derive(Debug)]
pub struct List {
    /// The day.
    pub today: NaiveDate,
    /// A line for each client.
    pub lines: Vec<ListLine>,
}

/// A client on a list.
#[derive(Debug)]
pub struct ListLine {
    /// The client.
    pub client: ClientName,
    /// Its status.
    pub status: Status,
    /// Its priority.
    pub priority: Priority,
    /// Its tags.
    pub tags: Box<[String]>,
    /// Who of us keeps it (P13).
    pub owner: Option<Box<str>>,
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

/// What a list is sorted by.
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

impl List {
    /// Lists the clients of a vault that a selection takes, in the order of their paths.
    pub fn read(vault: &Vault, today: NaiveDate, selection: &Selection) -> Result<Self, OpenError> {
        let planner = Planner::new(&vault.settings, today, selection);
        let survey = Survey::of_clients(vault, today, Relations::Verdicts, |client, context| {
            planner.judge(client, context).map(|judged| Box::new(ListLine::new(&judged)))
        })?;
        let lines = survey.into_kept().flatten().map(|line| *line);
        Ok(Self { today, lines: lines.collect() })
    }

    /// Keeps those in silence beyond their rhythm, longest first, be it six days or six years.
    pub fn keep_dormant(&mut self) {
        self.lines.retain(|line| line.is_dormant);
        self.sort(SortBy::Silence);
    }

    /// Sorts the lines; equal ones by name and path.
    pub fn sort(&mut self, by: SortBy) {
        self.lines.sort_by(|one, other| one.compare(other, by));
    }
}

impl ListLine {
    /// What there is to list of a client.
    pub fn new(judged: &Judged<'_, '_>) -> Self {
        let standing = &judged.standing;
        let (client, today) = (standing.client, standing.today());
        let is_closed = client.status == Status::Closed;
        let silent_since = standing.last_contact.or(client.since).filter(|day| *day <= today);
        let rhythm = standing.rhythm.cadence.duration();
        let has_run_out = rhythm.zip(silent_since).is_some_and(|(every, day)| every.after(day) < today);
        Self {
            client: client.into(),
            status: client.status,
            priority: client.priority,
            tags: client.tags.as_slice().into(),
            owner: owner(client, standing.settings()).map(Box::from),
            last_contact: standing.last_contact,
            silence: standing.last_contact.map(|day| days_between(day, today)),
            silent_since,
            rhythm: standing.rhythm,
            section: judged.entry.as_ref().map(|entry| entry.section),
            due: judged.due(),
            is_dormant: !is_closed && has_run_out,
        }
    }

    /// Which of two lines comes first; none is equal to another.
    pub(crate) fn compare(&self, other: &Self, by: SortBy) -> Ordering {
        let first = match by {
            SortBy::Name => Ordering::Equal,
            SortBy::Status => self.status.cmp(&other.status),
            SortBy::Silence => self.silent_since.cmp(&other.silent_since),
            SortBy::Due => (self.due.is_none(), self.due).cmp(&(other.due.is_none(), other.due)),
        };
        first.then_with(|| self.client.cmp(&other.client))
    }
}
