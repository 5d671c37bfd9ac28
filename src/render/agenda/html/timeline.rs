//! The garden as the page sees it: places on the line of time in percent, and what is there in words.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::agenda::{Judged, Section};
use crate::model::status::Status;
use crate::model::touch::{Outcome, Touch};
use crate::render::agenda::view::CadenceView;
use crate::render::words;
use crate::views::list::{ListLine, SortBy};
use crate::views::timeline::{Break, Days, Mark, Timeline};

#[derive(Debug, Serialize)]
pub(super) struct GardenView {
    today: String,
    months: Vec<Month>,
    beds: Vec<BedView>,
    /// What can be chosen, each once.
    owners: BTreeSet<Box<str>>,
    tags: BTreeSet<String>,
}

/// Where a month begins.
#[derive(Debug, Serialize)]
struct Month {
    at: String,
    /// Its name, for the first of a quarter.
    name: Option<String>,
}

/// The clients of one status.
#[derive(Debug, Serialize)]
struct BedView {
    status: Status,
    /// Those never contacted, then by silence, longest first.
    plants: Vec<PlantView>,
}

/// A client on the line of time.
#[derive(Debug, Serialize)]
pub(super) struct PlantView {
    note: Box<str>,
    name: Box<str>,
    owner: Option<Box<str>>,
    tags: Box<[String]>,
    aliases: Vec<String>,
    contacts: Vec<String>,
    /// Days since the last contact, and whether they are too many.
    silence: Option<u32>,
    is_late: bool,
    last_contact: Option<String>,
    cadence: Option<CadenceView>,
    due: Option<String>,
    /// Where its due day is, if that is on the line.
    due_at: Option<String>,
    kept: Vec<Stretch>,
    rests: Vec<BreakView>,
    /// Newest first.
    marks: Vec<MarkView>,
    /// What it is sorted by.
    #[serde(skip)]
    line: ListLine,
}

/// A stretch of the line.
#[derive(Debug, Serialize)]
struct Stretch {
    at: String,
    width: String,
}

#[derive(Debug, Serialize)]
struct BreakView {
    #[serde(flatten)]
    stretch: Stretch,
    kind: &'static str,
    words: String,
}

#[derive(Debug, Serialize)]
struct MarkView {
    at: String,
    /// Its shape: the channel, or a milestone.
    shape: &'static str,
    /// Whether somebody was reached: `contact`, `attempt`, `planned` or `milestone`.
    outcome: &'static str,
    date: NaiveDate,
    day: String,
    title: Box<str>,
}

impl GardenView {
    /// Puts clients in order; closed ones are left in peace.
    pub(super) fn new(mut plants: Vec<PlantView>, shown: Days, today: NaiveDate) -> Self {
        let line = Line(shown);
        plants.sort_by(|one, other| one.line.compare(&other.line, SortBy::Silence));
        let owners = plants.iter().filter_map(|plant| plant.owner.clone()).collect();
        let tags = plants.iter().flat_map(|plant| plant.tags.iter().cloned()).collect();
        let months = shown.months().enumerate().map(|(nth, day)| Month {
            at: line.place(day),
            name: (day.month0() % 3 == 0).then(|| month(day, nth < 3)),
        });
        let months = months.collect();
        let mut beds = Status::ALL.map(|status| BedView { status, plants: Vec::new() });
        for plant in plants {
            if let Some(bed) = beds.iter_mut().find(|bed| bed.status == plant.line.status) {
                bed.plants.push(plant);
            }
        }
        let beds = beds.into_iter().filter(|bed| !bed.plants.is_empty()).collect();
        Self { today: line.place(today), months, beds, owners, tags }
    }
}

