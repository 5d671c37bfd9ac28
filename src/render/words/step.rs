//! The steps to a due date, in words.

use chrono::NaiveDate;

use super::{day, list, noun, until};
use crate::agenda::Section;
use crate::model::count::Count;
use crate::model::touch::Touch;
use crate::rules::{Reason, Rhythm, RhythmFrom, Trigger};
use crate::views::show::Step;

/// A step, without a full stop.
pub(in crate::render) fn step(step: &Step<'_>, today: NaiveDate) -> String {
    let on = |date| day(date, today);
    match step {
        Step::LastContact { day, touch: Some(touch) } => {
            let title =
                if touch.title.is_empty() { String::new() } else { format!(" “{}”", touch.title) };
            format!("the last contact was the {} of {}{title}", noun(touch.channel), on(*day))
        }
        Step::LastContact { day, touch: None } => {
            format!("the last contact was on {}, by last_contact", on(*day))
        }
        Step::NoContact { since: Some(since) } => format!("no contact yet, so it counts from {}", on(*since)),
        Step::NoContact { since: None } => "no contact yet, and no date to count from".to_owned(),
        Step::Attempts(attempts) => {
            let count = Count(attempts.len(), "attempt");
            let since = if attempts.len() == 1 { "was not answered" } else { "were not answered" };
            format!("{count} after it {since}: {}", tries(attempts, today))
        }
        Step::Rhythm(rhythm) => self::rhythm(*rhythm),
        Step::Ladder { attempt, steps, wait } => {
            format!(
                "after attempt {attempt} the ladder of {steps} retries waits {wait}, in place of the rhythm"
            )
        }
        Step::LadderDone { steps: 0 } => {
            "there are no retries, so the rhythm counts from the last attempt".to_owned()
        }
        Step::LadderDone { steps } => {
            format!("the ladder of {steps} retries is done, so the rhythm counts from the last attempt")
        }
        Step::Proposed(trigger) => proposed(trigger, today),
        Step::HeldByPlan(trigger, planned) => {
            let rule = rule(trigger);
            format!("{rule} of {} is held back: a touch is planned for {}", on(trigger.due), on(planned.date))
        }
        Step::HeldByRest(trigger, rest) => {
            let what = if rest.is_pause { "the note says to pause" } else { "everybody there is away" };
            let until = until(rest, today);
            format!("{} of {} is held back: {what}{until}", rule(trigger), on(trigger.due))
        }
        Step::Moved(trigger, first) => {
            let rule = rule(trigger);
            format!(
                "{rule} fell due on {}, in a quiet time that is over, so it moved to {}",
                on(*first),
                on(trigger.due)
            )
        }
        Step::Closed => "it is closed, so it is never due".to_owned(),
        Step::Result { section, due } => result(*section, due.map(on).as_deref()),
    }
}

/// The rule's name, and whom it is about.
fn rule(trigger: &Trigger<'_>) -> String {
    let name = trigger.rule().name();
    match trigger.contact() {
        Some(contact) => format!("{name} with {}", contact.name),
        None => name.to_owned(),
    }
}

/// "6 weeks after 18 September its rhythm runs out: 30 October".
fn proposed(trigger: &Trigger<'_>, today: NaiveDate) -> String {
    let on = |date| day(date, today);
    match &trigger.reason {
        Reason::Cadence { every, from } => {
            format!("{every} after {} its rhythm runs out: {}", on(from.day()), on(trigger.due))
        }
        Reason::ContactCadence { every, from, contact } => {
            let (from, due) = (on(from.day()), on(trigger.due));
            format!("{every} after {from} the rhythm of {} runs out: {due}", contact.name)
        }
        Reason::Retry { last, step, .. } => {
            format!("{step} after {} a retry is due: {}", on(last.date), on(trigger.due))
        }
        // Their words include the day.
        Reason::Promise { .. } | Reason::Occasion { .. } => super::trigger(trigger, today),
        Reason::FirstTouch
        | Reason::Farewell { .. }
        | Reason::Feedback { .. }
        | Reason::NewJob { .. }
        | Reason::WelcomeBack { .. }
        | Reason::ThankReferrer { .. }
        | Reason::FollowUp { .. } => format!(
            "{} is due on {}: {}",
            trigger.rule().name(),
            on(trigger.due),
            super::trigger(trigger, today)
        ),
    }
}

fn tries(attempts: &[&Touch], today: NaiveDate) -> String {
    let mut tries = Vec::new();
    for touch in attempts {
        tries.push(format!("{} of {}", noun(touch.channel), day(touch.date, today)));
    }
    let tries: Vec<&str> = tries.iter().map(String::as_str).collect();
    list(&tries, "and")
}

/// "its rhythm is 6 weeks, by its status".
pub(in crate::render) fn rhythm(rhythm: Rhythm) -> String {
    let from = match rhythm.from {
        RhythmFrom::Note => "its note",
        RhythmFrom::Tag => "a tag",
        RhythmFrom::Status => "its status",
    };
    match rhythm.cadence.duration() {
        Some(every) => format!("its rhythm is {every}, by {from}"),
        None => format!("it has no rhythm, by {from}"),
    }
}

fn result(section: Option<Section>, due: Option<&str>) -> String {
    let (with_date, without) = match section {
        Some(Section::Overdue) => ("it has been due since", "it is overdue"),
        Some(Section::Due | Section::Later) => ("it is due on", "it is due"),
        Some(Section::Occasions) => ("there is a day to write for, on", "there is a day to write for"),
        Some(Section::Paused) => ("it rests, and comes back on", "it rests until you say otherwise"),
        Some(Section::Planned) => ("it waits for the planned day,", "it waits for the planned day"),
        Some(Section::Waiting) => {
            ("it waits for an answer, and the next try is on", "it waits for an answer")
        }
        None => ("it is on track, and due next on", "it is on track, and nothing will be due"),
    };
    match due {
        Some(due) => format!("so {with_date} {due}"),
        None => format!("so {without}"),
    }
}
