//! The days to write for in the year to come, for whoever plans with a calendar (P06).
//!
//! They are those of the trigger `occasion`, long before its lead begins.

use std::borrow::Cow;

use chrono::{Months, NaiveDate};

use super::ClientName;
use crate::agenda::{Entry, Judged, Section};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::rules::{BIRTHDAY, Reason};

/// How far one looks ahead: what comes every year comes once in that time.
const A_YEAR: Months = Months::new(12);

/// How many entries of the agenda may be on a day of the configuration, one beside the other.
const MOST_ENTRIES: usize = 20;

/// The days to write for, from today on.
#[derive(Debug, Default)]
pub struct Calendar {
    /// Days of single clients, the earliest first; without those that an entry of the agenda is there for.
    pub days: Vec<Day>,
    /// Days of the configuration, the earliest first; if they are for a few only, without those likewise.
    pub shared: Vec<SharedDay>,
    /// The clients of these days, with their statuses.
    pub clients: Vec<(ClientName, Status)>,
    /// The days of the configuration, by their place there, that are for so many that no entry is there for them.
    crowded: Vec<usize>,
}

/// A day of one client.
#[derive(Debug, Clone)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// The place of its client in [`Calendar::clients`].
    pub client: usize,
    /// What it is called; `birthday` for a birthday.
    pub name: Cow<'static, str>,
    /// Whose birthday it is, if it is a contact's.
    pub contact: Option<Box<str>>,
}

/// A day that the configuration has for many.
#[derive(Debug)]
pub struct SharedDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is called.
    pub name: String,
    /// Whom it is for, in the order of their paths.
    pub clients: Vec<ClientName>,
}

/// What a calendar keeps of one client.
#[derive(Debug)]
pub struct ClientDays {
    client: ClientName,
    status: Status,
    /// Its own days, as those of the first client.
    days: Vec<Day>,
    /// The days of the configuration that are for this client, by their place there.
    shared: Vec<usize>,
    /// That of them which has the day and the name of what its entry on the agenda is there for.
    listed: Option<usize>,
    /// That of them which its entry on the agenda is there for.
    on_agenda: Option<usize>,
}

impl ClientDays {
    /// The days of a client, from the agenda's day on.
    pub fn new(judged: &Judged<'_, '_>) -> Self {
        let standing = &judged.standing;
        let (client, settings, today) = (standing.client, standing.settings(), standing.today());
        let mut kept = Self {
            client: client.into(),
            status: client.status,
            days: Vec::new(),
            shared: Vec::new(),
            listed: None,
            on_agenda: None,
        };
        if client.status == Status::Closed || !settings.is_on(Rule::Occasion) {
            return kept;
        }
        let end = last_day(today);
        let headline = judged.entry.as_ref().and_then(|entry| headline(entry, today));
        let listed = headline.and_then(|(day, reason)| match reason {
            Reason::Occasion { name, contact, .. } => Some((day, *name, *contact)),
            _ => None,
        });
        for (day, name, contact) in days(client, today) {
            if day < end && !is_paused(client, day) && listed != Some((day, name, contact)) {
                let contact = contact.map(|contact| contact.name.as_str().into());
                // Most days are birthdays, and there may be very many.
                let name = if name == BIRTHDAY { BIRTHDAY.into() } else { name.to_owned().into() };
                kept.days.push(Day { day, client: 0, name, contact });
            }
        }
        for (at, occasion) in settings.occasions.iter().enumerate() {
            let Some(day) = occasion.next_from(today).filter(|day| *day < end) else { continue };
            if occasion.is_for(client.status) && !is_paused(client, day) {
                kept.shared.push(at);
                if listed == Some((day, &*occasion.name, None)) {
                    kept.listed = Some(at);
                }
            }
        }
        if let Some((_, Reason::Occasion { configured: Some(index), .. })) = headline {
            kept.on_agenda = Some(*index).filter(|index| kept.shared.contains(index));
        }
        kept
    }

    /// The day of the configuration, by its place there, that the client's entry on the agenda is there for.
    pub fn shared_on_agenda(&self) -> Option<usize> {
        self.on_agenda
    }
}

