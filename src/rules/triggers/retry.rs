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

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    /// A lunch on 1 September and attempts afterwards.
    fn tried(days: &[&str]) -> String {
        let attempts = days.iter().map(|day| format!("## 2026-{day} Call, no answer\n"));
        format!("## 2026-09-01 Lunch\n{}", attempts.collect::<String>())
    }

    #[test]
    fn one_step_after_each_attempt_to_the_ladders_end() {
        check(
            Rule::Retry,
            &[
                ("2026-11-21", &tried(&[]), &[]),
                ("2026-11-16", &tried(&["11-16"]), &["2026-11-19"]),
                ("2026-11-21", &tried(&["11-16"]), &["2026-11-19"]),
                ("2026-11-21", &tried(&["11-16", "11-19"]), &["2026-11-26"]),
                ("2026-12-21", &tried(&["11-16", "11-19", "11-26"]), &["2026-12-10"]),
                ("2026-12-21", &tried(&["11-16", "11-19", "11-26", "12-10"]), &[]),
                // Each of two on one day counts.
                ("2026-11-21", &tried(&["11-16", "11-16"]), &["2026-11-23"]),
                ("2026-11-21", "## 2026-11-16 Voicemail\n", &["2026-11-19"]),
                ("2026-11-21", &format!("---\nstatus: closed\n---\n{}", tried(&["11-16"])), &[]),
                ("2026-11-21", &format!("---\ncadence: never\n---\n{}", tried(&["11-16"])), &[]),
            ],
        );
    }

    #[test]
    fn only_attempts_after_the_last_contact_count() {
        let told = |day: &str| format!("---\nlast_contact: {day}\n---\n{}", tried(&["11-16"]));
        check(
            Rule::Retry,
            &[
                ("2026-11-21", &tried(&["09-01"]), &[]),
                ("2026-11-21", "## 2026-09-01 Call, no answer\n## 2026-09-01 Lunch\n", &[]),
                ("2026-11-21", &tried(&["08-31", "09-02"]), &["2026-09-05"]),
                ("2026-11-21", &format!("{}## 2026-11-17 Call with Dana\n", tried(&["11-16"])), &[]),
                ("2026-11-21", &told("2026-11-15"), &["2026-11-19"]),
                ("2026-11-21", &told("2026-11-16"), &[]),
                ("2026-11-21", &told("2026-11-20"), &[]),
                ("2026-11-21", &told("2026-11-22"), &["2026-11-19"]),
            ],
        );
    }

    #[test]
    fn the_ladder_is_configured() {
        let january = |days: &[&str]| {
            let attempts = days.iter().map(|day| format!("## 2026-01-{day} Voicemail\n"));
            attempts.collect::<String>()
        };
        check_under(
            "retry: [1 month, 1 week]\n",
            Rule::Retry,
            &[
                ("2026-02-01", &january(&["31"]), &["2026-02-28"]),
                ("2026-02-01", &january(&["30", "31"]), &["2026-02-07"]),
                ("2026-02-01", &january(&["29", "30", "31"]), &[]),
            ],
        );
        check_under("retry: []\n", Rule::Retry, &[("2026-02-01", &january(&["31"]), &[])]);
    }
}
