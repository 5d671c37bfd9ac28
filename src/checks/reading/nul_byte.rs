//! # nul-byte
//!
//! Tells of a NUL byte in a note.
//!
//! ## Why
//!
//! No editor writes one, so the file may be damaged, and part of the client's history with it.
//!
//! ## Example
//!
//! A file cut short by a full disk or a sync conflict often ends in NUL bytes.
//!
//! ## How to mend
//!
//! Look at the end of the note, bring back what is missing from a backup, and delete the NUL bytes.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::NulByte)
}
