//! What the rules need from other notes, for an agenda that does not keep all notes.

use chrono::NaiveDate;

pub(crate) use super::triggers::thank_referrer::thanked;
use super::triggers::{new_job, thank_referrer};
use super::{Context, Standing};
use crate::model::client::Client;
use crate::model::contact::Contact;

/// Whether the rules need the notes of where a client's contacts went: some left, and nobody here wished them luck (P12).
pub(crate) fn asks_where_to(client: &Client, alone: &Context<'_>) -> bool {
    let has_movers = client.contacts.iter().any(|contact| contact.now_at.is_some());
    has_movers && !new_job::propose(&Standing::new(client, alone)).is_empty()
}

/// Whether a client is owed thanks for one of those it sent us, given the day it was last thanked (P28).
pub(crate) fn is_to_be_thanked(sent: &[&Client], thanked: Option<NaiveDate>, today: NaiveDate) -> bool {
    sent.iter().any(|client| thank_referrer::owed(client, thanked, today).is_some())
}

/// What the rules need of a client that somebody sent us: when it began, and its names.
pub(crate) fn referral(client: &Client) -> Client {
    Client {
        path: client.path.clone(),
        name: client.name.clone(),
        aliases: client.aliases.clone(),
        status: client.status,
        since: client.since,
        referred_by: client.referred_by.clone(),
        touches: client.touches.first().cloned().into_iter().collect(),
        ..Client::default()
    }
}

/// What the rules need of a client where somebody went: who was in touch with whom (P12), and what they need of a client
/// that somebody sent us.
pub(crate) fn workplace(client: Client) -> Client {
    let Client { path, name, aliases, status, since, referred_by, contacts, touches, .. } = client;
    let names = |Contact { id, name, aliases, .. }| Contact { id, name, aliases, ..Contact::default() };
    let contacts = contacts.into_iter().map(names).collect();
    Client { path, name, aliases, status, since, contacts, referred_by, touches, ..Client::default() }
}
