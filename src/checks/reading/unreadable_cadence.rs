//! # unreadable-cadence
//!
//! Tells of a cadence, lead or other length of time that cannot be read.
//!
//! ## Why
//!
//! The client falls back to the rhythm of its tags or its status, which may be far too rare.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: now and then
//! ---
//! ```
//!
//! ## How to mend
//!
//! Write it like one of [these](format.md#durations).
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;
use crate::model::nearest;
use crate::text::Edit;

/// Words for a rhythm that a slip may mean.
const WORDS: [&str; 9] =
    ["weekly", "biweekly", "fortnightly", "monthly", "bimonthly", "quarterly", "yearly", "annually", "never"];

/// The rhythm that is nearly the same word.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::UnreadableCadence, |problem, finding| {
        match nearest(view.slice(&problem.span), WORDS) {
            Some(meant) => finding.suggested(Edit { span: problem.span.clone(), text: meant.to_owned() }),
            None => finding,
        }
    })
}
