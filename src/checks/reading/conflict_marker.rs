//! # conflict-marker
//!
//! Reports a part of a note of which git left two versions that it could not merge.
//!
//! ## Why
//!
//! Both versions are read, so that no entry is lost: what one of you changed or deleted may count twice, or still. No
//! command writes into such a note.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! <<<<<<< HEAD
//! ## 2026-11-10 Call with Dana
//! =======
//! ## 2026-11-11 Lunch with Dana
//! >>>>>>> main
//! ```
//!
//! ## How to mend
//!
//! Keep what is right of both, and delete the three lines.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-11-10 Call with Dana
//!
//! ## 2026-11-11 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::ConflictMarker)
}
