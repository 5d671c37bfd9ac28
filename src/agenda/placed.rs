//! What order and capacity ask of an entry, whatever is told of it.

use chrono::NaiveDate;

use super::Section;
use crate::model::status::Status;

/// A client's place on the agenda.
pub(super) trait Placed {
    fn section(&self) -> Section;
    fn move_to(&mut self, section: Section);
    fn status(&self) -> Status;
    /// What comes first is least.
    fn rank(&self, today: NaiveDate) -> impl Ord;
}
