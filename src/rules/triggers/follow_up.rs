//! # follow-up
//!
//! Puts a client on the agenda after a talk, to send a few lines.
//!
//! ## Why
//!
//! Follow the phone call with a short e-mail (P19): it fixes what was said, and it costs two minutes.
//!
//! ## When
//!
//! Only where it is configured: the last contact is a call, a video call or a meeting of the last 7 days,
//! and nothing was written since, no e-mail, no message and no card.
//!
//! ## Example
//!
//! ```markdown
//! ## 2026-11-19 Call with Birte about the referral
//! ```
//!
//! With `follow_up: 2 days` it is due on 21 November 2026.
//!
//! ## Configuration
//!
//! `follow_up: 2 days` in `rekindle.yaml` switches it on; `rules: {follow-up: off}` off again.

use super::{Reason, Trigger};
use crate::model::touch::Channel;
use crate::rules::Standing;

/// Later than so many days after a talk, a follow-up is an ordinary touch.
const FRESH_DAYS: i64 = 7;

pub(in crate::rules) fn propose<'a>(standing: &Standing<'_, 'a>) -> Vec<Trigger<'a>> {
    follow_up(standing).into_iter().collect()
}

fn follow_up<'a>(standing: &Standing<'_, 'a>) -> Option<Trigger<'a>> {
    let after = standing.settings.follow_up?;
    let talk = standing.last_answered().filter(|touch| standing.last_contact == Some(touch.date))?;
    let is_talk = matches!(talk.channel, Channel::Call | Channel::Video | Channel::Meeting);
    let is_fresh = (standing.today - talk.date).num_days() <= FRESH_DAYS;
    let is_written = |channel| matches!(channel, Channel::Email | Channel::Message | Channel::Card);
    let written = standing.touches().iter().any(|touch| touch.date >= talk.date && is_written(touch.channel));
    (is_talk && is_fresh && !written).then(|| Trigger::new(after.after(talk.date), Reason::FollowUp { talk }))
}
