//! # value
//!
//! Advises to give something before asking again.
//!
//! ## Why
//!
//! Do not only turn up when there is a deal on the table; do not sell at every touch; add value (P15).
//!
//! ## When
//!
//! Of the last three touches, or of two if there are no more, at least two have `#ask` in their title and
//! none has `#value`.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-08-03 Call about the tender #ask
//! ## 2026-09-18 E-mail: any news of the tender? #ask
//! ```
//!
//! ## Configuration
//!
//! `rules: {value: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let touches = standing.last_touches(3);
    let asks = touches.iter().filter(|touch| touch.purposes.ask).count();
    let gave = touches.iter().any(|touch| touch.purposes.value);
    (asks >= 2 && !gave).then_some(Advice::Value { asks, touches: touches.len() })
}
