//! # not-a-client
//!
//! Tells of a note that has neither front matter nor a dated heading, and so is no client.
//!
//! ## Why
//!
//! If it is about a client after all, nobody will ever be reminded of it.
//!
//! ## Example
//!
//! ```markdown
//! # Harbor Foods
//!
//! They would like to hear from us in spring.
//! ```
//!
//! ## How to mend
//!
//! If it is a client, give it front matter, be it empty. If it is something else, leave it out with `notes` or `ignore` in
//! `rekindle.yaml`, or switch the check off: `checks: {not-a-client: off}`.
//!
//! ```markdown
//! ---
//! ---
//! # Harbor Foods
//!
//! They would like to hear from us in spring.
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    // In another encoding nothing can be recognised.
    if view.is_client || !view.is_utf8 {
        return Vec::new();
    }
    let has_log = view.places.blocks.iter().any(|block| block.day().is_some());
    let message = "this note has neither front matter nor a dated heading, so it is no client";
    let help = if has_log {
        "its log has dated entries; begin the note with two lines “---” to make it a client"
    } else {
        "begin it with two lines “---” to make it a client, or leave it out with “ignore” in rekindle.yaml"
    };
    vec![Finding::new(0..0, message).help(help)]
}
