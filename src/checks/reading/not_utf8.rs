//! # not-utf-8
//!
//! Tells of a note that is not UTF-8.
//!
//! ## Why
//!
//! Letters outside English are lost or garbled when such a note is read, so names may not match.
//!
//! ## Example
//!
//! A note saved by an old editor as “ANSI” or “Unicode” (UTF-16). rekindle reads the second and most of the first.
//!
//! ## How to mend
//!
//! Save the note as UTF-8 in your editor, or convert it: `iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md`.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::NotUtf8)
}
