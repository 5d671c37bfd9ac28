//! # patience
//!
//! Reminds that silence is normal and may have reasons.
//!
//! ## Why
//!
//! Be patient: no answer is normal, and you may be surprised later (P07). Silence may have a sad reason;
//! never go negative (P30).
//!
//! ## When
//!
//! There are more attempts since the last contact than the ladder of retries has steps. The client is
//! back on its rhythm then.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-09-28 Call, no answer
//! ## 2026-10-01 E-mail, no reply
//! ## 2026-10-08 Voicemail
//! ## 2026-10-27 Message, no answer
//! ```
//!
//! ## Configuration
//!
//! `retry` in `rekindle.yaml` is the ladder. `rules: {patience: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let attempts = standing.attempts.len();
    let first = standing.attempts.first().filter(|_| attempts > standing.settings().retry.len())?;
    Some(Advice::Patience { attempts, since: first.date })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check_advice, check_advice_under};

    #[test]
    fn after_more_attempts_than_the_ladder_has_steps() {
        let tried = |days: &[&str]| {
            let attempts = days.iter().map(|day| format!("## 2026-{day} Call, no answer\n"));
            format!("## 2026-09-01 Lunch\n{}", attempts.collect::<String>())
        };
        let (three, four) = (["09-28", "10-01", "10-08"], ["09-28", "10-01", "10-08", "10-27"]);
        check_advice(
            Rule::Patience,
            &[
                ("2026-11-21", &tried(&three), false),
                ("2026-11-21", &tried(&four), true),
                ("2026-10-26", &tried(&four), false),
                ("2026-10-27", &tried(&four), true),
                ("2026-11-21", &tried(&["09-28", "09-28", "09-28", "09-28"]), true),
                ("2026-11-21", &tried(&["09-01", "10-01", "10-08", "10-27"]), false),
                ("2026-11-21", &format!("{}## 2026-10-28 Lunch\n", tried(&four)), false),
            ],
        );
        check_advice_under(
            "retry: []\n",
            Rule::Patience,
            &[("2026-11-21", &tried(&[]), false), ("2026-11-21", &tried(&["09-28"]), true)],
        );
    }
}
