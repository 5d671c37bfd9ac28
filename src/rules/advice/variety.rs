//! # variety
//!
//! Advises to get in touch in another way than the last times.
//!
//! ## Why
//!
//! Do not send the same thing the same old way (P18).
//!
//! ## When
//!
//! The last three touches went by one channel, and it is known which.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-07-14 E-mail with the figures
//! ## 2026-08-20 E-mail: an article
//! ## 2026-11-02 E-mail about the draft
//! ```
//!
//! ## Configuration
//!
//! `rules: {variety: off}` silences it.

use super::Advice;
use crate::rules::{Standing, Trigger, ways};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    ways::worn(standing).map(|channel| Advice::Variety { channel, touches: ways::WORN_AFTER })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_advice;

    #[test]
    fn three_touches_by_one_way_are_enough() {
        let touches = |titles: &[&str]| {
            let dated = titles.iter().zip(10..).map(|(title, day)| format!("## 2026-11-{day} {title}\n"));
            dated.collect::<String>()
        };
        check_advice(
            Rule::Variety,
            &[
                ("2026-11-21", "---\nname: X\n---\n", false),
                ("2026-11-21", &touches(&["E-mail", "Mail"]), false),
                ("2026-11-21", &touches(&["E-mail", "Mail", "Emailed"]), true),
                ("2026-11-21", &touches(&["E-mail", "Mail", "Call"]), false),
                ("2026-11-21", &touches(&["Call", "E-mail", "E-mail"]), false),
                ("2026-11-21", &touches(&["Call", "E-mail", "E-mail", "E-mail"]), true),
                ("2026-11-21", &touches(&["E-mail", "E-mail, no reply", "E-mail, bounced"]), true),
                ("2026-11-21", &touches(&["E-mail", "Invoice 7", "E-mail", "Signed", "E-mail"]), true),
                ("2026-11-21", &touches(&["Dana", "Lee", "Kim"]), false),
                ("2026-11-11", &touches(&["E-mail", "E-mail", "E-mail"]), false),
                ("2026-11-13", &touches(&["E-mail", "E-mail", "E-mail", "Call"]), false),
                ("2026-11-12", &touches(&["E-mail", "E-mail", "E-mail", "Call"]), true),
            ],
        );
    }
}
