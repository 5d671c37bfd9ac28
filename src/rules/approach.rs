//! How to go about it: whom to contact, and by which way.

use super::Standing;
use crate::model::contact::Contact;
use crate::model::touch::Channel;

/// Ways that one can choose to go, in the order in which they are suggested for want of better.
const CHOICES: [Channel; 5] =
    [Channel::Call, Channel::Email, Channel::Message, Channel::Video, Channel::Card];

/// Whom to contact: the primary contact, else the one last named in a contact, else the first; or
/// the next of them, then of the note's, who has not left and is not away (P09, P10).
pub(super) fn who<'a>(standing: &Standing<'a>) -> Option<&'a Contact> {
    let contacts = &standing.client.contacts;
    let primary = contacts.iter().find(|contact| contact.primary);
    let named = standing.client.contacts_made(standing.today).rev().find_map(|touch| touch.people.last());
    let last_named = named.and_then(|index| contacts.get(usize::from(*index)));
    let in_order = primary.into_iter().chain(last_named).chain(contacts);
    let today = standing.today;
    in_order.into_iter().find(|contact| contact.is_current(today) && !contact.is_away(today))
}

/// The way to try: the one of the last contacts, unless it was tried in vain since or used each time
/// of the last three (P08, P18); else one that the contact's details allow.
pub(super) fn channel(standing: &Standing<'_>) -> Option<Channel> {
    let spent = spent(standing);
    let is_open = |channel: &Channel| !spent.contains(channel);
    let made = standing.client.contacts_made(standing.today).rev().map(|touch| touch.channel);
    let used = made.filter(|channel| CHOICES.contains(channel) || *channel == Channel::Meeting);
    let who = who(standing);
    let phone = who.is_some_and(|who| who.phone.is_some()).then_some(Channel::Call);
    let email = who.is_some_and(|who| who.email.is_some()).then_some(Channel::Email);
    let is_untouched = standing.last_touch().is_none();
    let fallback = CHOICES.into_iter().filter(|_| !is_untouched);
    used.chain(phone).chain(email).chain(fallback).find(is_open)
}

/// Channels that advice speaks against: tried in vain since the last contact, or the only one of late.
fn spent(standing: &Standing<'_>) -> Vec<Channel> {
    let mut spent: Vec<Channel> = standing.attempts.iter().map(|touch| touch.channel).collect();
    // A message on the machine is a call that nobody took.
    if spent.contains(&Channel::Voicemail) {
        spent.push(Channel::Call);
    }
    let touches = standing.client.touches_until(standing.today);
    if let [.., one, two, three] = touches
        && one.channel == two.channel
        && two.channel == three.channel
    {
        spent.push(three.channel);
    }
    spent
}
