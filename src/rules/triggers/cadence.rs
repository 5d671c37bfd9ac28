//! # cadence
//!
//! Puts a client on the agenda when its rhythm has run out.
//!
//! ## Why
//!
//! Staying in touch is a habit, not a mood: clients are contacted on a regular rhythm (P02), former ones,
//! lost ones and those whose work we turned down too (P01, P03, P04). Whoever does not answer stays on
//! the rhythm, for silence is normal (P07).
//!
//! ## When
//!
//! Due one rhythm after the last contact; without a contact, one rhythm after `since`. When all retries
//! went unanswered, one rhythm after the last attempt.
//!
//! A contact who has not left may have a rhythm of their own. It is counted from the last contact that
//! names them, else from the client's last contact, else from `since`.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//! contacts:
//!   - {name: Dana Reyes, cadence: 3 months}
//! ---
//! ## 2026-09-14 Call with Dana
//! ```
//!
//! Harbor Foods is due on 26 October 2026, and Dana on 14 December.
//!
//! ## Configuration
//!
//! The rhythm is the note's `cadence`, else the shortest of its tags' (`tags: {vip: {cadence: 2 weeks}}`
//! in `rekindle.yaml`), else its status's (`cadence: {inactive: 2 months}`). `cadence: never` silences a
//! client or a contact, `rules: {cadence: off}` all of them.

use super::{Basis, Reason, Trigger};
use crate::model::contact::Contact;
use crate::rules::Standing;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let theirs = standing.current_contacts().filter_map(|contact| of_contact(standing, contact));
    of_client(standing).into_iter().chain(theirs).collect()
}

fn of_client<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let every = standing.rhythm.cadence.duration()?;
    let from = match standing.attempts.last() {
        None => from_contact_or_since(standing)?,
        Some(last) if standing.attempts.len() > standing.ladder().len() => Basis::Attempt(last.date),
        // The ladder of retries replaces it.
        Some(_) => return None,
    };
    Some(Trigger::new(every.after(from.day()), Reason::Cadence { every, from }))
}

fn of_contact<'a>(standing: &Standing<'_, 'a>, contact: &'a Contact) -> Option<Trigger<'a>> {
    let every = contact.cadence?.duration()?;
    let naming = standing.contacts_made().rfind(|touch| touch.names(contact.id));
    let from = naming.map(|touch| Basis::Contact(touch.date)).or_else(|| from_contact_or_since(standing))?;
    Some(Trigger::new(every.after(from.day()), Reason::ContactCadence { contact, every, from }))
}

