//! # impossible-date
//!
//! Tells of a date that is not in the calendar.
//!
//! ## Why
//!
//! An entry with such a date is no touch, so the client may seem forgotten.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-02-30 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Look up the day and write it down.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-03-02 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::ImpossibleDate, |_, finding| {
        finding.help("look up the day, and write it like 2026-09-14")
    })
}
