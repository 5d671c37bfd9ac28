//! # reversed-period
//!
//! Tells of a period that ends before it begins.
//!
//! ## Why
//!
//! It holds nothing back: a client who asked for quiet would be called.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! pause: {from: 2026-12-20, until: 2026-12-06}
//! ---
//! ```
//!
//! ## How to mend
//!
//! Swap the two dates, or correct a year.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! pause: {from: 2026-12-06, until: 2026-12-20}
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::ReversedPeriod)
}