fn from_contact_or_since(standing: &Standing<'_, '_>) -> Option<Basis> {
    let contact = standing.last_contact.map(Basis::Contact);
    contact.or(standing.client.since.map(Basis::Since))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    fn note(front: &str, history: &str) -> String {
        format!("---\n{front}\n---\n{history}")
    }

    #[test]
    fn counted_from_the_last_contact_else_from_since() {
        let october = "## 2026-10-21 Call\n";
        let due: &[&str] = &["2026-11-21"];
        check(
            Rule::Cadence,
            &[
                ("2026-11-20", october, due),
                ("2026-11-21", october, due),
                ("2027-03-01", october, due),
                ("2026-10-21", october, due),
                ("2026-11-21", "---\nname: X\n---\n", &[]),
                ("2026-11-21", &note("since: 2026-10-21", ""), due),
                ("2026-11-21", &note("since: 2026-12-01", ""), &["2027-01-01"]),
                ("2026-11-21", &note("since: 2026-09-01", october), due),
                ("2026-11-21", &note("since: 2026-11-01", october), due),
                ("2026-11-21", "## 2026-09-01 Lunch\n## 2026-10-21 Call\n", due),
                ("2026-11-21", "## 2026-10-21 Call\n## 2026-09-01 Lunch\n", due),
                ("2026-11-21", "## 2026-10-21 Call\n## 2026-11-01 Invoice 7\n## 2026-11-02 Signed\n", due),
                ("2026-11-21", &note("last_contact: 2026-10-21", ""), due),
                ("2026-11-21", &note("last_contact: 2026-10-25", october), &["2026-11-25"]),
                ("2026-11-21", &note("last_contact: 2026-10-01", october), due),
                ("2026-11-21", &note("last_contact: 2026-11-21", october), &["2026-12-21"]),
                ("2026-11-21", &note("last_contact: 2026-11-22", october), due),
                ("2026-11-21", &note("last_contact: 2026-11-22", ""), &[]),
            ],
        );
    }

    #[test]
    fn each_status_has_its_rhythm() {
        let of = |status: &str| note(&format!("status: {status}"), "## 2026-10-01 Call\n");
        check(
            Rule::Cadence,
            &[
                ("2026-11-01", &of("prospect"), &["2026-11-12"]),
                ("2026-11-01", &of("lost"), &["2026-11-12"]),
                ("2026-11-01", &of("declined"), &["2026-11-12"]),
                ("2026-11-01", &of("active"), &["2026-11-01"]),
                ("2026-11-01", &of("partner"), &["2026-11-01"]),
                ("2026-11-01", &of("inactive"), &["2027-01-01"]),
                ("2026-11-01", &of("former"), &["2027-01-01"]),
                ("2026-11-01", &of("closed"), &[]),
                ("2026-11-01", &note("status: closed\ncadence: 1 week", "## 2026-10-01 Call\n"), &[]),
            ],
        );
    }

    #[test]
    fn months_are_clipped_at_their_end() {
        let every =
            |cadence: &str, day: &str| note(&format!("cadence: {cadence}"), &format!("## {day} Call\n"));
        check(
            Rule::Cadence,
            &[
                ("2026-02-01", &every("1 month", "2026-01-31"), &["2026-02-28"]),
                ("2028-02-01", &every("1 month", "2028-01-31"), &["2028-02-29"]),
                ("2026-02-01", &every("30", "2026-01-31"), &["2026-03-02"]),
                ("2026-01-01", &every("quarterly", "2025-11-30"), &["2026-02-28"]),
                ("2026-09-01", &every("1 month", "2026-08-31"), &["2026-09-30"]),
                ("2028-03-01", &every("1 month", "2028-02-29"), &["2028-03-29"]),
                ("2028-03-01", &every("yearly", "2028-02-29"), &["2029-02-28"]),
                ("2028-03-01", &every("4 years", "2024-02-29"), &["2028-02-29"]),
                ("2026-12-31", &every("2 weeks", "2026-12-25"), &["2027-01-08"]),
            ],
        );
    }

    #[test]
    fn the_note_goes_before_its_tags_and_they_before_the_status() {
        let yaml = "cadence: {inactive: 2 months}\n\
                    tags: {vip: {cadence: 2 weeks}, Big: {cadence: 15}, slow: {cadence: 6m}, quiet: {cadence: never}}\n";
        let of = |front: &str| note(front, "## 2026-10-01 Call\n");
        check_under(
            yaml,
            Rule::Cadence,
            &[
                ("2026-10-01", &of("tags: [slow, VIP]"), &["2026-10-15"]),
                ("2026-10-01", &of("tags: big, vip"), &["2026-10-15"]),
                ("2026-10-01", &of("tags: [big]"), &["2026-10-16"]),
                ("2026-10-01", &of("tags: [slow]"), &["2027-04-01"]),
                ("2026-10-01", &of("tags: [unknown]"), &["2026-11-01"]),
                ("2026-10-01", &of("tags: [quiet]"), &[]),
                ("2026-10-01", &of("tags: [quiet, slow]"), &["2027-04-01"]),
                ("2026-10-01", &of("tags: [vip]\ncadence: 3 weeks"), &["2026-10-22"]),
                ("2026-10-01", &of("tags: [vip]\ncadence: never"), &[]),
                ("2026-10-01", &of("status: inactive"), &["2026-12-01"]),
                ("2026-10-01", &of("status: inactive\ntags: [slow]"), &["2027-04-01"]),
            ],
        );
    }

    #[test]
    fn the_ladder_of_retries_leads_back_to_the_rhythm() {
        let tried = |days: &[&str]| {
            let attempts = days.iter().map(|day| format!("## 2026-{day} Call, no answer\n"));
            format!("## 2026-09-01 Lunch\n{}", attempts.collect::<String>())
        };
        check(
            Rule::Cadence,
            &[
                ("2026-10-21", &tried(&["09-28"]), &[]),
                ("2026-10-21", &tried(&["09-28", "10-01", "10-08"]), &[]),
                ("2026-10-21", &tried(&["09-28", "10-01", "10-08", "10-20"]), &["2026-11-20"]),
                ("2026-10-21", &tried(&["09-28", "10-01", "10-08", "10-20", "10-21"]), &["2026-11-21"]),
                // Each of several attempts on one day counts.
                ("2026-10-21", &tried(&["09-10", "09-10", "09-10", "09-10"]), &["2026-10-10"]),
                // An attempt on the day of the last contact does not.
                ("2026-10-21", &tried(&["09-01"]), &["2026-10-01"]),
                ("2026-10-21", &tried(&["09-01", "09-28", "10-01", "10-08"]), &[]),
                ("2026-10-21", &format!("{}## 2026-10-20 E-mail\n", tried(&["09-28"])), &["2026-11-20"]),
                ("2026-10-21", &note("last_contact: 2026-09-28", &tried(&["09-28"])), &["2026-10-28"]),
                ("2026-10-21", &note("last_contact: 2026-09-27", &tried(&["09-28"])), &[]),
                ("2026-10-21", &note("cadence: never", &tried(&["09-10", "09-10", "09-10", "09-10"])), &[]),
            ],
        );
        let never_reached = "---\nsince: 2026-09-01\n---\n## 2026-10-20 Call, no answer\n";
        for yaml in ["retry: []\n", "rules: {retry: off}\n"] {
            check_under(
                yaml,
                Rule::Cadence,
                &[
                    ("2026-10-21", &tried(&[]), &["2026-10-01"]),
                    ("2026-10-21", &tried(&["09-28"]), &["2026-10-28"]),
                    ("2026-10-21", &tried(&["09-28", "10-20"]), &["2026-11-20"]),
                    ("2026-10-21", never_reached, &["2026-11-20"]),
                ],
            );
        }
    }

    #[test]
    fn contacts_have_rhythms_of_their_own() {
        let dana = |extra: &str| {
            format!("{extra}\ncontacts:\n  - {{name: Dana Reyes, cadence: 2 weeks}}\n  - {{name: Lee Park}}")
        };
        let named = "## 2026-10-01 Call with Dana\n## 2026-10-10 Lunch with Lee\n";
        let tried = "## 2026-10-01 Call with Dana\n## 2026-10-05 Call to Dana, no answer\n";
        let hers = "2026-10-15 Dana Reyes";
        check(
            Rule::Cadence,
            &[
                ("2026-10-20", &note(&dana(""), named), &[hers, "2026-11-10"]),
                ("2026-10-20", &note(&dana(""), "## 2026-10-01 Call\n"), &[hers, "2026-11-01"]),
                ("2026-10-20", &note(&dana("last_contact: 2026-10-01"), ""), &[hers, "2026-11-01"]),
                ("2026-10-20", &note(&dana("last_contact: 2026-10-12"), named), &[hers, "2026-11-12"]),
                ("2026-10-20", &note(&dana("since: 2026-10-01"), ""), &[hers, "2026-11-01"]),
                ("2026-10-20", &note(&dana(""), ""), &[]),
                // An attempt is no contact, and delays nothing.
                ("2026-10-20", &note(&dana(""), tried), &[hers]),
                ("2026-10-20", &note(&dana("cadence: never"), named), &[hers]),
                ("2026-10-20", &note(&dana("status: closed"), named), &[]),
                ("2026-10-20", &note(&dana("").replace("2 weeks", "never"), named), &["2026-11-10"]),
                // The day before she leaves, and the day.
                (
                    "2026-10-19",
                    &note(&dana("").replace("2 weeks", "2 weeks, left: 2026-10-20"), named),
                    &[hers, "2026-11-10"],
                ),
                (
                    "2026-10-20",
                    &note(&dana("").replace("2 weeks", "2 weeks, left: 2026-10-20"), named),
                    &["2026-11-10"],
                ),
            ],
        );
    }

    #[test]
    fn a_first_name_that_two_share_names_neither() {
        let lees = |history: &str| {
            note(
                "contacts:\n  - {name: Lee Park, cadence: 3 weeks}\n  - {name: Lee Chong, cadence: 1 week}",
                history,
            )
        };
        let full = "## 2026-09-01 Call with Lee Park\n## 2026-09-10 Call with Lee\n";
        check(
            Rule::Cadence,
            &[
                // Park is counted from the day that names him, Chong from the last contact.
                ("2026-09-10", &lees(full), &["2026-09-17 Lee Chong", "2026-09-22 Lee Park", "2026-10-10"]),
                (
                    "2026-09-10",
                    &lees("## 2026-09-10 Call with Lee\n"),
                    &["2026-09-17 Lee Chong", "2026-10-01 Lee Park", "2026-10-10"],
                ),
            ],
        );
    }
}
