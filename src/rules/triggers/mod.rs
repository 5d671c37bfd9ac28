//! Triggers: each puts a client on the agenda for a day, and says why.

pub(super) mod cadence;
pub(super) mod farewell;
pub(super) mod feedback;
pub(super) mod first_touch;
pub(super) mod follow_up;
pub(super) mod new_job;
pub(super) mod occasion;
pub(super) mod promise;
pub(super) mod retry;
pub(super) mod thank_referrer;
pub(super) mod welcome_back;

use chrono::{Days, NaiveDate};

use super::Standing;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::days_between;
use crate::model::duration::Duration;
use crate::model::rule::Rule;
use crate::model::status::Ending;
use crate::model::touch::Touch;

/// What puts a client on the agenda, and for when.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger<'a> {
    /// The day it is due.
    pub due: NaiveDate,
    /// The day it was due before a pause or absence moved it.
    pub moved_from: Option<NaiveDate>,
    /// Why.
    pub reason: Reason<'a>,
}

/// Why a trigger is due, as data; the renderers word it.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason<'a> {
    /// The client's rhythm has run out (P02).
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
    /// An attempt was not answered (P08).
    Retry {
        /// The last attempt.
        last: &'a Touch,
        /// How many there were since the last contact.
        attempts: usize,
        /// How many retries the ladder has.
        steps: usize,
        /// The time from the last attempt to the next.
        step: Duration,
        /// The client's rhythm, by which the urgency is weighed.
        every: Duration,
    },
    /// Something was promised (P25).
    Promise {
        /// What.
        task: &'a str,
    },
    /// The work ended, and nobody has said farewell yet (P05).
    Farewell {
        /// How it ended.
        ending: Ending,
        /// When.
        since: NaiveDate,
    },
    /// Work was delivered, and nobody has asked how it is doing (P14).
    Feedback {
        /// When.
        delivered: NaiveDate,
    },
    /// A day to write on (P06).
    Occasion {
        /// What it is called; `birthday` for a birthday.
        name: &'a str,
        /// Whose birthday it is, if it is a contact's.
        contact: Option<&'a Contact>,
        /// Its index among the occasions of the settings, if it is one of those.
        configured: Option<usize>,
    },
    /// A contact went elsewhere (P12).
    NewJob {
        /// The contact.
        contact: &'a Contact,
        /// When they left.
        left: NaiveDate,
        /// Where they went, as the note says.
        now_at: &'a str,
        /// The client they went to, if it has a note.
        at: Option<&'a Client>,
    },
    /// A contact is back (P10).
    WelcomeBack {
        /// The contact.
        contact: &'a Contact,
        /// The last day they were away.
        until: NaiveDate,
    },
    /// Somebody this client sent became ours (P28).
    ThankReferrer {
        /// The client it sent.
        referred: &'a Client,
        /// When that began.
        day: NaiveDate,
    },
    /// A talk was not followed by a few lines (P19).
    FollowUp {
        /// The talk.
        talk: &'a Touch,
    },
}

/// The day a rhythm is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The last contact.
    Contact(NaiveDate),
    /// The day the status began, as there was no contact.
    Since(NaiveDate),
    /// The last of several unanswered attempts.
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
    pub(super) fn new(due: NaiveDate, reason: Reason<'a>) -> Self {
        Self { due, moved_from: None, reason }
    }

    /// The rule that proposed it.
    pub const fn rule(&self) -> Rule {
        match self.reason {
            Reason::Cadence { .. } | Reason::ContactCadence { .. } => Rule::Cadence,
            Reason::FirstTouch => Rule::FirstTouch,
            Reason::Retry { .. } => Rule::Retry,
            Reason::Promise { .. } => Rule::Promise,
            Reason::Farewell { .. } => Rule::Farewell,
            Reason::Feedback { .. } => Rule::Feedback,
            Reason::Occasion { .. } => Rule::Occasion,
            Reason::NewJob { .. } => Rule::NewJob,
            Reason::WelcomeBack { .. } => Rule::WelcomeBack,
            Reason::ThankReferrer { .. } => Rule::ThankReferrer,
            Reason::FollowUp { .. } => Rule::FollowUp,
        }
    }

    /// The days that weigh its urgency; none if it is never urgent.
    pub const fn urgency_days(&self) -> Option<u32> {
        match self.reason {
            Reason::Cadence { every, .. }
            | Reason::ContactCadence { every, .. }
            | Reason::Retry { every, .. } => Some(every.nominal_days()),
            Reason::Promise { .. }
            | Reason::Farewell { .. }
            | Reason::NewJob { .. }
            | Reason::WelcomeBack { .. }
            | Reason::ThankReferrer { .. }
            | Reason::FollowUp { .. } => Some(7),
            Reason::Feedback { .. } => Some(30),
            Reason::FirstTouch | Reason::Occasion { .. } => None,
        }
    }

    /// Whether it is the client's own next try: the retry, or the rhythm after the retries (P07).
    pub const fn is_next_try(&self) -> bool {
        matches!(self.reason, Reason::Retry { .. } | Reason::Cadence { .. })
    }

    /// Whether a planned touch replaces it, and a rest that has ended postpones it (P29).
    pub const fn is_of_rhythm(&self) -> bool {
        match self.reason {
            Reason::Cadence { .. }
            | Reason::ContactCadence { .. }
            | Reason::FirstTouch
            | Reason::Retry { .. } => true,
            Reason::Promise { .. }
            | Reason::Farewell { .. }
            | Reason::Feedback { .. }
            | Reason::Occasion { .. }
            | Reason::NewJob { .. }
            | Reason::WelcomeBack { .. }
            | Reason::ThankReferrer { .. }
            | Reason::FollowUp { .. } => false,
        }
    }

    /// The contact it is about.
    pub const fn contact(&self) -> Option<&'a Contact> {
        match self.reason {
            Reason::ContactCadence { contact, .. }
            | Reason::NewJob { contact, .. }
            | Reason::WelcomeBack { contact, .. } => Some(contact),
            Reason::Occasion { contact, .. } => contact,
            Reason::Cadence { .. }
            | Reason::FirstTouch
            | Reason::Retry { .. }
            | Reason::Promise { .. }
            | Reason::Farewell { .. }
            | Reason::Feedback { .. }
            | Reason::ThankReferrer { .. }
            | Reason::FollowUp { .. } => None,
        }
    }

    /// Days from its due date to `today`; 0 if it is not overdue.
    pub fn days_overdue(&self, today: NaiveDate) -> u32 {
        days_between(self.due, today)
    }

    /// Whether it belongs on an agenda up to `until`. An occasion does as soon as its lead begins: a card has to be
    /// sent ahead of the day (P06).
    pub fn is_due_by(&self, until: NaiveDate) -> bool {
        self.due <= until || self.rule() == Rule::Occasion
    }
}

/// The triggers' proposals for a client, in the order of the docs.
pub(super) type Propose = for<'a> fn(&Standing<'_, 'a>) -> Vec<Trigger<'a>>;

pub(super) const TRIGGERS: &[(Rule, Propose)] = &[
    (Rule::Cadence, cadence::propose),
    (Rule::FirstTouch, first_touch::propose),
    (Rule::Retry, retry::propose),
    (Rule::Promise, promise::propose),
    (Rule::Farewell, farewell::propose),
    (Rule::Feedback, feedback::propose),
    (Rule::Occasion, occasion::propose),
    (Rule::NewJob, new_job::propose),
    (Rule::WelcomeBack, welcome_back::propose),
    (Rule::ThankReferrer, thank_referrer::propose),
    (Rule::FollowUp, follow_up::propose),
];

fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
