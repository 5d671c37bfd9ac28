//! # farewell
//!
//! Puts a client on the agenda after the last day of the work, or after a pitch that was not won.
//!
//! ## Why
//!
//! Part well: a follow-up or a thank-you note after the last day, also after a trial that was not won.
//! Thank them, and ask for a reference (P05).
//!
//! ## When
//!
//! The status is `former`, `lost` or `declined`, `since` is not in the future, and there is no touch on
//! that day or after it. Due a week after `since`.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: former
//! since: 2026-11-13
//! ---
//! ```
//!
//! ## Configuration
//!
//! `farewell: 1 week` in `rekindle.yaml`. `rules: {farewell: off}` silences it.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    part_well(standing).into_iter().collect()
}

fn part_well<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let ending = standing.client.status.ending()?;
    let since = standing.client.since.filter(|since| *since <= standing.today())?;
    let is_parted = standing.touches().iter().any(|touch| touch.date >= since);
    let due = standing.settings().farewell.after(since);
    (!is_parted).then(|| Trigger::new(due, Reason::Farewell { ending, since }))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    #[test]
    fn due_a_week_after_the_end_until_somebody_is_in_touch() {
        let ended = "---\nstatus: lost\nsince: 2026-11-13\n---\n";
        let touched = |heading: &str| format!("{ended}## {heading}\n");
        check(
            Rule::Farewell,
            &[
                ("2026-11-12", ended, &[]),
                ("2026-11-13", ended, &["2026-11-20"]),
                ("2026-12-24", ended, &["2026-11-20"]),
                ("2026-11-14", &touched("2026-11-12 Call"), &["2026-11-20"]),
                ("2026-11-14", &touched("2026-11-13 Call"), &[]),
                ("2026-11-14", &touched("2026-11-14 Call, no answer"), &[]),
                ("2026-11-14", &touched("2026-11-14 Invoice 7"), &["2026-11-20"]),
                ("2026-11-14", &touched("2026-11-15 Lunch"), &["2026-11-20"]),
                ("2026-11-14", &ended.replace("lost", "active"), &[]),
                ("2026-11-14", &ended.replace("lost", "former"), &["2026-11-20"]),
                ("2026-11-14", &ended.replace("lost", "declined"), &["2026-11-20"]),
                ("2026-11-14", &ended.replace("lost", "inactive"), &[]),
                ("2026-11-14", &ended.replace("lost", "closed"), &[]),
                ("2026-11-14", &ended.replace("lost", "lost\ncadence: never"), &["2026-11-20"]),
                ("2026-11-14", "---\nstatus: lost\n---\n", &[]),
            ],
        );
        let clipped = ended.replace("2026-11-13", "2026-01-31");
        check_under("farewell: 1 month\n", Rule::Farewell, &[("2026-02-01", &clipped, &["2026-02-28"])]);
    }
}
