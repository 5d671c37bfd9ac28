//! The garden: a row for each client, with its days on a line of time.
//!
//! There may be thousands of rows with dozens of signs each. A [`Plant`] is what is kept of one; what the template
//! sees of it is made when the template comes to it.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::classes::{Choice, Classes, class_of};
use crate::agenda::{Judged, Section};
use crate::model::status::Status;
use crate::model::touch::{Channel, Outcome, Touch};
use crate::render::template::{LazyItem, LazyList};
use crate::render::words;
use crate::views::list::{ListLine, SortBy};
use crate::views::timeline::{Break, Days, Mark, Timeline};

#[derive(Debug, Serialize)]
pub(super) struct GardenView {
    /// How many days the line has.
    days: i64,
    today: String,
    months: Vec<Month>,
    signs: Vec<SignView>,
    beds: Vec<BedView>,
    /// What can be chosen, each once.
    owners: Vec<Choice>,
    tags: Vec<Choice>,
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
    name: &'static str,
    class: String,
    /// Those never contacted, then by silence, longest first.
    plants: LazyList,
}

/// What is kept of a client in the garden.
#[derive(Debug)]
pub(super) struct Plant {
    aliases: Box<[String]>,
    contacts: Box<[Box<str>]>,
    kept: Box<[Days]>,
    breaks: Box<[PlantBreak]>,
    /// Newest first.
    marks: Box<[PlantMark]>,
    line: ListLine,
}

#[derive(Debug)]
struct PlantBreak {
    days: Days,
    kind: &'static str,
    words: Box<str>,
}

#[derive(Debug)]
struct PlantMark {
    date: NaiveDate,
    sign: Sign,
    title: Box<str>,
}

/// A client on the line of time, as the template sees it.
#[derive(Debug, Serialize)]
struct PlantView<'a> {
    classes: String,
    note: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    tags: &'a [String],
    aliases: &'a [String],
    contacts: &'a [Box<str>],
    /// Days since the last contact.
    silence: Option<u32>,
    last_contact: Option<String>,
    cadence: Option<String>,
    due: Option<String>,
    /// Where its due day is, if that is on the line.
    due_at: Option<String>,
    rhythm: String,
    rests: Vec<BreakView<'a>>,
    marks: Vec<MarkView<'a>>,
}

#[derive(Debug, Serialize)]
struct BreakView<'a> {
    at: String,
    width: String,
    kind: &'static str,
    words: &'a str,
}

#[derive(Debug, Serialize)]
struct MarkView<'a> {
    at: String,
    sign: String,
    shape: &'static str,
    outcome: &'static str,
    day: String,
    title: &'a str,
}

/// How something is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Touch(Channel, Answer),
    Milestone,
}

/// Whether somebody was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Contact,
    Attempt,
    Planned,
}

#[derive(Debug, Serialize)]
struct SignView {
    id: String,
    shape: &'static str,
    outcome: &'static str,
}

/// The classes of all that plants have.
pub(super) fn classes(plants: &[Plant]) -> Classes {
    let owners = plants.iter().filter_map(|plant| plant.line.owner.as_deref());
    Classes::new(owners, plants.iter().flat_map(|plant| &plant.line.tags).map(String::as_str))
}

impl GardenView {
    /// Puts clients in order; closed ones are left in peace.
    pub(super) fn new(mut plants: Vec<Plant>, classes: &Arc<Classes>, shown: Days, today: NaiveDate) -> Self {
        let line = Line(shown);
        plants.sort_by(|one, other| one.line.compare(&other.line, SortBy::Silence));
        let mut months = Vec::new();
        for (nth, day) in shown.months().enumerate() {
            let name = (day.month0() % 3 == 0).then(|| month(day, nth < 3));
            months.push(Month { at: line.place(day), name });
        }
        let mut beds = Vec::new();
        for status in Status::ALL {
            let bed: Vec<_> = plants.extract_if(.., |plant| plant.line.status == status).collect();
            if !bed.is_empty() {
                beds.push(BedView::new(status, bed, Arc::clone(classes), line, today));
            }
        }
        Self {
            days: line.days(),
            today: line.place(today),
            months,
            signs: Sign::all().map(Sign::view).collect(),
            beds,
            owners: classes.owners(),
            tags: classes.tags(),
        }
    }
}

