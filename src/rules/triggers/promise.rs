//! # promise
//!
//! Puts a client on the agenda for something that was promised for a day.
//!
//! ## Why
//!
//! Return the call you promised (P25), and come back when you agreed to (P29). What is promised stands
//! above everything else: an entry with an overdue promise comes first.
//!
//! ## When
//!
//! Due on the date of an open task anywhere in the note. No pause and no plan holds it back.
//!
//! ## Example
//!
//! ```markdown
//! - [ ] Send Dana the price list 📅 2026-11-24
//! - [ ] Call back by 2026-11-30
//! ```
//!
//! `[due:: 2026-11-24]`, `(due:: …)`, `due: …`, `due …` and `@due(…)` are read too.
//!
//! ## Configuration
//!
//! Tick the task when it is done. `rules: {promise: off}` silences all.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let promises = standing.client.promises.iter();
    promises.map(|promise| Trigger::new(promise.due, Reason::Promise { task: &promise.task })).collect()
}
