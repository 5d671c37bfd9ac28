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
        // The ladder of retries stands in its place.
        Some(_) => return None,
    };
    Some(Trigger::new(every.after(from.day()), Reason::Cadence { every, from }))
}

fn of_contact<'a>(standing: &Standing<'_, 'a>, contact: &'a Contact) -> Option<Trigger<'a>> {
    let every = contact.cadence?.duration()?;
    let naming = standing.client.contacts_made(standing.today).rfind(|touch| standing.names(touch, contact));
    let from = naming.map(|touch| Basis::Contact(touch.date)).or_else(|| from_contact_or_since(standing))?;
    Some(Trigger::new(every.after(from.day()), Reason::ContactCadence { contact, every, from }))
}

fn from_contact_or_since(standing: &Standing<'_, '_>) -> Option<Basis> {
    let since = || standing.client.since.map(Basis::Since);
    standing.last_contact.map(Basis::Contact).or_else(since)
}
