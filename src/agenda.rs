//! The agenda: who is in which section, in which order. This is what every renderer prints.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::settings::Settings;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Touch};
use crate::rules::{Advice, Context, Rest, Rhythm, Standing, Trigger, Verdict, advise, is_open, judge};
use crate::vault::Vault;
use crate::vault::problem::Problem;

/// Which clients to plan for, and how far.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// How many days to look ahead, today included; the vault's if absent.
    pub days: Option<u32>,
    /// Show so many of those overdue and due, and drop the rest (P20).
    pub top: Option<usize>,
    /// Only clients of one of these statuses; all if empty.
    pub statuses: Vec<Status>,
    /// Only clients that one of these keeps; all if empty (P13).
    pub owners: Vec<String>,
    /// Only clients with one of these tags; all if empty.
    pub tags: Vec<String>,
}

/// Whom to get in touch with.
#[derive(Debug)]
pub struct Agenda<'v> {
    /// The day it is for.
    pub today: NaiveDate,
    /// The last day it looks at.
    pub until: NaiveDate,
    /// How many days that is.
    pub days: u32,
    /// The vault's settings.
    pub settings: &'v Settings,
    /// How many there are of each.
    pub counts: Counts,
    /// The clients on it, section by section, in order.
    pub entries: Vec<Entry<'v>>,
    /// What could not be read, with the note's path, in the order of paths and lines.
    pub problems: Vec<(&'v str, &'v Problem)>,
}

/// How many there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes in the vault.
    pub notes: usize,
    /// Clients that the selection takes.
    pub clients: usize,
    /// Clients in no section, closed ones aside.
    pub on_track: usize,
    /// Clients left out by [`Selection::top`].
    pub left_out: usize,
    /// Notes of which something could not be read.
    pub needs_fixing: usize,
    /// Clients in each section.
    pub sections: BTreeMap<Section, usize>,
}

/// A part of the agenda; a client is in the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Something was due before today.
    Overdue,
    /// Something is due by the last day.
    Due,
    /// Overdue or due, but more than the capacity allows (P21).
    Later,
    /// There is a day to write for (P06).
    Occasions,
    /// A pause or an absence holds it back (P10, P30).
    Paused,
    /// A touch is planned (P29).
    Planned,
    /// An attempt waits for its answer (P07).
    Waiting,
}

impl Section {
    /// Every section, in the agenda's order.
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::Due, Self::Later, Self::Occasions, Self::Paused, Self::Planned, Self::Waiting];

    /// The section's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Later => "later",
            Self::Occasions => "occasions",
            Self::Paused => "paused",
            Self::Planned => "planned",
            Self::Waiting => "waiting",
        }
    }
}

/// A client on the agenda: one entry, however many triggers it has.
#[derive(Debug)]
pub struct Entry<'v> {
    /// The client.
    pub client: &'v Client,
    /// Where it stands.
    pub section: Section,
    /// The earliest of its triggers, or the day its section tells; none if nobody knows.
    pub due: Option<NaiveDate>,
    /// Days since it was due; 0 if it is not overdue.
    pub days_overdue: u32,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Who of us keeps it (P13).
    pub owner: Option<&'v str>,
    /// Who stands in while the owner is away (P13).
    pub cover: Option<&'v str>,
    /// The day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// The last touch, answered or not.
    pub last_touch: Option<&'v Touch>,
    /// The last touch that reached somebody.
    pub last_answered: Option<&'v Touch>,
    /// Attempts since the last contact (P08).
    pub attempts: usize,
    /// The rhythm, and who gave it (P02).
    pub rhythm: Rhythm,
    /// Whom to contact.
    pub who: Option<&'v Contact>,
    /// The way to try.
    pub channel: Option<Channel>,
    /// What is due by the last day, earliest first.
    pub triggers: Vec<Trigger<'v>>,
    /// How to go about it.
    pub advice: Vec<Advice<'v>>,
    /// The pause or absence that holds it back.
    pub rest: Option<Rest>,
    /// The touch planned next.
    pub planned: Option<&'v Touch>,
}

/// Days overdue in relation to the rhythm, weighed by priority, in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency(pub u64);

