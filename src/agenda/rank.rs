//! What the order of the agenda and its capacity ask of an entry.

use chrono::NaiveDate;

use super::entry::Pressing;
use super::{Entry, Section};
use crate::model::status::Status;

/// The rank of an entry; the least comes first.
#[derive(Debug)]
pub struct Rank {
    pub(super) section: Section,
    pressing: Pressing,
    due: Option<NaiveDate>,
    pub(super) status: Status,
    /// The client's name, once all are known.
    pub(super) name: Box<str>,
}

impl Rank {
    pub(super) fn new(entry: &Entry<'_>, today: NaiveDate) -> Self {
        Self {
            section: entry.section,
            pressing: entry.pressing(today),
            due: entry.due,
            status: entry.client.status,
            name: Box::default(),
        }
    }

    /// The order of entries: by section, then what presses most, then the earliest, then by name.
    pub(super) fn key(&self) -> impl Ord {
        (self.section, self.pressing, (self.due.is_none(), self.due), &self.name)
    }
}
