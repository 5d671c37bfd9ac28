//! # promise
//!
//! Puts a client on the agenda for something that was promised for a day.
//!
//! ## Why
//!
//! Return the call you promised (P25), and come back when you agreed to (P29). What is promised stands
//! above everything else: an entry with an overdue promise comes first.
//!
//! ## When
//!
//! Due on the date of an open task anywhere in the note. No pause and no plan holds it back.
//!
//! ## Example
//!
//! ```markdown
//! - [ ] Send Dana the price list 📅 2026-11-24
//! - [ ] Call back by 2026-11-30
//! ```
//!
//! `[due:: 2026-11-24]`, `(due:: …)`, `due: …`, `due …` and `@due(…)` are read too.
//!
//! ## Configuration
//!
//! Tick the task when it is done. `rules: {promise: off}` silences all.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let promises = standing.client.promises.iter();
    promises.map(|promise| Trigger::new(promise.due, Reason::Promise { task: &promise.task })).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check;

    #[test]
    fn each_open_task_is_due_on_its_date() {
        let note = |front: &str, body: &str| format!("---\n{front}\n---\n{body}");
        let one = "- [ ] Send the list 📅 2026-11-24\n";
        check(
            Rule::Promise,
            &[
                ("2026-11-21", &note("name: X", one), &["2026-11-24"]),
                ("2026-11-25", &note("name: X", one), &["2026-11-24"]),
                (
                    "2026-11-21",
                    &note(
                        "name: X",
                        "- [ ] Call back by 2027-01-31\n\nText\n\n- [ ] Send it, due: 2026-11-02\n",
                    ),
                    &["2026-11-02", "2027-01-31"],
                ),
                ("2026-11-21", &note("name: X", "- [x] Send the list 📅 2026-11-24\n"), &[]),
                ("2026-11-21", &note("name: X", "- [-] Send the list 📅 2026-11-24\n"), &[]),
                ("2026-11-21", &note("name: X", "- [ ] Send the list\n"), &[]),
                ("2026-11-21", &note("name: X", "> - [ ] Send the list 📅 2026-11-24\n"), &[]),
                ("2026-11-21", &format!("## 2026-11-20 Call\n\n{one}"), &["2026-11-24"]),
                ("2026-11-21", &note("cadence: never", one), &["2026-11-24"]),
                ("2026-11-21", &note("status: closed", one), &[]),
            ],
        );
    }
}
