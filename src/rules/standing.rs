//! Where we stand with a client today: the facts that triggers and advice share.

use chrono::NaiveDate;

use crate::model::client::Client;
use crate::model::duration::Cadence;
use crate::model::settings::Settings;
use crate::model::touch::{Outcome, Touch};

/// A client on a day, with what follows from its history.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The client.
    pub client: &'a Client,
    /// The vault's settings.
    pub settings: &'a Settings,
    /// The day.
    pub today: NaiveDate,
    /// The day of the last contact, by the history or by `last_contact`, whichever is later.
    pub last_contact: Option<NaiveDate>,
    /// Attempts dated after it, oldest first (P08).
    pub attempts: Vec<&'a Touch>,
    /// The client's rhythm, and who gave it (P02).
    pub rhythm: Rhythm,
}

/// A client's rhythm and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The rhythm.
    pub cadence: Cadence,
    /// Who gave it.
    pub from: RhythmFrom,
}

/// What gives a client its rhythm: its note, else the shortest of its tags', else its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RhythmFrom {
    /// The note.
    Note,
    /// A tag.
    Tag,
    /// The status.
    Status,
}

impl<'a> Standing<'a> {
    /// Looks at a client on a day.
    pub fn new(client: &'a Client, settings: &'a Settings, today: NaiveDate) -> Self {
        let shown = client.contacts_made(today).next_back().map(|touch| touch.date);
        let told = client.last_contact.filter(|day| *day <= today);
        let last_contact = shown.max(told);
        let is_since = |touch: &&Touch| last_contact.is_none_or(|last| touch.date > last);
        let tried = client.touches_until(today).iter().filter(|touch| touch.outcome == Outcome::Attempt);
        let attempts = tried.filter(is_since).collect();
        Self { client, settings, today, last_contact, attempts, rhythm: rhythm(client, settings) }
    }

    /// The last touch up to today, answered or not.
    pub fn last_touch(&self) -> Option<&'a Touch> {
        self.client.touches_until(self.today).last()
    }
}

fn rhythm(client: &Client, settings: &Settings) -> Rhythm {
    if let Some(cadence) = client.cadence {
        return Rhythm { cadence, from: RhythmFrom::Note };
    }
    let of_tags = client.tags.iter().filter_map(|tag| settings.tag_cadence(tag));
    if let Some(cadence) = of_tags.min_by_key(|cadence| cadence.nominal_days()) {
        return Rhythm { cadence, from: RhythmFrom::Tag };
    }
    let cadence = settings.cadence.get(&client.status).copied().unwrap_or(Cadence::Never);
    Rhythm { cadence, from: RhythmFrom::Status }
}
