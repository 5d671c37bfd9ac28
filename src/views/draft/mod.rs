//! The facts for a short message to a client: to whom, why, and what there is to say (P32).
//!
//! They come from the note and nowhere else: what it does not say, a draft does not know.

mod title;

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::directory::{Directory, Reference};
use crate::model::link;
use crate::model::mentions;
use crate::model::rule::Rule;
use crate::model::touch::{Channel, EventKind};
use crate::rules::{BIRTHDAY, Reason, Trigger};
use crate::vault::Notes;
use crate::views::show::{ClientDetails, Step};

/// What can be said to a client.
#[derive(Debug)]
pub struct Draft<'v> {
    /// The day it is written.
    pub today: NaiveDate,
    /// The client.
    pub client: &'v Client,
    /// The trigger it is for.
    pub rule: Rule,
    /// The day it is or was due; none if it is not.
    pub due: Option<NaiveDate>,
    /// Whom it is to.
    pub who: Option<Addressee<'v>>,
    /// Which of us writes it (P13).
    pub from: Option<&'v str>,
    /// The channel that the agenda suggests.
    pub channel: Option<Channel>,
    /// The last talk with them.
    pub last: Option<LastTalk>,
    /// Attempts since the last contact.
    pub attempts: usize,
    /// What was promised.
    pub task: Option<&'v str>,
    /// The occasion to write for.
    pub occasion: Option<DraftOccasion<'v>>,
    /// Where the addressee went.
    pub place: Option<String>,
    /// The latest delivery.
    pub delivered: Option<Delivery>,
    /// The name of a client whom this one referred to us.
    pub referred: Option<&'v str>,
    /// The name of whoever referred this client to us.
    pub referrer: Option<String>,
    /// Why it lapsed, if it has (P23).
    pub cause: Option<&'v str>,
}

/// Whom a draft is to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Addressee<'v> {
    /// A contact.
    Contact(&'v Contact),
    /// The client, who is a person.
    Client(&'v Client),
}

/// The last contact with the addressee, of whatever kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastTalk {
    /// The day.
    pub date: NaiveDate,
    /// How.
    pub channel: Channel,
    /// What it was about, if the title says so in words fit for the addressee.
    pub topic: Option<String>,
}

/// An occasion to write for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOccasion<'v> {
    /// What it is called.
    pub name: &'v str,
    /// When it is.
    pub date: NaiveDate,
    /// Whether it is the addressee's birthday.
    pub is_birthday: bool,
}

/// Work that was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The day.
    pub date: NaiveDate,
    /// What, if the history says so.
    pub what: Option<String>,
}

impl<'v> Draft<'v> {
    /// A draft for a rule: the one given, else that of the entry's headline, else of the next trigger, else the
    /// rhythm.
    pub fn of(notes: &'v Notes, details: &ClientDetails<'v>, rule: Option<Rule>) -> Self {
        let (client, today) = (details.client, details.today);
        let trigger = triggers(details).find(|trigger| rule.is_none_or(|rule| trigger.rule() == rule));
        let rule = rule.or(trigger.map(Trigger::rule)).unwrap_or(Rule::Cadence);
        let who = who(details, trigger, rule);
        let cover = details.entry.as_ref().and_then(|entry| entry.cover);
        let contact_owner = who.and_then(Addressee::contact).and_then(|contact| contact.owner.as_deref());
        let is_lapsed = client.status.has_lapsed();
        Self {
            today,
            client,
            rule,
            due: trigger.map(|trigger| trigger.due),
            who,
            from: contact_owner.or(cover).or(details.owner),
            channel: if rule == Rule::Occasion { Some(Channel::Card) } else { details.channel },
            last: last(details, who),
            attempts: details.attempts,
            task: trigger.and_then(task),
            occasion: trigger.and_then(occasion),
            place: who.and_then(Addressee::contact).and_then(|contact| place(notes, client, contact)),
            delivered: delivered(client, today),
            referred: referred(details, trigger).map(|client| client.name.as_str()),
            referrer: client.referred_by.as_deref().map(|by| named(notes, by, client)),
            cause: client.cause.as_deref().filter(|_| is_lapsed),
        }
    }
}

impl<'v> Addressee<'v> {
    /// The full name.
    pub fn name(self) -> &'v str {
        match self {
            Self::Contact(contact) => &contact.name,
            Self::Client(client) => &client.name,
        }
    }

    /// The name to greet by: the first name, or the full one if it begins with a title.
    pub fn first_name(self) -> &'v str {
        const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "sir", "herr", "frau", "prof", "dr"];
        let name = self.name().trim();
        // “Reyes, Dana” is Dana.
        let given = name.split_once(", ").map_or(name, |(_, given)| given);
        let first = given.split_whitespace().find(|word| !word.ends_with('.')).unwrap_or(given);
        if TITLES.contains(&first.to_lowercase().as_str()) { name } else { first }
    }

    /// The role.
    pub fn role(self) -> Option<&'v str> {
        self.contact()?.role.as_deref()
    }

    /// The e-mail address; that of a client who is a person may be among the note's extra keys.
    pub fn email(self) -> Option<&'v str> {
        match self {
            Self::Contact(contact) => contact.email.as_deref(),
            Self::Client(client) => {
                let email = client.extra.0.iter().find(|(key, _)| key.eq_ignore_ascii_case("email"));
                email.and_then(|(_, value)| value.as_str())
            }
        }
    }

    fn contact(self) -> Option<&'v Contact> {
        match self {
            Self::Contact(contact) => Some(contact),
            Self::Client(_) => None,
        }
    }
}

