//! The agenda as a calendar to subscribe to, as RFC 5545 has it; the only user of icalendar.
//!
//! A client keeps its event, whatever is due when, and a calendar that is read again moves it: what is
//! known by its UID stays the same as long as the note stays where it is.

use std::collections::HashSet;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use icalendar::{Calendar as CalendarText, Component, Event, EventLike, Parameter, Property};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::view::EntryView;
use crate::agenda::{Agenda, Entry, Section};
use crate::hash::fnv_1a;
use crate::model::status::Status;
use crate::render::safe::address::percent_encoded;
use crate::render::safe::plain::on_one_line;
use crate::render::words;
use crate::views::ClientName;
use crate::views::calendar::{Calendar, ClientDays, Day, SharedDay};

/// Who made the calendar.
const MAKER: &str = "-//rekindle//rekindle//EN";

/// How often a program shall look for a newer calendar: a new day changes it.
const REFRESH: &str = "PT12H";

/// A line of a description has so many characters at most; nobody reads more in a calendar.
const LONGEST: usize = 1000;

/// A line of the file has so many bytes at most.
const WIDEST: usize = 75;

/// How many days are worded at a time.
const CHUNK: usize = 4096;

/// The event of an entry.
#[derive(Debug)]
pub struct EntryEvent {
    event: CalendarEvent,
    status: Status,
    /// The day of the configuration that the entry is there for, by its place there.
    shared: Option<usize>,
}

/// What an entry becomes in a calendar; nothing if it has no due date.
pub fn entry(entry: &Entry<'_>, days: &ClientDays, today: NaiveDate) -> Option<Box<EntryEvent>> {
    let event = AllDay::of_entry(entry, today)?.event(today);
    Some(Box::new(EntryEvent { event, status: entry.client.status, shared: days.shared_on_agenda() }))
}

/// Writes a calendar with the entries that have a due date, and with the occasions to come.
pub fn write(
    agenda: &Agenda<Option<Box<EntryEvent>>>,
    calendar: &Calendar,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (calendar_text, today) = (empty_calendar(), agenda.today);
    let (head, foot) = calendar_text.split_at(calendar_text.rfind("END:").unwrap_or(calendar_text.len()));
    out.write_all(head.as_bytes())?;
    let mut events = Events { taken: HashSet::new(), out };
    for (section, entry) in &agenda.entries {
        let Some(EntryEvent { event, status, shared }) = entry.as_deref() else { continue };
        if !shared.is_some_and(|shared| calendar.is_crowded(shared)) {
            events.write(event, &[section.name(), status.name()])?;
        }
    }
    // There are more days than entries: all threads word them, some at a time.
    for days in calendar.days.chunks(CHUNK) {
        let worded = days.par_iter().filter_map(|day| {
            let (client, status) = calendar.clients.get(day.client)?;
            Some((AllDay::of_day(day, client).event(today), *status))
        });
        for (event, status) in worded.collect::<Vec<_>>() {
            events.write(&event, &[Section::Occasions.name(), status.name()])?;
        }
    }
    for shared in &calendar.shared {
        events.write(&AllDay::of_shared(shared).event(today), &[Section::Occasions.name()])?;
    }
    out.write_all(foot.as_bytes())
}

/// An event as text, but for its UID and its categories: whether the UID is taken, and in which section an entry is, is
/// only known once all are in order.
#[derive(Debug)]
struct CalendarEvent {
    /// What tells it from all others.
    key: Box<str>,
    /// Its first line and its properties.
    text: Box<str>,
}

/// Writes events, each under a UID of its own.
struct Events<'o> {
    taken: HashSet<String>,
    out: &'o mut dyn Write,
}

impl Events<'_> {
    fn write(&mut self, event: &CalendarEvent, categories: &[&str]) -> io::Result<()> {
        let uid = folded(&format!("UID:{}\r\n", free_uid(&event.key, &mut self.taken)));
        write!(self.out, "{}{uid}CATEGORIES:{}\r\nEND:VEVENT\r\n", event.text, categories.join(","))
    }
}

/// A calendar without events.
fn empty_calendar() -> String {
    let mut calendar = CalendarText::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", MAKER));
    calendar.name("rekindle");
    let as_duration = Parameter::new("VALUE", "DURATION");
    calendar.append_property(Property::new("REFRESH-INTERVAL", REFRESH).append_parameter(as_duration).done());
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    folded(&calendar.to_string())
}

/// Something on a day.
struct AllDay {
    /// What tells it from all others, before it is cut.
    key: String,
    day: NaiveDate,
    title: String,
    lines: Vec<String>,
}

impl AllDay {
    /// What to do at a client: on its day, or today if that is over.
    fn of_entry(entry: &Entry<'_>, today: NaiveDate) -> Option<Self> {
        let client = entry.client;
        let view = EntryView::of(entry, today);
        let mut lines = vec![words::sentence(&view.message)];
        if view.last_contact.is_some() {
            lines.push(format!("Last: {}.", view.last));
        }
        if !matches!(entry.section, Section::Paused | Section::Planned | Section::Waiting) {
            lines.extend(words::attempt(entry).map(|attempt| words::sentence(&attempt)));
        }
        if let (Some(owner), Some(cover)) = (view.owner, view.cover) {
            lines.push(format!("{owner} is away; {cover} stands in."));
        }
        lines.extend(view.also.iter().map(|also| words::sentence(also)));
        // Whoever rests is left in peace, by advice too.
        let advice = view.advice.iter().filter(|_| entry.section != Section::Paused);
        lines.extend(advice.map(|advice| words::sentence(&advice.message)));
        lines.push(client.path.clone());
        Some(Self {
            key: percent_encoded(&client.path),
            day: entry.due?.max(today),
            title: words::to_do(entry, today),
            lines,
        })
    }

