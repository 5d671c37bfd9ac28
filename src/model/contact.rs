//! The people at a client.

use chrono::NaiveDate;

use super::duration::Cadence;
use super::folded;
use super::period::Period;
use super::yearly::Birthday;

/// A contact's index among those of its client, by which touches name it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactId(u16);

impl ContactId {
    /// The ids of a client's contacts, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u16::MAX).map(Self)
    }

    /// The position in [`Client::contacts`](super::client::Client::contacts).
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A person at a client (P11).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Which of the client's contacts it is; [`Client::set_contacts`](super::client::Client::set_contacts) sets it.
    pub id: ContactId,
    /// The name.
    pub name: String,
    /// Other names the history may use.
    pub aliases: Vec<String>,
    /// What they do there.
    pub role: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Birthday, with or without the year.
    pub birthday: Option<Birthday>,
    /// Their own rhythm.
    pub cadence: Option<Cadence>,
    /// Which of us is in charge of the contact (P13).
    pub owner: Option<String>,
    /// Whether this is the one to turn to first.
    pub primary: bool,
    /// When they are away (P10).
    pub away: Option<Period>,
    /// The day they left the client (P12).
    pub left: Option<NaiveDate>,
    /// Where they went, a text or a link (P12).
    pub now_at: Option<String>,
}

impl Contact {
    /// A contact of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The name and the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().chain([&self.name]).map(String::as_str)
    }

    /// The first name in lower case, without titles and initials ("Dr.", "J.").
    pub fn first_name(&self) -> Option<String> {
        self.name.split_whitespace().find(|word| !word.ends_with('.')).map(folded)
    }

    /// Whether they have not left by `today`.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        self.left.is_none_or(|left| left > today)
    }

    /// Whether they are away on `day`.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away.as_ref().is_some_and(|away| away.covers(day))
    }
}
