//! # other-channel
//!
//! Advises to try another way, and names the ways that are left.
//!
//! ## Why
//!
//! Call again, at another time, by another avenue (P08). Somebody who never reads e-mail picks up the
//! phone, and the other way round.
//!
//! ## When
//!
//! The last two attempts since the last contact went the same way. Ways not tried since are named.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-11-02 E-mail to Marta, no reply
//! ## 2026-11-09 E-mail to Marta, no reply
//! ```
//!
//! ## Configuration
//!
//! `rules: {other-channel: off}` silences it.

use super::Advice;
use crate::rules::ways::{WAYS, tried};
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let [.., one, two] = standing.attempts[..] else { return None };
    let spent = tried(standing);
    let left = WAYS.into_iter().filter(|channel| !spent.contains(channel)).collect();
    (one.channel == two.channel).then_some(Advice::OtherChannel { tried: two.channel, left })
}
