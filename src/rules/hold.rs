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
    /// Why, if the note says so.
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

/// Triggers, held back or not.
#[derive(Debug)]
pub(super) struct Amended<'a> {
    pub(super) triggers: Vec<Trigger<'a>>,
    pub(super) held: Vec<Trigger<'a>>,
    pub(super) planned: Option<&'a Touch>,
    pub(super) rest: Option<Rest>,
}

/// Holds triggers back, and moves those that fell due during a rest now over.
pub(super) fn amend<'a>(standing: &Standing<'_, 'a>, triggers: Vec<Trigger<'a>>) -> Amended<'a> {
    let planned = standing.client.planned(standing.today());
    let pause = standing.client.pause.clone();
    let absence = absence(standing);
    let rest = rest(standing.today(), pause.as_ref(), absence.as_ref());
    let (mut triggers, held): (Vec<_>, Vec<_>) = triggers.into_iter().partition(|trigger| {
        (planned.is_none() || !trigger.is_of_rhythm()) && (rest.is_none() || trigger.rule() == Rule::Promise)
    });
    let mut ends: Vec<NaiveDate> =
        [pause, absence].into_iter().flatten().filter_map(|period| period.until).collect();
    ends.sort_unstable();
    for end in ends.into_iter().filter(|end| *end < standing.today()) {
        postpone(&mut triggers, end);
    }
    Amended { triggers, held, planned, rest }
}

/// Moves triggers of rhythm that fell due during a rest to the day after it.
///
/// After a contact later than the rest, the client's rhythm is due after the rest anyway. The rhythm of one contact still
/// has to move if only another was reached: otherwise talking to one would bring back what the rest covered for the other.
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
    let periods = [pause, absence];
    let period = covering(periods, today)?;
    // One may begin before the other ends.
    let mut until = period.until;
    while let Some(next) = until.and_then(|until| covering(periods, until.checked_add_days(Days::new(1))?)) {
        until = next.until;
    }
    let is_pause = pause.is_some_and(|pause| pause.covers(today));
    Some(Rest { is_pause, why: period.why.clone(), until })
}

/// The first of some periods that covers a day.
fn covering(periods: [Option<&Period>; 2], day: NaiveDate) -> Option<&Period> {
    periods.into_iter().flatten().find(|period| period.covers(day))
}

#[cfg(test)]
mod tests {
    use crate::model::settings::Settings;
    use crate::rules::testing::{judged, settings};

    /// What is due on a day, what is held back in brackets, and until when it rests.
    fn show(today: &str, note: &str, settings: &Settings) -> Vec<String> {
        judged(today, &[note], settings, |_, verdict| {
            let due =
                verdict.triggers.iter().map(|trigger| format!("{} {}", trigger.rule().name(), trigger.due));
            let held =
                verdict.held.iter().map(|trigger| format!("({} {})", trigger.rule().name(), trigger.due));
            let planned = verdict.planned.iter().map(|touch| format!("planned {}", touch.date));
            let rest = verdict.rest.iter().map(|rest| {
                let resumes = rest.resumes().map_or_else(|| "no end".to_owned(), |day| day.to_string());
                format!("{} until {resumes}", if rest.is_pause { "pause" } else { "absence" })
            });
            due.chain(held).chain(planned).chain(rest).collect()
        })
    }

    fn check(cases: &[(&str, &str, &[&str])]) {
        for (today, note, expected) in cases {
            assert_eq!(show(today, note, &Settings::default()), *expected, "on {today}:\n{note}");
        }
    }

    fn note(front: &str, history: &str) -> String {
        format!("---\n{front}\n---\n{history}")
    }

