//! # follow-up
//!
//! Puts a client on the agenda after a talk, to send a few lines.
//!
//! ## Why
//!
//! Follow the phone call with a short e-mail (P19): it fixes what was said, and it costs two minutes.
//!
//! ## When
//!
//! Only where it is configured: the last contact is a call, a video call or a meeting of the last 7 days,
//! and nothing was written since, no e-mail, no message and no card.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-11-19 Call with Birte about the referral
//! ```
//!
//! With `follow_up: 2 days` it is due on 21 November 2026.
//!
//! ## Configuration
//!
//! `follow_up: 2 days` in `rekindle.yaml` switches it on; `rules: {follow-up: off}` off again.

use super::{Reason, Trigger};
use crate::model::touch::Channel;
use crate::rules::Standing;

/// More than this many days after a talk, a follow-up is an ordinary touch.
const FRESH_DAYS: i64 = 7;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    follow_up(standing).into_iter().collect()
}

fn follow_up<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let after = standing.settings().follow_up?;
    let talk = standing.last_answered().filter(|touch| touch.channel.is_talk())?;
    let is_last = standing.last_contact == Some(talk.date);
    let is_fresh = (standing.today() - talk.date).num_days() <= FRESH_DAYS;
    let since = standing.touches().iter().filter(|touch| touch.date >= talk.date);
    let is_written = since.map(|touch| touch.channel).any(Channel::is_written);
    (is_last && is_fresh && !is_written)
        .then(|| Trigger::new(after.after(talk.date), Reason::FollowUp { talk }))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    #[test]
    fn a_fresh_talk_is_followed_by_a_few_lines() {
        let talk = "## 2026-11-14 Call with Birte\n";
        let then = |heading: &str| format!("{talk}## {heading}\n");
        let told = |day: &str| format!("---\nlast_contact: {day}\n---\n{talk}");
        let due: &[&str] = &["2026-11-16"];
        check(Rule::FollowUp, &[("2026-11-15", talk, &[])]);
        check_under(
            "follow_up: 2 days\n",
            Rule::FollowUp,
            &[
                ("2026-11-14", talk, due),
                ("2026-11-21", talk, due),
                ("2026-11-22", talk, &[]),
                ("2026-11-15", "## 2026-11-14 Zoom with Birte\n", due),
                ("2026-11-15", "## 2026-11-14 Lunch with Birte\n", due),
                ("2026-11-15", "## 2026-11-14 E-mail to Birte\n", &[]),
                ("2026-11-15", "## 2026-11-14 Text to Birte\n", &[]),
                ("2026-11-15", "## 2026-11-14 Conference\n", &[]),
                ("2026-11-15", "## 2026-11-14 Birte\n", &[]),
                ("2026-11-15", "## 2026-11-14 Call to Birte, no answer\n", &[]),
                // Written since, on the same day as well, and answered or not.
                ("2026-11-15", &then("2026-11-14 E-mail: the notes"), &[]),
                ("2026-11-15", &then("2026-11-15 E-mail: the notes"), &[]),
                ("2026-11-15", &then("2026-11-14 E-mail, out of office"), &[]),
                ("2026-11-15", &then("2026-11-15 SMS, no reply"), &[]),
                ("2026-11-15", &then("2026-11-15 Letter, no reply"), &[]),
                ("2026-11-15", &then("2026-11-13 E-mail: the agenda"), due),
                ("2026-11-15", &then("2026-11-16 E-mail: the notes"), due),
                // An attempt to call is nothing written; a contact after it is another talk, or none.
                ("2026-11-15", &then("2026-11-15 Call, no answer"), due),
                ("2026-11-15", &then("2026-11-15 Lunch"), &["2026-11-17"]),
                ("2026-11-15", &then("2026-11-15 Fair"), &[]),
                ("2026-11-15", &told("2026-11-13"), due),
                ("2026-11-15", &told("2026-11-14"), due),
                ("2026-11-15", &told("2026-11-15"), &[]),
                ("2026-11-15", &told("2026-11-16"), due),
                ("2026-11-15", &format!("---\ncadence: never\n---\n{talk}"), due),
                ("2026-11-15", &format!("---\nstatus: closed\n---\n{talk}"), &[]),
            ],
        );
        let clipped = "## 2026-01-31 Call\n";
        check_under("follow_up: 1 month\n", Rule::FollowUp, &[("2026-02-01", clipped, &["2026-02-28"])]);
    }
}
