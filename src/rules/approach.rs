//! How to go about it: whom to contact, and by which way.

use super::{Standing, advice};
use crate::model::contact::Contact;
use crate::model::touch::Channel;

/// Ways that one can choose to go, in the order in which they are suggested for want of better.
pub(super) const WAYS: [Channel; 6] =
    [Channel::Call, Channel::Email, Channel::Message, Channel::Video, Channel::Meeting, Channel::Card];

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

/// Whether no advice speaks against a way: it was not tried in vain since the last contact, nor used
/// each time of late (P08, P18).
pub fn is_open(standing: &Standing<'_, '_>, channel: Channel) -> bool {
    let worn = advice::variety::only_channel(standing);
    WAYS.contains(&channel) && !tried(standing).contains(&channel) && worn != Some(channel)
}

/// Channels tried since the last contact without an answer.
pub(super) fn tried(standing: &Standing<'_, '_>) -> Vec<Channel> {
    let mut tried: Vec<Channel> = standing.attempts.iter().map(|touch| touch.channel).collect();
    // A message on the machine is a call that nobody took.
    if tried.contains(&Channel::Voicemail) {
        tried.push(Channel::Call);
    }
    tried
}
