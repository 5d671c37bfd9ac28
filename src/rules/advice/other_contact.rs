//! # other-contact
//!
//! Advises to turn to someone else at the client, and names who is there.
//!
//! ## Why
//!
//! If one person is silent, find someone else in the organisation (P09). Perhaps the first one is on a
//! sabbatical (P10).
//!
//! ## When
//!
//! Two or more attempts went unanswered since the last contact, or the usual contact is away or has left;
//! and there is another contact, neither gone nor away, whom no attempt since then named. The usual
//! contact is the one with `primary: true`, else the one last named in a contact, else the first.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! contacts: [Marta Kessel, Jonas Brandt]
//! ---
//! ## 2026-11-02 E-mail to Marta, no reply
//! ## 2026-11-09 Call to Marta, no answer
//! ```
//!
//! ## Configuration
//!
//! `rules: {other-contact: off}` silences it.

use super::{Advice, NotUsual};
use crate::rules::{Standing, Trigger};

pub(in crate::rules) fn give<'a>(standing: &Standing<'_, 'a>, _: &[Trigger<'a>]) -> Option<Advice<'a>> {
    let usual = standing.usual_contact()?;
    let why = if !usual.is_current(standing.today) {
        NotUsual::Gone(usual)
    } else if usual.is_away(standing.today) {
        NotUsual::Away(usual)
    } else if standing.attempts.len() >= 2 {
        NotUsual::Silent(standing.attempts.len())
    } else {
        return None;
    };
    let was_tried = |contact| standing.attempts.iter().any(|touch| standing.names(touch, contact));
    let others =
        standing.reachable_contacts().filter(|contact| !std::ptr::eq(*contact, usual) && !was_tried(contact));
    let others: Vec<_> = others.collect();
    (!others.is_empty()).then_some(Advice::OtherContact { why, others })
}
