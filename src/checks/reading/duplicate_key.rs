//! # duplicate-key
//!
//! Tells of a key that is given twice.
//!
//! ## Why
//!
//! Only the last one counts; what the first one says is lost without a word.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//! cadence: 3 months
//! ---
//! ```
//!
//! ## How to mend
//!
//! Remove one of them.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 3 months
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::DuplicateKey)
}
