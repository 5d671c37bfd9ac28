//! The days to write for in the year to come, for whoever plans with a calendar (P06).
//!
//! They are those of the trigger `occasion`, long before its lead begins.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};

use crate::agenda::{Agenda, Entry, Section, Selection};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::status::Status;
use crate::rules::{BIRTHDAY, Reason};
use crate::vault::Vault;

/// So far one looks ahead: what comes every year comes once in that time.
const A_YEAR: Months = Months::new(12);

/// So many entries of the agenda may stand on a day of the configuration, one beside the other.
const MOST_ENTRIES: usize = 20;

/// The days to write for, from today on.
#[derive(Debug, Default)]
pub struct Occasions<'v> {
    /// Days of single clients, the earliest first; without those that an entry of the agenda is there for.
    pub days: Vec<Day<'v>>,
    /// Days of the configuration, the earliest first; if they are for a few only, without those likewise.
    pub shared: Vec<SharedDay<'v>>,
}

/// A day of one client.
#[derive(Debug, Clone, Copy)]
pub struct Day<'v> {
    /// The day.
    pub day: NaiveDate,
    /// The client.
    pub client: &'v Client,
    /// What it is called; `birthday` for a birthday.
    pub name: &'v str,
    /// Whose birthday it is, if it is a contact's.
    pub contact: Option<&'v Contact>,
}

/// A day that the configuration has for many.
#[derive(Debug)]
pub struct SharedDay<'v> {
    /// The day.
    pub day: NaiveDate,
    /// The occasion's index in the configuration.
    pub index: usize,
    /// What it is called.
    pub name: &'v str,
    /// Whom it is for, in the order of their paths.
    pub clients: Vec<&'v Client>,
}

impl<'v> Occasions<'v> {
    /// Looks at the clients that a selection takes, closed ones aside, from the agenda's day on.
    pub fn coming(vault: &'v Vault, agenda: &Agenda<'v>, selection: &Selection) -> Self {
        let (settings, today) = (&vault.settings, agenda.today);
        if !settings.is_on(Rule::Occasion) {
            return Self::default();
        }
        let is_kept = |client: &&Client| client.status != Status::Closed && selection.takes(client, settings);
        let clients: Vec<&Client> = vault.clients().filter(is_kept).collect();
        let end = today.checked_add_months(A_YEAR).unwrap_or(NaiveDate::MAX);

        let told = agenda.entries.iter().filter_map(|entry| Some((&*entry.client.path, told(entry, today)?)));
        let told: HashMap<&str, (NaiveDate, &str, Option<&Contact>)> = told.collect();
        let is_new = |day: &Day<'_>| {
            told.get(&*day.client.path).is_none_or(|told| *told != (day.day, day.name, day.contact))
        };
        let days = clients.iter().flat_map(|client| days(client, today));
        let days = days.filter(|day| day.day < end && !is_paused(day.client, day.day) && is_new(day));
        let mut days: Vec<Day<'_>> = days.collect();
        days.sort_by_key(|day| day.day);

        let shared = settings.occasions.iter().enumerate().filter_map(|(index, occasion)| {
            let day = occasion.next_from(today).filter(|day| *day < end)?;
            let is_theirs = |client: &&Client| occasion.is_for(client.status) && !is_paused(client, day);
            let mut clients: Vec<&Client> = clients.iter().copied().filter(is_theirs).collect();
            if clients.len() <= MOST_ENTRIES {
                clients.retain(|client| told.get(&*client.path) != Some(&(day, &*occasion.name, None)));
            }
            (!clients.is_empty()).then_some(SharedDay { day, index, name: &occasion.name, clients })
        });
        let mut shared: Vec<SharedDay<'_>> = shared.collect();
        shared.sort_by_key(|shared| shared.day);
        Self { days, shared }
    }

    /// Whether an entry is on the agenda for a day of the configuration, which stands here for very many.
    pub fn have(&self, entry: &Entry<'_>, today: NaiveDate) -> bool {
        let Some((due, Reason::Occasion { configured: Some(index), .. })) = headline(entry, today) else {
            return false;
        };
        let mut large = self.shared.iter().filter(|shared| shared.clients.len() > MOST_ENTRIES);
        large.any(|shared| shared.index == *index && shared.day == due) && !is_paused(entry.client, due)
    }
}

