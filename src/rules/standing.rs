//! How things are with a client today: the facts that triggers and advice share.

use chrono::NaiveDate;

use super::Context;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::duration::{Cadence, Duration};
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::model::touch::{Event, EventKind, Outcome, Touch};

/// A client on a day, with what follows from its history.
#[derive(Debug)]
pub struct Standing<'c, 'a> {
    /// The client.
    pub client: &'a Client,
    /// The day and the vault.
    pub context: &'c Context<'a>,
    /// The day of the last contact, by the history or by `last_contact`, whichever is later.
    pub last_contact: Option<NaiveDate>,
    /// Attempts dated after it, oldest first (P08).
    pub attempts: Vec<&'a Touch>,
    /// The client's rhythm, and where it comes from (P02).
    pub rhythm: Rhythm,
}

/// A client's rhythm and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The rhythm.
    pub cadence: Cadence,
    /// Where it comes from.
    pub from: RhythmFrom,
}

/// What gives a client its rhythm: its note, else the shortest of its tags', else its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RhythmFrom {
    /// The note.
    Note,
    /// A tag.
    Tag,
    /// The status.
    Status,
}

impl RhythmFrom {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tag => "tag",
            Self::Status => "status",
        }
    }
}

impl<'c, 'a> Standing<'c, 'a> {
    /// The facts about a client on a day.
    pub fn new(client: &'a Client, context: &'c Context<'a>) -> Self {
        let today = context.today;
        let by_history = client.contacts_made(today).next_back().map(|touch| touch.date);
        let by_front_matter = client.last_contact.filter(|day| *day <= today);
        let last_contact = by_history.max(by_front_matter);
        let attempts = client.touches_until(today).iter().filter(|touch| touch.outcome == Outcome::Attempt);
        let attempts = attempts.filter(|touch| last_contact.is_none_or(|last| touch.date > last)).collect();
        Self { client, context, last_contact, attempts, rhythm: rhythm(client, context.settings) }
    }

    /// The day.
    pub const fn today(&self) -> NaiveDate {
        self.context.today
    }

    /// The vault's settings.
    pub const fn settings(&self) -> &'a Settings {
        self.context.settings
    }

    /// The ladder of retries; empty if the rule is switched off (P08).
    pub fn ladder(&self) -> &'a [Duration] {
        if self.settings().is_on(Rule::Retry) { &self.settings().retry } else { &[] }
    }

    /// Touches up to today, oldest first.
    pub fn touches(&self) -> &'a [Touch] {
        self.client.touches_until(self.today())
    }

    /// The last touches up to today, at most this many, oldest first.
    pub fn last_touches(&self, most: usize) -> &'a [Touch] {
        let touches = self.touches();
        &touches[touches.len().saturating_sub(most)..]
    }

    /// Touches up to today that reached somebody, oldest first.
    pub fn contacts_made(&self) -> impl DoubleEndedIterator<Item = &'a Touch> + use<'a> {
        self.client.contacts_made(self.today())
    }

    /// The last touch up to today, answered or not.
    pub fn last_touch(&self) -> Option<&'a Touch> {
        self.touches().last()
    }

    /// The last touch up to today that reached somebody.
    pub fn last_answered(&self) -> Option<&'a Touch> {
        self.contacts_made().next_back()
    }

    /// Contacts who have not left, in the note's order.
    pub fn current_contacts(&self) -> impl Iterator<Item = &'a Contact> {
        let today = self.today();
        self.client.contacts.iter().filter(move |contact| contact.is_current(today))
    }

    /// Contacts who have not left and are not away, in the note's order.
    pub fn reachable_contacts(&self) -> impl Iterator<Item = &'a Contact> {
        let today = self.today();
        self.current_contacts().filter(move |contact| !contact.is_away(today))
    }

    /// The usual contact: the primary one, else the one last named in a contact, else the first.
    pub fn usual_contact(&self) -> Option<&'a Contact> {
        self.contacts_by_use().next()
    }

    /// All contacts, in the order in which one turns to them; one may come twice.
    pub fn contacts_by_use(&self) -> impl Iterator<Item = &'a Contact> {
        let contacts = &self.client.contacts;
        let primary = contacts.iter().find(|contact| contact.primary);
        let mut made = self.contacts_made().rev();
        let last_named = made.find_map(|touch| self.client.people(touch).next_back());
        primary.into_iter().chain(last_named).chain(contacts)
    }

    /// Orders, invoices and the like since the last contact, up to today (P26).
    pub fn business_since_contact(&self) -> impl Iterator<Item = &'a Event> {
        let (today, last) = (self.today(), self.last_contact);
        let business = self.client.events.iter().filter(|event| event.kind == EventKind::Business);
        business.filter(move |event| event.date <= today && last.is_none_or(|last| event.date > last))
    }
}

fn rhythm(client: &Client, settings: &Settings) -> Rhythm {
    let of_note = client.cadence.map(|cadence| Rhythm { cadence, from: RhythmFrom::Note });
    of_note.unwrap_or_else(|| rhythm_of_kind(client, settings))
}

/// The rhythm that a client has unless its note says otherwise: the shortest of its tags', else its status's.
pub fn rhythm_of_kind(client: &Client, settings: &Settings) -> Rhythm {
    let of_tags = client.tags.iter().filter_map(|tag| settings.tag_cadence(tag));
    if let Some(cadence) = of_tags.min_by_key(|cadence| cadence.nominal_days()) {
        return Rhythm { cadence, from: RhythmFrom::Tag };
    }
    let cadence = settings.cadence.get(&client.status).copied().unwrap_or(Cadence::Never);
    Rhythm { cadence, from: RhythmFrom::Status }
}