/// The triggers in order of preference: the headline of the agenda, then all that are or will be due, then those
/// held back.
fn triggers<'d, 'v>(details: &'d ClientDetails<'v>) -> impl Iterator<Item = &'d Trigger<'v>> {
    let headline = details.entry.iter().filter_map(|entry| entry.headline(details.today));
    let held = details.steps.iter().filter_map(|step| match step {
        Step::HeldByPlan(trigger, _) | Step::HeldByRest(trigger, _) => Some(trigger),
        _ => None,
    });
    headline.chain(&details.triggers).chain(held)
}

/// The contact that it is about, whom a promise names, whom to contact, or the client who is a person.
fn who<'v>(details: &ClientDetails<'v>, trigger: Option<&Trigger<'v>>, rule: Rule) -> Option<Addressee<'v>> {
    let (client, today) = (details.client, details.today);
    if trigger.is_some_and(|trigger| is_own_birthday(&trigger.reason)) {
        return Some(Addressee::Client(client));
    }
    let contact = trigger
        .and_then(Trigger::contact)
        .or_else(|| contact_by_rule(client, trigger, rule, today))
        .or(details.who)
        // Somebody who is away can still be written to.
        .or_else(|| client.contacts.iter().find(|one| one.is_current(today)));
    let is_person = client.contacts.is_empty() && client.birthday.is_some();
    contact.map(Addressee::Contact).or(is_person.then_some(Addressee::Client(client)))
}

/// The contact that a rule is about, for a trigger that does not say.
fn contact_by_rule<'v>(
    client: &'v Client,
    trigger: Option<&Trigger<'v>>,
    rule: Rule,
    today: NaiveDate,
) -> Option<&'v Contact> {
    let mut contacts = client.contacts.iter();
    match rule {
        Rule::NewJob => contacts.filter(|one| one.now_at.is_some()).max_by_key(|one| one.left),
        Rule::WelcomeBack => contacts.find(|one| one.away.is_some() && !one.is_away(today)),
        Rule::Promise => {
            let task = trigger.and_then(task)?;
            let mut named = contacts.filter(|one| one.is_current(today) && named_in(task, one));
            // A task that names several people may be for any of them.
            named.next().filter(|_| named.next().is_none())
        }
        _ => None,
    }
}

fn named_in(text: &str, contact: &Contact) -> bool {
    let first = contact.first_name();
    contact.names().chain(first.as_deref()).any(|name| mentions(text, name))
}

/// The last contact with the addressee; one that names nobody may have been with somebody else.
fn last(details: &ClientDetails<'_>, who: Option<Addressee<'_>>) -> Option<LastTalk> {
    let client = details.client;
    let is_only_one = client.contacts.len() <= 1;
    let with = who.and_then(Addressee::contact);
    let touch = client.contacts_made(details.today).rev().find(|touch| {
        with.is_some_and(|with| touch.names(with.id)) || (is_only_one && touch.people.is_empty())
    });
    let by_key = client.last_contact.filter(|day| *day <= details.today && is_only_one);
    match (touch, by_key) {
        (Some(touch), by_key) if by_key.is_none_or(|day| day <= touch.date) => {
            let topic = title::topic(&touch.title, client);
            Some(LastTalk { date: touch.date, channel: touch.channel, topic })
        }
        (_, by_key) => by_key.map(|date| LastTalk { date, channel: Channel::Other, topic: None }),
    }
}

fn task<'v>(trigger: &Trigger<'v>) -> Option<&'v str> {
    match trigger.reason {
        Reason::Promise { task } => Some(task).filter(|task| !task.is_empty()),
        _ => None,
    }
}

fn is_own_birthday(reason: &Reason<'_>) -> bool {
    matches!(reason, Reason::Occasion { name: BIRTHDAY, contact: None, .. })
}

fn occasion<'v>(trigger: &Trigger<'v>) -> Option<DraftOccasion<'v>> {
    match trigger.reason {
        Reason::Occasion { name, contact, .. } => {
            let is_birthday = contact.is_some() || name == BIRTHDAY;
            Some(DraftOccasion { name, date: trigger.due, is_birthday })
        }
        _ => None,
    }
}

fn place(notes: &Notes, client: &Client, contact: &Contact) -> Option<String> {
    contact.now_at.as_deref().map(|now_at| named(notes, now_at, client))
}

/// The name of the client that a reference leads to, else its text.
fn named(notes: &Notes, reference: &str, from: &Client) -> String {
    match Directory::new(notes.clients()).find(reference, &from.path) {
        Reference::Client(client) => client.name.clone(),
        Reference::Several(_) | Reference::Text => link::shown(reference),
    }
}

/// The latest delivery up to today, from the front matter or from a business event.
fn delivered(client: &Client, today: NaiveDate) -> Option<Delivery> {
    let business = client.events.iter().filter(|event| event.kind == EventKind::Business);
    let deliveries = business.filter(|event| event.date <= today && title::is_delivery(&event.title));
    let latest = deliveries.max_by_key(|event| event.date);
    let by_key = client.delivered.iter().copied().filter(|day| *day <= today).max();
    let date = by_key.max(latest.map(|event| event.date))?;
    let what = latest.filter(|event| event.date == date).and_then(|event| title::delivered(&event.title));
    Some(Delivery { date, what })
}

fn referred<'v>(details: &ClientDetails<'v>, trigger: Option<&Trigger<'v>>) -> Option<&'v Client> {
    match trigger.map(|trigger| &trigger.reason) {
        Some(Reason::ThankReferrer { referred, .. }) => Some(referred),
        _ => details.referred.iter().copied().max_by_key(|client| client.since),
    }
}

#[cfg(test)]
mod tests;
