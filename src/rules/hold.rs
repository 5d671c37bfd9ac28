//! What holds a trigger back, or moves it: a planned touch (P29), a pause (P30), an absence (P10).

use chrono::{Days, NaiveDate};

use super::{Standing, Trigger};
use crate::model::period::Period;
use crate::model::rule::Rule;
use crate::model::touch::Touch;

/// A pause or absence that covers today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Whether the note says to pause; else everybody there is away.
    pub is_pause: bool,
    /// Why, if the note tells.
    pub why: Option<String>,
    /// Its last day; none if it has no end.
    pub until: Option<NaiveDate>,
}

impl Rest {
    /// The first day after it; none if it has no end.
    pub fn resumes(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.checked_add_days(Days::new(1)))
    }
}

/// Triggers after the holds.
#[derive(Debug)]
pub(super) struct Amended<'a> {
    pub(super) triggers: Vec<Trigger<'a>>,
    pub(super) held: Vec<Trigger<'a>>,
    pub(super) planned: Option<&'a Touch>,
    pub(super) rest: Option<Rest>,
}

/// Holds triggers back, and moves those that fell due during a rest now over.
pub(super) fn amend<'a>(standing: &Standing<'_, 'a>, triggers: Vec<Trigger<'a>>) -> Amended<'a> {
    let planned = standing.client.planned(standing.today);
    let pause = standing.client.pause.clone();
    let absence = absence(standing);
    let rest = rest(standing.today, pause.as_ref(), absence.as_ref());
    let passes = |trigger: &Trigger<'_>| {
        (planned.is_none() || !trigger.is_of_rhythm()) && (rest.is_none() || trigger.rule() == Rule::Promise)
    };
    let (mut triggers, held): (Vec<_>, Vec<_>) = triggers.into_iter().partition(passes);
    let mut ends: Vec<NaiveDate> =
        [pause, absence].into_iter().flatten().filter_map(|period| period.until).collect();
    ends.sort_unstable();
    for end in ends.into_iter().filter(|end| *end < standing.today) {
        if standing.last_contact.is_none_or(|last| last <= end) {
            postpone(&mut triggers, end);
        }
    }
    Amended { triggers, held, planned, rest }
}

fn postpone(triggers: &mut [Trigger<'_>], end: NaiveDate) {
    for trigger in triggers.iter_mut().filter(|trigger| trigger.is_of_rhythm() && trigger.due <= end) {
        trigger.moved_from.get_or_insert(trigger.due);
        trigger.due = end.checked_add_days(Days::new(1)).unwrap_or(end);
    }
}

/// The days on which every contact who has not left is away, if there are any (P10).
fn absence(standing: &Standing<'_, '_>) -> Option<Period> {
    let mut current = standing.current_contacts();
    let first = current.next()?.away.clone()?;
    current.try_fold(first, |common, contact| common.overlap(contact.away.as_ref()?))
}

fn rest(today: NaiveDate, pause: Option<&Period>, absence: Option<&Period>) -> Option<Rest> {
    let covering = |day| [pause, absence].into_iter().flatten().find(move |period| period.covers(day));
    let period = covering(today)?;
    // One may begin before the other ends.
    let mut until = period.until;
    while let Some(next) = until.and_then(|until| covering(until.checked_add_days(Days::new(1))?)) {
        until = next.until;
    }
    let is_pause = pause.is_some_and(|pause| pause.covers(today));
    Some(Rest { is_pause, why: period.why.clone(), until })
}
