//! # sync-copy
//!
//! Reports a copy of a note that a sync program left beside it, and what only the copy has.
//!
//! ## Why
//!
//! Two devices changed the note at the same time, and the sync program kept both versions. The copy is no client, or the
//! agenda would have the client twice; what was written in it alone is in no history.
//!
//! ## Example
//!
//! `harbor (Nora's conflicted copy 2026-11-10).md` or `harbor.sync-conflict-20261110-093015-ABC1234.md` beside
//! `harbor.md`. A file `harbor 2.md` or `harbor (1).md` may be a client of its own: it is a copy only if it has the same
//! name in it and much the same text.
//!
//! ## How to mend
//!
//! Move what only the copy has into the note, then delete the copy. If it is a client of its own, give the file another
//! name.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::SyncCopy)
}
