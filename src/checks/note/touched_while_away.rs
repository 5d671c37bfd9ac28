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
use crate::checks::view::View;
use crate::model::touch::Outcome;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for contact in &view.client.contacts {
        // An absence without a first day says nothing of the days before.
        let Some((away, from)) = contact.away.as_ref().and_then(|away| Some((away, away.from?))) else {
            continue;
        };
        let reached =
            view.touches().filter(|(_, touch)| touch.outcome == Outcome::Contact && away.covers(touch.date));
        for (nth, touch) in reached {
            if view.client.people(touch).any(|person| std::ptr::eq(person, contact)) {
                let first = contact.name.split_whitespace().next().unwrap_or_default();
                let message =
                    format!("{} is away from {from} on, and was in touch on {}", contact.name, touch.date);
                let finding = Finding::new(view.in_touch(nth, first), message);
                found.push(finding.help("correct the day, the name, or “away” in the front matter"));
            }
        }
    }
    found
}
