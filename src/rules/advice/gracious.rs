//! # gracious
//!
//! Advises to thank them, and to ask for a reference, when parting.
//!
//! ## Why
//!
//! Thank them, ask for a reference (P05); be gracious when you think you lost: lost clients come back to
//! those who are (P31).
//!
//! ## When
//!
//! Together with the trigger `farewell`.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! status: lost
//! since: 2026-11-13
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {gracious: off}` silences it.

use super::Advice;
use crate::rules::{Reason, Standing, Trigger};

pub(in crate::rules) fn give<'a>(_: &Standing<'_, 'a>, listed: &[Trigger<'a>]) -> Option<Advice<'a>> {
    listed.iter().find_map(|trigger| match trigger.reason {
        Reason::Farewell { ending, .. } => Some(Advice::Gracious { ending }),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check_advice, check_advice_under};

    #[test]
    fn together_with_a_farewell() {
        let ended = |front: &str| format!("---\nsince: 2026-11-13\n{front}\n---\n");
        let thanked = format!("{}## 2026-11-14 Call\n", ended("status: former"));
        check_advice(
            Rule::Gracious,
            &[
                // The farewell is due on 20 November, and listed from six days before.
                ("2026-11-13", &ended("status: former"), false),
                ("2026-11-14", &ended("status: former"), true),
                ("2026-11-21", &ended("status: former"), true),
                ("2026-11-21", &ended("status: lost"), true),
                ("2026-11-21", &ended("status: declined"), true),
                ("2026-11-21", &ended("status: inactive"), false),
                ("2026-11-21", &thanked, false),
                ("2026-11-21", &ended("status: lost\npause: 2026-11-30"), false),
            ],
        );
        check_advice_under(
            "rules: {farewell: off}\n",
            Rule::Gracious,
            &[("2026-11-21", &ended("status: former"), false)],
        );
    }
}
