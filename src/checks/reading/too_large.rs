//! # too-large
//!
//! Tells of a note so large that its middle is not read.
//!
//! ## Why
//!
//! Touches in the middle do not count, so the client may seem forgotten.
//!
//! ## Example
//!
//! A note of more than 16 MB: usually pasted images or whole mailboxes.
//!
//! ## How to mend
//!
//! Move what is no history to files of its own and link to it.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::TooLarge)
}
