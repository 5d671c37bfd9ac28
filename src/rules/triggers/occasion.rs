//! # occasion
//!
//! Puts a client on the agenda ahead of a day to write for: a birthday, an anniversary, a feast.
//!
//! ## Why
//!
//! Cards and notes through the year, tied to dates and sent ahead of the day, keep a relationship warm
//! without asking for anything (P06).
//!
//! ## When
//!
//! From the lead before the day until the day itself, unless a card was sent or a touch names the
//! occasion since the lead began (for a birthday: the word "birthday"). Due on the day.
//!
//! Birthdays are the contacts' and, for a client who is a person, its own. `MM-DD` comes every year, on
//! 28 February where there is no 29th; a full date in `occasions` comes once.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Hollerbach Bakery
//! occasions:
//!   - {name: Founding day, date: 11-26, lead: 10 days}
//! contacts:
//!   - {name: Anton Hollerbach, birthday: 1964-02-29}
//! ---
//! ```
//!
//! ## Configuration
//!
//! `birthday_lead: 1 week`, and a `lead` for each occasion (2 weeks if absent). Occasions of whole
//! statuses stand in `rekindle.yaml`: `occasions: [{name: New Year, date: 01-01, for: [inactive, former]}]`.
//! `rules: {occasion: off}` silences all.

use chrono::NaiveDate;

use super::{Reason, Trigger};
use crate::model::contact::Contact;
use crate::model::duration::Duration;
use crate::model::mentions;
use crate::model::touch::Channel;
use crate::model::yearly::{Birthday, Occasion};
use crate::rules::Standing;

/// What a birthday is called among occasions.
pub const BIRTHDAY: &str = "birthday";

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let client = standing.client;
    let mut triggers = Vec::new();
    for occasion in &client.occasions {
        triggers.extend(of_occasion(standing, occasion, None));
    }
    for (at, occasion) in standing.settings().occasions.iter().enumerate() {
        if occasion.is_for(client.status) {
            triggers.extend(of_occasion(standing, occasion, Some(at)));
        }
    }
    triggers.extend(client.birthday.and_then(|birthday| of_birthday(standing, birthday, None)));
    for contact in &client.contacts {
        triggers.extend(contact.birthday.and_then(|birthday| of_birthday(standing, birthday, Some(contact))));
    }
    triggers
}

fn of_occasion<'a>(
    standing: &Standing<'_, 'a>,
    occasion: &'a Occasion,
    configured: Option<usize>,
) -> Option<Trigger<'a>> {
    let name = &occasion.name;
    let day = occasion.next_from(standing.today())?;
    let lead = occasion.lead.unwrap_or(standing.settings().occasion_lead);
    is_open(standing, day, lead, name)
        .then(|| Trigger::new(day, Reason::Occasion { name, contact: None, configured }))
}

fn of_birthday<'a>(
    standing: &Standing<'_, 'a>,
    birthday: Birthday,
    contact: Option<&'a Contact>,
) -> Option<Trigger<'a>> {
    let day = birthday.day.next_from(standing.today())?;
    is_open(standing, day, standing.settings().birthday_lead, BIRTHDAY)
        .then(|| Trigger::new(day, Reason::Occasion { name: BIRTHDAY, contact, configured: None }))
}

/// Whether it is time to write for an occasion, and nobody has done so yet.
fn is_open(standing: &Standing<'_, '_>, day: NaiveDate, lead: Duration, name: &str) -> bool {
    let opens = lead.before(day);
    let mut touches = standing.touches().iter().filter(|touch| touch.date >= opens);
    (opens..=day).contains(&standing.today())
        && !touches.any(|touch| touch.channel == Channel::Card || mentions(&touch.title, name))
}

#[cfg(test)]
mod tests {
    use crate::model::rule::Rule;
    use crate::rules::testing::{check, check_under};

    /// A note with an occasion.
    fn founding(date: &str, lead: &str, history: &str) -> String {
        format!("---\noccasions:\n  - {{name: Founding day, date: {date}{lead}}}\n---\n{history}")
    }

    /// A note with the birthday of Dana Reyes.
    fn dana(birthday: &str, history: &str) -> String {
        format!(
            "---\ncontacts:\n  - {{name: Dana Reyes, birthday: {birthday}}}\n  - Lee Park\n---\n{history}"
        )
    }

    #[test]
    fn shown_from_the_lead_to_the_day() {
        let in_days = &founding("11-26", ", lead: 10 days", "");
        let by_default = &founding("12-24", "", "");
        let in_weeks = &founding("01-01", ", lead: 3 weeks", "");
        let in_months = &founding("03-31", ", lead: 1 month", "");
        let once = &founding("2026-11-26", ", lead: 10 days", "");
        check(
            Rule::Occasion,
            &[
                ("2026-11-15", in_days, &[]),
                ("2026-11-16", in_days, &["2026-11-26"]),
                ("2026-11-26", in_days, &["2026-11-26"]),
                ("2026-11-27", in_days, &[]),
                ("2027-11-16", in_days, &["2027-11-26"]),
                ("2026-12-09", by_default, &[]),
                ("2026-12-10", by_default, &["2026-12-24"]),
                ("2026-12-24", by_default, &["2026-12-24"]),
                ("2026-12-25", by_default, &[]),
                ("2026-12-10", in_weeks, &[]),
                ("2026-12-11", in_weeks, &["2027-01-01"]),
                ("2027-01-01", in_weeks, &["2027-01-01"]),
                ("2027-01-02", in_weeks, &[]),
                // A month before 31 March is the end of February.
                ("2027-02-27", in_months, &[]),
                ("2027-02-28", in_months, &["2027-03-31"]),
                ("2026-11-16", once, &["2026-11-26"]),
                ("2026-11-27", once, &[]),
                ("2027-11-20", once, &[]),
                ("2026-11-20", &in_days.replace("---\nocc", "---\nstatus: closed\nocc"), &[]),
                ("2026-11-20", &in_days.replace("---\nocc", "---\ncadence: never\nocc"), &["2026-11-26"]),
            ],
        );
    }

