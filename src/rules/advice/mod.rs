//! Advice: how to go about a client that is on the agenda.

pub(super) mod ask;
pub(super) mod coverage;
pub(super) mod gracious;
pub(super) mod orders_only;
pub(super) mod other_channel;
pub(super) mod other_contact;
pub(super) mod patience;
pub(super) mod repair;
pub(super) mod share;
pub(super) mod value;
pub(super) mod variety;

use chrono::NaiveDate;

use super::{Standing, Trigger};
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::status::Ending;
use crate::model::touch::Channel;

/// A piece of advice, as data; the renderers word it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice<'a> {
    /// One way was tried twice without an answer (P08).
    OtherChannel {
        /// The way.
        tried: Channel,
        /// Ways not tried since the last contact.
        left: Vec<Channel>,
    },
    /// Somebody else there could be reached (P09).
    OtherContact {
        /// Why to turn to them.
        why: NotUsual<'a>,
        /// Who can be reached and was not tried, in the note's order.
        others: Vec<&'a Contact>,
    },
    /// All retries went unanswered (P07).
    Patience {
        /// How many attempts there were since the last contact.
        attempts: usize,
        /// The day of the first.
        since: NaiveDate,
    },
    /// Only one person there is known (P11).
    Coverage {
        /// Who.
        only: &'a Contact,
        /// How many are listed.
        listed: usize,
    },
    /// The last touches all went the same way (P18).
    Variety {
        /// The way.
        channel: Channel,
        /// How many touches it was.
        touches: usize,
    },
    /// Lately more was asked than given (P15).
    Value {
        /// How many of the last touches asked.
        asks: usize,
        /// Of how many.
        touches: usize,
    },
    /// Much was given; now is the time to ask about their plans (P17).
    Ask {
        /// How many of the last touches gave something.
        values: usize,
        /// Of how many.
        touches: usize,
    },
    /// They follow something (P16).
    Share {
        /// What.
        interests: &'a [String],
    },
    /// It is known why it lapsed (P23, P24).
    Repair {
        /// Why, as the note says.
        cause: &'a str,
    },
    /// Thank them and stay gracious (P05, P31).
    Gracious {
        /// How it ended.
        ending: Ending,
    },
    /// Business goes on and nobody talks (P26).
    OrdersOnly {
        /// How many orders, invoices and the like there were since the last contact.
        events: usize,
        /// The day of the last contact.
        since: Option<NaiveDate>,
    },
}

/// Why to turn to someone other than the usual contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUsual<'a> {
    /// The number of unanswered attempts since the last contact.
    Silent(usize),
    /// The usual contact is away.
    Away(&'a Contact),
    /// The usual contact has left.
    Gone(&'a Contact),
}

impl Advice<'_> {
    /// The rule that gives it.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::OtherChannel { .. } => Rule::OtherChannel,
            Self::OtherContact { .. } => Rule::OtherContact,
            Self::Patience { .. } => Rule::Patience,
            Self::Coverage { .. } => Rule::Coverage,
            Self::Variety { .. } => Rule::Variety,
            Self::Value { .. } => Rule::Value,
            Self::Ask { .. } => Rule::Ask,
            Self::Share { .. } => Rule::Share,
            Self::Repair { .. } => Rule::Repair,
            Self::Gracious { .. } => Rule::Gracious,
            Self::OrdersOnly { .. } => Rule::OrdersOnly,
        }
    }
}

/// Gives advice on a client that is on the agenda with these triggers.
pub(super) type Give = for<'a> fn(&Standing<'_, 'a>, &[Trigger<'a>]) -> Option<Advice<'a>>;

pub(super) const ADVICE: &[(Rule, Give)] = &[
    (Rule::OtherChannel, other_channel::give),
    (Rule::OtherContact, other_contact::give),
    (Rule::Patience, patience::give),
    (Rule::Coverage, coverage::give),
    (Rule::Variety, variety::give),
    (Rule::Value, value::give),
    (Rule::Ask, ask::give),
    (Rule::Share, share::give),
    (Rule::Repair, repair::give),
    (Rule::Gracious, gracious::give),
    (Rule::OrdersOnly, orders_only::give),
];
