//! # incomplete-occasion
//!
//! Tells of an occasion without a name or a date.
//!
//! ## Why
//!
//! Nobody is reminded of it.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! occasions: [{name: Founding day}]
//! ---
//! ```
//!
//! ## How to mend
//!
//! Give it a `name` and a `date`: `MM-DD` for every year, `YYYY-MM-DD` for once.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! occasions: [{name: Founding day, date: 11-26}]
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::IncompleteOccasion)
}
