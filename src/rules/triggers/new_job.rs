//! # new-job
//!
//! Puts a client on the agenda when one of its contacts went to work elsewhere.
//!
//! ## Why
//!
//! Follow people who change jobs: wish them luck, and learn about the new place (P12). Who knew you there
//! may bring you along.
//!
//! ## When
//!
//! A contact has `left` on or before today and `now_at` tells where they went, and no touch from that day
//! on names them, neither here nor in the note that `now_at` links to. Due two weeks after they left.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - {name: Deniz Aydın, left: 2026-11-03, now_at: "[[Alsterkai Cold Storage]]"}
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {new-job: off}` silences it.

use super::{Reason, Trigger};
use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::duration::Duration;
use crate::model::{mentions, same_name};
use crate::rules::Standing;

/// Time to settle in before the good wishes come.
const AFTER: Duration = Duration::weeks(2);

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    standing.client.contacts.iter().filter_map(|contact| wish_luck(standing, contact)).collect()
}

fn wish_luck<'a>(standing: &Standing<'_, 'a>, contact: &'a Contact) -> Option<Trigger<'a>> {
    let left = contact.left.filter(|left| *left <= standing.today())?;
    let now_at = contact.now_at.as_deref()?;
    let at = standing.context.note(now_at, standing.client);
    let here = standing.touches().iter().any(|touch| touch.date >= left && touch.names(contact.id));
    let there = at.is_some_and(|client| names_since(standing, client, contact, left));
    (!here && !there).then(|| Trigger::new(AFTER.after(left), Reason::NewJob { contact, left, now_at, at }))
}

/// Whether a touch of another client names the person, who may be a contact of its own there.
fn names_since(standing: &Standing<'_, '_>, client: &Client, contact: &Contact, left: NaiveDate) -> bool {
    let is_theirs = |name: &str| contact.names().any(|their| same_name(their, name));
    let mut touches = client.touches_until(standing.today()).iter().filter(|touch| touch.date >= left);
    touches.any(|touch| {
        client.people(touch).any(|person| person.names().any(is_theirs))
            || contact.names().any(|name| mentions(&touch.title, name))
    })
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_notes};

    /// The note that Deniz left.
    fn left(now_at: &str, history: &str) -> String {
        let deniz = format!("{{name: Deniz Aydın, left: 2026-11-03, now_at: \"{now_at}\"}}");
        format!("---\nname: Harbor\ncontacts:\n  - {deniz}\n  - Lee Park\n---\n{history}")
    }

    const DUE: &[&str] = &["2026-11-17 Deniz Aydın"];

    #[test]
    fn due_two_weeks_after_they_left_until_somebody_is_in_touch() {
        let touched = |heading: &str| left("somewhere else", &format!("## {heading}\n"));
        check(
            Rule::NewJob,
            &[
                ("2026-11-02", &left("somewhere else", ""), &[]),
                ("2026-11-03", &left("somewhere else", ""), DUE),
                ("2027-03-01", &left("somewhere else", ""), DUE),
                ("2026-11-21", &left("", ""), &[]),
                ("2026-11-21", &left("X", "").replace("left: 2026-11-03, ", ""), &[]),
                ("2026-11-21", &touched("2026-11-02 Call with Deniz"), DUE),
                ("2026-11-21", &touched("2026-11-03 Call with Deniz"), &[]),
                ("2026-11-21", &touched("2026-11-20 Call with Deniz, no answer"), &[]),
                ("2026-11-21", &touched("2026-11-20 Call with Lee"), DUE),
                ("2026-11-21", &touched("2026-11-20 Call"), DUE),
                ("2026-11-21", &left("X", "").replace("name: Harbor", "status: closed"), &[]),
                ("2026-11-21", &left("X", "").replace("name: Harbor", "cadence: never"), DUE),
                (
                    "2026-11-21",
                    &left("X", "").replace("Lee Park", "{name: Lee Park, left: 2026-11-01, now_at: Y}"),
                    &["2026-11-15 Lee Park", "2026-11-17 Deniz Aydın"],
                ),
            ],
        );
    }

    #[test]
    fn a_touch_in_the_linked_note_counts_too() {
        let there =
            |front: &str, heading: &str| format!("---\nname: Alsterkai\n{front}\n---\n## {heading}\n");
        let full = &there("aliases: AK", "2026-11-10 Call with Deniz Aydın");
        let known = &there("contacts: [Deniz Aydın]", "2026-11-10 Call with Deniz");
        let other = &there("contacts: [Deniz Kaya]", "2026-11-10 Call with Deniz");
        let early = &there("contacts: [Deniz Aydın]", "2026-11-02 Call with Deniz");
        let linked = &left("[[1]]", "");
        check_notes(
            Rule::NewJob,
            &[
                ("2026-11-21", &[linked, full], &[]),
                ("2026-11-21", &[linked, known], &[]),
                ("2026-11-21", &[linked, other], DUE),
                ("2026-11-21", &[linked, early], DUE),
                ("2026-11-09", &[linked, known], DUE),
                ("2026-11-21", &[&left("[AK](1.md)", ""), full], &[]),
                ("2026-11-21", &[&left("alsterkai", ""), full], &[]),
                ("2026-11-21", &[&left("ak", ""), full], &[]),
                ("2026-11-21", &[&left("Altona", ""), full], DUE),
                // Two notes of one name: no guess.
                ("2026-11-21", &[&left("Alsterkai", ""), full, known], DUE),
            ],
        );
    }
}
