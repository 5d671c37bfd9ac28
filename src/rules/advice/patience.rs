//! # patience
//!
//! Reminds that silence is normal and may have reasons.
//!
//! ## Why
//!
//! Be patient: no answer is normal, and you may be surprised later (P07). Silence may have a sad reason;
//! never go negative (P30).
//!
//! ## When
//!
//! There are more attempts since the last contact than the ladder of retries has steps. The client is
//! back on its rhythm then.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-09-28 Call, no answer
//! ## 2026-10-01 E-mail, no reply
//! ## 2026-10-08 Voicemail
//! ## 2026-10-27 Message, no answer
//! ```
//!
//! ## Configuration
//!
//! `retry` in `rekindle.yaml` is the ladder. `rules: {patience: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let attempts = standing.attempts.len();
    let first = standing.attempts.first().filter(|_| attempts > standing.settings.retry.len())?;
    Some(Advice::Patience { attempts, since: first.date })
}
