//! The state of the relationship with a client, and how much the client matters.

use std::fmt;

use serde::Serialize;

/// The state of the relationship with a client.
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

/// Words for a status that is a pause as well.
const ON_HOLD: [&str; 2] = ["on hold", "paused"];

impl Status {
    /// Every status, in the order of the docs.
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
            Self::Prospect => &["lead", "opportunity", "qualified"],
            Self::Active => &["current", "client", "customer", "closed won"],
            Self::Inactive => &["dormant", "quiet", "cold", ON_HOLD[0], ON_HOLD[1]],
            Self::Former => &["past", "ex", "alumni", "churned", "completed", "finished"],
            Self::Lost => &["closed lost"],
            Self::Declined => &["rejected"],
            Self::Partner => &["referrer"],
            Self::Closed => &[
                "archived",
                "archive",
                "do not contact",
                "unsubscribed",
                "no contact",
                "blacklisted",
                "opted out",
                "deceased",
                "dead",
                "disqualified",
            ],
        }
    }

    /// How it ended; none while there is work, or hope for it.
    pub const fn ending(self) -> Option<Ending> {
        match self {
            Self::Former => Some(Ending::Done),
            Self::Lost => Some(Ending::Lost),
            Self::Declined => Some(Ending::Declined),
            Self::Prospect | Self::Active | Self::Inactive | Self::Partner | Self::Closed => None,
        }
    }

    /// Whether there was something that ended or went quiet, and may have had a cause (P23).
    pub const fn has_lapsed(self) -> bool {
        match self {
            Self::Inactive | Self::Former | Self::Lost | Self::Declined => true,
            Self::Prospect | Self::Active | Self::Partner | Self::Closed => false,
        }
    }

    /// Whether a word says that the client is paused, too, and nobody knows until when.
    pub fn is_on_hold(word: &str) -> bool {
        ON_HOLD.iter().any(|known| super::same_key(word, known))
    }

    /// The status that a word means; case, dashes and spaces do not matter.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| {
            let synonyms = status.synonyms().iter();
            super::same_key(word, status.name())
                || synonyms.copied().any(|known| super::same_key(word, known))
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How the work with a client ended, or the hope for it (P05).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The work was done (P01).
    Done,
    /// It went to someone else (P03).
    Lost,
    /// We turned it down (P04).
    Declined,
}

/// How much a client matters; urgency is weighed by it.
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

    /// The priority that a word means; case does not matter.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| super::same_key(word, priority.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

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
            ("Qualified", Status::Prospect),
            ("Closed Won", Status::Active),
            ("On-Hold", Status::Inactive),
            ("paused", Status::Inactive),
            ("churned", Status::Former),
            ("closed-lost", Status::Lost),
            ("opted_out", Status::Closed),
            ("dead", Status::Closed),
        ];
        for (word, status) in cases {
            assert_eq!(Status::from_word(word), Some(status), "{word}");
        }
        assert_eq!(Status::from_word("actve"), None);
    }
}
