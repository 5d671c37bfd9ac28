//! # thank-referrer
//!
//! Puts a client on the agenda that sent us another one and has not been thanked.
//!
//! ## Why
//!
//! Thank the partner who referred (P28): who is thanked refers again, and losing a client costs its
//! referrals too (P27).
//!
//! ## When
//!
//! A note's `referred_by` means this one, and this one's history has no touch with `#thanks` on or after
//! the day the other became a client: its `since`, else its first touch. Due a week after that day, once
//! for each client that was sent.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Rosmarin & Rauch
//! since: 2026-11-10
//! referred_by: "[[Lorenz & Quast]]"
//! ---
//! ```
//!
//! Lorenz & Quast is due on 17 November 2026.
//!
//! ## Configuration
//!
//! A touch with `#thanks` ends it. `rules: {thank-referrer: off}` silences it.

use super::{Reason, Trigger};
use crate::model::client::Client;
use crate::model::duration::Duration;
use crate::rules::Standing;

const AFTER: Duration = Duration::weeks(1);

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    standing.referred_by(standing.client).iter().filter_map(|referred| thank(standing, referred)).collect()
}

fn thank<'a>(standing: &Standing<'_, 'a>, referred: &'a Client) -> Option<Trigger<'a>> {
    let first_touch = || referred.touches_until(standing.today).first().map(|touch| touch.date);
    let day = referred.since.or_else(first_touch)?;
    let thanked = standing.touches().iter().any(|touch| touch.date >= day && touch.purposes.thanks);
    (!thanked).then(|| Trigger::new(AFTER.after(day), Reason::ThankReferrer { referred, day }))
}
