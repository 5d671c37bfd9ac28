//! # first-touch
//!
//! Puts a client on the agenda with whom nobody has been in touch yet.
//!
//! ## Why
//!
//! A client that was written down and never contacted is the easiest to forget (P01).
//!
//! ## When
//!
//! Due today, if the note shows no contact and no attempt, and has no `since` to count from.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: prospect
//! ---
//! ```
//!
//! ## Configuration
//!
//! A first entry in the history or a `since` ends it. `cadence: never` silences it for a client,
//! `rules: {first-touch: off}` for all.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let untouched =
        standing.last_contact.is_none() && standing.client.since.is_none() && standing.attempts.is_empty();
    let wanted = standing.rhythm.cadence.duration().is_some();
    (untouched && wanted).then(|| Trigger::new(standing.today, Reason::FirstTouch)).into_iter().collect()
}
