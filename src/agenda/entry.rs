//! A client on the agenda: its section, its day, how pressing it is.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Section;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::rule::Rule;
use crate::model::same_name;
use crate::model::settings::Settings;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Touch};
use crate::rules::{Advice, Rest, Rhythm, Standing, Trigger, Verdict, advise, is_open};

/// A client on the agenda: one entry, however many triggers it has.
#[derive(Debug)]
pub struct Entry<'v> {
    /// The client.
    pub client: &'v Client,
    /// Its section.
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

impl<'v> Entry<'v> {
    /// The entry of a client that was judged; none if it is on track, or closed.
    pub(crate) fn of(standing: &Standing<'_, 'v>, verdict: Verdict<'v>, until: NaiveDate) -> Option<Self> {
        let (client, today) = (standing.client, standing.today());
        if client.status == Status::Closed {
            return None;
        }
        let Verdict { triggers, planned, rest, who, channel, .. } = verdict;
        let (triggers, later): (Vec<_>, Vec<_>) =
            triggers.into_iter().partition(|trigger| trigger.is_due_by(until));
        let (section, due) = section(standing, &triggers, &later, planned, rest.as_ref())?;
        let urgency = triggers.iter().filter_map(|trigger| {
            let days = trigger.urgency_days()?;
            Some(Urgency::new(trigger.days_overdue(today), days, client.priority))
        });
        let owner = owner(client, standing.settings());
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
            cover: cover(owner, standing.settings(), today),
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

    /// How pressing it is among those of its section: only what is overdue presses (P25).
    pub(super) fn pressing(&self, today: NaiveDate) -> Pressing {
        match self.section {
            Section::Overdue => (Reverse(self.overdue_promise(today).is_some()), Reverse(self.urgency)),
            _ => (Reverse(false), Reverse(Urgency::default())),
        }
    }
}

/// Overdue promises first, then what is most urgent.
pub(super) type Pressing = (Reverse<bool>, Reverse<Urgency>);

/// The first section that fits, and the day it tells.
fn section(
    standing: &Standing<'_, '_>,
    due: &[Trigger<'_>],
    later: &[Trigger<'_>],
    planned: Option<&Touch>,
    rest: Option<&Rest>,
) -> Option<(Section, Option<NaiveDate>)> {
    if let Some(first) = due.first() {
        let section = if first.due < standing.today() {
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

/// Who keeps a client: its note's owner, else the vault's (P13).
pub(crate) fn owner<'v>(client: &'v Client, settings: &'v Settings) -> Option<&'v str> {
    client.owner.as_deref().or(settings.owner.as_deref())
}

/// Who stands in for the owner while they are away (P13).
fn cover<'v>(owner: Option<&str>, settings: &'v Settings, today: NaiveDate) -> Option<&'v str> {
    let owner = owner?;
    let colleague = settings.team.iter().find(|colleague| same_name(&colleague.name, owner))?;
    let is_away = colleague.away.as_ref().is_some_and(|away| away.covers(today));
    colleague.cover.as_deref().filter(|_| is_away)
}
