//! Who was in rhythm: today, and each week of the year before it (P02).
//!
//! Notes say when somebody was in touch, but not which status or rhythm the client had then, so today's are used
//! for the past too.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Share;
use crate::model::client::Client;
use crate::model::duration::Duration;
use crate::model::folded;
use crate::model::period::Period;
use crate::model::status::Status;
use crate::model::touch::{Outcome, Touch};
use crate::rules::Standing;

/// How many weeks before today are counted.
const WEEKS: u64 = 52;

/// The share in rhythm on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// The day.
    pub day: NaiveDate,
    /// How many were in rhythm, of those that were clients then.
    pub share: Share,
}

/// On which days a client was counted, and on which of those it was in rhythm: one bit for today, the lowest, and
/// one for each week before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct InRhythm {
    counted: u64,
    in_rhythm: u64,
}

/// Today and the days of the weeks before it, oldest first.
fn days(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..=WEEKS).rev().filter_map(move |weeks| today.checked_sub_days(Days::new(7 * weeks)))
}

impl InRhythm {
    /// Counts a client with a rhythm on each day on which it was a client and did not rest.
    pub(super) fn of(standing: &Standing<'_, '_>) -> Self {
        let (client, today) = (standing.client, standing.today());
        let mut found = Self::default();
        let Some(every) = standing.rhythm.cadence.duration() else { return found };
        let mut trace = Trace::of(client, every);
        for day in days(today) {
            let is_in_rhythm = trace.is_in_rhythm(day);
            let is_counted = trace.is_client(day, today) && !rests(client, day, today);
            found.counted = found.counted << 1 | u64::from(is_counted);
            found.in_rhythm = found.in_rhythm << 1 | u64::from(is_counted && is_in_rhythm);
        }
        found
    }

    /// Whether the client is counted today, and if so, whether it is in rhythm.
    fn today(self) -> Option<bool> {
        (self.counted & 1 == 1).then_some(self.in_rhythm & 1 == 1)
    }
}

/// The share of an owner (P13); no name for clients without one.
pub type OwnerShare = (Option<Box<str>>, Share);

/// The shares in rhythm, added up client by client.
#[derive(Debug)]
pub(super) struct Rhythms {
    weeks: Vec<Week>,
    by_status: BTreeMap<Status, Share>,
    /// By the owner's name in lower case, which keeps the first spelling; clients without an owner come last.
    by_owner: BTreeMap<(bool, String), OwnerShare>,
}

impl Rhythms {
    pub(super) fn until(today: NaiveDate) -> Self {
        let weeks = days(today).map(|day| Week { day, share: Share::default() }).collect();
        Self { weeks, by_status: BTreeMap::new(), by_owner: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, rhythm: InRhythm, status: Status, owner: Option<&str>) {
        for (ago, week) in self.weeks.iter_mut().rev().enumerate() {
            if rhythm.counted >> ago & 1 == 1 {
                week.share.add(rhythm.in_rhythm >> ago & 1 == 1);
            }
        }
        if let Some(is_in_rhythm) = rhythm.today() {
            self.by_status.entry(status).or_default().add(is_in_rhythm);
            let key = (owner.is_none(), folded(owner.unwrap_or_default()));
            let of_owner =
                self.by_owner.entry(key).or_insert_with(|| (owner.map(Box::from), Share::default()));
            of_owner.1.add(is_in_rhythm);
        }
    }

    pub(super) fn today(&self) -> Share {
        self.weeks.last().map(|week| week.share).unwrap_or_default()
    }

    pub(super) fn by_status(&self) -> Vec<(Status, Share)> {
        self.by_status.iter().map(|(status, share)| (*status, *share)).collect()
    }

    /// The shares by owner, and those by week.
    pub(super) fn into_parts(self) -> (Vec<OwnerShare>, Vec<Week>) {
        (self.by_owner.into_values().collect(), self.weeks)
    }
}

/// A client's history, read once as the days advance.
struct Trace<'c> {
    client: &'c Client,
    every: Duration,
    /// The touches after the last day asked for.
    ahead: &'c [Touch],
    /// The last contact among the touches before that.
    last: Option<NaiveDate>,
    /// The first day that the note mentions.
    begun: Option<NaiveDate>,
}

