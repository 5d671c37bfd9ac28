//! # thank-referrer
//!
//! Puts a client on the agenda that sent us another one and has not been thanked.
//!
//! ## Why
//!
//! Thank the partner who referred (P28): who is thanked refers again, and losing a client costs its
//! referrals too (P27).
//!
//! ## When
//!
//! A note's `referred_by` means this one, and this one's history has no touch with `#thanks` on or after
//! the day the other became a client: its `since`, else its first touch. Due a week after that day, once
//! for each client that was sent.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Rosmarin & Rauch
//! since: 2026-11-10
//! referred_by: "[[Lorenz & Quast]]"
//! ---
//! ```
//!
//! Lorenz & Quast is due on 17 November 2026.
//!
//! ## Configuration
//!
//! A touch with `#thanks` ends it. `rules: {thank-referrer: off}` silences it.

use chrono::NaiveDate;

use super::{Reason, Trigger};
use crate::model::client::Client;
use crate::model::duration::Duration;
use crate::rules::Standing;

const AFTER: Duration = Duration::weeks(1);

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    standing
        .context
        .referred_by(standing.client)
        .iter()
        .filter_map(|referred| thank(standing, referred))
        .collect()
}

fn thank<'a>(standing: &Standing<'_, 'a>, referred: &'a Client) -> Option<Trigger<'a>> {
    let day = owed(referred, thanked(standing.client, standing.today()), standing.today())?;
    Some(Trigger::new(AFTER.after(day), Reason::ThankReferrer { referred, day }))
}

/// The last day on which a client was thanked, for all whom it had sent us until then (P28).
pub(crate) fn thanked(client: &Client, today: NaiveDate) -> Option<NaiveDate> {
    let mut touches = client.touches_until(today).iter().rev();
    touches.find(|touch| touch.purposes.thanks).map(|touch| touch.date)
}

/// The day a client became one, if whoever sent it to us was last thanked before that.
pub(in crate::rules) fn owed(
    referred: &Client,
    thanked: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let first_touch = || referred.touches_until(today).first().map(|touch| touch.date);
    referred.since.or_else(first_touch).filter(|day| thanked < Some(*day))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_notes;

    fn referrer(history: &str) -> String {
        format!("---\nname: Lorenz & Quast\naliases: LQ\nstatus: partner\n---\n{history}")
    }

    fn referred(by: &str, front: &str, history: &str) -> String {
        format!("---\nname: Rosmarin\nreferred_by: \"{by}\"\n{front}\n---\n{history}")
    }

    const DUE: &[&str] = &["2026-11-17"];

    #[test]
    fn due_a_week_after_the_client_they_sent_began() {
        let none = &referrer("");
        let by = |by: &str| referred(by, "since: 2026-11-10", "");
        let by_touch = &referred("[[0]]", "", "## 2026-11-12 Call, no answer\n## 2026-11-14 Lunch\n");
        let both = &referred("[[0]]", "since: 2026-11-10", "## 2026-11-01 Call\n");
        check_notes(
            Rule::ThankReferrer,
            &[
                ("2026-11-21", &[none, &by("[[0]]")], DUE),
                ("2026-11-21", &[none, &by("[Lorenz](0.md)")], DUE),
                ("2026-11-21", &[none, &by("[[Lorenz & Quast]]")], DUE),
                ("2026-11-21", &[none, &by("lorenz & quast")], DUE),
                ("2026-11-21", &[none, &by("lq")], DUE),
                ("2026-11-21", &[none, &by("Lorenz")], &[]),
                ("2026-11-21", &[none, &by("[[Nobody]]")], &[]),
                ("2026-11-21", &[none, by_touch], &["2026-11-19"]),
                ("2026-11-21", &[none, both], DUE),
                ("2026-11-21", &[none, &referred("[[0]]", "", "")], &[]),
                ("2026-11-21", &[none, &referred("[[0]]", "", "## 2026-11-22 Lunch\n")], &[]),
                ("2026-11-21", &[&none.replace("partner", "closed"), &by("[[0]]")], &[]),
                ("2026-11-21", &[&none.replace("partner", "active\ncadence: never"), &by("[[0]]")], DUE),
                // Nobody sends themselves, and two of one name are no guess.
                ("2026-11-21", &[&by("Rosmarin")], &[]),
                ("2026-11-21", &[none, none, &by("LQ")], &[]),
                ("2026-11-21", &[none, none, &by("[[0]]")], DUE),
            ],
        );
    }

    #[test]
    fn thanks_on_that_day_or_after_end_it() {
        let touched = |heading: &str| referrer(&format!("## {heading}\n"));
        let one = &referred("LQ", "since: 2026-11-10", "");
        let two = &referred("LQ", "since: 2026-11-14", "");
        check_notes(
            Rule::ThankReferrer,
            &[
                ("2026-11-21", &[&touched("2026-11-09 Call #thanks"), one], DUE),
                ("2026-11-21", &[&touched("2026-11-10 Call #thanks"), one], &[]),
                ("2026-11-21", &[&touched("2026-11-20 Card #Thanks, many"), one], &[]),
                ("2026-11-21", &[&touched("2026-11-20 Call, thanks"), one], DUE),
                ("2026-11-21", &[&touched("2026-11-20 Voicemail #thanks"), one], &[]),
                // One for each client that was sent.
                ("2026-11-21", &[&referrer(""), one, two], &["2026-11-17", "2026-11-21"]),
                ("2026-11-21", &[&touched("2026-11-12 Call #thanks"), one, two], &["2026-11-21"]),
                ("2026-11-21", &[&touched("2026-11-14 Call #thanks"), one, two], &[]),
                // Thanks in the note of the client that was sent are not the referrer's.
                ("2026-11-21", &[&referrer(""), &format!("{one}## 2026-11-20 Call #thanks\n")], DUE),
            ],
        );
    }
}
