//! # not-downloaded
//!
//! Reports a note that is in iCloud only, with a placeholder `.harbor.md.icloud` in its folder.
//!
//! ## Why
//!
//! The client it is about cannot be on the agenda, for nobody knows when it is due.
//!
//! ## Example
//!
//! A Mac that is short of space removes files that were not opened for a while, and leaves placeholders.
//!
//! ## How to mend
//!
//! Download the note, and choose “Keep Downloaded” for the folder of the vault in the Finder.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::NotDownloaded)
}
