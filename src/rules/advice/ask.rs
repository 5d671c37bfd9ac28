//! # ask
//!
//! Advises to ask about their plans.
//!
//! ## Why
//!
//! Ask about initiatives: only those who ask find out (P17). Whoever has given a few times may.
//!
//! ## When
//!
//! The status is not `prospect`, there are at least four touches, and of the last four at least two have
//! `#value` in their title and none has `#ask`.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-06-02 Call
//! ## 2026-07-14 E-mail: the new rules in short #value
//! ## 2026-08-20 E-mail: a paper on timber #value
//! ## 2026-11-02 Lunch with Klaus
//! ```
//!
//! ## Configuration
//!
//! `rules: {ask: off}` silences it.

use super::Advice;
use crate::model::status::Status;
use crate::rules::{Standing, Trigger};

const TOUCHES: usize = 4;

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let touches = standing.last_touches(TOUCHES);
    let values = touches.iter().filter(|touch| touch.purposes.value).count();
    let asked = touches.iter().any(|touch| touch.purposes.ask);
    let is_time =
        touches.len() == TOUCHES && values >= 2 && !asked && standing.client.status != Status::Prospect;
    is_time.then_some(Advice::Ask { values, touches: TOUCHES })
}
