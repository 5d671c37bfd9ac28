//! What is due at a client, and how to go about it. Pure: the same client on the same day gives the same verdict.
//!
//! Triggers propose, holds amend, advice follows. Each trigger and each piece of advice is one file,
//! with its manual as its doc comment.

mod advice;
mod approach;
mod context;
mod hold;
pub mod manual;
pub(crate) mod others;
mod standing;
#[cfg(test)]
mod testing;
mod triggers;
mod ways;

pub use advice::coverage::known_through;
pub use advice::{Advice, NotUsual};
pub use context::Context;
pub use hold::Rest;
pub use standing::{Rhythm, RhythmFrom, Standing, rhythm_of_kind};
pub use triggers::occasion::BIRTHDAY;
pub use triggers::{Basis, Reason, Trigger};
pub use ways::is_open;

use crate::model::contact::Contact;
use crate::model::status::Status;
use crate::model::touch::{Channel, Touch};

/// What is due at a client, what holds it back, and whom to contact how.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// Everything that will be due, whenever it is, earliest first.
    pub triggers: Vec<Trigger<'a>>,
    /// Triggers that a planned touch, a pause or an absence holds back, earliest first.
    pub held: Vec<Trigger<'a>>,
    /// The next planned touch, which holds the rhythm back (P29).
    pub planned: Option<&'a Touch>,
    /// The pause or absence of today, which holds back all but promises (P10, P30).
    pub rest: Option<Rest>,
    /// Whom to contact: the usual contact, else the next who can be reached.
    pub who: Option<&'a Contact>,
    /// The way to try, never one that advice warns against (P08, P18).
    pub channel: Option<Channel>,
}

/// Judges a client: triggers propose, holds amend. A closed client has no trigger at all (P01).
pub fn judge<'a>(standing: &Standing<'_, 'a>) -> Verdict<'a> {
    let mut triggers = Vec::new();
    if standing.client.status != Status::Closed {
        for (rule, propose) in triggers::TRIGGERS {
            if standing.settings().is_on(*rule) {
                triggers.extend(propose(standing));
            }
        }
    }
    triggers.sort_by_key(|trigger| trigger.due);
    let hold::Amended { mut triggers, held, planned, rest } = hold::amend(standing, triggers);
    triggers.sort_by_key(|trigger| trigger.due);
    let (who, channel) = (approach::who(standing), approach::channel(standing));
    Verdict { triggers, held, planned, rest, who, channel }
}

/// Advice on a client that is on the agenda with these triggers, in the order of the docs.
pub fn advise<'a>(standing: &Standing<'_, 'a>, listed: &[Trigger<'a>]) -> Vec<Advice<'a>> {
    let switched_on = advice::ADVICE.iter().filter(|(rule, _)| standing.settings().is_on(*rule));
    switched_on.filter_map(|(_, give)| give(standing, listed)).collect()
}
