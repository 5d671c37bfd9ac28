//! A client: one note.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::contact::{Contact, ContactId};
use super::duration::Cadence;
use super::period::Period;
use super::status::{Priority, Status};
use super::touch::{Event, Outcome, Promise, Touch};
use super::yearly::{Birthday, Occasion};

/// One client, as its note describes it (P01).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Client {
    /// The note's path from the vault, with `/`.
    pub path: String,
    /// The name: the note's, else its title, else the file's stem.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// The state of the relationship.
    pub status: Status,
    /// The day that status began.
    pub since: Option<NaiveDate>,
    /// The note's own rhythm (P02).
    pub cadence: Option<Cadence>,
    /// How much it matters.
    pub priority: Priority,
    /// Which of us is in charge (P13).
    pub owner: Option<String>,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// The people there, in the note's order (P11), each at the index that is its id.
    pub contacts: Vec<Contact>,
    /// What they follow (P16).
    pub interests: Vec<String>,
    /// Who sent it to us, a text or a link (P27).
    pub referred_by: Option<String>,
    /// Why it lapsed (P23).
    pub cause: Option<String>,
    /// When not to contact it, and why (P30).
    pub pause: Option<Period>,
    /// The days on which work was delivered (P14).
    pub delivered: Vec<NaiveDate>,
    /// Days to write on (P06).
    pub occasions: Vec<Occasion>,
    /// For a client who is a person.
    pub birthday: Option<Birthday>,
    /// The day of a contact that the history does not have.
    pub last_contact: Option<NaiveDate>,
    /// The user's own keys.
    pub extra: Extra,
    /// Touches, oldest first; those of one day in the order of the note, as far as it has one.
    pub touches: Vec<Touch>,
    /// Dated entries that are not touches, oldest first.
    pub events: Vec<Event>,
    /// Open tasks with a date, in the note's order (P25).
    pub promises: Vec<Promise>,
}

/// The user's own keys and their values, in the note's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extra(pub Vec<(String, serde_json::Value)>);

impl Extra {
    /// Adds a key; the last value of a repeated key counts.
    pub fn insert(&mut self, key: &str, value: serde_json::Value) {
        self.0.retain(|(other, _)| other != key);
        self.0.push((key.to_owned(), value));
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Client {
    /// The name and the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().chain([&self.name]).map(String::as_str)
    }

    /// Its references to other notes: who sent it, and where its contacts went.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        let jobs = self.contacts.iter().filter_map(|contact| contact.now_at.as_deref());
        self.referred_by.as_deref().into_iter().chain(jobs)
    }

    /// Replaces the contacts, and numbers them.
    pub fn set_contacts(&mut self, contacts: impl IntoIterator<Item = Contact>) {
        let numbered = contacts.into_iter().zip(ContactId::all());
        self.contacts = numbered.map(|(contact, id)| Contact { id, ..contact }).collect();
    }

    /// The contacts that a touch of this client names, in the title's order.
    pub fn people<'a>(&'a self, touch: &'a Touch) -> impl DoubleEndedIterator<Item = &'a Contact> {
        touch.people.iter().filter_map(|id| self.contacts.get(id.index()))
    }

    /// Touches up to `today`, oldest first.
    pub fn touches_until(&self, today: NaiveDate) -> &[Touch] {
        let end = self.touches.partition_point(|touch| touch.date <= today);
        &self.touches[..end]
    }

    /// The first touch planned after `today` (P29).
    pub fn planned(&self, today: NaiveDate) -> Option<&Touch> {
        self.touches.get(self.touches_until(today).len())
    }

    /// Touches up to `today` that reached somebody, oldest first.
    pub fn contacts_made(&self, today: NaiveDate) -> impl DoubleEndedIterator<Item = &Touch> {
        self.touches_until(today).iter().filter(|touch| touch.outcome == Outcome::Contact)
    }
}

#[cfg(test)]
mod tests {
    use super::Client;
    use crate::model::contact::Contact;

    #[test]
    fn the_id_of_a_contact_is_its_index() {
        let mut client = Client::default();
        for names in [&["Dana", "Lee", "Dana"][..], &["Lee"]] {
            client.set_contacts(names.iter().copied().map(Contact::named));
            let ids: Vec<usize> = client.contacts.iter().map(|contact| contact.id.index()).collect();
            assert_eq!(ids, (0..names.len()).collect::<Vec<_>>(), "{names:?}");
        }
    }
}
