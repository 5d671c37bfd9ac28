//! What holds a trigger back, or moves it: a planned touch (P29), a pause (P30), an absence (P10).

use chrono::NaiveDate;

use super::{Standing, Trigger, day_after};
use crate::model::client::Period;
use crate::model::rule::Rule;
use crate::model::touch::Touch;

/// A pause or absence that covers today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Whether the note says to pause; else everybody there is away.
    pub is_pause: bool,
    /// Why, if the note tells.
    pub why: Option<String>,
    /// The first day after it; none if it has no end.
    pub resumes: Option<NaiveDate>,
}

/// What was held back.
#[derive(Debug)]
pub(super) struct Held<'a> {
    pub(super) planned: Option<&'a Touch>,
    pub(super) rest: Option<Rest>,
}

/// Takes out the triggers that are held back, and moves those that fell due during a rest now over.
pub(super) fn amend<'a>(standing: &Standing<'a>, triggers: &mut Vec<Trigger<'a>>) -> Held<'a> {
    let planned = standing.client.planned(standing.today);
    if planned.is_some() {
        triggers.retain(|trigger| !is_of_rhythm(trigger));
    }
    let pause = standing.client.pause.clone();
    let absence = absence(standing);
    let rest = rest(standing.today, pause.as_ref(), absence.as_ref());
    if rest.is_some() {
        triggers.retain(|trigger| trigger.rule() == Rule::Promise);
    }
    let mut ends: Vec<NaiveDate> =
        [pause, absence].into_iter().flatten().filter_map(|period| period.until).collect();
    ends.sort_unstable();
    for end in ends.into_iter().filter(|end| *end < standing.today) {
        if standing.last_contact.is_none_or(|last| last <= end) {
            postpone(triggers, end);
        }
    }
    Held { planned, rest }
}

/// `cadence`, `first-touch` and `retry` are what a plan replaces and a rest postpones.
fn is_of_rhythm(trigger: &Trigger<'_>) -> bool {
    matches!(trigger.rule(), Rule::Cadence | Rule::FirstTouch | Rule::Retry)
}

fn postpone(triggers: &mut [Trigger<'_>], end: NaiveDate) {
    for trigger in triggers.iter_mut().filter(|trigger| is_of_rhythm(trigger) && trigger.due <= end) {
        trigger.moved_from.get_or_insert(trigger.due);
        trigger.due = day_after(end);
    }
}

/// The days on which every contact who has not left is away, if there are any (P10).
fn absence(standing: &Standing<'_>) -> Option<Period> {
    let mut current = standing.client.contacts.iter().filter(|contact| contact.is_current(standing.today));
    let first = current.next()?.away.clone()?;
    current.try_fold(first, |common, contact| common.overlap(contact.away.as_ref()?))
}

fn rest(today: NaiveDate, pause: Option<&Period>, absence: Option<&Period>) -> Option<Rest> {
    let covering = |day| [pause, absence].into_iter().flatten().find(move |period| period.covers(day));
    let period = covering(today)?;
    // One may begin before the other ends.
    let mut resumes = period.day_after();
    while let Some(next) = resumes.and_then(covering) {
        resumes = next.day_after();
    }
    let is_pause = pause.is_some_and(|pause| pause.covers(today));
    Some(Rest { is_pause, why: period.why.clone(), resumes })
}
