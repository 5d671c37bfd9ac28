//! # unclosed-front-matter
//!
//! Tells of front matter without a closing line.
//!
//! ## Why
//!
//! Where the keys end is then a guess; a key below a blank line or a first heading may be missed.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//!
//! ## 2026-09-14 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Put a line `---` behind the last key.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//! ---
//!
//! ## 2026-09-14 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::UnclosedFrontMatter)
}
