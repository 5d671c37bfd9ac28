//! The agenda: who is in which section, in which order. This is what every renderer prints.

pub mod brief;
mod capacity;
mod entry;
mod frame;
mod placed;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

pub use entry::{Entry, Urgency};

pub(crate) use entry::owner;
use frame::{Frame, Stand};

use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::note::Note;
use crate::note::problem::Problem;
use crate::rules::Context;
use crate::vault::Vault;

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

/// Whom to get in touch with.
#[derive(Debug)]
pub struct Agenda<'v> {
    /// The day it is for.
    pub today: NaiveDate,
    /// The last day it looks at.
    pub until: NaiveDate,
    /// How many days that is.
    pub days: u32,
    /// The vault's settings.
    pub settings: &'v Settings,
    /// How many there are of each.
    pub counts: Counts,
    /// The clients on it, section by section, in order.
    pub entries: Vec<Entry<'v>>,
    /// What could not be read, with the note's path, in the order of paths and lines.
    pub problems: Vec<(&'v str, &'v Problem)>,
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

impl<'v> Agenda<'v> {
    /// Plans for a day.
    pub fn plan(vault: &'v Vault, today: NaiveDate, selection: &Selection) -> Self {
        let settings = &vault.settings;
        let frame = Frame::new(settings, today, selection);
        let context = Context::new(vault.clients(), settings, today);
        let stand = |note: &'v Note| frame.stand(note.client.as_ref()?, &context);
        let stands: Vec<Option<Stand<Entry<'v>>>> = vault.notes.par_iter().map(stand).collect();
        let (mut counts, entries) = frame.arrange(stands.into_iter().flatten());
        let told = |note: &'v Note| frame.told(&note.problems);
        counts.notes = vault.notes.len();
        counts.needs_fixing = vault.notes.iter().filter(|note| told(note).next().is_some()).count();
        let problems =
            vault.notes.iter().flat_map(|note| told(note).map(|problem| (note.path.as_str(), problem)));
        let Frame { days, until, .. } = frame;
        Self { today, until, days, settings, counts, entries, problems: problems.collect() }
    }
}

impl Selection {
    pub(crate) fn takes(&self, client: &Client, settings: &Settings) -> bool {
        let has = |wanted: &[String], given: &str| {
            wanted.iter().any(|one| one.to_lowercase() == given.to_lowercase())
        };
        (self.statuses.is_empty() || self.statuses.contains(&client.status))
            && (self.owners.is_empty()
                || owner(client, settings).is_some_and(|owner| has(&self.owners, owner)))
            && (self.tags.is_empty() || client.tags.iter().any(|tag| has(&self.tags, tag)))
    }
}

/// The last of so many days, today included.
pub(crate) fn last_day(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_add_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
