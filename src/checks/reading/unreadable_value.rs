//! # unreadable-value
//!
//! Tells of a value of another shape than its key needs.
//!
//! ## Why
//!
//! The value does not count, as if the key were not there.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! do_not_contact: perhaps
//! ---
//! ```
//!
//! ## How to mend
//!
//! The message says what the key takes; [format.md](format.md#front-matter) has every key.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! do_not_contact: true
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::UnreadableValue)
}