/// The days of a client itself and of those who are still there.
fn days(client: &Client, today: NaiveDate) -> impl Iterator<Item = Day<'_>> {
    let day = move |day, name, contact| Day { day, client, name, contact };
    let named = client.occasions.iter();
    let named = named.filter_map(move |one| Some(day(one.next_from(today)?, one.name.as_str(), None)));
    let own = client.birthday.and_then(|birthday| birthday.day.next_from(today));
    let contacts = client.contacts.iter().filter(move |contact| contact.is_current(today));
    let birthdays = contacts.filter_map(move |contact| {
        Some(day(contact.birthday?.day.next_from(today)?, BIRTHDAY, Some(contact)))
    });
    named.chain(own.map(|own| day(own, BIRTHDAY, None))).chain(birthdays)
}

/// Whoever asked to be left alone is, also on a day like that (P30).
fn is_paused(client: &Client, day: NaiveDate) -> bool {
    client.pause.as_ref().is_some_and(|pause| pause.covers(day))
}

/// The occasion for which an entry stands among the agenda's occasions: its day, name and contact.
fn told<'v>(entry: &Entry<'v>, today: NaiveDate) -> Option<(NaiveDate, &'v str, Option<&'v Contact>)> {
    match headline(entry, today)? {
        (due, Reason::Occasion { name, contact, .. }) => Some((due, name, *contact)),
        _ => None,
    }
}

/// What an entry among the agenda's occasions is there for, and when it is due.
fn headline<'e, 'v>(entry: &'e Entry<'v>, today: NaiveDate) -> Option<(NaiveDate, &'e Reason<'v>)> {
    let trigger = entry.headline(today).filter(|_| entry.section == Section::Occasions)?;
    Some((trigger.due, &trigger.reason))
}

#[cfg(test)]
mod tests {
    use super::Occasions;
    use crate::agenda::{Agenda, Selection};
    use crate::vault::{CONFIGURATION, Vault};

    /// The days to come of one note: `2026-11-28 birthday Dana Reyes`, and `2027-01-01 New Year for 1`.
    fn coming(yaml: &str, today: &str, note: &str) -> Vec<String> {
        coming_of_many(1, yaml, today, note)
    }

