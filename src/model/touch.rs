//! What is in a note's history: touches, events that are not touches, and promises.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;
use smallvec::SmallVec;

use super::contact::ContactId;

/// One dated entry of a history: somebody was in touch, tried to be, or plans to be.
///
/// Up to today a touch is a contact, or an attempt if it was not answered (P08); after today it is planned (P29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The day.
    pub date: NaiveDate,
    /// The way it went.
    pub channel: Channel,
    /// Whether it reached anybody.
    pub outcome: Outcome,
    /// The text next to the date, without markup.
    pub title: Box<str>,
    /// The contacts named in the title, in the title's order.
    pub people: ContactIds,
    /// `#value`, `#ask`, `#thanks`, `#feedback` (P15).
    pub purposes: Purposes,
    /// Other hashtags of the title, without `#`.
    pub tags: Box<[Box<str>]>,
}

impl Touch {
    /// Whether the title names a contact.
    pub fn names(&self, contact: ContactId) -> bool {
        self.people.contains(&contact)
    }
}

/// Contacts of one client. A title names one or two, and there can be millions of titles.
pub type ContactIds = SmallVec<[ContactId; 4]>;

/// The way a touch went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A phone call.
    Call,
    /// A message left on an answering machine.
    Voicemail,
    /// An e-mail.
    Email,
    /// Meeting in person.
    Meeting,
    /// A video call.
    Video,
    /// A short message: SMS, chat, social network.
    Message,
    /// Something in the post: a card, a letter, a gift.
    Card,
    /// An occasion with others: a conference, a fair.
    Event,
    /// The title does not say.
    Other,
}

impl Channel {
    /// Every channel, in the order of the docs.
    pub const ALL: [Self; 9] = [
        Self::Call,
        Self::Voicemail,
        Self::Email,
        Self::Meeting,
        Self::Video,
        Self::Message,
        Self::Card,
        Self::Event,
        Self::Other,
    ];

    /// The channel's name in the configuration and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Voicemail => "voicemail",
            Self::Email => "email",
            Self::Meeting => "meeting",
            Self::Video => "video",
            Self::Message => "message",
            Self::Card => "card",
            Self::Event => "event",
            Self::Other => "other",
        }
    }

    /// Whether something in writing is left of it.
    pub const fn is_written(self) -> bool {
        match self {
            Self::Email | Self::Message | Self::Card => true,
            Self::Call | Self::Voicemail | Self::Meeting | Self::Video | Self::Event | Self::Other => false,
        }
    }

    /// Whether it is a talk with somebody, by voice or in person.
    pub const fn is_talk(self) -> bool {
        match self {
            Self::Call | Self::Video | Self::Meeting => true,
            Self::Voicemail | Self::Email | Self::Message | Self::Card | Self::Event | Self::Other => false,
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a touch reached anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It did; this is what resets a rhythm.
    Contact,
    /// It was not answered (P08).
    Attempt,
}

/// What a touch was for, as its hashtags say (P15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of four independent flags")]
pub struct Purposes {
    /// `#value`: something given.
    pub value: bool,
    /// `#ask`: something asked for.
    pub ask: bool,
    /// `#thanks`: thanks given.
    pub thanks: bool,
    /// `#feedback`: asked how the work is doing.
    pub feedback: bool,
}

/// A dated entry of a history that is not a touch: business as usual, or a change of status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: NaiveDate,
    /// What kind.
    pub kind: EventKind,
    /// The text next to the date, without markup.
    pub title: Box<str>,
}

/// Why a dated entry is not a touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// An order, an invoice, a delivery: business is not a relationship (P26).
    Business,
    /// The engagement began, ended, was won or lost (P31).
    Milestone(Milestone),
}

/// An event that changes a client's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// The client chose us.
    Won,
    /// The client came back after it was lost (P31).
    WonBack,
    /// The client chose someone else.
    Lost,
    /// We turned the work down.
    Declined,
    /// The work ended.
    Ended,
    /// A contract was signed.
    Signed,
    /// The work began.
    Started,
    /// The file was closed.
    Closed,
}

impl Milestone {
    /// The milestone's name in the configuration and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::WonBack => "won-back",
            Self::Lost => "lost",
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::Signed => "signed",
            Self::Started => "started",
            Self::Closed => "closed",
        }
    }
}

/// An open task with a date: something we said we would do (P25).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The day by which it is promised.
    pub due: NaiveDate,
    /// What was promised, without the date.
    pub task: Box<str>,
}
