//! # promise
//!
//! What was promised for a day is due on it, above all else (P25): no pause and no plan holds it back.
//!
//! ```markdown
//! - [ ] Send Dana the price list 📅 2026-11-24
//! ```
//!
//! Tick the task when it is done.

use super::{Reason, Standing, Trigger};

pub(super) fn propose<'a>(standing: &Standing<'a>) -> Vec<Trigger<'a>> {
    let promises = standing.client.promises.iter();
    promises.map(|promise| Trigger::new(promise.due, Reason::Promise { task: &promise.task })).collect()
}