impl BedView {
    fn new(status: Status, plants: Vec<Plant>, classes: Arc<Classes>, line: Line, today: NaiveDate) -> Self {
        let plants = LazyList::new(plants.len(), move |at| {
            Some(LazyItem::new(plants.get(at)?.view(&classes, line, today)))
        });
        Self { name: status.name(), class: class_of(status), plants }
    }
}

impl Plant {
    /// A client on the line of time; none if it is closed.
    pub(super) fn new(judged: &Judged<'_, '_>, shown: Days) -> Option<Box<Self>> {
        let standing = &judged.standing;
        let (client, today) = (standing.client, standing.today());
        if client.status == Status::Closed {
            return None;
        }
        let Timeline { marks, kept, breaks } = Timeline::new(judged, shown);
        Some(Box::new(Self {
            aliases: client.aliases.as_slice().into(),
            contacts: client.contacts.iter().map(|contact| contact.name.as_str().into()).collect(),
            kept: kept.into(),
            breaks: breaks.iter().map(|one| PlantBreak::new(one, today)).collect(),
            marks: marks.iter().rev().map(|mark| PlantMark::new(mark, today)).collect(),
            line: ListLine::new(judged),
        }))
    }

    fn view(&self, classes: &Classes, line: Line, today: NaiveDate) -> PlantView<'_> {
        let listed = &self.line;
        let mut classes = classes.of(listed.status, listed.owner.as_deref(), &listed.tags);
        if listed.is_dormant && listed.section == Some(Section::Overdue) {
            classes.push_str(" late");
        }
        PlantView {
            classes,
            note: &listed.client.path,
            name: &listed.client.name,
            owner: listed.owner.as_deref(),
            tags: &listed.tags,
            aliases: &self.aliases,
            contacts: &self.contacts,
            silence: listed.silence,
            last_contact: listed.last_contact.map(|day| words::day(day, today)),
            cadence: listed.rhythm.cadence.duration().map(|every| every.to_string()),
            due: listed.due.map(|day| words::day(day, today)),
            due_at: listed.due.filter(|due| line.0.has(*due)).map(|due| line.place(due)),
            rhythm: line.dashes(&self.kept),
            rests: self.breaks.iter().map(|one| one.view(line)).collect(),
            marks: self.marks.iter().map(|mark| mark.view(line, today)).collect(),
        }
    }
}

impl PlantBreak {
    fn new(rest: &Break<'_>, today: NaiveDate) -> Self {
        let kind = if rest.contact.is_some() { "away" } else { "pause" };
        Self { days: rest.days, kind, words: words::on_the_line(rest, today).into() }
    }

    fn view(&self, line: Line) -> BreakView<'_> {
        let (at, width) = line.stretch(self.days);
        BreakView { at, width, kind: self.kind, words: &self.words }
    }
}

impl PlantMark {
    fn new(mark: &Mark<'_>, today: NaiveDate) -> Self {
        let (sign, title) = match mark {
            Mark::Touch(touch) => (Sign::Touch(touch.channel, answer(touch, today)), &*touch.title),
            Mark::Milestone(event) => (Sign::Milestone, &*event.title),
            Mark::Unrecorded(_) => (Sign::Touch(Channel::Other, Answer::Contact), words::UNRECORDED),
        };
        Self { date: mark.day(), sign, title: title.into() }
    }

    fn view(&self, line: Line, today: NaiveDate) -> MarkView<'_> {
        let SignView { id: sign, shape, outcome } = self.sign.view();
        let (at, day) = (line.place(self.date), words::day(self.date, today));
        MarkView { at, sign, shape, outcome, day, title: &self.title }
    }
}

fn answer(touch: &Touch, today: NaiveDate) -> Answer {
    match touch.outcome {
        _ if touch.date > today => Answer::Planned,
        Outcome::Contact => Answer::Contact,
        Outcome::Attempt => Answer::Attempt,
    }
}

impl Sign {
    fn all() -> impl Iterator<Item = Self> {
        let answers = [Answer::Contact, Answer::Attempt, Answer::Planned];
        let touches = Channel::ALL.into_iter();
        let touches = touches.flat_map(move |channel| answers.map(|answer| Self::Touch(channel, answer)));
        touches.chain([Self::Milestone])
    }

