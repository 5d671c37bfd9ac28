//! # coverage
//!
//! Advises to get to know a second person at the client.
//!
//! ## Why
//!
//! Know more than one person at a client, so that one leaving does not end it (P11).
//!
//! ## When
//!
//! Just one contact who has not left is listed; or several are, and the touches of the last 12 months name
//! only one of them.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! contacts: [Gesine Blume, Henrik Blume]
//! ---
//! ## 2026-08-17 Lunch with Gesine
//! ```
//!
//! ## Configuration
//!
//! `rules: {coverage: off}` silences it.

use super::Advice;
use crate::model::contact::Contact;
use crate::model::duration::Duration;
use crate::rules::{Standing, Trigger};

const LOOKING_BACK: Duration = Duration::months(12);

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let current: Vec<&Contact> = standing.current_contacts().collect();
    let only = match current[..] {
        [only] => only,
        _ => only_one_named(standing, &current)?,
    };
    Some(Advice::Coverage { only, listed: current.len() })
}

fn only_one_named<'a>(standing: &Standing<'_, 'a>, current: &[&'a Contact]) -> Option<&'a Contact> {
    let from = LOOKING_BACK.before(standing.today);
    let recent = || standing.touches().iter().filter(|touch| touch.date >= from);
    let mut named = current.iter().filter(|contact| recent().any(|touch| standing.names(touch, contact)));
    let only = *named.next()?;
    named.next().is_none().then_some(only)
}
