//! # first-touch
//!
//! A client with no contact, no attempt and no `since` is due today: it was written down to be
//! contacted, and nothing says when (P01).
//!
//! `cadence: never` silences it.

use super::{Reason, Standing, Trigger};

pub(super) fn propose<'a>(standing: &Standing<'a>) -> Vec<Trigger<'a>> {
    let untouched =
        standing.last_contact.is_none() && standing.client.since.is_none() && standing.attempts.is_empty();
    let wanted = standing.rhythm.cadence.duration().is_some();
    (untouched && wanted).then(|| Trigger::new(standing.today, Reason::FirstTouch)).into_iter().collect()
}
