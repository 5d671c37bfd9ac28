//! A client: one note.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::contact::Contact;
use super::duration::Cadence;
use super::touch::{Event, Outcome, Promise, Touch};
use super::yearly::{Birthday, Occasion};

/// One client, as its note tells (P01).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Client {
    /// The note's path from the vault, with `/`.
    pub path: String,
    /// The name: the note's, else its title, else the file's stem.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Where the relationship stands.
    pub status: Status,
    /// The day that status began.
    pub since: Option<NaiveDate>,
    /// The note's own rhythm (P02).
    pub cadence: Option<Cadence>,
    /// How much it matters.
    pub priority: Priority,
    /// Who of us keeps it (P13).
    pub owner: Option<String>,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// The people there, in the note's order (P11).
    pub contacts: Vec<Contact>,
    /// What they follow (P16).
    pub interests: Vec<String>,
    /// Who sent it to us, a text or a link (P27).
    pub referred_by: Option<String>,
    /// Why it lapsed (P23).
    pub cause: Option<String>,
    /// When to leave it alone, and why (P30).
    pub pause: Option<Period>,
    /// The days on which work was delivered (P14).
    pub delivered: Vec<NaiveDate>,
    /// Days to write for (P06).
    pub occasions: Vec<Occasion>,
    /// For a client who is a person.
    pub birthday: Option<Birthday>,
    /// A contact that the history does not show.
    pub last_contact: Option<NaiveDate>,
    /// The user's own keys.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Touches, oldest first; on one day in the order they happened as far as the note tells.
    pub touches: Vec<Touch>,
    /// Dated entries that are no touches, oldest first.
    pub events: Vec<Event>,
    /// Open tasks with a date, in the note's order (P25).
    pub promises: Vec<Promise>,
}

impl Client {
    /// Touches up to `today`, oldest first.
    pub fn touches_until(&self, today: NaiveDate) -> &[Touch] {
        let end = self.touches.partition_point(|touch| touch.date <= today);
        &self.touches[..end]
    }

    /// The first touch planned after `today` (P29).
    pub fn planned(&self, today: NaiveDate) -> Option<&Touch> {
        self.touches.get(self.touches_until(today).len())
    }

    /// Touches up to `today` that reached somebody, oldest first.
    pub fn contacts_made(&self, today: NaiveDate) -> impl DoubleEndedIterator<Item = &Touch> {
        self.touches_until(today).iter().filter(|touch| touch.outcome == Outcome::Contact)
    }
}

/// Where the relationship with a client stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not a client yet.
    Prospect,
    /// A client with work going on.
    #[default]
    Active,
    /// A client gone quiet (P02).
    Inactive,
    /// A client whose work has ended (P01).
    Former,
    /// A client, or a pitch, that went to someone else (P03).
    Lost,
    /// Work we turned down (P04).
    Declined,
    /// Someone who sends us clients (P28).
    Partner,
    /// Never to be contacted.
    Closed,
}

impl Status {
    /// Every status, in the contract's order.
    pub const ALL: [Self; 8] = [
        Self::Prospect,
        Self::Active,
        Self::Inactive,
        Self::Former,
        Self::Lost,
        Self::Declined,
        Self::Partner,
        Self::Closed,
    ];

    /// The status's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Former => "former",
            Self::Lost => "lost",
            Self::Declined => "declined",
            Self::Partner => "partner",
            Self::Closed => "closed",
        }
    }

    /// Other words that mean the status.
    pub const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Prospect => &["lead"],
            Self::Active => &["current", "client", "customer"],
            Self::Inactive => &["dormant", "quiet", "cold"],
            Self::Former => &["past", "ex", "alumni"],
            Self::Lost => &[],
            Self::Declined => &["rejected"],
            Self::Partner => &["referrer"],
            Self::Closed => &["archived", "archive", "do not contact"],
        }
    }

    /// The status a word means, case, dashes and spaces aside.
    pub fn from_word(word: &str) -> Option<Self> {
        let words = |status: &Self| std::iter::once(status.name()).chain(status.synonyms().iter().copied());
        Self::ALL.into_iter().find(|status| words(status).any(|known| super::same_key(word, known)))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How much a client matters; it weighs the urgency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Twice as urgent.
    High,
    /// As urgent as it is.
    #[default]
    Normal,
    /// Half as urgent.
    Low,
}

impl Priority {
    /// Every priority.
    pub const ALL: [Self; 3] = [Self::High, Self::Normal, Self::Low];

    /// The priority's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Normal => "normal",
            Self::Low => "low",
        }
    }

    /// The priority a word means, case aside.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| super::same_key(word, priority.name()))
    }
}

/// Days during which a client is left alone or a contact is away; both ends belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day; none if it has always been so.
    pub from: Option<NaiveDate>,
    /// The last day; none if nobody knows.
    pub until: Option<NaiveDate>,
    /// Why.
    pub why: Option<String>,
}

impl Period {
    /// Whether `day` is one of its days.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The days two periods have in common, if any.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        let some_day = from.zip(until).is_none_or(|(from, until)| from <= until);
        some_day.then(|| Self { from, until, why: self.why.clone() })
    }

    /// The day after its last; none if it has no end.
    pub fn day_after(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.checked_add_days(Days::new(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, Status};

    #[test]
    fn every_status_word_is_known() {
        let cases = [
            ("Lead", Status::Prospect),
            ("customer", Status::Active),
            ("QUIET", Status::Inactive),
            ("ex", Status::Former),
            ("lost", Status::Lost),
            ("rejected", Status::Declined),
            ("referrer", Status::Partner),
            ("archive", Status::Closed),
            ("do-not-contact", Status::Closed),
        ];
        for (word, status) in cases {
            assert_eq!(Status::from_word(word), Some(status), "{word}");
        }
        assert_eq!(Status::from_word("actve"), None);
    }

    #[test]
    fn periods_include_both_ends() {
        let period = |from: &str, until: &str| Period {
            from: from.parse().ok(),
            until: until.parse().ok(),
            why: None,
        };
        let march = period("2026-03-01", "2026-03-31");
        let cases =
            [("2026-02-28", false), ("2026-03-01", true), ("2026-03-31", true), ("2026-04-01", false)];
        for (day, covered) in cases {
            assert_eq!(march.covers(day.parse().unwrap()), covered, "{day}");
        }
        assert_eq!(march.overlap(&period("2026-04-01", "")), None);
        assert_eq!(march.overlap(&period("", "2026-03-10")), Some(period("2026-03-01", "2026-03-10")));
        assert_eq!(march.day_after(), "2026-04-01".parse().ok());
    }
}
