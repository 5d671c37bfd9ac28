//! # redundant-cadence
//!
//! Tells of a cadence that a tag or the status gives already.
//!
//! ## Why
//!
//! When you change the rhythm of the tag or the status, this client will not follow.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: active
//! cadence: 1 month
//! ---
//! ```
//!
//! ## How to mend
//!
//! Remove `cadence`.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: active
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::Key;
use crate::rules::{RhythmFrom, rhythm_of_kind};

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let of_kind = rhythm_of_kind(view.client, view.settings);
    if view.client.cadence != Some(of_kind.cadence) {
        return Vec::new();
    }
    let giver = if of_kind.from == RhythmFrom::Tag { "a tag" } else { "the status" };
    let span = view.places.value(Key::Cadence).unwrap_or(0..0);
    vec![Finding::new(span, format!("{giver} gives this cadence already")).help("remove it")]
}
