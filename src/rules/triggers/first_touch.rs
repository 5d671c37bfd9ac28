//! # first-touch
//!
//! Puts a client on the agenda with whom nobody has been in touch yet.
//!
//! ## Why
//!
//! A client that was written down and never contacted is the easiest to forget (P01).
//!
//! ## When
//!
//! Due today, if the note shows no contact and no attempt, and has no `since` to count from.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: prospect
//! ---
//! ```
//!
//! ## Configuration
//!
//! A first entry in the history or a `since` ends it. `cadence: never` silences it for a client,
//! `rules: {first-touch: off}` for all.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let untouched =
        standing.last_contact.is_none() && standing.client.since.is_none() && standing.attempts.is_empty();
    let wanted = standing.rhythm.cadence.duration().is_some();
    (untouched && wanted).then(|| Trigger::new(standing.today(), Reason::FirstTouch)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    #[test]
    fn due_today_until_there_is_anything_to_count_from() {
        let note = |front: &str, history: &str| format!("---\n{front}\n---\n{history}");
        let today: &[&str] = &["2026-11-21"];
        check(
            Rule::FirstTouch,
            &[
                ("2026-11-21", &note("name: X", ""), today),
                ("2026-11-22", &note("name: X", ""), &["2026-11-22"]),
                ("2026-11-21", &note("name: X", "## 2026-11-21 Call\n"), &[]),
                ("2026-11-21", &note("name: X", "## 2026-11-20 Call, no answer\n"), &[]),
                ("2026-11-21", &note("name: X", "## 2026-11-20 Invoice 7\n"), today),
                ("2026-11-21", &note("name: X", "## 2026-11-20 Signed\n"), today),
                ("2026-11-21", &note("since: 2026-11-21", ""), &[]),
                ("2026-11-21", &note("since: 2027-01-01", ""), &[]),
                ("2026-11-21", &note("last_contact: 2026-11-21", ""), &[]),
                ("2026-11-21", &note("last_contact: 2026-11-22", ""), today),
                ("2026-11-21", &note("contacts: [{name: Dana Reyes, cadence: 1 week}]", ""), today),
                ("2026-11-21", &note("cadence: never", ""), &[]),
                ("2026-11-21", &note("status: closed", ""), &[]),
                ("2026-11-21", &note("status: former", ""), today),
            ],
        );
        check_under(
            "tags: {quiet: {cadence: never}}\ncadence: {prospect: never}\n",
            Rule::FirstTouch,
            &[
                ("2026-11-21", &note("tags: quiet", ""), &[]),
                ("2026-11-21", &note("status: prospect", ""), &[]),
                ("2026-11-21", &note("status: prospect\ncadence: 1 week", ""), today),
            ],
        );
    }
}
