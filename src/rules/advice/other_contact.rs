//! # other-contact
//!
//! Advises to turn to someone else at the client, and names who is there.
//!
//! ## Why
//!
//! If one person is silent, find someone else in the organisation (P09). Perhaps the first one is on a
//! sabbatical (P10).
//!
//! ## When
//!
//! Two or more attempts went unanswered since the last contact, or the usual contact is away or has left;
//! and there is another contact, neither gone nor away, whom no attempt since then named. The usual
//! contact is the one with `primary: true`, else the one last named in a contact, else the first.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! contacts: [Marta Kessel, Jonas Brandt]
//! ---
//! ## 2026-11-02 E-mail to Marta, no reply
//! ## 2026-11-09 Call to Marta, no answer
//! ```
//!
//! ## Configuration
//!
//! `rules: {other-contact: off}` silences it.

use std::collections::HashSet;

use super::{Advice, NotUsual};
use crate::model::contact::{Contact, ContactId};
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let usual = standing.usual_contact()?;
    let why = if !usual.is_current(standing.today()) {
        NotUsual::Gone(usual)
    } else if usual.is_away(standing.today()) {
        NotUsual::Away(usual)
    } else if standing.attempts.len() >= 2 {
        NotUsual::Silent(standing.attempts.len())
    } else {
        return None;
    };
    let tried: HashSet<ContactId> =
        standing.attempts.iter().flat_map(|touch| &touch.people).copied().collect();
    let others: Vec<&Contact> = standing
        .reachable_contacts()
        .filter(|contact| contact.id != usual.id && !tried.contains(&contact.id))
        .collect();
    (!others.is_empty()).then_some(Advice::OtherContact { why, others })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::model::settings::Settings;
    use crate::rules::Advice;
    use crate::rules::testing::advised;

    #[test]
    fn whoever_is_there_and_was_not_tried_is_named() {
        let people = |people: &str, history: &str| format!("---\ncontacts: [{people}]\n---\n{history}");
        let (marta, jonas) =
            ("## 2026-11-02 E-mail to Marta, no reply\n", "## 2026-11-09 Call to Jonas, no answer\n");
        let twice = &format!("{marta}## 2026-11-09 Call, no answer\n");
        let both = &format!("{marta}{jonas}");
        let met_jonas = "## 2026-10-01 Lunch with Jonas\n";
        let two = "Marta Kessel, Jonas Brandt";
        let away = "{name: Marta Kessel, away: {from: 2026-11-21, until: 2026-11-30}}";
        let lees = "## 2026-11-02 Call to Lee, no answer\n## 2026-11-09 Call to Lee, no answer\n";
        let none: &[&str] = &[];
        let cases: &[(String, &[&str])] = &[
            (people(two, ""), none),
            (people(two, marta), none),
            (people(two, twice), &["Jonas Brandt"]),
            (people(two, both), none),
            (people(&format!("{two}, Kim Novak"), both), &["Kim Novak"]),
            (people(&format!("{two}, Kim Novak"), twice), &["Jonas Brandt", "Kim Novak"]),
            (people("Marta Kessel", twice), none),
            (twice.clone(), none),
            // An attempt before the last contact, or on its day, does not count.
            (people(two, &format!("{twice}## 2026-11-10 Call with Marta\n")), none),
            (people(two, &format!("{twice}## 2026-11-02 Call with Marta\n")), none),
            (
                people(
                    two,
                    &format!(
                        "{jonas}## 2026-11-10 Call with Marta\n## 2026-11-11 Voicemail\n## 2026-11-12 Voicemail\n"
                    ),
                ),
                &["Jonas Brandt"],
            ),
            // The usual one is whom the last contact names.
            (people(two, &format!("{met_jonas}## 2026-11-02 Call, no answer\n")), none),
            (
                people(two, &format!("{met_jonas}## 2026-11-02 Call, no answer\n## 2026-11-03 Voicemail\n")),
                &["Marta Kessel"],
            ),
            // The usual one is away or gone.
            (people(&format!("{away}, Jonas Brandt"), ""), &["Jonas Brandt"]),
            (people(&format!("{}, Jonas Brandt", away.replace("11-21", "11-22")), ""), none),
            (people(&format!("{}, Jonas Brandt", away.replace("11-30", "11-21")), ""), &["Jonas Brandt"]),
            (people(&format!("{away}, Jonas Brandt"), jonas), none),
            (people(&format!("Jonas Brandt, {away}"), ""), none),
            (people("{name: Marta Kessel, left: 2026-11-21}, Jonas Brandt", ""), &["Jonas Brandt"]),
            (people("{name: Marta Kessel, left: 2026-11-22}, Jonas Brandt", ""), none),
            (
                people("Jonas Brandt, {name: Marta Kessel, left: 2026-01-01, primary: true}", ""),
                &["Jonas Brandt"],
            ),
            // The other one is away or gone.
            (people("Marta Kessel, {name: Jonas Brandt, away: 2026-11-21}", twice), none),
            (people("Marta Kessel, {name: Jonas Brandt, away: 2026-11-20}", twice), &["Jonas Brandt"]),
            (people("Marta Kessel, {name: Jonas Brandt, left: 2026-11-21}", twice), none),
            // A first name that two share names neither.
            (people("Lee Park, Lee Chong", lees), &["Lee Chong"]),
        ];
        for (note, expected) in cases {
            let others = |advice: Option<&Advice<'_>>| match advice {
                Some(Advice::OtherContact { others, .. }) => {
                    others.iter().map(|contact| contact.name.clone()).collect()
                }
                _ => Vec::new(),
            };
            let named = advised(Rule::OtherContact, "2026-11-21", note, &Settings::default(), others);
            assert_eq!(named, *expected, "{note}");
        }
    }
}
