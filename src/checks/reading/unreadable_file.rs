//! # unreadable-file
//!
//! Tells of a file or folder that cannot be opened or read.
//!
//! ## Why
//!
//! The client it is about cannot be on the agenda, for nobody knows when it is due.
//!
//! ## Example
//!
//! A note that belongs to another user, a link whose target is gone, a folder without permission.
//!
//! ## How to mend
//!
//! Give yourself the right to read it (`chmod u+r`), bring the link's target back, or leave it out with `ignore` in
//! `rekindle.yaml`.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::UnreadableFile)
}