impl Calendar {
    /// Puts together what was kept of clients, which are in the order of their paths.
    pub fn new(clients: Vec<ClientDays>, settings: &Settings, today: NaiveDate) -> Self {
        let mut calendar = Self::default();
        for (at, occasion) in settings.occasions.iter().enumerate() {
            let Some(day) = occasion.next_from(today).filter(|day| *day < last_day(today)) else { continue };
            let mut theirs: Vec<&ClientDays> =
                clients.iter().filter(|client| client.shared.contains(&at)).collect();
            if theirs.len() > MOST_ENTRIES {
                calendar.crowded.push(at);
            } else {
                theirs.retain(|client| client.listed != Some(at));
            }
            if !theirs.is_empty() {
                let clients = theirs.into_iter().map(|client| client.client.clone()).collect();
                calendar.shared.push(SharedDay { day, name: occasion.name.clone(), clients });
            }
        }
        calendar.shared.sort_by_key(|shared| shared.day);
        for ClientDays { client, status, days, .. } in clients {
            let at = calendar.clients.len();
            calendar.days.extend(days.into_iter().map(|day| Day { client: at, ..day }));
            calendar.clients.push((client, status));
        }
        calendar.days.sort_by_key(|day| day.day);
        calendar
    }

    /// Whether a day of the configuration, by its place there, is here for very many, so that entries of the agenda are
    /// not there for it.
    pub fn is_crowded(&self, shared: usize) -> bool {
        self.crowded.contains(&shared)
    }
}

fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(A_YEAR).unwrap_or(NaiveDate::MAX)
}

/// A day to write for, what it is called, and whose birthday it is, if it is a contact's.
type Occasion<'v> = (NaiveDate, &'v str, Option<&'v Contact>);

/// The days of a client itself and of those who are still there.
fn days(client: &Client, today: NaiveDate) -> Vec<Occasion<'_>> {
    let mut days: Vec<Occasion<'_>> = Vec::new();
    for occasion in &client.occasions {
        days.extend(occasion.next_from(today).map(|day| (day, occasion.name.as_str(), None)));
    }
    let birthday = client.birthday.and_then(|birthday| birthday.day.next_from(today));
    days.extend(birthday.map(|day| (day, BIRTHDAY, None)));
    for contact in client.contacts.iter().filter(|contact| contact.is_current(today)) {
        let birthday = contact.birthday.and_then(|birthday| birthday.day.next_from(today));
        days.extend(birthday.map(|day| (day, BIRTHDAY, Some(contact))));
    }
    days
}

/// Whoever asked to be left alone is, also on a day like that (P30).
fn is_paused(client: &Client, day: NaiveDate) -> bool {
    client.pause.as_ref().is_some_and(|pause| pause.covers(day))
}

/// What an entry among the agenda's occasions is there for, and when it is due.
fn headline<'e, 'v>(entry: &'e Entry<'v>, today: NaiveDate) -> Option<(NaiveDate, &'e Reason<'v>)> {
    let trigger = entry.headline(today).filter(|_| entry.section == Section::Occasions)?;
    Some((trigger.due, &trigger.reason))
}

#[cfg(test)]
mod tests {
    use super::{Calendar, ClientDays};
    use crate::agenda::{Planner, Selection};
    use crate::survey::{Relations, Survey};
    use crate::vault::Vault;

    /// The days to come of one note: `2026-11-28 birthday Dana Reyes`, and `2027-01-01 New Year for 1`.
    fn coming(yaml: &str, today: &str, note: &str) -> Vec<String> {
        coming_of_many(1, yaml, today, note)
    }

    fn coming_of_many(count: usize, yaml: &str, today: &str, note: &str) -> Vec<String> {
        let notes = (0..count).map(|nth| (format!("{nth}.md"), note.as_bytes().to_owned()));
        let vault = Vault::in_memory(yaml, notes).unwrap();
        let (today, selection) = (today.parse().unwrap(), Selection::default());
        let planner = Planner::new(&vault.settings, today, &selection);
        let survey = Survey::of_clients(&vault, today, Relations::Verdicts, |client, context| {
            planner.judge(client, context).map(|judged| ClientDays::new(&judged))
        });
        let clients: Vec<ClientDays> = survey.unwrap().into_kept().flatten().collect();
        let on_agenda: Vec<usize> = clients.iter().filter_map(ClientDays::shared_on_agenda).collect();
        let calendar = Calendar::new(clients, &vault.settings, today);
        let days = calendar.days.iter().map(|day| {
            let of = day.contact.as_ref().map(|contact| format!(" {contact}"));
            format!("{} {}{}", day.day, day.name, of.unwrap_or_default())
        });
        let shared = calendar.shared.iter();
        let shared = shared.map(|one| format!("{} {} for {}", one.day, one.name, one.clients.len()));
        let instead = on_agenda.iter().filter(|shared| calendar.is_crowded(**shared));
        days.chain(shared).chain(instead.map(|_| "in place of the entry".to_owned())).collect()
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
                // The entry is there for the feast, and its event is on that day.
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
