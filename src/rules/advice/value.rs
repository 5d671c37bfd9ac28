//! # value
//!
//! Advises to give something before asking again.
//!
//! ## Why
//!
//! Do not only turn up when there is a deal on the table; do not sell at every touch; add value (P15).
//!
//! ## When
//!
//! Of the last three touches, or of two if there are no more, at least two have `#ask` in their title and
//! none has `#value`.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-08-03 Call about the tender #ask
//! ## 2026-09-18 E-mail: any news of the tender? #ask
//! ```
//!
//! ## Configuration
//!
//! `rules: {value: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let touches = standing.last_touches(3);
    let asks = touches.iter().filter(|touch| touch.purposes.ask).count();
    let gave = touches.iter().any(|touch| touch.purposes.value);
    (asks >= 2 && !gave).then_some(Advice::Value { asks, touches: touches.len() })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_advice;

    #[test]
    fn two_of_the_last_three_asked_and_none_gave() {
        let touches = |purposes: &[&str]| {
            let dated =
                purposes.iter().zip(10..).map(|(what, day)| format!("## 2026-11-{day} Call {what}\n"));
            dated.collect::<String>()
        };
        check_advice(
            Rule::Value,
            &[
                ("2026-11-21", &touches(&["#ask"]), false),
                ("2026-11-21", &touches(&["#ask", "#ask"]), true),
                ("2026-11-21", &touches(&["#ask", ""]), false),
                ("2026-11-21", &touches(&["#ask", "", "#Ask"]), true),
                ("2026-11-21", &touches(&["#ask", "#ask", "#thanks"]), true),
                ("2026-11-21", &touches(&["#ask", "#ask", "#ask"]), true),
                ("2026-11-21", &touches(&["#ask", "#value", "#ask"]), false),
                ("2026-11-21", &touches(&["#ask", "", ""]), false),
                ("2026-11-21", &touches(&["#ask", "#ask", "", ""]), false),
                ("2026-11-21", &touches(&["#value", "#ask", "#ask", ""]), true),
                ("2026-11-21", &touches(&["#ask", "#ask #value"]), false),
                ("2026-11-21", &touches(&["#ask", ", no answer #ask"]), true),
                ("2026-11-10", &touches(&["#ask", "#ask"]), false),
                ("2026-11-11", &touches(&["#ask", "#ask"]), true),
            ],
        );
    }
}
