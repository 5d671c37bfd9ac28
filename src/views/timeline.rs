//! Clients on a timeline: when each was in rhythm and when it was not (P02, P22).

use chrono::{Datelike, Months, NaiveDate};

use crate::agenda::Judged;
use crate::model::client::Client;
use crate::model::contact::Contact;
use crate::model::duration::Duration;
use crate::model::touch::{Event, EventKind, Touch};

const LOOKING_BACK: Duration = Duration::months(18);
const LOOKING_AHEAD: Duration = Duration::months(3);

/// The days that a timeline shows: the last 18 months and the next 3.
pub fn shown(today: NaiveDate) -> Days {
    Days { from: LOOKING_BACK.before(today), until: LOOKING_AHEAD.after(today) }
}

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
}

/// A client over time.
#[derive(Debug)]
pub struct Timeline<'v> {
    /// What happened and what is planned on the days shown, oldest first.
    pub marks: Vec<Mark<'v>>,
    /// When it was in rhythm, and until when it still is: the days that contacts cover by the cadence.
    pub kept: Vec<Days>,
    /// Pauses, and absences of contacts.
    pub breaks: Vec<Break<'v>>,
}

/// A dated mark on the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'v> {
    /// A touch; one after today is planned.
    Touch(&'v Touch),
    /// A step in the history of the status (P31).
    Milestone(&'v Event),
    /// A contact known only from `last_contact`, without a touch in the history.
    Unrecorded(NaiveDate),
}

/// A pause (P30), or the absence of a contact (P10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break<'v> {
    /// Who is away; none for a pause of the client.
    pub contact: Option<&'v Contact>,
    /// Those of its days that are shown.
    pub days: Days,
    /// Its last day, shown or not; none if it is open-ended.
    pub until: Option<NaiveDate>,
    /// Why.
    pub why: Option<&'v str>,
}

impl<'v> Timeline<'v> {
    /// A client on the days shown.
    pub fn new(judged: &Judged<'_, 'v>, shown: Days) -> Self {
        let (client, today) = (judged.standing.client, judged.standing.today());
        let every = judged.standing.rhythm.cadence.duration();
        let kept = every.map_or_else(Vec::new, |every| kept(client, every, shown, today));
        Self { marks: marks(client, shown), kept, breaks: breaks(client, shown) }
    }
}

impl Days {
    /// The first days of the months among them.
    pub fn months(self) -> impl Iterator<Item = NaiveDate> {
        let first = self.from.with_day(1);
        let months = std::iter::successors(first, |month| month.checked_add_months(Months::new(1)));
        months.take_while(move |month| *month <= self.until).filter(move |month| self.has(*month))
    }

    /// The part that is shown of a period, which may have no start or end.
    fn shown_of(self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<Self> {
        let from = from.map_or(self.from, |from| from.max(self.from));
        let until = until.map_or(self.until, |until| until.min(self.until));
        (from <= until).then_some(Self { from, until })
    }

    /// Whether a day is one of them.
    pub fn has(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

impl Mark<'_> {
    /// The day.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Touch(touch) => touch.date,
            Self::Milestone(event) => event.date,
            Self::Unrecorded(day) => *day,
        }
    }
}

fn marks(client: &Client, shown: Days) -> Vec<Mark<'_>> {
    let touches = client.touches.iter().map(Mark::Touch);
    let milestones = client.events.iter().filter(|event| matches!(event.kind, EventKind::Milestone(_)));
    let unrecorded = client.last_contact.filter(|day| client.touches.iter().all(|touch| touch.date != *day));
    let marks = touches.chain(milestones.map(Mark::Milestone)).chain(unrecorded.map(Mark::Unrecorded));
    let mut marks: Vec<Mark<'_>> = marks.filter(|mark| shown.has(mark.day())).collect();
    marks.sort_by_key(Mark::day);
    marks
}

/// The days covered by contacts, each for as long as the rhythm allows; without any contact it counts from the day
/// the status began.
fn kept(client: &Client, every: Duration, shown: Days, today: NaiveDate) -> Vec<Days> {
    let mut contacts: Vec<NaiveDate> = client.contacts_made(today).map(|touch| touch.date).collect();
    contacts.extend(client.last_contact.filter(|day| *day <= today));
    if contacts.is_empty() {
        contacts.extend(client.since.filter(|day| *day <= today));
    }
    contacts.sort_unstable();
    let mut kept: Vec<Days> = Vec::new();
    for day in contacts {
        let until = every.after(day);
        match kept.last_mut().filter(|last| day <= last.until) {
            Some(last) => last.until = last.until.max(until),
            None => kept.push(Days { from: day, until }),
        }
    }
    kept.into_iter().filter_map(|days| shown.shown_of(Some(days.from), Some(days.until))).collect()
}

