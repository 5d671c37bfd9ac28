//! What is due at a client, and why. Pure: the same client on the same day gives the same verdict.
//!
//! Triggers propose, holds amend, advice follows. Each trigger is one file here, with its manual as
//! its doc comment; a new one is added to `TRIGGERS` and to [`Reason`].

mod approach;
mod cadence;
mod first_touch;
mod hold;
mod promise;
mod retry;
mod standing;

use chrono::{Days, NaiveDate};

pub use hold::Rest;
pub use standing::{Rhythm, RhythmFrom, Standing};

use crate::model::client::Status;
use crate::model::contact::Contact;
use crate::model::duration::Duration;
use crate::model::rule::Rule;
use crate::model::touch::{Channel, Touch};

/// What puts a client on the agenda, and for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger<'a> {
    /// The day it is due.
    pub due: NaiveDate,
    /// The day it was due before a pause or absence moved it.
    pub moved_from: Option<NaiveDate>,
    /// Why.
    pub reason: Reason<'a>,
}

/// Why a trigger is due, as data; the renderers word it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'a> {
    /// The client's rhythm has run out.
    Cadence {
        /// The rhythm.
        every: Duration,
        /// What it is counted from.
        from: Basis,
    },
    /// A contact's own rhythm has run out.
    ContactCadence {
        /// The contact.
        contact: &'a Contact,
        /// Their rhythm.
        every: Duration,
        /// What it is counted from.
        from: Basis,
    },
    /// Nobody has ever been in touch.
    FirstTouch,
    /// An attempt was not answered.
    Retry {
        /// The last attempt.
        last: &'a Touch,
        /// How many there were since the last contact.
        attempts: usize,
        /// How many retries the ladder has.
        steps: usize,
        /// The client's rhythm, which weighs the urgency.
        every: Duration,
    },
    /// Something was promised.
    Promise {
        /// What.
        task: &'a str,
    },
}

/// The day a rhythm is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The last contact.
    Contact(NaiveDate),
    /// The day the status began, for want of a contact.
    Since(NaiveDate),
    /// The last of several attempts without an answer.
    Attempt(NaiveDate),
}

impl Basis {
    /// The day.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Contact(day) | Self::Since(day) | Self::Attempt(day) => day,
        }
    }
}

impl<'a> Trigger<'a> {
    fn new(due: NaiveDate, reason: Reason<'a>) -> Self {
        Self { due, moved_from: None, reason }
    }

    /// The rule that proposed it.
    pub const fn rule(&self) -> Rule {
        match self.reason {
            Reason::Cadence { .. } | Reason::ContactCadence { .. } => Rule::Cadence,
            Reason::FirstTouch => Rule::FirstTouch,
            Reason::Retry { .. } => Rule::Retry,
            Reason::Promise { .. } => Rule::Promise,
        }
    }

    /// The days that weigh its urgency; none if it is never urgent.
    pub const fn urgency_days(&self) -> Option<u32> {
        match self.reason {
            Reason::Cadence { every, .. }
            | Reason::ContactCadence { every, .. }
            | Reason::Retry { every, .. } => Some(every.nominal_days()),
            Reason::Promise { .. } => Some(7),
            Reason::FirstTouch => None,
        }
    }

    /// Whether it is the client's own next try: the retry, or the rhythm behind the retries (P07).
    pub const fn is_next_try(&self) -> bool {
        matches!(self.reason, Reason::Retry { .. } | Reason::Cadence { .. })
    }

    /// Days from its due date to `today`; 0 if it is not overdue.
    pub fn days_overdue(&self, today: NaiveDate) -> u32 {
        u32::try_from((today - self.due).num_days()).unwrap_or_default()
    }
}

/// A trigger's proposals for a client.
type Propose = for<'a> fn(&Standing<'a>) -> Vec<Trigger<'a>>;

const TRIGGERS: &[(Rule, Propose)] = &[
    (Rule::Cadence, cadence::propose),
    (Rule::FirstTouch, first_touch::propose),
    (Rule::Retry, retry::propose),
    (Rule::Promise, promise::propose),
];

/// What is due at a client, how to go about it, and what holds it back.
#[derive(Debug)]
pub struct Verdict<'a> {
    /// Everything that will be due, whenever it is, earliest first.
    pub triggers: Vec<Trigger<'a>>,
    /// The touch that is planned next, which holds the rhythm back (P29).
    pub planned: Option<&'a Touch>,
    /// The pause or absence of today, which holds back all but promises (P10, P30).
    pub rest: Option<Rest>,
    /// Whom to contact: the usual contact, else the next who is there.
    pub who: Option<&'a Contact>,
    /// The way to try, never one that was tried in vain or used each time of late (P08, P18).
    pub channel: Option<Channel>,
}

/// Judges a client: triggers propose, holds amend. A closed client has no trigger at all (P01).
pub fn judge<'a>(standing: &Standing<'a>) -> Verdict<'a> {
    let mut triggers = Vec::new();
    if standing.client.status != Status::Closed {
        for (rule, propose) in TRIGGERS {
            if standing.settings.is_on(*rule) {
                triggers.extend(propose(standing));
            }
        }
    }
    let held = hold::amend(standing, &mut triggers);
    triggers.sort_by_key(|trigger| trigger.due);
    Verdict {
        triggers,
        planned: held.planned,
        rest: held.rest,
        who: approach::who(standing),
        channel: approach::channel(standing),
    }
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