    fn coming_of_many(count: usize, yaml: &str, today: &str, note: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(CONFIGURATION), yaml).unwrap();
        for nth in 0..count {
            std::fs::write(folder.path().join(format!("{nth}.md")), note).unwrap();
        }
        let vault = Vault::open(folder.path()).unwrap();
        let selection = Selection::default();
        let agenda = Agenda::plan(&vault, today.parse().unwrap(), &selection);
        let occasions = Occasions::coming(&vault, &agenda, &selection);
        let days = occasions.days.iter().map(|day| {
            let of = day.contact.map(|contact| format!(" {}", contact.name));
            format!("{} {}{}", day.day, day.name, of.unwrap_or_default())
        });
        let shared = occasions.shared.iter();
        let shared = shared.map(|one| format!("{} {} for {}", one.day, one.name, one.clients.len()));
        let entries = agenda.entries.iter().filter(|entry| occasions.have(entry, agenda.today));
        days.chain(shared).chain(entries.map(|_| "in place of the entry".to_owned())).collect()
    }

    fn check(yaml: &str, cases: &[(&str, &str, &[&str])]) {
        for (today, front, expected) in cases {
            let note = format!("---\n{front}\n---\n## 2026-11-20 Call\n");
            assert_eq!(&coming(yaml, today, &note), expected, "{today} {front}");
        }
    }

    #[test]
    fn each_day_comes_once_within_a_year() {
        let today = "2026-11-21";
        let dana = "contacts: [{name: Dana Reyes, birthday: 03-17";
        check(
            "",
            &[
                (today, &format!("{dana}}}]"), &["2027-03-17 birthday Dana Reyes"]),
                ("2027-03-18", &format!("{dana}}}]"), &["2028-03-17 birthday Dana Reyes"]),
                (today, &format!("{dana}, left: 2026-01-01}}]"), &[]),
                (today, "birthday: 1964-02-29", &["2027-02-28 birthday"]),
                ("2027-03-01", "birthday: 1964-02-29", &["2028-02-29 birthday"]),
                (today, "status: closed\nbirthday: 03-17", &[]),
                (today, "pause: {from: 2027-03-01, until: 2027-03-31}\nbirthday: 03-17", &[]),
                (today, "pause: {until: 2026-12-31}\nbirthday: 03-17", &["2027-03-17 birthday"]),
                (today, "occasions: [{name: Fair, date: 2027-11-20}]", &["2027-11-20 Fair"]),
                (today, "occasions: [{name: Fair, date: 2027-11-21}]", &[]),
                (today, "occasions: [{name: Fair, date: 2026-11-20}]", &[]),
                (
                    today,
                    "occasions: [{name: Later, date: 04-01}, {name: Sooner, date: 02-01}]",
                    &["2027-02-01 Sooner", "2027-04-01 Later"],
                ),
            ],
        );
        check("rules: {occasion: off}\n", &[(today, "birthday: 03-17", &[])]);
    }

    #[test]
    fn what_the_agenda_tells_is_not_told_twice() {
        let both = "cadence: never\noccasions: [{name: Fair, date: 11-26}, {name: Feast, date: 11-25}]";
        check(
            "",
            &[
                ("2026-11-21", "cadence: never\nbirthday: 11-25", &[]),
                // The entry is there for the feast, and its event stands on that day.
                ("2026-11-21", both, &["2026-11-26 Fair"]),
                // It is there for more than the birthday, so that is an event of its own.
                ("2027-01-01", "birthday: 01-03", &["2027-01-03 birthday"]),
            ],
        );
    }

    #[test]
    fn a_day_of_the_configuration_is_told_once_for_all() {
        let yaml = "occasions: [{name: New Year, date: 01-01, for: [former]}]\n";
        let shared = "2027-01-01 New Year for 1";
        check(
            yaml,
            &[
                ("2026-11-21", "status: former\ncadence: never", &[shared]),
                // On the agenda it is an event of its own, as every entry is.
                ("2026-12-30", "status: former\ncadence: never", &[]),
                // A rhythm that ran out is a reason of its own.
                ("2026-12-30", "status: former\ncadence: 1 week", &[shared]),
                ("2026-11-21", "status: active", &[]),
                ("2026-11-21", "status: former\npause: {until: 2027-02-01}", &[]),
            ],
        );
    }

    #[test]
    fn very_many_are_one_event() {
        let yaml = "occasions: [{name: New Year, date: 01-01, for: [former]}]\n";
        let note = "---\nstatus: former\ncadence: never\n---\n";
        let coming = |count| coming_of_many(count, yaml, "2026-12-30", note);
        assert_eq!(coming(20), Vec::<String>::new());
        let many = coming(21);
        assert_eq!(many.first().map(String::as_str), Some("2027-01-01 New Year for 21"));
        assert_eq!(many.iter().filter(|line| *line == "in place of the entry").count(), 21);
        // An occasion of that name in the note itself is another one.
        let own = note.replace("cadence", "occasions: [{name: New Year, date: 01-01}]\ncadence");
        assert!(!coming_of_many(21, yaml, "2026-12-30", &own).contains(&"in place of the entry".to_owned()));
    }
}