    /// Its id is as short as can be, as there may be very many: a letter for its shape, large for an attempt.
    fn view(self) -> SignView {
        let Self::Touch(channel, answer) = self else {
            return SignView { id: "l".to_owned(), shape: "milestone", outcome: "milestone" };
        };
        let letter = match channel {
            Channel::Call => 'c',
            Channel::Voicemail => 'v',
            Channel::Email => 'e',
            Channel::Meeting => 'm',
            Channel::Video => 'z',
            Channel::Message => 's',
            Channel::Card => 'p',
            Channel::Event => 'g',
            Channel::Other => 'o',
        };
        let (id, outcome) = match answer {
            Answer::Contact => (letter.to_string(), "contact"),
            Answer::Attempt => (letter.to_ascii_uppercase().to_string(), "attempt"),
            Answer::Planned => (format!("p{letter}"), "planned"),
        };
        SignView { id, shape: channel.name(), outcome }
    }
}

/// `Oct`, and `Jan 2026` for the first one named and the first of a year.
fn month(day: NaiveDate, is_first: bool) -> String {
    let format = if is_first || day.month() == 1 { "%b %Y" } else { "%b" };
    day.format(format).to_string()
}

/// The line of time: from days to places on it.
#[derive(Debug, Clone, Copy)]
struct Line(Days);

impl Line {
    fn days(self) -> i64 {
        (self.0.until - self.0.from).num_days().max(1)
    }

    /// Where a day is, in percent.
    fn place(self, day: NaiveDate) -> String {
        self.percent((day - self.0.from).num_days())
    }

    /// Where some days begin, and how much of the line they take.
    fn stretch(self, days: Days) -> (String, String) {
        (self.place(days.from), self.percent((days.until - days.from).num_days()))
    }

    /// Some stretches of days as the dashes of a line: days without, days with, and so on.
    fn dashes(self, stretches: &[Days]) -> String {
        if stretches.is_empty() {
            return format!("0,{}", self.days());
        }
        let mut dashes = String::from("0");
        let mut at = self.0.from;
        for days in stretches {
            let (gap, length) = ((days.from - at).num_days(), (days.until - days.from).num_days());
            dashes.push_str(&format!(",{gap},{length}"));
            at = days.until;
        }
        dashes.push_str(&format!(",{}", self.days()));
        dashes
    }

    /// So many days, in percent of the line, to the tenth: less than a point on a screen.
    fn percent(self, days: i64) -> String {
        let tenths = (days * 1000 + self.days() / 2) / self.days();
        match (tenths / 10, tenths % 10) {
            (whole, 0) => format!("{whole}%"),
            (0, part) => format!(".{part}%"),
            (whole, part) => format!("{whole}.{part}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Line, Sign};
    use crate::views::timeline::Days;

    fn days(from: &str, until: &str) -> Days {
        Days { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    #[test]
    fn days_have_their_place_on_the_line() {
        let line = Line(days("2026-01-01", "2026-12-31"));
        let cases =
            [("2026-01-01", "0%"), ("2026-01-02", ".3%"), ("2026-02-01", "8.5%"), ("2026-12-31", "100%")];
        for (date, place) in cases {
            assert_eq!(line.place(date.parse().unwrap()), place);
        }
        let (at, width) = line.stretch(days("2026-07-02", "2026-12-31"));
        assert_eq!((at.as_str(), width.as_str()), ("50%", "50%"));
        assert!(!line.0.has("2027-01-01".parse().unwrap()));
    }

    #[test]
    fn stretches_are_dashes() {
        let line = Line(days("2026-01-01", "2026-12-31"));
        let cases = [
            (vec![], "0,364"),
            (vec![days("2026-01-01", "2026-01-11")], "0,0,10,364"),
            (vec![days("2026-01-03", "2026-01-11"), days("2026-12-01", "2026-12-31")], "0,2,8,324,30,364"),
        ];
        for (stretches, dashes) in cases {
            assert_eq!(line.dashes(&stretches), dashes);
        }
    }

    #[test]
    fn each_sign_has_an_id_of_its_own() {
        let ids: BTreeSet<String> = Sign::all().map(|sign| sign.view().id).collect();
        assert_eq!(ids.len(), Sign::all().count());
        assert!(!ids.contains("r") && !ids.contains("f"));
    }
}
