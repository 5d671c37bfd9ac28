//! # yaml-too-deep
//!
//! Tells of lists within lists, more than 32 deep.
//!
//! ## Why
//!
//! The key is not read, because YAML like that can stall any program that reads it.
//!
//! ## Example
//!
//! A row of `[[[[[[` that a script or a paste left behind.
//!
//! ## How to mend
//!
//! Delete the brackets that are not needed.

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::YamlTooDeep)
}
