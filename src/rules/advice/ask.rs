//! # ask
//!
//! Advises to ask about their plans.
//!
//! ## Why
//!
//! Ask about initiatives: only those who ask find out (P17). Whoever has given a few times may.
//!
//! ## When
//!
//! The status is not `prospect`, there are at least four touches, and of the last four at least two have
//! `#value` in their title and none has `#ask`.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-06-02 Call
//! ## 2026-07-14 E-mail: the new rules in short #value
//! ## 2026-08-20 E-mail: a paper on timber #value
//! ## 2026-11-02 Lunch with Klaus
//! ```
//!
//! ## Configuration
//!
//! `rules: {ask: off}` silences it.

use super::Advice;
use crate::model::status::Status;
use crate::rules::{Standing, Trigger};

const TOUCHES: usize = 4;

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let touches = standing.last_touches(TOUCHES);
    let values = touches.iter().filter(|touch| touch.purposes.value).count();
    let asked = touches.iter().any(|touch| touch.purposes.ask);
    let is_time =
        touches.len() == TOUCHES && values >= 2 && !asked && standing.client.status != Status::Prospect;
    is_time.then_some(Advice::Ask { values, touches: TOUCHES })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_advice;

    #[test]
    fn after_giving_twice_in_four_touches() {
        let touches = |purposes: &[&str]| {
            let dated =
                purposes.iter().zip(10..).map(|(what, day)| format!("## 2026-11-{day} Call {what}\n"));
            dated.collect::<String>()
        };
        let given = &touches(&["", "#value", "#value", ""]);
        check_advice(
            Rule::Ask,
            &[
                ("2026-11-21", given, true),
                ("2026-11-13", given, true),
                ("2026-11-12", given, false),
                ("2026-11-21", &touches(&["#value", "#value", "#value"]), false),
                ("2026-11-21", &touches(&["#value", "", "", ""]), false),
                ("2026-11-21", &touches(&["#value", "#value", "#value", "#value"]), true),
                ("2026-11-21", &touches(&["#value", "#value", "", "#ask"]), false),
                ("2026-11-21", &touches(&["#ask", "#value", "#value", "", ""]), true),
                ("2026-11-21", &touches(&["#value", "#value", "", "", ""]), false),
                ("2026-11-21", &touches(&["#value", ", no answer #value", "", ""]), true),
                ("2026-11-21", &format!("---\nstatus: prospect\n---\n{given}"), false),
                ("2026-11-21", &format!("---\nstatus: lost\n---\n{given}"), true),
            ],
        );
    }
}
