//! # other-channel
//!
//! Advises to try another way, and names the ways that are left.
//!
//! ## Why
//!
//! Call again, at another time, by another avenue (P08). Somebody who never reads e-mail picks up the
//! phone, and the other way round.
//!
//! ## When
//!
//! The last two attempts since the last contact went the same way. Ways not tried since are named.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-11-02 E-mail to Marta, no reply
//! ## 2026-11-09 E-mail to Marta, no reply
//! ```
//!
//! ## Configuration
//!
//! `rules: {other-channel: off}` silences it.

use super::Advice;
use crate::rules::ways::{WAYS, tried};
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let [.., one, two] = standing.attempts[..] else { return None };
    let spent = tried(standing);
    let left = WAYS.into_iter().filter(|channel| !spent.contains(channel)).collect();
    (one.channel == two.channel).then_some(Advice::OtherChannel { tried: two.channel, left })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::model::settings::Settings;
    use crate::model::touch::Channel;
    use crate::rules::Advice;
    use crate::rules::testing::{advised, check_advice};

    #[test]
    fn two_attempts_the_same_way_are_enough() {
        let then = |headings: &[&str]| {
            let history = headings.iter().map(|heading| format!("## 2026-11-{heading}\n"));
            format!("## 2026-10-01 Lunch\n{}", history.collect::<String>())
        };
        let (first, second) = ("02 E-mail, no reply", "09 E-mail, no reply");
        check_advice(
            Rule::OtherChannel,
            &[
                ("2026-11-21", &then(&[]), false),
                ("2026-11-21", &then(&[first]), false),
                ("2026-11-21", &then(&[first, second]), true),
                ("2026-11-21", &then(&[first, "02 E-mail, bounced"]), true),
                ("2026-11-21", &then(&[first, "09 Call, no answer"]), false),
                ("2026-11-21", &then(&["01 Call, no answer", first, second]), true),
                ("2026-11-21", &then(&[first, second, "10 Call, no answer"]), false),
                ("2026-11-21", &then(&[first, "05 Call, no answer", second]), false),
                // A contact between them, after them, or on the day of the first.
                ("2026-11-21", &then(&[first, "05 Lunch", second]), false),
                ("2026-11-21", &then(&[first, second, "10 Lunch"]), false),
                ("2026-11-21", &then(&[first, "02 Lunch", second]), false),
                ("2026-11-08", &then(&[first, second]), false),
                ("2026-11-21", &then(&["02 Voicemail", "09 Voicemail"]), true),
            ],
        );
    }

    #[test]
    fn ways_not_tried_since_the_last_contact_are_named() {
        let emails = "## 2026-11-02 E-mail, no reply\n## 2026-11-09 E-mail, no reply\n";
        let cases: [(&str, &[Channel]); 3] = [
            ("", &[Channel::Call, Channel::Message, Channel::Video, Channel::Meeting, Channel::Card]),
            (
                "## 2026-11-01 Call, no answer\n",
                &[Channel::Message, Channel::Video, Channel::Meeting, Channel::Card],
            ),
            (
                "## 2026-10-30 Call, no answer\n## 2026-11-01 Lunch\n",
                &[Channel::Call, Channel::Message, Channel::Video, Channel::Meeting, Channel::Card],
            ),
        ];
        for (before, expected) in cases {
            let note = format!("{before}{emails}");
            advised(Rule::OtherChannel, "2026-11-21", &note, &Settings::default(), |advice| {
                let expected = Advice::OtherChannel { tried: Channel::Email, left: expected.to_vec() };
                assert_eq!(advice, Some(&expected), "{note}");
            });
        }
    }
}