impl Urgency {
    /// Days overdue ÷ days of the rhythm, × 2 for high and × 0.5 for low priority, rounded half up.
    pub fn new(days_overdue: u32, rhythm_days: u32, priority: Priority) -> Self {
        let halves = match priority {
            Priority::High => 4,
            Priority::Normal => 2,
            Priority::Low => 1,
        };
        let days = u64::from(rhythm_days.max(1));
        Self((u64::from(days_overdue) * halves * 100 + days) / (2 * days))
    }

    /// The figure as a number with two decimals.
    #[expect(clippy::cast_precision_loss, reason = "hundredths of days are small numbers")]
    pub fn value(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl<'v> Agenda<'v> {
    /// Plans for a day.
    pub fn plan(vault: &'v Vault, today: NaiveDate, selection: &Selection) -> Self {
        let settings = &vault.settings;
        let days = selection.days.unwrap_or(settings.days).max(1);
        let until = last_day(today, days);
        let mut counts = Counts { notes: vault.notes.len(), ..Counts::default() };
        let mut entries = Vec::new();
        let context = Context::new(vault.clients(), settings, today);
        for client in vault.clients().filter(|client| selection.takes(client, settings)) {
            counts.clients += 1;
            let standing = Standing::new(client, &context);
            match Entry::of(&standing, until) {
                Some(entry) => entries.push(entry),
                None => counts.on_track += usize::from(client.status != Status::Closed),
            }
        }
        entries.sort_by(|one, two| one.rank(today).cmp(&two.rank(today)));
        match selection.top {
            Some(top) => {
                move_to_later(&mut entries, top, &settings.reserve);
                let all = entries.len();
                entries.retain(|entry| entry.section != Section::Later);
                counts.left_out = all - entries.len();
            }
            None => settings
                .capacity
                .into_iter()
                .for_each(|most| move_to_later(&mut entries, most, &settings.reserve)),
        }
        for section in Section::ALL {
            counts.sections.insert(section, entries.iter().filter(|entry| entry.section == section).count());
        }
        counts.needs_fixing = vault.notes.iter().filter(|note| !note.problems.is_empty()).count();
        let problems =
            vault.notes.iter().flat_map(|note| note.problems.iter().map(|p| (note.path.as_str(), p)));
        Self { today, until, days, settings, counts, entries, problems: problems.collect() }
    }
}

impl Selection {
    pub(crate) fn takes(&self, client: &Client, settings: &Settings) -> bool {
        let has = |wanted: &[String], given: &str| {
            wanted.iter().any(|one| one.to_lowercase() == given.to_lowercase())
        };
        (self.statuses.is_empty() || self.statuses.contains(&client.status))
            && (self.owners.is_empty()
                || owner(client, settings).is_some_and(|owner| has(&self.owners, owner)))
            && (self.tags.is_empty() || client.tags.iter().any(|tag| has(&self.tags, tag)))
    }
}

/// The last of so many days, today included.
pub(crate) fn last_day(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_add_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(NaiveDate::MAX)
}

/// Of the overdue and due, in order, the first `most` stay, and the rest move to *later*; a reserve
/// keeps the first so many of a status in any case, within `most` (P21).
fn move_to_later(entries: &mut Vec<Entry<'_>>, most: usize, reserve: &[(Status, usize)]) {
    let (mut candidates, others): (Vec<_>, Vec<_>) =
        entries.drain(..).partition(|entry| matches!(entry.section, Section::Overdue | Section::Due));
    let mut kept = vec![false; candidates.len()];
    for (status, places) in reserve {
        let of_status = candidates.iter().enumerate().filter(|(_, entry)| entry.client.status == *status);
        of_status.take(*places).for_each(|(at, _)| kept[at] = true);
    }
    let mut places = most;
    for keep in kept.iter_mut().filter(|keep| **keep) {
        *keep = places > 0;
        places = places.saturating_sub(1);
    }
    for keep in kept.iter_mut().filter(|keep| !**keep).take(places) {
        *keep = true;
    }
    let moved = candidates.iter_mut().zip(kept).filter(|(_, kept)| !kept);
    moved.for_each(|(entry, _)| entry.section = Section::Later);
    entries.extend(candidates);
    entries.extend(others);
    // The order within a section stays: the sort is stable.
    entries.sort_by_key(|entry| entry.section);
}

pub(crate) fn owner<'v>(client: &'v Client, settings: &'v Settings) -> Option<&'v str> {
    client.owner.as_deref().or(settings.owner.as_deref())
}

fn cover<'v>(owner: Option<&str>, settings: &'v Settings, today: NaiveDate) -> Option<&'v str> {
    let owner = owner?.to_lowercase();
    let colleague = settings.team.iter().find(|colleague| colleague.name.to_lowercase() == owner)?;
    let is_away = colleague.away.as_ref().is_some_and(|away| away.covers(today));
    colleague.cover.as_deref().filter(|_| is_away)
}

