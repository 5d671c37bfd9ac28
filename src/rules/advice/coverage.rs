//! # coverage
//!
//! Advises to get to know a second person at the client.
//!
//! ## Why
//!
//! Know more than one person at a client, so that one leaving does not end it (P11).
//!
//! ## When
//!
//! Just one contact who has not left is listed; or several are, and the touches of the last 12 months name
//! only one of them.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! contacts: [Gesine Blume, Henrik Blume]
//! ---
//! ## 2026-08-17 Lunch with Gesine
//! ```
//!
//! ## Configuration
//!
//! `rules: {coverage: off}` silences it.

use std::collections::HashSet;

use super::Advice;
use crate::model::contact::{Contact, ContactId};
use crate::model::duration::Duration;
use crate::rules::{Standing, Trigger};

const LOOKING_BACK: Duration = Duration::months(12);

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let only = known_through(standing)?;
    Some(Advice::Coverage { only, listed: standing.current_contacts().count() })
}

/// The only one at the client whom we know, or have been in touch with for twelve months (P11).
pub fn known_through<'a>(standing: &Standing<'_, 'a>) -> Option<&'a Contact> {
    let current: Vec<&Contact> = standing.current_contacts().collect();
    match current[..] {
        [only] => Some(only),
        _ => only_one_named(standing, &current),
    }
}

fn only_one_named<'a>(standing: &Standing<'_, 'a>, current: &[&'a Contact]) -> Option<&'a Contact> {
    let from = LOOKING_BACK.before(standing.today());
    let recent = standing.touches().iter().filter(|touch| touch.date >= from);
    let recently_named: HashSet<ContactId> = recent.flat_map(|touch| touch.people.iter().copied()).collect();
    let mut named = current.iter().filter(|contact| recently_named.contains(&contact.id));
    let only = *named.next()?;
    named.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::check_advice;

    #[test]
    fn one_person_is_too_few() {
        let people = |people: &str, history: &str| format!("---\ncontacts: [{people}]\n---\n{history}");
        let two = "Gesine Blume, Henrik Blume";
        let lunch = "## 2026-08-17 Lunch with Gesine\n";
        let with = |heading: &str| people(two, &format!("{lunch}## {heading}\n"));
        check_advice(
            Rule::Coverage,
            &[
                ("2026-11-21", "---\nname: X\n---\n", false),
                ("2026-11-21", &people("Gesine Blume", ""), true),
                ("2026-11-21", &people("Gesine Blume", lunch), true),
                ("2026-11-21", &people("Gesine Blume, {name: Henrik Blume, left: 2026-11-21}", ""), true),
                ("2026-11-21", &people("Gesine Blume, {name: Henrik Blume, left: 2026-11-22}", ""), false),
                ("2026-11-21", &people("{name: Gesine Blume, left: 2026-11-21}", lunch), false),
                ("2026-11-21", &people(two, ""), false),
                ("2026-11-21", &people(two, "## 2026-08-17 Lunch\n"), false),
                ("2026-11-21", &people(two, lunch), true),
                ("2026-11-21", &with("2026-09-01 Call with Henrik"), false),
                ("2026-11-21", &with("2026-09-01 Call to Henrik, no answer"), false),
                ("2026-11-21", &with("2026-09-01 Order by Henrik"), true),
                ("2026-11-21", &with("2026-11-22 Lunch with Henrik"), true),
                // Longer than twelve months ago.
                ("2026-11-21", &with("2025-11-22 Call with Henrik"), false),
                ("2026-11-21", &with("2025-11-20 Call with Henrik"), true),
                ("2027-08-18", &people(two, lunch), false),
                // Of three who are listed, two are named.
                (
                    "2026-11-21",
                    &people(&format!("{two}, Kim"), "## 2026-08-17 Lunch with Gesine and Kim\n"),
                    false,
                ),
            ],
        );
    }
}
