//! # cadence
//!
//! A client is due one rhythm after the last contact (P02); a former, a lost and a declined one too
//! (P01, P03, P04). Without a contact the rhythm is counted from `since`.
//!
//! When every retry has gone unanswered, the client goes back to its rhythm, counted from the last
//! attempt, and stays on it (P07).
//!
//! A contact who has not left may have a rhythm of their own: it is counted from the last contact
//! that names them, else from the client's.
//!
//! ```markdown
//! ---
//! cadence: 6 weeks
//! contacts:
//!   - {name: Dana Reyes, cadence: 3 months}
//! ---
//! ## 2026-09-14 Call with Dana
//! ```
//!
//! The rhythm is the note's `cadence`, else the shortest of its tags', else its status's;
//! `cadence: never` silences it.

use super::{Basis, Reason, Standing, Trigger};
use crate::model::contact::Contact;

pub(super) fn propose<'a>(standing: &Standing<'a>) -> Vec<Trigger<'a>> {
    let contacts = standing.client.contacts.iter().zip(0u16..);
    let theirs = contacts.filter_map(|(contact, index)| of_contact(standing, contact, index));
    of_client(standing).into_iter().chain(theirs).collect()
}

fn of_client<'a>(standing: &Standing<'a>) -> Option<Trigger<'a>> {
    let every = standing.rhythm.cadence.duration()?;
    let from = match standing.attempts.last() {
        None => from_contact_or_since(standing)?,
        Some(last) if standing.attempts.len() > standing.settings.retry.len() => Basis::Attempt(last.date),
        // The ladder of retries stands in its place.
        Some(_) => return None,
    };
    Some(Trigger::new(every.after(from.day()), Reason::Cadence { every, from }))
}

fn of_contact<'a>(standing: &Standing<'a>, contact: &'a Contact, index: u16) -> Option<Trigger<'a>> {
    let every = contact.cadence?.duration().filter(|_| contact.is_current(standing.today))?;
    let naming = standing.client.contacts_made(standing.today).rfind(|touch| touch.people.contains(&index));
    let from = naming.map(|touch| Basis::Contact(touch.date)).or_else(|| from_contact_or_since(standing))?;
    Some(Trigger::new(every.after(from.day()), Reason::ContactCadence { contact, every, from }))
}

fn from_contact_or_since(standing: &Standing<'_>) -> Option<Basis> {
    let since = || standing.client.since.map(Basis::Since);
    standing.last_contact.map(Basis::Contact).or_else(since)
}