impl<'v> Entry<'v> {
    /// The client's entry; none if it is on track, or closed.
    pub(crate) fn of(standing: &Standing<'_, 'v>, until: NaiveDate) -> Option<Self> {
        let (client, today) = (standing.client, standing.today);
        if client.status == Status::Closed {
            return None;
        }
        let Verdict { triggers, planned, rest, who, channel, .. } = judge(standing);
        let (triggers, later): (Vec<_>, Vec<_>) =
            triggers.into_iter().partition(|trigger| trigger.is_due_by(until));
        let (section, due) = section(standing, &triggers, &later, planned, rest.as_ref())?;
        let urgency = triggers.iter().filter_map(|trigger| {
            let days = trigger.urgency_days()?;
            Some(Urgency::new(trigger.days_overdue(today), days, client.priority))
        });
        let owner = owner(client, standing.settings);
        let advice = advise(standing, &triggers);
        // For an occasion one writes a card (P06), unless that is what advice speaks against.
        let is_occasion = section == Section::Occasions && is_open(standing, Channel::Card);
        let channel = if is_occasion { Some(Channel::Card) } else { channel };
        Some(Self {
            client,
            section,
            due,
            days_overdue: triggers
                .iter()
                .map(|trigger| trigger.days_overdue(today))
                .max()
                .unwrap_or_default(),
            urgency: urgency.max().unwrap_or_default(),
            owner,
            cover: cover(owner, standing.settings, today),
            last_contact: standing.last_contact,
            last_touch: standing.last_touch(),
            last_answered: standing.last_answered(),
            attempts: standing.attempts.len(),
            rhythm: standing.rhythm,
            who,
            channel,
            triggers,
            advice,
            rest,
            planned,
        })
    }

    /// The trigger to speak of first: an overdue promise (P25), else the earliest.
    pub fn headline(&self, today: NaiveDate) -> Option<&Trigger<'v>> {
        self.overdue_promise(today).or(self.triggers.first())
    }

    fn overdue_promise(&self, today: NaiveDate) -> Option<&Trigger<'v>> {
        self.triggers.iter().find(|trigger| trigger.rule() == Rule::Promise && trigger.due < today)
    }

    /// The order of entries: by section, then what presses most, then by name and path.
    fn rank(&self, today: NaiveDate) -> impl Ord + use<'_, 'v> {
        let pressing = match self.section {
            Section::Overdue => (Reverse(self.overdue_promise(today).is_some()), Reverse(self.urgency)),
            _ => (Reverse(false), Reverse(Urgency::default())),
        };
        let due = (self.due.is_none(), self.due);
        (self.section, pressing, due, self.client.name.as_str(), self.client.path.as_str())
    }
}

/// The first section that fits, and the day it tells.
fn section(
    standing: &Standing<'_, '_>,
    due: &[Trigger<'_>],
    later: &[Trigger<'_>],
    planned: Option<&Touch>,
    rest: Option<&Rest>,
) -> Option<(Section, Option<NaiveDate>)> {
    if let Some(first) = due.first() {
        let section = if first.due < standing.today {
            Section::Overdue
        } else if due.iter().any(|trigger| trigger.rule() != Rule::Occasion) {
            Section::Due
        } else {
            Section::Occasions
        };
        return Some((section, Some(first.due)));
    }
    if let Some(rest) = rest {
        return Some((Section::Paused, rest.resumes()));
    }
    if let Some(planned) = planned {
        return Some((Section::Planned, Some(planned.date)));
    }
    let next = later.iter().find(|trigger| trigger.is_next_try())?;
    (!standing.attempts.is_empty()).then_some((Section::Waiting, Some(next.due)))
}
