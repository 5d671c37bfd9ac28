//! # share
//!
//! Advises to send something on what they follow.
//!
//! ## Why
//!
//! Send what helps them in the areas they are working on (P16): it is a reason to write that asks nothing.
//!
//! ## When
//!
//! The note has `interests`, and the status is `prospect`, `inactive`, `former`, `lost` or `declined`.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! status: inactive
//! interests: [cold chains, packaging law]
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {share: off}` silences it.

use super::Advice;
use crate::model::status::Status;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let client = standing.client;
    let is_quiet = client.status == Status::Prospect || client.status.has_lapsed();
    (is_quiet && !client.interests.is_empty()).then_some(Advice::Share { interests: &client.interests })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::model::status::Status;
    use crate::rules::testing::check_advice;

    #[test]
    fn for_those_without_work_going_on() {
        let quiet = [Status::Prospect, Status::Inactive, Status::Former, Status::Lost, Status::Declined];
        for status in Status::ALL {
            let follows = |interests: &str| format!("---\nstatus: {status}\ninterests: {interests}\n---\n");
            check_advice(
                Rule::Share,
                &[
                    ("2026-11-21", &follows("[cold chains, packaging law]"), quiet.contains(&status)),
                    ("2026-11-21", &follows("GDPR"), quiet.contains(&status)),
                    ("2026-11-21", &follows("[]"), false),
                    ("2026-11-21", &follows(""), false),
                ],
            );
        }
    }
}
