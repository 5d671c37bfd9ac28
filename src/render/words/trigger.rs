//! Why a trigger is due, in words.

use chrono::NaiveDate;

use super::{day, noun};
use crate::model::count::Count;
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
            let past = past(trigger, today, &format!("its rhythm of {every}"));
            match from {
                Basis::Contact(_) => past,
                Basis::Since(since) => format!("{past}, counted from {} for want of a contact", on(*since)),
                Basis::Attempt(last) => format!("{past}, counted from the last attempt on {}", on(*last)),
            }
        }
        Reason::ContactCadence { contact, every, from } => {
            let past = past(trigger, today, &format!("the rhythm of {every} with {}", contact.name));
            format!("{past}, counted from {}", on(from.day()))
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
            match (trigger.due - today).num_days() {
                0 => format!("{what} is today"),
                1 => format!("{what} is tomorrow"),
                left => format!("{what} is on {}, in {left} days", on(trigger.due)),
            }
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

/// "26 days past its rhythm", "its rhythm ends today", "its rhythm ends on 24 November".
fn past(trigger: &Trigger<'_>, today: NaiveDate, rhythm: &str) -> String {
    match trigger.days_overdue(today) {
        0 if trigger.due == today => format!("{rhythm} ends today"),
        0 => format!("{rhythm} ends on {}", day(trigger.due, today)),
        overdue => format!("{} past {rhythm}", Count(overdue, "day")),
    }
}

fn when(due: NaiveDate, today: NaiveDate) -> String {
    match (today - due).num_days() {
        0 => "is for today".to_owned(),
        overdue if overdue > 0 => format!("was for {}", day(due, today)),
        _ => format!("is for {}", day(due, today)),
    }
}
