//! # variety
//!
//! Advises to get in touch in another way than the last times.
//!
//! ## Why
//!
//! Do not send the same thing the same old way (P18).
//!
//! ## When
//!
//! The last three touches went by one channel, and it is known which.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-07-14 E-mail with the figures
//! ## 2026-08-20 E-mail: an article
//! ## 2026-11-02 E-mail about the draft
//! ```
//!
//! ## Configuration
//!
//! `rules: {variety: off}` silences it.

use super::{Advice, last};
use crate::model::touch::Channel;
use crate::rules::{Standing, Trigger};

const TOUCHES: usize = 3;

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    only_channel(standing).map(|channel| Advice::Variety { channel, touches: TOUCHES })
}

/// The channel of the last three touches, if it was one and the same.
pub(in crate::rules) fn only_channel(standing: &Standing<'_, '_>) -> Option<Channel> {
    let touches = last(standing, TOUCHES);
    let channel = touches.first().filter(|_| touches.len() == TOUCHES)?.channel;
    let same = touches.iter().all(|touch| touch.channel == channel);
    (same && channel != Channel::Other).then_some(channel)
}
