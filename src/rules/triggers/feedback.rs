//! # feedback
//!
//! Puts a client on the agenda some time after work was delivered.
//!
//! ## Why
//!
//! After the work is delivered, ask how it is working out (P14): it shows care, and it is when the next
//! piece of work is found.
//!
//! ## When
//!
//! The latest `delivered` up to today is followed by no touch with `#feedback` in its title. Due a month
//! after the delivery.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! delivered: [2026-03-02, 2026-10-23]
//! ---
//! ## 2026-11-24 Call with Dana #feedback
//! ```
//!
//! ## Configuration
//!
//! `feedback: 1 month` in `rekindle.yaml`. `rules: {feedback: off}` silences it.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let delivered = standing.client.delivered.iter().copied().filter(|day| *day <= standing.today).max();
    let asked = |day| standing.touches().iter().any(|touch| touch.date > day && touch.purposes.feedback);
    let after = standing.settings.feedback;
    let open = delivered.filter(|day| !asked(*day));
    open.map(|day| Trigger::new(after.after(day), Reason::Feedback { delivered: day })).into_iter().collect()
}
