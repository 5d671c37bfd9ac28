//! # front-matter-too-large
//!
//! Tells of front matter of more than 64 KiB.
//!
//! ## Why
//!
//! None of it is read, so the client has neither contacts nor a rhythm of its own.
//!
//! ## Example
//!
//! A mail thread or an image pasted between the two lines `---`.
//!
//! ## How to mend
//!
//! Move the long text below the second `---`, or to a note of its own.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::FrontMatterTooLarge)
}
