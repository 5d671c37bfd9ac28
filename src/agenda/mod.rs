//! The agenda: who is in which section, in which order. What is kept of each entry is up to whoever writes it.

mod capacity;
mod entry;
mod planner;
mod rank;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

pub(crate) use entry::owner;
pub use entry::{Entry, Urgency};
pub use planner::{Judged, Placement, Planner};
pub use rank::Rank;

use crate::model::client::Client;
use crate::model::same_name;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::note::problem::Problem;

/// Which clients to plan for, and how far.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// How many days to look ahead, today included; the vault's if absent.
    pub days: Option<u32>,
    /// Show so many of those overdue and due, and drop the rest (P20).
    pub top: Option<usize>,
    /// Only clients of one of these statuses; all if empty.
    pub statuses: Vec<Status>,
    /// Only clients that one of these keeps; all if empty (P13).
    pub owners: Vec<String>,
    /// Only clients with one of these tags; all if empty.
    pub tags: Vec<String>,
}

/// Whom to get in touch with, in order.
#[derive(Debug)]
pub struct Agenda<T> {
    /// The day it is for.
    pub today: NaiveDate,
    /// The last day it looks at.
    pub until: NaiveDate,
    /// How many days that is.
    pub days: u32,
    /// How many there are of each.
    pub counts: Counts,
    /// What was kept of the clients on it, section by section, in order.
    pub entries: Vec<(Section, T)>,
    /// What could not be read, with the note's path, in the order of paths and lines.
    pub problems: Vec<(Box<str>, Problem)>,
}

/// How many there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes in the vault.
    pub notes: usize,
    /// Clients that the selection takes.
    pub clients: usize,
    /// Clients in no section, closed ones aside.
    pub on_track: usize,
    /// Clients left out by [`Selection::top`].
    pub left_out: usize,
    /// Notes of which something could not be read.
    pub needs_fixing: usize,
    /// Clients in each section.
    pub sections: BTreeMap<Section, usize>,
}

/// A part of the agenda; a client is in the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Something was due before today.
    Overdue,
    /// Something is due by the last day.
    Due,
    /// Overdue or due, but more than the capacity allows (P21).
    Later,
    /// There is a day to write for (P06).
    Occasions,
    /// A pause or an absence holds it back (P10, P30).
    Paused,
    /// A touch is planned (P29).
    Planned,
    /// An attempt waits for its answer (P07).
    Waiting,
}

impl<T> Agenda<T> {
    /// The agenda with something else kept of its entries.
    pub(crate) fn map<U>(self, mut map: impl FnMut(T) -> U) -> Agenda<U> {
        let Self { today, until, days, counts, entries, problems } = self;
        let entries = entries.into_iter().map(|(section, entry)| (section, map(entry))).collect();
        Agenda { today, until, days, counts, entries, problems }
    }
}

impl Section {
    /// Every section, in the agenda's order.
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::Due, Self::Later, Self::Occasions, Self::Paused, Self::Planned, Self::Waiting];

    /// The section's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Later => "later",
            Self::Occasions => "occasions",
            Self::Paused => "paused",
            Self::Planned => "planned",
            Self::Waiting => "waiting",
        }
    }
}

impl Selection {
    pub(crate) fn takes(&self, client: &Client, settings: &Settings) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&client.status))
            && (self.owners.is_empty()
                || owner(client, settings).is_some_and(|owner| has(&self.owners, owner)))
            && (self.tags.is_empty() || client.tags.iter().any(|tag| has(&self.tags, tag)))
    }
}

/// Whether a name is one of those wanted.
fn has(wanted: &[String], given: &str) -> bool {
    wanted.iter().any(|one| same_name(one, given))
}

/// The last of so many days, today included.
pub(crate) fn last_day(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_add_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
