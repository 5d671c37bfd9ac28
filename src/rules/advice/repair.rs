//! # repair
//!
//! Advises to address why it lapsed.
//!
//! ## Why
//!
//! Know why it lapsed: you dropped the ball, you lost it, you took them for granted (P23). Address a
//! service issue head on (P24).
//!
//! ## When
//!
//! The note has a `cause`, and the status is `inactive`, `former`, `lost` or `declined`. The advice is
//! worded for `dropped`, `service`, `neglect` and `price`; any other text is shown as it stands.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! status: lost
//! cause: the report came three weeks late
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {repair: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let client = standing.client;
    let cause = client.cause.as_deref().filter(|_| client.status.has_lapsed())?;
    Some(Advice::Repair { cause })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::model::status::Status;
    use crate::rules::testing::check_advice;

    #[test]
    fn for_those_that_lapsed_for_a_known_cause() {
        let lapsed = [Status::Inactive, Status::Former, Status::Lost, Status::Declined];
        for status in Status::ALL {
            let because = |cause: &str| format!("---\nstatus: {status}\ncause: {cause}\n---\n");
            check_advice(
                Rule::Repair,
                &[
                    ("2026-11-21", &because("service"), lapsed.contains(&status)),
                    ("2026-11-21", &because("the report came late"), lapsed.contains(&status)),
                    ("2026-11-21", &because("\"\""), false),
                ],
            );
        }
    }
}
