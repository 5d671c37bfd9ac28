//! The settings of a vault, with their defaults.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Check, Severity};
use super::duration::{Cadence, Duration};
use super::folded;
use super::period::Period;
use super::rule::Rule;
use super::status::Status;
use super::touch::{Channel, EventKind};
use super::yearly::Occasion;
use super::zone::Zone;

/// What `rekindle.yaml` says, or the defaults.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who is in charge of the clients whose notes do not say.
    pub owner: Option<String>,
    /// The time zone that decides what day it is; the machine's if absent.
    pub timezone: Option<Zone>,
    /// Path of the agenda from the vault.
    pub agenda: String,
    /// Path of the agenda's template from the vault; the built-in one if absent.
    pub template: Option<String>,
    /// How many days the agenda looks ahead, today included.
    pub days: u32,
    /// How many clients to show as overdue and due; all if absent.
    pub capacity: Option<usize>,
    /// Slots of the capacity reserved for a status, in the configuration's order (P21).
    pub reserve: Vec<(Status, usize)>,
    /// How the agenda links to notes.
    pub links: LinkStyle,
    /// Globs of which a note has to match one, if there are any.
    pub notes: Vec<String>,
    /// Globs of files and folders to leave out.
    pub ignore: Vec<String>,
    /// Front matter that a note has to have: for each key one of the values.
    pub require: Vec<(String, Vec<String>)>,
    /// How `09/10/2026` is read.
    pub date_order: Option<DateOrder>,
    /// Additional headings under which dated list items are touches.
    pub log_sections: Vec<String>,
    /// Additional words to look for in titles.
    pub words: Vec<(WordList, String)>,
    /// Keys of the user's that are never taken for slips of known ones.
    pub own_keys: Vec<String>,
    /// The rhythm of each status (P02, P03, P04).
    pub cadence: BTreeMap<Status, Cadence>,
    /// The rhythm of tags.
    pub tags: Vec<(String, Cadence)>,
    /// The ladder of retries (P08).
    pub retry: Vec<Duration>,
    /// How long after the end to part well (P05).
    pub farewell: Duration,
    /// How long after a delivery to ask about it (P14).
    pub feedback: Duration,
    /// How long after a talk to follow it up; off if absent (P19).
    pub follow_up: Option<Duration>,
    /// How long before a birthday it shows (P06).
    pub birthday_lead: Duration,
    /// How long before another occasion it shows (P06).
    pub occasion_lead: Duration,
    /// Rules that are switched off.
    pub off: BTreeSet<Rule>,
    /// Severities that differ from the check's own; none if the check is switched off.
    pub checks: BTreeMap<Check, Option<Severity>>,
    /// Occasions that many clients share (P06).
    pub occasions: Vec<Occasion>,
    /// Who we are (P13).
    pub team: Vec<Colleague>,
}

impl Default for Settings {
    fn default() -> Self {
        let cadence = Status::ALL.map(|status| (status, default_cadence(status)));
        Self {
            owner: None,
            timezone: None,
            agenda: "agenda.md".to_owned(),
            template: None,
            days: 7,
            capacity: None,
            reserve: Vec::new(),
            links: LinkStyle::Markdown,
            notes: Vec::new(),
            ignore: Vec::new(),
            require: Vec::new(),
            date_order: None,
            log_sections: Vec::new(),
            words: Vec::new(),
            own_keys: Vec::new(),
            cadence: BTreeMap::from(cadence),
            tags: Vec::new(),
            retry: vec![Duration::days(3), Duration::weeks(1), Duration::weeks(2)],
            farewell: Duration::weeks(1),
            feedback: Duration::months(1),
            follow_up: None,
            birthday_lead: Duration::weeks(1),
            occasion_lead: Duration::weeks(2),
            off: BTreeSet::new(),
            checks: BTreeMap::new(),
            occasions: Vec::new(),
            team: Vec::new(),
        }
    }
}

/// A lost pitch and declined work have the rhythm of a prospect (P03, P04).
const fn default_cadence(status: Status) -> Cadence {
    match status {
        Status::Prospect | Status::Lost | Status::Declined => Cadence::Every(Duration::weeks(6)),
        Status::Active | Status::Partner => Cadence::Every(Duration::months(1)),
        Status::Inactive | Status::Former => Cadence::Every(Duration::months(3)),
        Status::Closed => Cadence::Never,
    }
}

impl Settings {
    /// Whether a rule has not been switched off.
    pub fn is_on(&self, rule: Rule) -> bool {
        !self.off.contains(&rule)
    }

    /// How bad a finding is; none if the check is switched off.
    pub fn severity(&self, check: Check) -> Option<Severity> {
        self.checks.get(&check).copied().unwrap_or(Some(check.severity()))
    }

    /// The rhythm of a tag; case does not matter.
    pub fn tag_cadence(&self, tag: &str) -> Option<Cadence> {
        let tag = folded(tag);
        self.tags.iter().find(|(name, _)| folded(name) == tag).map(|(_, cadence)| *cadence)
    }
}

/// How the agenda links to notes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[Harbor Foods](clients/harbor-foods.md)`.
    #[default]
    Markdown,
    /// `[[clients/harbor-foods|Harbor Foods]]`.
    Wikilink,
}

/// How a date of three numbers with slashes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// What a word in a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// The channel.
    Channel(Channel),
    /// That a touch was not answered.
    Unanswered,
    /// That an entry is not a touch.
    Event(EventKind),
}

/// One of us (P13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The name, as `owner` gives it.
    pub name: String,
    /// When they are away.
    pub away: Option<Period>,
    /// Who stands in for them then.
    pub cover: Option<String>,
}