    #[test]
    fn a_planned_touch_holds_the_rhythm_back_and_nothing_else() {
        let call = "## 2026-10-01 Call\n";
        let lunch = "## 2026-12-01 Lunch\n";
        let dana = "contacts:\n  - {name: Dana Reyes, cadence: 2 weeks, birthday: 11-24}";
        let attempt = "## 2026-11-20 Call, no answer\n";
        check(&[
            ("2026-11-21", &format!("{call}{lunch}"), &["(cadence 2026-11-01)", "planned 2026-12-01"]),
            ("2026-11-30", &format!("{call}{lunch}"), &["(cadence 2026-11-01)", "planned 2026-12-01"]),
            ("2026-12-01", &format!("{call}{lunch}"), &["cadence 2027-01-01"]),
            ("2026-11-21", lunch, &["(first-touch 2026-11-21)", "planned 2026-12-01"]),
            ("2026-11-21", &format!("{call}{attempt}{lunch}"), &["(retry 2026-11-23)", "planned 2026-12-01"]),
            (
                "2026-11-21",
                &note(dana, &format!("{call}{lunch}")),
                &[
                    "occasion 2026-11-24",
                    "(cadence 2026-10-15)",
                    "(cadence 2026-11-01)",
                    "planned 2026-12-01",
                ],
            ),
            (
                "2026-11-21",
                &note("delivered: 2026-10-20", &format!("{call}{lunch}- [ ] Send it by 2026-11-25\n")),
                &["feedback 2026-11-20", "promise 2026-11-25", "(cadence 2026-11-01)", "planned 2026-12-01"],
            ),
            (
                "2026-11-21",
                &note("status: lost\nsince: 2026-11-02", &format!("{call}{lunch}")),
                &["farewell 2026-11-09", "(cadence 2026-11-12)", "planned 2026-12-01"],
            ),
            // Of two plans the first counts; what is no touch is no plan.
            (
                "2026-11-21",
                &format!("{call}## 2026-12-05 Zoom\n{lunch}"),
                &["(cadence 2026-11-01)", "planned 2026-12-01"],
            ),
            ("2026-11-21", &format!("{call}## 2026-12-01 Delivery\n"), &["cadence 2026-11-01"]),
        ]);
    }

    #[test]
    fn a_pause_holds_all_back_but_promises() {
        let family = "pause: {from: 2026-11-10, until: 2026-11-20, why: family}";
        let call = "## 2026-10-01 Call\n";
        let held: &[&str] = &["(cadence 2026-11-01)", "pause until 2026-11-21"];
        let all = "status: lost\nsince: 2026-11-02\ndelivered: 2026-10-01\nbirthday: 11-24";
        check(&[
            ("2026-11-09", &note(family, call), &["cadence 2026-11-01"]),
            ("2026-11-10", &note(family, call), held),
            ("2026-11-20", &note(family, call), held),
            ("2026-11-21", &note(family, call), &["cadence 2026-11-21"]),
            ("2026-11-20", &note("pause: 2026-11-20", call), held),
            ("2026-10-01", &note("pause: 2026-11-20", call), held),
            (
                "2027-11-10",
                &note("pause: {from: 2026-11-10}", call),
                &["(cadence 2026-11-01)", "pause until no end"],
            ),
            ("2026-11-09", &note("pause: {from: 2026-11-10}", call), &["cadence 2026-11-01"]),
            (
                "2026-11-18",
                &note(&format!("{family}\n{all}"), &format!("{call}- [ ] Send it by 2026-12-01\n")),
                &[
                    "promise 2026-12-01",
                    "(feedback 2026-11-01)",
                    "(farewell 2026-11-09)",
                    "(cadence 2026-11-12)",
                    "(occasion 2026-11-24)",
                    "pause until 2026-11-21",
                ],
            ),
            // A plan within a pause.
            (
                "2026-11-18",
                &note(family, &format!("{call}## 2026-11-23 Lunch\n")),
                &["(cadence 2026-11-01)", "planned 2026-11-23", "pause until 2026-11-21"],
            ),
        ]);
    }