impl<'c> Trace<'c> {
    fn of(client: &'c Client, every: Duration) -> Self {
        let touch = client.touches.first().map(|touch| touch.date);
        let event = client.events.first().map(|event| event.date);
        let begun = [touch, event, client.since, client.last_contact].into_iter().flatten().min();
        Self { client, every, ahead: &client.touches, last: None, begun }
    }

    /// Whether it was a client by a day. Without any date in the note it is one today, unless it begins later.
    fn is_client(&self, day: NaiveDate, today: NaiveDate) -> bool {
        let begins_later = self.client.since.is_some_and(|since| since > today);
        self.begun.is_some_and(|begun| begun <= day) || (day == today && !begins_later)
    }

    /// Whether the last contact by a day, else `since`, is no longer ago than the rhythm. Days have to be asked for
    /// in ascending order.
    fn is_in_rhythm(&mut self, day: NaiveDate) -> bool {
        while let [touch, ahead @ ..] = self.ahead
            && touch.date <= day
        {
            self.ahead = ahead;
            if touch.outcome == Outcome::Contact {
                self.last = Some(touch.date);
            }
        }
        let last = self.last.max(self.client.last_contact.filter(|date| *date <= day));
        let from = last.or(self.client.since.filter(|date| *date <= day));
        from.is_some_and(|from| self.every.after(from) >= day)
    }
}

/// Whether a client rests on a day: it is paused, or everybody there is away.
fn rests(client: &Client, day: NaiveDate, today: NaiveDate) -> bool {
    let rests = |period: &Period| covers(period, client, day, today);
    let mut current = client.contacts.iter().filter(|contact| contact.is_current(day)).peekable();
    client.pause.as_ref().is_some_and(rests)
        || (current.peek().is_some() && current.all(|contact| contact.away.as_ref().is_some_and(rests)))
}

/// Whether a period covers a day. One without a start is taken to have begun after the last touch; otherwise a pause
/// written down today would change the whole year before it.
fn covers(period: &Period, client: &Client, day: NaiveDate, today: NaiveDate) -> bool {
    if !period.covers(day) {
        return false;
    }
    if day == today || period.from.is_some() {
        return true;
    }
    let end = period.until.map_or(today, |until| until.min(today));
    client.touches_until(end).last().is_none_or(|touch| touch.date < day)
}

#[cfg(test)]
mod tests {
    use super::rests;
    use crate::rules::{Context, Standing, judge};
    use crate::views::stats::Share;
    use crate::views::stats::testing::{TODAY, figures, note, vault};

    /// How many weeks the client was counted in the year, in how many of them in rhythm, and the share
    /// today.
    fn year(note: &str) -> (usize, usize, Share) {
        figures("", &[note], "", |figures| {
            assert_eq!(figures.year.len(), 53);
            let sum = |part: fn(Share) -> usize| figures.year.iter().map(|week| part(week.share)).sum();
            (sum(|share| share.of), sum(|share| share.count), figures.in_rhythm)
        })
    }

