//! # ambiguous-date
//!
//! Tells of a date that can be read in two ways.
//!
//! ## Why
//!
//! rekindle does not guess, so until you say which is meant the date does not count.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 09/10/2026 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Write the year first, or set `date_order: dmy` or `mdy` in `rekindle.yaml` if all your notes mean the same.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-10-09 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::AmbiguousDate)
}
