//! How to go about it: whom to contact, and by which way.

use super::Standing;
use super::ways::{WAYS, is_open};
use crate::model::contact::Contact;
use crate::model::touch::Channel;

/// Whom to contact: the usual contact, or the next who has not left and is not away (P09, P10).
pub(super) fn who<'a>(standing: &Standing<'_, 'a>) -> Option<&'a Contact> {
    let today = standing.today;
    standing.contacts_by_use().find(|contact| contact.is_current(today) && !contact.is_away(today))
}

/// The way to try: the one of the last contacts, else one that the contact's details allow.
pub(super) fn channel(standing: &Standing<'_, '_>) -> Option<Channel> {
    let used = standing.client.contacts_made(standing.today).rev().map(|touch| touch.channel);
    let who = who(standing);
    let phone = who.is_some_and(|who| who.phone.is_some()).then_some(Channel::Call);
    let email = who.is_some_and(|who| who.email.is_some()).then_some(Channel::Email);
    let fallback = WAYS.into_iter().filter(|_| standing.last_touch().is_some());
    used.chain(phone).chain(email).chain(fallback).find(|channel| is_open(standing, *channel))
}
