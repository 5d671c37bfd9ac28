//! # retry
//!
//! Puts a client on the agenda again after an attempt that was not answered.
//!
//! ## Why
//!
//! An unreturned call does not end your job: call again, at another time, by another avenue (P08).
//!
//! ## When
//!
//! Attempts are touches whose title says so: "no answer", "voicemail", "bounced" and the like. After the
//! first, second and third attempt since the last contact the client is due again 3 days, 1 week and
//! 2 weeks later. This stands in place of `cadence`; after the last step the client goes back to its
//! rhythm (P07).
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-09-14 Call with Dana
//! ## 2026-11-16 Call, no answer
//! ```
//!
//! The first retry is due on 19 November 2026.
//!
//! ## Configuration
//!
//! `retry: [3 days, 1 week, 2 weeks]` in `rekindle.yaml` is the ladder. `rules: {retry: off}` silences
//! it, and an attempt then counts like a contact for the rhythm; `words: {unanswered: [nicht erreicht]}` adds words that make a touch an attempt.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    next(standing).into_iter().collect()
}

fn next<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let every = standing.rhythm.cadence.duration()?;
    let last = *standing.attempts.last()?;
    let (attempts, ladder) = (standing.attempts.len(), standing.ladder());
    let step = *ladder.get(attempts - 1)?;
    let reason = Reason::Retry { last, attempts, steps: ladder.len(), step, every };
    Some(Trigger::new(step.after(last.date), reason))
}