    fn of_day(day: &Day, client: &ClientName) -> Self {
        let Day { day, name, contact, .. } = day;
        // A contact is known by name: two people may have their birthday on one day.
        let of =
            contact.as_ref().map_or_else(String::new, |contact| format!("&of={}", percent_encoded(contact)));
        Self {
            key: format!(
                "{}?occasion={}{of}&year={}",
                percent_encoded(&client.path),
                percent_encoded(name),
                day.year()
            ),
            day: *day,
            title: format!("{}: {}", client.name, words::occasion(name, contact.as_deref())),
            lines: vec![client.path.to_string()],
        }
    }

    fn of_shared(shared: &SharedDay) -> Self {
        Self {
            key: format!("?occasion={}&year={}", percent_encoded(&shared.name), shared.day.year()),
            day: shared.day,
            title: shared.name.clone(),
            lines: vec![words::stopped(format!("For {}", words::names(&shared.clients)))],
        }
    }

    fn event(&self, today: NaiveDate) -> CalendarEvent {
        let lines: Vec<String> = self.lines.iter().map(|line| on_a_line(line)).collect();
        let mut event = Event::new();
        // The same notes on the same day give the same bytes, so neither the clock nor chance is asked.
        event.uid("");
        event.add_property("DTSTAMP", today.format("%Y%m%dT000000Z").to_string());
        // An end would have to be the next day; without one, the standard takes the day as a whole.
        event.starts(self.day);
        event.summary(&on_a_line(&self.title)).description(&lines.join("\n"));
        // It is something to do on that day, and does not take the day up.
        event.add_property("TRANSP", "TRANSPARENT");
        let mut text = folded(&event.to_string());
        // The UID is the last property.
        text.truncate(text.rfind("UID:").unwrap_or(text.len()));
        CalendarEvent { key: self.key.as_str().into(), text: text.into_boxed_str() }
    }
}

/// A text as it can stand on a line: without control characters, and not without end.
fn on_a_line(text: &str) -> String {
    let mut chars = on_one_line(text);
    let line: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() { format!("{line}…") } else { line }
}

/// A UID from a key; of two events with one key the second gets a number.
fn free_uid(key: &str, taken: &mut HashSet<String>) -> String {
    let names = (1..).map(|nth: usize| if nth == 1 { key.to_owned() } else { format!("{key}&nth={nth}") });
    let mut free = names.map(|name| uid(&name)).filter(|uid| taken.insert(uid.clone()));
    free.next().unwrap_or_default()
}

/// A UID of at most 255 bytes, as RFC 7986 wants it; of a long key the rest is hashed.
fn uid(key: &str) -> String {
    const LONGEST_KEY: usize = 200;
    match key.get(..LONGEST_KEY) {
        Some(start) if key.len() > LONGEST_KEY => format!("{start}~{:016x}@rekindle", fnv_1a(key)),
        _ => format!("{key}@rekindle"),
    }
}

/// Folds the lines anew: icalendar lets the last part of a long one grow to 76 bytes.
fn folded(calendar: &str) -> String {
    let mut folded = String::with_capacity(calendar.len());
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let (mut rest, mut room) = (line, WIDEST);
        while rest.len() > room {
            let (part, after) = rest.split_at(rest.floor_char_boundary(room));
            folded.push_str(part);
            folded.push_str("\r\n ");
            (rest, room) = (after, WIDEST - 1);
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{folded, free_uid, percent_encoded, uid};

    #[test]
    fn lines_are_folded_between_characters() {
        let cases = [
            (75, format!("{}\r\n", "a".repeat(75))),
            (76, format!("{}\r\n a\r\n", "a".repeat(75))),
            (149, format!("{}\r\n {}\r\n", "a".repeat(75), "a".repeat(74))),
            (150, format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74))),
        ];
        for (length, expected) in cases {
            assert_eq!(folded(&format!("{}\r\n", "a".repeat(length))), expected);
        }
        let wide = folded(&format!("{}\r\n", "安".repeat(60)));
        assert_eq!(
            wide,
            format!("{0}\r\n {1}\r\n {2}\r\n", "安".repeat(25), "安".repeat(24), "安".repeat(11))
        );
        // What was folded elsewhere is put together first.
        assert_eq!(folded("a\r\n b\r\n  c\r\nd\r\n"), "ab c\r\nd\r\n");
    }

    #[test]
    fn uids_are_short_plain_and_told_apart() {
        assert_eq!(
            uid(&percent_encoded("clients/Müller & Söhne.md")),
            "clients/M%C3%BCller%20%26%20S%C3%B6hne.md@rekindle"
        );
        let (one, two) = (format!("{}1", "a".repeat(300)), format!("{}2", "a".repeat(300)));
        assert_eq!(uid(&one), format!("{}~d5dbb56dd7693530@rekindle", "a".repeat(200)));
        assert_ne!(uid(&one), uid(&two));
        let mut taken = HashSet::new();
        let uids: Vec<String> = (0..3).map(|_| free_uid("a.md", &mut taken)).collect();
        assert_eq!(uids, ["a.md@rekindle", "a.md&nth=2@rekindle", "a.md&nth=3@rekindle"]);
    }
}