fn breaks(client: &Client, shown: Days) -> Vec<Break<'_>> {
    let pause = client.pause.iter().map(|pause| (None, pause));
    let absences = client.contacts.iter().filter_map(|contact| Some((Some(contact), contact.away.as_ref()?)));
    let breaks = pause.chain(absences).filter_map(|(contact, period)| {
        let days = shown.shown_of(period.from, period.until)?;
        Some(Break { contact, days, until: period.until, why: period.why.as_deref() })
    });
    breaks.collect()
}

#[cfg(test)]
mod tests {
    use super::{Days, breaks, kept, marks};
    use crate::model::client::Client;
    use crate::model::duration::Duration;
    use crate::model::settings::Settings;
    use crate::note::Reader;
    use chrono::NaiveDate;

    const TODAY: &str = "2026-11-21";

    fn day(date: &str) -> NaiveDate {
        date.parse().unwrap()
    }

    fn read(note: &str) -> Client {
        let settings = Settings::default();
        Reader::new(&settings).note("a.md", note.as_bytes()).unwrap().client.unwrap()
    }

    fn shown() -> Days {
        Days { from: day("2025-05-21"), until: day("2027-02-21") }
    }

    fn spans(days: &[Days]) -> Vec<String> {
        days.iter().map(|days| format!("{}..{}", days.from, days.until)).collect()
    }

    #[test]
    fn a_contact_covers_the_days_of_the_rhythm() {
        let cases: &[(&str, &[&str])] = &[
            ("## 2026-11-01 Call\n", &["2026-11-01..2026-12-01"]),
            // Attempts and plans cover nothing.
            (
                "## 2026-11-01 Call\n## 2026-11-20 Voicemail\n## 2026-12-20 Lunch\n",
                &["2026-11-01..2026-12-01"],
            ),
            // Contacts that follow within the rhythm are one stretch, others two.
            ("## 2026-08-01 Call\n## 2026-09-01 Call\n## 2026-09-02 Call\n", &["2026-08-01..2026-10-02"]),
            (
                "## 2026-08-01 Call\n## 2026-09-02 Call\n",
                &["2026-08-01..2026-09-01", "2026-09-02..2026-10-02"],
            ),
            // Days that are not shown are cut off.
            ("## 2025-05-01 Call\n", &["2025-05-21..2025-06-01"]),
            ("## 2025-04-01 Call\n", &[]),
            // A contact that the history does not have, and the day the status began.
            ("---\nlast_contact: 2026-11-10\n---\n## 2026-11-01 Call\n", &["2026-11-01..2026-12-10"]),
            ("---\nsince: 2026-11-10\n---\n", &["2026-11-10..2026-12-10"]),
            ("---\nsince: 2026-10-10\n---\n## 2026-11-01 Call\n", &["2026-11-01..2026-12-01"]),
            ("---\nsince: 2026-12-10\n---\n", &[]),
        ];
        for (note, expected) in cases {
            let kept = kept(&read(note), Duration::months(1), shown(), day(TODAY));
            assert_eq!(spans(&kept), *expected, "{note}");
        }
    }

    #[test]
    fn marks_are_touches_and_milestones_on_the_days_shown() {
        let note = |last: &str| {
            read(&format!(
                "---\nlast_contact: {last}\n---\n## 2027-02-22 Lunch\n## 2027-02-21 Call\n\
                 ## 2026-11-01 Order\n## 2026-10-01 Lost\n## 2026-10-01 Mail\n## 2025-05-20 Zoom\n"
            ))
        };
        let days = |last: &str| {
            let client = note(last);
            let days = marks(&client, shown()).iter().map(|mark| mark.day().to_string()).collect::<Vec<_>>();
            days.join(" ")
        };
        assert_eq!(days("2026-10-01"), "2026-10-01 2026-10-01 2027-02-21");
        assert_eq!(days("2026-10-02"), "2026-10-01 2026-10-01 2026-10-02 2027-02-21");
        assert_eq!(days("2025-05-20"), days("2026-10-01"));
    }

    #[test]
    fn rests_are_pauses_and_absences_on_the_days_shown() {
        let note = "---\npause: {from: 2025-01-01, until: 2025-06-01, why: family}\ncontacts:\n\
                    - {name: Dana, away: {from: 2026-11-01}}\n- Lee\n- {name: Kim, away: 2025-01-01}\n---\n";
        let client = read(note);
        let breaks = breaks(&client, shown());
        let shown: Vec<String> = breaks
            .iter()
            .map(|rest| {
                let who = rest.contact.map_or("pause", |contact| contact.name.as_str());
                format!("{who} {} {}", spans(&[rest.days])[0], rest.why.unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, ["pause 2025-05-21..2025-06-01 family", "Dana 2026-11-01..2027-02-21 "]);
    }
}
