//! # variety
//!
//! Advises to get in touch in another way than the last times.
//!
//! ## Why
//!
//! Do not send the same thing the same old way (P18).
//!
//! ## When
//!
//! The last three touches went by one channel, and it is known which.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-07-14 E-mail with the figures
//! ## 2026-08-20 E-mail: an article
//! ## 2026-11-02 E-mail about the draft
//! ```
//!
//! ## Configuration
//!
//! `rules: {variety: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger, ways};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    ways::worn(standing).map(|channel| Advice::Variety { channel, touches: ways::WORN_AFTER })
}
