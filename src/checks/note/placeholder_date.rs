//! # placeholder-date
//!
//! Tells of a template's placeholder where a date should be.
//!
//! ## Why
//!
//! The entry was written and never got its date, so it does not count as a touch.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## {{date}} Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Write the day in its place. Notes that are templates belong in a folder `templates`, where rekindle does not look.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::date::near::{self, NearKind};
use crate::note::places::BlockDate;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let undated = view.places.blocks.iter().filter(|block| block.date == BlockDate::None);
    let found = undated.filter_map(|block| {
        let (words, start) = view.words(block);
        let near = near::at_start(words).filter(|near| near.kind == NearKind::Placeholder)?;
        let at = start + words.find(near.written)?;
        let message = format!("“{}” was left where a date should be", near.written);
        Some(Finding::new(at..at + near.written.len(), message).help("write the day, like 2026-09-14"))
    });
    found.collect()
}