    #[test]
    fn a_card_or_the_name_within_the_window_ends_it() {
        let touched = |heading: &str| founding("11-26", ", lead: 10 days", &format!("## {heading}\n"));
        let new_year = |heading: &str| founding("01-01", ", lead: 3 weeks", &format!("## {heading}\n"));
        let due: &[&str] = &["2026-11-26"];
        check(
            Rule::Occasion,
            &[
                ("2026-11-21", &touched("2026-11-15 Card"), due),
                ("2026-11-21", &touched("2026-11-16 Card"), &[]),
                ("2026-11-21", &touched("2026-11-21 Flowers"), &[]),
                ("2026-11-21", &touched("2026-11-20 E-mail"), due),
                ("2026-11-21", &touched("2026-11-15 Call about the founding day"), due),
                ("2026-11-21", &touched("2026-11-16 Call about the FOUNDING DAY"), &[]),
                ("2026-11-21", &touched("2026-11-20 Call about founding days"), due),
                ("2026-11-21", &touched("2026-11-22 Card"), due),
                // Over the year's end.
                ("2026-12-20", &new_year("2026-12-10 Card"), &["2027-01-01"]),
                ("2026-12-20", &new_year("2026-12-11 Card"), &[]),
                ("2027-01-01", &new_year("2026-12-11 Card"), &[]),
                ("2027-01-01", &new_year("2027-01-01 Card"), &[]),
                ("2027-12-11", &new_year("2026-12-11 Card"), &["2028-01-01"]),
            ],
        );
    }

    #[test]
    fn birthdays_come_every_year() {
        let due: &[&str] = &["2026-11-28 Dana Reyes"];
        let leap: &[&str] = &["2027-02-28 Dana Reyes"];
        let left = dana("11-28, left: 2026-01-01", "");
        check(
            Rule::Occasion,
            &[
                ("2026-11-20", &dana("11-28", ""), &[]),
                ("2026-11-21", &dana("11-28", ""), due),
                ("2026-11-28", &dana("11-28", ""), due),
                ("2026-11-29", &dana("11-28", ""), &[]),
                ("2026-11-21", &dana("1961-11-28", ""), due),
                ("2026-11-21", &dana("XXXX-11-28", ""), due),
                ("2026-11-21", &dana("--11-28", ""), due),
                // Whoever left still has one.
                ("2026-11-21", &left, due),
                ("2026-11-22", &dana("11-28", "## 2026-11-21 Message: happy birthday\n"), &[]),
                ("2026-11-22", &dana("11-28", "## 2026-11-20 Message: happy birthday\n"), due),
                ("2026-11-22", &dana("11-28", "## 2026-11-22 Card for Dana\n"), &[]),
                ("2026-11-22", &dana("11-28", "## 2026-11-22 Call about birthdays\n"), due),
                // 29 February is 28 February in other years.
                ("2027-02-20", &dana("02-29", ""), &[]),
                ("2027-02-21", &dana("02-29", ""), leap),
                ("2027-02-28", &dana("1964-02-29", ""), leap),
                ("2027-03-01", &dana("02-29", ""), &[]),
                ("2028-02-21", &dana("02-29", ""), &[]),
                ("2028-02-22", &dana("02-29", ""), &["2028-02-29 Dana Reyes"]),
                ("2028-02-29", &dana("02-29", ""), &["2028-02-29 Dana Reyes"]),
                ("2028-03-01", &dana("02-29", ""), &[]),
                // Over the year's end.
                ("2026-12-27", &dana("01-03", ""), &["2027-01-03 Dana Reyes"]),
                // A client who is a person.
                ("2026-11-21", "---\nbirthday: 1961-11-28\n---\n", &["2026-11-28"]),
                ("2026-11-20", "---\nbirthday: 1961-11-28\n---\n", &[]),
            ],
        );
        check_under(
            "birthday_lead: 2 weeks\n",
            Rule::Occasion,
            &[("2026-11-13", &dana("11-28", ""), &[]), ("2026-11-14", &dana("11-28", ""), due)],
        );
    }

    #[test]
    fn the_configuration_has_occasions_for_statuses() {
        let yaml = "occasions:\n  - {name: New Year, date: 01-01, for: [inactive, ex]}\n  - {name: Fair, date: 2026-12-20}\n";
        let of = |status: &str| format!("---\nstatus: {status}\n---\n");
        let (both, fair): (&[&str], &[&str]) = (&["2026-12-20", "2027-01-01"], &["2026-12-20"]);
        check_under(
            yaml,
            Rule::Occasion,
            &[
                ("2026-12-18", &of("inactive"), both),
                ("2026-12-18", &of("former"), both),
                ("2026-12-18", &of("active"), fair),
                ("2026-12-18", &of("prospect"), fair),
                ("2026-12-18", &of("closed"), &[]),
                ("2026-12-17", &of("inactive"), fair),
                ("2026-12-05", &of("inactive"), &[]),
                ("2027-12-18", &of("inactive"), &["2028-01-01"]),
            ],
        );
    }
}