    #[test]
    fn a_client_is_counted_while_it_is_one_and_does_not_rest() {
        let (none, out, within) =
            (Share { count: 0, of: 0 }, Share { count: 0, of: 1 }, Share { count: 1, of: 1 });
        let call = |day: &str| format!("## {day} Call\n");
        let cases = [
            // A note without dates: a client today, and not in rhythm.
            (note("name: X", ""), (1, 0, out)),
            (note("since: 2026-11-21", ""), (1, 1, within)),
            (note("since: 2026-11-22", ""), (0, 0, none)),
            (note("name: X", &call("2026-11-22")), (1, 0, out)),
            // The rhythm is a month, and both its ends belong to it.
            (note("since: 2026-10-21", ""), (5, 5, within)),
            (note("since: 2026-10-20", ""), (5, 4, out)),
            (note("name: X", &call("2026-10-21")), (5, 5, within)),
            (note("name: X", &call("2026-10-20")), (5, 4, out)),
            (note("last_contact: 2026-10-21", ""), (5, 5, within)),
            (note("last_contact: 2026-11-22", ""), (1, 0, out)),
            (note("last_contact: 2026-11-01", &call("2026-10-01")), (8, 8, within)),
            (note("last_contact: 2026-10-01", &call("2026-11-01")), (8, 8, within)),
            // A client who was contacted before is not new, whenever the status began.
            (note("since: 2026-11-20", &call("2026-09-20")), (9, 4, out)),
            // An attempt or an order shows that it was a client, but is no contact.
            (note("name: X", "## 2026-11-20 Call, no answer\n"), (1, 0, out)),
            (note("name: X", "## 2026-11-14 Order 5\n"), (2, 0, out)),
            (note("cadence: 3 months", &call("2026-09-01")), (12, 12, within)),
            (note("cadence: never", &call("2026-11-01")), (0, 0, none)),
            (note("name: X", &call("2020-01-01")), (53, 0, out)),
            (note("name: X", &(call("2020-01-01") + &call("2025-11-22"))), (53, 5, out)),
            // A pause with a beginning, without one, and one that is over.
            (note("pause: {from: 2026-11-01, until: 2026-12-01}", &call("2026-10-24")), (2, 2, none)),
            (note("pause: 2026-12-01", &call("2026-10-24")), (1, 1, none)),
            (note("pause: 2026-12-01", &call("2026-11-21")), (0, 0, none)),
            (note("pause: 2026-11-10", &call("2026-10-24")), (3, 3, within)),
            // Everybody is away, or only one of two.
            (note("contacts: [{name: Dana, away: 2026-12-01}]", &call("2026-10-24")), (1, 1, none)),
            (note("contacts: [{name: Dana, away: 2026-12-01}, Lee]", &call("2026-10-24")), (5, 5, within)),
        ];
        for (note, expected) in cases {
            assert_eq!(year(&note), expected, "{note}");
        }
    }

    #[test]
    fn whoever_rests_today_does_so_on_the_agenda() {
        let dana =
            |away: &str| format!("contacts: [{{name: Dana, {away}}}, {{name: Lee, left: 2026-11-01}}]");
        let cases = [
            ("name: X".to_owned(), false),
            ("pause: 2026-11-20".to_owned(), false),
            ("pause: 2026-11-21".to_owned(), true),
            ("pause: {from: 2026-11-21}".to_owned(), true),
            ("pause: {from: 2026-11-22}".to_owned(), false),
            (dana("away: 2026-11-21"), true),
            (dana("away: {from: 2026-11-22}"), false),
            (dana("left: 2026-11-21, away: 2026-11-30"), false),
            (dana("left: 2026-11-22, away: 2026-11-30"), true),
        ];
        for (front, expected) in cases {
            let vault = vault("", &[note(&front, "## 2026-11-20 Call\n")]).read().unwrap();
            let today = TODAY.parse().unwrap();
            let context = Context::new(vault.clients(), &vault.vault.settings, today);
            let client = vault.clients().next().unwrap();
            assert_eq!(rests(client, today, today), expected, "{front}");
            assert_eq!(judge(&Standing::new(client, &context)).rest.is_some(), expected, "{front}");
        }
    }

    #[test]
    fn shares_are_told_by_status_and_owner() {
        let call = "## 2026-11-20 Call\n";
        let notes = [
            note("status: lost\nowner: Tomas", call),
            note("status: prospect\nowner: ines", call),
            note("status: prospect\nowner: Ines", ""),
            note("status: prospect", ""),
            note("status: partner\ncadence: never\nowner: Hanna", call),
        ];
        let show = |yaml: &str| {
            figures(yaml, &notes, "", |figures| {
                let status = figures.by_status.iter().map(|(status, share)| (status.name(), share));
                let owner =
                    figures.by_owner.iter().map(|(owner, share)| (owner.as_deref().unwrap_or("-"), share));
                let shown =
                    status.chain(owner).map(|(name, share)| format!("{name} {}/{}", share.count, share.of));
                shown.collect::<Vec<_>>().join(", ")
            })
        };
        assert_eq!(show(""), "prospect 1/3, lost 1/1, ines 1/2, Tomas 1/1, - 0/1");
        assert_eq!(show("owner: Tomas"), "prospect 1/3, lost 1/1, ines 1/2, Tomas 1/2");
    }
}
