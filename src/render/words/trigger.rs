//! Why a trigger is due, in words.

use chrono::NaiveDate;

use super::{day, noun};
use crate::model::link;
use crate::model::status::Ending;
use crate::rules::{Basis, Reason, Trigger};

/// Why a trigger is due, without a full stop.
pub(in crate::render) fn trigger(trigger: &Trigger<'_>, today: NaiveDate) -> String {
    let message = reason(trigger, today);
    match trigger.moved_from {
        Some(original) => format!("{message} (first due on {}, in a quiet time)", day(original, today)),
        None => message,
    }
}

fn reason(trigger: &Trigger<'_>, today: NaiveDate) -> String {
    let on = |date| day(date, today);
    match &trigger.reason {
        Reason::Cadence { every, from } => {
            let due = by_rhythm(trigger, today, &format!("its rhythm of {every}"));
            match from {
                Basis::Contact(_) => due,
                Basis::Since(since) => format!("{due}, counted from {} for want of a contact", on(*since)),
                Basis::Attempt(last) => format!("{due}, counted from the last attempt on {}", on(*last)),
            }
        }
        Reason::ContactCadence { contact, every, from } => {
            let due = by_rhythm(trigger, today, &format!("the rhythm of {every} with {}", contact.name));
            format!("{due}, counted from {}", on(from.day()))
        }
        Reason::FirstTouch => "nobody has been in touch yet; a good moment to say hello".to_owned(),
        Reason::Retry { last, attempts, steps, .. } => {
            let tried = format!("no answer to the {} of {}", noun(last.channel), on(last.date));
            format!("{tried}; retry {attempts} of {steps} {}", when(trigger.due, today))
        }
        Reason::Promise { task } => {
            let what = if task.is_empty() { "something" } else { task };
            format!("promised for {}: {what}", on(trigger.due))
        }
        Reason::Farewell { ending, since } => {
            let ended = match ending {
                Ending::Lost => "it went to someone else",
                Ending::Declined => "you declined the work",
                Ending::Done => "the work ended",
            };
            format!("{ended} on {}; a good moment to part well", on(*since))
        }
        Reason::Feedback { delivered } => {
            format!("delivered on {}; ask how it is working out", on(*delivered))
        }
        Reason::Occasion { name, contact, .. } => {
            let what = match (contact, *name) {
                (Some(contact), _) => format!("{}’s birthday", contact.name),
                (None, "birthday") => "their birthday".to_owned(),
                (None, name) => name.to_owned(),
            };
            format!("{what} is on {}", on(trigger.due))
        }
        Reason::NewJob { contact, left, now_at, at } => {
            let place = at.map_or_else(|| link::shown(now_at), |client| client.name.clone());
            format!("{} left on {} and is now at {place}; wish them luck", contact.name, on(*left))
        }
        Reason::WelcomeBack { contact, until } => {
            format!("{} was away until {} and should be back; say welcome", contact.name, on(*until))
        }
        Reason::ThankReferrer { referred, day } => {
            format!("sent you {} on {}; say thank you", referred.name, on(*day))
        }
        Reason::FollowUp { talk } => {
            format!("after the {} of {}, a few lines to follow up", noun(talk.channel), on(talk.date))
        }
    }
}

/// "due since 26 October by its rhythm", "due on 24 November by its rhythm": the same words from day to day, so that a
/// week's changes to the page show what happened.
fn by_rhythm(trigger: &Trigger<'_>, today: NaiveDate, rhythm: &str) -> String {
    let due = if trigger.due < today { "due since" } else { "due on" };
    format!("{due} {} by {rhythm}", day(trigger.due, today))
}

fn when(due: NaiveDate, today: NaiveDate) -> String {
    let is_for = if due < today { "was for" } else { "is for" };
    format!("{is_for} {}", day(due, today))
}
