//! # feedback
//!
//! Puts a client on the agenda some time after work was delivered.
//!
//! ## Why
//!
//! After the work is delivered, ask how it is working out (P14): it shows care, and it is when the next
//! piece of work is found.
//!
//! ## When
//!
//! The latest `delivered` up to today is followed by no touch with `#feedback` in its title. Due a month
//! after the delivery.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! delivered: [2026-03-02, 2026-10-23]
//! ---
//! ## 2026-11-24 Call with Dana #feedback
//! ```
//!
//! ## Configuration
//!
//! `feedback: 1 month` in `rekindle.yaml`. `rules: {feedback: off}` silences it.

use super::{Reason, Trigger};
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    ask(standing).into_iter().collect()
}

fn ask<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let delivered = standing.client.delivered.iter().copied().filter(|day| *day <= standing.today()).max()?;
    let is_asked = standing.touches().iter().any(|touch| touch.date > delivered && touch.purposes.feedback);
    let due = standing.settings().feedback.after(delivered);
    (!is_asked).then(|| Trigger::new(due, Reason::Feedback { delivered }))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    #[test]
    fn due_a_month_after_the_latest_delivery_until_somebody_asks() {
        let delivered = |days: &str, history: &str| format!("---\ndelivered: {days}\n---\n{history}");
        let touched = |heading: &str| delivered("2026-10-23", &format!("## {heading}\n"));
        let due: &[&str] = &["2026-11-23"];
        check(
            Rule::Feedback,
            &[
                ("2026-10-22", &delivered("2026-10-23", ""), &[]),
                ("2026-10-23", &delivered("2026-10-23", ""), due),
                ("2027-01-01", &delivered("2026-10-23", ""), due),
                ("2026-11-21", &delivered("[2026-10-23, 2026-03-02]", ""), due),
                ("2026-11-21", &delivered("[2026-10-23, 2026-11-22]", ""), due),
                ("2026-11-22", &delivered("[2026-10-23, 2026-11-22]", ""), &["2026-12-22"]),
                ("2026-02-01", &delivered("2026-01-31", ""), &["2026-02-28"]),
                ("2028-02-01", &delivered("2028-01-31", ""), &["2028-02-29"]),
                ("2026-11-21", &touched("2026-10-24 Call"), due),
                ("2026-11-21", &touched("2026-10-22 Call #feedback"), due),
                ("2026-11-21", &touched("2026-10-23 Call #feedback"), due),
                ("2026-11-21", &touched("2026-10-24 Call #feedback"), &[]),
                ("2026-11-21", &touched("2026-10-24 Call, no answer #Feedback"), &[]),
                ("2026-11-21", &delivered("2026-10-23\ncadence: never", ""), due),
                ("2026-11-21", &delivered("2026-10-23\nstatus: closed", ""), &[]),
            ],
        );
        let delivered = delivered("2026-10-23", "");
        check_under("feedback: 2 weeks\n", Rule::Feedback, &[("2026-11-21", &delivered, &["2026-11-06"])]);
    }
}
