//! One client in full: its state, and step by step why it is due when it is.

use chrono::NaiveDate;

use crate::agenda::{Entry, Section, last_day, owner};
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::days_between;
use crate::model::duration::Duration;
use crate::model::status::Status;
use crate::model::touch::{Channel, Touch};
use crate::rules::{Context, Rest, Rhythm, Standing, Trigger, Verdict, judge};
use crate::vault::Notes;

/// All there is to know about a client on a day.
#[derive(Debug)]
pub struct ClientDetails<'v> {
    /// The day.
    pub today: NaiveDate,
    /// The client.
    pub client: &'v Client,
    /// Its entry on the agenda; none if it is on track, or closed.
    pub entry: Option<Entry<'v>>,
    /// Which of us looks after it (P13).
    pub owner: Option<&'v str>,
    /// The rhythm, and where it comes from (P02).
    pub rhythm: Rhythm,
    /// The day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// Attempts since then (P08).
    pub attempts: usize,
    /// Whom to contact.
    pub who: Option<&'v Contact>,
    /// The channel to try.
    pub channel: Option<Channel>,
    /// Everything that is or will be due, earliest first.
    pub triggers: Vec<Trigger<'v>>,
    /// Why it is due when it is, step by step.
    pub steps: Vec<Step<'v>>,
    /// The clients it referred to us (P27).
    pub referred: Vec<&'v Client>,
}

/// A step on the way to a due date, as data; the renderers word it.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<'v> {
    /// The last contact.
    LastContact {
        /// The day.
        day: NaiveDate,
        /// The touch; none if only `last_contact` gives the day.
        touch: Option<&'v Touch>,
    },
    /// There has been no contact, so it counts from the day the status began.
    NoContact {
        /// That day, if the note gives it.
        since: Option<NaiveDate>,
    },
    /// Attempts since the last contact (P08).
    Attempts(Vec<&'v Touch>),
    /// The rhythm and its source (P02).
    Rhythm(Rhythm),
    /// The ladder of retries waits after an attempt.
    Ladder {
        /// Which attempt, from 1.
        attempt: usize,
        /// How many steps the ladder has.
        steps: usize,
        /// How long it waits.
        wait: Duration,
    },
    /// The ladder is at its end, and the rhythm counts from the last attempt (P07).
    LadderDone {
        /// How many steps it had.
        steps: usize,
    },
    /// A trigger proposes a day.
    Proposed(Trigger<'v>),
    /// A planned touch holds a trigger back (P29).
    HeldByPlan(Trigger<'v>, &'v Touch),
    /// A pause or absence holds a trigger back (P10, P30).
    HeldByRest(Trigger<'v>, Rest),
    /// A pause or absence that is over moved a trigger from the day it was due.
    Moved(Trigger<'v>, NaiveDate),
    /// A closed client is never due (P01).
    Closed,
    /// The result: the section, and its day.
    Result {
        /// The section; none if it is on track.
        section: Option<Section>,
        /// The day it is due, or will be.
        due: Option<NaiveDate>,
    },
}

impl<'v> ClientDetails<'v> {
    /// Looks at one client of a vault.
    pub fn of(notes: &'v Notes, client: &'v Client, today: NaiveDate) -> Self {
        let context = Context::new(notes.clients(), &notes.vault.settings, today);
        let standing = Standing::new(client, &context);
        let verdict = judge(&standing);
        let entry = Entry::of(&standing, verdict.clone(), last_day(today, notes.vault.settings.days));
        let steps = steps(&standing, &verdict, entry.as_ref());
        let channel = entry.as_ref().map_or(verdict.channel, |entry| entry.channel);
        Self {
            today,
            client,
            entry,
            owner: owner(client, &notes.vault.settings),
            rhythm: standing.rhythm,
            last_contact: standing.last_contact,
            attempts: standing.attempts.len(),
            who: verdict.who,
            channel,
            triggers: verdict.triggers,
            steps,
            referred: context.referred_by(client).to_vec(),
        }
    }

    /// Days since the last contact.
    pub fn silence(&self) -> Option<u32> {
        self.last_contact.map(|last| days_between(last, self.today))
    }

    /// The day it was, is or will be due.
    pub fn due(&self) -> Option<NaiveDate> {
        let on_agenda = self.entry.as_ref().map(|entry| entry.due);
        on_agenda.unwrap_or_else(|| self.triggers.first().map(|trigger| trigger.due))
    }
}

fn steps<'v>(standing: &Standing<'_, 'v>, verdict: &Verdict<'v>, entry: Option<&Entry<'v>>) -> Vec<Step<'v>> {
    if standing.client.status == Status::Closed {
        return vec![Step::Closed];
    }
    let mut steps = vec![match standing.last_contact {
        Some(day) => {
            Step::LastContact { day, touch: standing.last_answered().filter(|touch| touch.date == day) }
        }
        None => Step::NoContact { since: standing.client.since },
    }];
    steps.push(Step::Rhythm(standing.rhythm));
    if !standing.attempts.is_empty() {
        steps.push(Step::Attempts(standing.attempts.clone()));
        if standing.rhythm.cadence.duration().is_some() {
            let (attempt, ladder) = (standing.attempts.len(), standing.ladder());
            steps.push(match ladder.get(attempt - 1) {
                Some(wait) => Step::Ladder { attempt, steps: ladder.len(), wait: *wait },
                None => Step::LadderDone { steps: ladder.len() },
            });
        }
    }
    for trigger in &verdict.held {
        let plan = verdict.planned.filter(|_| trigger.is_of_rhythm());
        steps.extend(match (plan, &verdict.rest) {
            (Some(planned), _) => Some(Step::HeldByPlan(trigger.clone(), planned)),
            (None, Some(rest)) => Some(Step::HeldByRest(trigger.clone(), rest.clone())),
            (None, None) => None,
        });
    }
    for trigger in &verdict.triggers {
        steps.push(match trigger.moved_from {
            Some(first) => Step::Moved(trigger.clone(), first),
            None => Step::Proposed(trigger.clone()),
        });
    }
    let due = match entry {
        Some(entry) => entry.due,
        None => verdict.triggers.first().map(|trigger| trigger.due),
    };
    steps.push(Step::Result { section: entry.map(|entry| entry.section), due });
    steps
}
