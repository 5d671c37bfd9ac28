//! # touched-while-away
//!
//! Tells of a touch that names a contact who was away that day.
//!
//! ## Why
//!
//! One of the two is wrong: the day of the touch, the name in it, or the time away, by which the agenda goes.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - name: Dana Reyes
//!     away: {from: 2026-09-01, until: 2026-10-31}
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Correct the one that is wrong. A contact who is back early is away until the day before.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - name: Dana Reyes
//!     away: {from: 2026-09-10, until: 2026-10-31}
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::contact::Contact;
use crate::model::touch::{Outcome, Touch};

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    // A touch that is planned for that time will not happen either.
    let touches = view.client.touches.iter().enumerate();
    let reached = touches.filter(|(_, touch)| touch.outcome == Outcome::Contact);
    let named = reached.flat_map(|(nth, touch)| view.client.people(touch).map(move |who| (nth, touch, who)));
    named.filter_map(|(nth, touch, who)| finding(view, nth, touch, who)).collect()
}

fn finding(view: &NoteView<'_>, nth: usize, touch: &Touch, contact: &Contact) -> Option<Finding> {
    let away = contact.away.as_ref().filter(|away| away.covers(touch.date))?;
    // An absence without a first day may have begun after that touch.
    let from = away.from?;
    let first_name = contact.name.split_whitespace().next().unwrap_or("");
    let message = format!("{} is away from {from} on, and is named on {}", contact.name, touch.date);
    let help = "correct the day, the name, or “away” in the front matter";
    Some(Finding::new(view.in_touch(nth, first_name), message).help(help))
}