impl PlantView {
    /// A client on the line of time; none if it is closed.
    pub(super) fn new(judged: &Judged<'_, '_>, shown: Days) -> Option<Box<Self>> {
        let standing = &judged.standing;
        let (client, today) = (standing.client, standing.today());
        if client.status == Status::Closed {
            return None;
        }
        let line = Line(shown);
        let Timeline { marks, kept, breaks } = Timeline::new(judged, shown);
        let mut listed = ListLine::new(judged);
        Some(Box::new(Self {
            note: client.path.as_str().into(),
            name: client.name.as_str().into(),
            owner: listed.owner.take(),
            tags: std::mem::take(&mut listed.tags),
            aliases: client.aliases.clone(),
            contacts: client.contacts.iter().map(|contact| contact.name.clone()).collect(),
            silence: listed.silence,
            is_late: listed.is_dormant && listed.section == Some(Section::Overdue),
            last_contact: listed.last_contact.map(|day| words::day(day, today)),
            cadence: CadenceView::of(listed.rhythm),
            due: listed.due.map(|day| words::day(day, today)),
            due_at: listed.due.filter(|due| shown.has(*due)).map(|due| line.place(due)),
            kept: kept.into_iter().map(|days| line.stretch(days)).collect(),
            rests: breaks.iter().map(|one| BreakView::new(one, line, today)).collect(),
            marks: marks.iter().rev().map(|mark| MarkView::new(mark, line, today)).collect(),
            line: listed,
        }))
    }
}

impl BreakView {
    fn new(rest: &Break<'_>, line: Line, today: NaiveDate) -> Self {
        let kind = if rest.contact.is_some() { "away" } else { "pause" };
        Self { stretch: line.stretch(rest.days), kind, words: words::on_the_line(rest, today) }
    }
}

impl MarkView {
    fn new(mark: &Mark<'_>, line: Line, today: NaiveDate) -> Self {
        let date = mark.day();
        let (at, day) = (line.place(date), words::day(date, today));
        match mark {
            Mark::Touch(touch) => Self {
                at,
                shape: touch.channel.name(),
                outcome: outcome(touch, today),
                date,
                day,
                title: (&*touch.title).into(),
            },
            Mark::Milestone(event) => Self {
                at,
                shape: "milestone",
                outcome: "milestone",
                date,
                day,
                title: (&*event.title).into(),
            },
            Mark::Told(_) => {
                Self { at, shape: "other", outcome: "contact", date, day, title: words::TOLD.into() }
            }
        }
    }
}

fn outcome(touch: &Touch, today: NaiveDate) -> &'static str {
    match touch.outcome {
        _ if touch.date > today => "planned",
        Outcome::Contact => "contact",
        Outcome::Attempt => "attempt",
    }
}

/// `Oct`, and `Jan 2026` for the first one named and the first of a year.
fn month(day: NaiveDate, is_first: bool) -> String {
    let format = if is_first || day.month() == 1 { "%b %Y" } else { "%b" };
    day.format(format).to_string()
}

/// The line of time: from days to places on it, in percent.
#[derive(Clone, Copy)]
struct Line(Days);

impl Line {
    /// Where a day is.
    fn place(self, day: NaiveDate) -> String {
        Self::percent(self.share(day))
    }

    /// Where some days begin, and how much of the line they take.
    fn stretch(self, days: Days) -> Stretch {
        let (from, until) = (self.share(days.from), self.share(days.until));
        Stretch { at: Self::percent(from), width: Self::percent(until - from) }
    }

    /// Hundredths of a percent.
    fn share(self, day: NaiveDate) -> i64 {
        let length = (self.0.until - self.0.from).num_days().max(1);
        (day - self.0.from).num_days() * 10_000 / length
    }

    fn percent(hundredths: i64) -> String {
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use crate::views::timeline::Days;

    #[test]
    fn days_have_their_place_on_the_line() {
        let day = |date: &str| date.parse().unwrap();
        let line = Line(Days { from: day("2026-01-01"), until: day("2026-12-31") });
        let cases = [("2026-01-01", "0.00%"), ("2026-01-02", "0.27%"), ("2026-12-31", "100.00%")];
        for (date, place) in cases {
            assert_eq!(line.place(day(date)), place);
        }
        let stretch = line.stretch(Days { from: day("2026-07-02"), until: day("2026-12-31") });
        assert_eq!((stretch.at.as_str(), stretch.width.as_str()), ("50.00%", "50.00%"));
        assert!(!line.0.has(day("2027-01-01")));
    }
}
