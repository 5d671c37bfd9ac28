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
//!   - {name: Anton Hollerbach, birthday: 1961-02-29}
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
use crate::model::yearly::{Birthday, Occasion, OccasionDay};
use crate::rules::Standing;

const BIRTHDAY: &str = "birthday";

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    let client = standing.client;
    let for_all = standing.settings.occasions.iter();
    let for_all = for_all.filter(|day| day.statuses.is_empty() || day.statuses.contains(&client.status));
    let named = client.occasions.iter().chain(for_all).filter_map(|occasion| of_occasion(standing, occasion));
    let contacts = client.contacts.iter().filter_map(|contact| Some((contact.birthday?, Some(contact))));
    let birthdays = client.birthday.map(|birthday| (birthday, None)).into_iter().chain(contacts);
    let birthdays = birthdays.filter_map(|(birthday, contact)| of_birthday(standing, birthday, contact));
    named.chain(birthdays).collect()
}

fn of_occasion<'a>(standing: &Standing<'_, 'a>, occasion: &'a Occasion) -> Option<Trigger<'a>> {
    let day = match occasion.when {
        OccasionDay::Yearly(day) => day.next_from(standing.today)?,
        OccasionDay::Once(day) => day,
    };
    let lead = occasion.lead.unwrap_or(standing.settings.occasion_lead);
    open(standing, day, lead, &occasion.name, None)
}

fn of_birthday<'a>(
    standing: &Standing<'_, 'a>,
    birthday: Birthday,
    contact: Option<&'a Contact>,
) -> Option<Trigger<'a>> {
    open(
        standing,
        birthday.day.next_from(standing.today)?,
        standing.settings.birthday_lead,
        BIRTHDAY,
        contact,
    )
}

/// The occasion, if its window is open and nobody has written for it yet.
fn open<'a>(
    standing: &Standing<'_, 'a>,
    day: NaiveDate,
    lead: Duration,
    name: &'a str,
    contact: Option<&'a Contact>,
) -> Option<Trigger<'a>> {
    let opens = lead.before(day);
    let written = standing.touches().iter().filter(|touch| touch.date >= opens);
    let mut written = written.filter(|touch| touch.channel == Channel::Card || mentions(&touch.title, name));
    let is_open = (opens..=day).contains(&standing.today) && written.next().is_none();
    is_open.then(|| Trigger::new(day, Reason::Occasion { name, contact }))
}
