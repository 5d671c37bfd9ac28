//! # yaml-alias
//!
//! Tells of a YAML alias.
//!
//! ## Why
//!
//! Aliases are not followed, because a few lines of them can fill all memory; the value is missing.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [&dana Dana Reyes]
//! owner: *dana
//! ---
//! ```
//!
//! ## How to mend
//!
//! Write the value out.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [Dana Reyes]
//! owner: Dana Reyes
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::YamlAlias)
}
