//! The ways to get in touch, and which of them were tried or used too often.

use super::Standing;
use crate::model::touch::Channel;

/// Ways that one can choose, in the order in which they are suggested if nothing else decides.
pub(super) const WAYS: [Channel; 6] =
    [Channel::Call, Channel::Email, Channel::Message, Channel::Video, Channel::Meeting, Channel::Card];

/// After this many touches by one channel, it is time for another.
pub(super) const WORN_AFTER: usize = 3;

/// Whether no advice warns against a way: it was not tried without an answer since the last contact, nor was it the
/// only one lately (P08, P18).
pub fn is_open(standing: &Standing<'_, '_>, channel: Channel) -> bool {
    let worn = worn(standing);
    WAYS.contains(&channel) && !tried(standing).contains(&channel) && worn != Some(channel)
}

/// Channels tried since the last contact without an answer.
pub(super) fn tried(standing: &Standing<'_, '_>) -> Vec<Channel> {
    let mut tried: Vec<Channel> = standing.attempts.iter().map(|touch| touch.channel).collect();
    // A voicemail is a call that nobody answered.
    if tried.contains(&Channel::Voicemail) {
        tried.push(Channel::Call);
    }
    tried
}

/// The channel of the last three touches, if it was one and the same.
pub(super) fn worn(standing: &Standing<'_, '_>) -> Option<Channel> {
    let touches = standing.last_touches(WORN_AFTER);
    let channel = touches.first().filter(|_| touches.len() == WORN_AFTER)?.channel;
    let same = touches.iter().all(|touch| touch.channel == channel);
    (same && channel != Channel::Other).then_some(channel)
}
