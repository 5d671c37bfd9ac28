//! # stale-pause
//!
//! Tells of a pause that ended long ago.
//!
//! ## Why
//!
//! It does nothing any more, and whoever reads the note has to find that out.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! pause: 2026-03-31
//! ---
//! ```
//!
//! ## How to mend
//!
//! Remove it, or move its end. It is long ago after 60 days.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! pause: 2027-03-31
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::Key;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let ended = view.client.pause.as_ref().and_then(|pause| pause.until);
    let Some(day) = ended.filter(|day| view.is_long_ago(*day)) else { return Vec::new() };
    let span = view.places.value(Key::Pause).unwrap_or(0..0);
    vec![Finding::new(span, format!("this pause ended on {day}")).help("remove it, or move its end")]
}
