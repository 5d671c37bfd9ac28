//! The garden as the page sees it: places on the line of time in percent, and what stands there in words.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::agenda::Section;
use crate::model::status::Status;
use crate::model::touch::{Outcome, Touch};
use crate::render::agenda::view::CadenceView;
use crate::render::words;
use crate::views::timeline::{Bed, Days, Garden, Mark, Plant, Rest};

#[derive(Serialize)]
pub(super) struct GardenView<'a> {
    today: String,
    months: Vec<Month>,
    beds: Vec<BedView<'a>>,
    /// What can be chosen, each once.
    owners: BTreeSet<&'a str>,
    tags: BTreeSet<&'a str>,
}

/// Where a month begins.
#[derive(Serialize)]
struct Month {
    at: String,
    /// Its name, for the first of a quarter.
    name: Option<String>,
}

#[derive(Serialize)]
struct BedView<'a> {
    status: Status,
    plants: Vec<PlantView<'a>>,
}

#[derive(Serialize)]
struct PlantView<'a> {
    note: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    tags: &'a [String],
    aliases: &'a [String],
    contacts: Vec<&'a str>,
    /// Days since the last contact, and whether they are too many.
    silence: Option<u32>,
    is_late: bool,
    last_contact: Option<String>,
    cadence: Option<CadenceView>,
    due: Option<String>,
    /// Where its due day is, if that is on the line.
    due_at: Option<String>,
    kept: Vec<Stretch>,
    rests: Vec<RestView>,
    /// Newest first.
    marks: Vec<MarkView<'a>>,
}

/// A stretch of the line.
#[derive(Serialize)]
struct Stretch {
    at: String,
    width: String,
}

#[derive(Serialize)]
struct RestView {
    #[serde(flatten)]
    stretch: Stretch,
    kind: &'static str,
    words: String,
}

#[derive(Serialize)]
struct MarkView<'a> {
    at: String,
    /// Its shape: the channel, or a milestone.
    shape: &'static str,
    /// Whether somebody was reached: `contact`, `attempt`, `planned` or `milestone`.
    outcome: &'static str,
    date: NaiveDate,
    day: String,
    title: &'a str,
}

impl<'a> GardenView<'a> {
    pub(super) fn of(garden: &'a Garden<'a>) -> Self {
        let line = Line(garden.shown);
        let months = garden.months().enumerate().map(|(nth, day)| Month {
            at: line.place(day),
            name: (day.month0() % 3 == 0).then(|| month(day, nth < 3)),
        });
        let clients = || garden.beds.iter().flat_map(|bed| &bed.plants);
        Self {
            today: line.place(garden.today),
            months: months.collect(),
            beds: garden.beds.iter().map(|bed| BedView::of(bed, line, garden.today)).collect(),
            owners: clients().filter_map(|plant| plant.row.owner).collect(),
            tags: clients().flat_map(|plant| &plant.row.client.tags).map(String::as_str).collect(),
        }
    }
}

impl<'a> BedView<'a> {
    fn of(bed: &'a Bed<'a>, line: Line, today: NaiveDate) -> Self {
        let plants = bed.plants.iter().map(|plant| PlantView::of(plant, line, today));
        Self { status: bed.status, plants: plants.collect() }
    }
}

impl<'a> PlantView<'a> {
    fn of(plant: &'a Plant<'a>, line: Line, today: NaiveDate) -> Self {
        let (row, client) = (&plant.row, plant.row.client);
        let day = |day: NaiveDate| words::day(day, today);
        Self {
            note: &client.path,
            name: &client.name,
            owner: row.owner,
            tags: &client.tags,
            aliases: &client.aliases,
            contacts: client.contacts.iter().map(|contact| contact.name.as_str()).collect(),
            silence: row.silence,
            is_late: row.is_dormant && row.section == Some(Section::Overdue),
            last_contact: row.last_contact.map(day),
            cadence: CadenceView::of(row.rhythm),
            due: row.due.map(day),
            due_at: row.due.filter(|due| line.has(*due)).map(|due| line.place(due)),
            kept: plant.kept.iter().map(|days| line.stretch(*days)).collect(),
            rests: plant.rests.iter().map(|rest| RestView::of(rest, line, today)).collect(),
            marks: plant.marks.iter().rev().map(|mark| MarkView::of(mark, line, today)).collect(),
        }
    }
}

impl RestView {
    fn of(rest: &Rest<'_>, line: Line, today: NaiveDate) -> Self {
        let kind = if rest.contact.is_some() { "away" } else { "pause" };
        Self { stretch: line.stretch(rest.days), kind, words: words::on_the_line(rest, today) }
    }
}

impl<'a> MarkView<'a> {
    fn of(mark: &Mark<'a>, line: Line, today: NaiveDate) -> Self {
        let date = mark.day();
        let (at, day) = (line.place(date), words::day(date, today));
        match mark {
            Mark::Touch(touch) => Self {
                at,
                shape: touch.channel.name(),
                outcome: outcome(touch, today),
                date,
                day,
                title: &touch.title,
            },
            Mark::Milestone(event) => {
                Self { at, shape: "milestone", outcome: "milestone", date, day, title: &event.title }
            }
            Mark::Told(_) => Self { at, shape: "other", outcome: "contact", date, day, title: words::TOLD },
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
    fn has(self, day: NaiveDate) -> bool {
        (self.0.from..=self.0.until).contains(&day)
    }

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
        assert!(!line.has(day("2027-01-01")));
    }
}