    #[test]
    fn what_fell_due_during_a_pause_is_due_the_day_after() {
        let paused = |front: &str, history: &str| {
            note(&format!("pause: {{from: 2026-11-10, until: 2026-11-20}}\n{front}"), history)
        };
        let dana = "contacts:\n  - {name: Dana Reyes, cadence: 2 weeks}\n  - Lee Park";
        check(&[
            // Before it, on its last day, the day after.
            ("2026-11-25", &paused("", "## 2026-10-01 Call\n"), &["cadence 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-10-20 Call\n"), &["cadence 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-10-21 Call\n"), &["cadence 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-10-22 Call\n"), &["cadence 2026-11-22"]),
            ("2026-11-25", &paused("since: 2026-10-01", ""), &["cadence 2026-11-21"]),
            ("2026-11-25", &paused("", ""), &["first-touch 2026-11-25"]),
            ("2026-11-25", &paused("", "## 2026-11-08 Voicemail\n"), &["retry 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-11-17 Voicemail\n"), &["retry 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-11-18 Voicemail\n"), &["retry 2026-11-21"]),
            ("2026-11-25", &paused("", "## 2026-11-22 Voicemail\n"), &["retry 2026-11-25"]),
            // Other triggers keep their day.
            ("2026-11-25", &paused("cadence: never\ndelivered: 2026-10-15", ""), &["feedback 2026-11-15"]),
            (
                "2026-11-25",
                &paused("status: lost\nsince: 2026-11-05", ""),
                &["farewell 2026-11-12", "cadence 2026-12-17"],
            ),
            // A contact on the last day is none after it.
            (
                "2026-11-25",
                &paused(dana, "## 2026-10-01 Call with Dana\n## 2026-11-20 Call with Lee\n"),
                &["cadence 2026-11-21", "cadence 2026-12-20"],
            ),
            // Talking to Lee after it does not bring back what the pause covered for Dana.
            (
                "2026-11-25",
                &paused(dana, "## 2026-10-01 Call with Dana\n## 2026-11-21 Call with Lee\n"),
                &["cadence 2026-11-21", "cadence 2026-12-21"],
            ),
            (
                "2026-11-25",
                &paused("last_contact: 2026-11-21\ncadence: 1 day", "## 2026-10-01 Call\n"),
                &["cadence 2026-11-22"],
            ),
        ]);
        let weekly = settings("cadence: {active: 1 week}\n");
        let attempts = "## 2026-11-01 SMS, no reply\n".repeat(4);
        assert_eq!(show("2026-11-25", &paused("", &attempts), &weekly), ["cadence 2026-11-21"]);
    }

    #[test]
    fn nobody_there_is_like_a_pause() {
        let people = |dana: &str, lee: &str| {
            note(
                &format!("contacts:\n  - {{name: Dana Reyes{dana}}}\n  - {{name: Lee Park{lee}}}"),
                "## 2026-10-01 Call\n",
            )
        };
        let (early, late) = (", away: {from: 2026-11-01, until: 2026-11-20}", ", away: {from: 2026-11-10}");
        let both = &people(early, late);
        let held: &[&str] = &["(cadence 2026-11-01)", "absence until 2026-11-21"];
        let due: &[&str] = &["cadence 2026-11-01"];
        let alone = &people(early, ", left: 2026-11-05");
        check(&[
            ("2026-11-09", both, due),
            ("2026-11-10", both, held),
            ("2026-11-20", both, held),
            ("2026-11-21", both, &["cadence 2026-11-21", "welcome-back 2026-11-21"]),
            // One is there.
            ("2026-11-15", &people(early, ""), due),
            // One has left, and the other is away. On the day before, both were current.
            ("2026-11-04", alone, due),
            ("2026-11-05", alone, held),
            ("2026-11-21", alone, &["cadence 2026-11-21", "welcome-back 2026-11-21"]),
            ("2026-11-15", &people(early, ", left: 2026-11-16"), due),
            // Nobody is left, or was ever listed.
            ("2026-11-15", &people(&format!("{early}, left: 2026-11-05"), ", left: 2026-11-05"), due),
            ("2026-11-15", "## 2026-10-01 Call\n", due),
            ("2026-11-15", &people(late, late), &["(cadence 2026-11-01)", "absence until no end"]),
            // One goes when the other comes back: there was always somebody.
            (
                "2026-11-25",
                &people(
                    ", away: {from: 2026-10-05, until: 2026-11-10}",
                    ", away: {from: 2026-11-11, until: 2026-11-20}",
                ),
                &["cadence 2026-11-01", "welcome-back 2026-11-11", "welcome-back 2026-11-21"],
            ),
            // They had one day in common.
            (
                "2026-11-25",
                &people(
                    ", away: {from: 2026-10-05, until: 2026-11-10}",
                    ", away: {from: 2026-11-10, until: 2026-11-20}",
                ),
                &["cadence 2026-11-11", "welcome-back 2026-11-11", "welcome-back 2026-11-21"],
            ),
        ]);
    }

    #[test]
    fn a_pause_may_run_into_an_absence() {
        let away = "contacts:\n  - {name: Dana Reyes, away: {from: 2026-11-14, until: 2026-11-20}}";
        let both =
            &note(&format!("pause: {{from: 2026-11-05, until: 2026-11-15}}\n{away}"), "## 2026-10-01 Call\n");
        check(&[
            ("2026-11-12", both, &["(cadence 2026-11-01)", "pause until 2026-11-21"]),
            ("2026-11-16", both, &["(cadence 2026-11-01)", "absence until 2026-11-21"]),
            ("2026-11-21", both, &["cadence 2026-11-21", "welcome-back 2026-11-21"]),
        ]);
    }
}
