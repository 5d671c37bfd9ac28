//! # retry
//!
//! An unanswered call does not end your job (P08): after each attempt the client is due again, on a
//! ladder of growing steps. On the ladder it stands in place of `cadence`; at its end the client goes
//! back to its rhythm (P07).
//!
//! ```markdown
//! ## 2026-11-02 Call, no answer
//! ```
//!
//! `retry: [3 days, 1 week, 2 weeks]` in `rekindle.yaml` is the ladder.

use super::{Reason, Standing, Trigger};

pub(super) fn propose<'a>(standing: &Standing<'a>) -> Vec<Trigger<'a>> {
    next(standing).into_iter().collect()
}

fn next<'a>(standing: &Standing<'a>) -> Option<Trigger<'a>> {
    let every = standing.rhythm.cadence.duration()?;
    let last = *standing.attempts.last()?;
    let (attempts, ladder) = (standing.attempts.len(), &standing.settings.retry);
    let step = ladder.get(attempts - 1)?;
    Some(Trigger::new(step.after(last.date), Reason::Retry { last, attempts, steps: ladder.len(), every }))
}
