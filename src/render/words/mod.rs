//! Every sentence about a client: concrete, kind and short; it invites and never scolds.

mod advice;
#[cfg(feature = "ics")]
mod calendar;
pub(super) mod draft;
mod step;
mod trigger;

pub(super) use advice::advice;
#[cfg(feature = "ics")]
pub(super) use calendar::{attempt, names, occasion, to_do};
pub(super) use step::step;
pub(super) use trigger::trigger;

use chrono::{Datelike, Month, NaiveDate};

use crate::agenda::{Counts, Entry, Section};
use crate::model::count::Count;
use crate::model::touch::{Channel, Touch};
use crate::rules::Rest;
use crate::views::timeline;

/// `once`, `2 times`.
pub(super) fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        count => Count(count, "time").to_string(),
    }
}

/// `14 September`, with the year where it is not today's.
pub(super) fn day(date: NaiveDate, today: NaiveDate) -> String {
    let month = u8::try_from(date.month()).ok().and_then(|month| Month::try_from(month).ok());
    let month = month.map_or("", |month| month.name());
    let (day, year) = (date.day(), date.year());
    if year == today.year() { format!("{day} {month}") } else { format!("{day} {month} {year}") }
}

/// `Saturday 21 November 2026`.
pub fn in_full(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// A number of days in words: `9 days`, `3 weeks`, `4 months`, `2 years`, rounded down.
pub(super) fn span(days: u64) -> String {
    let (count, noun) = match days {
        0..14 => (days, "day"),
        14..61 => (days / 7, "week"),
        61..730 => (days * 12 / 365, "month"),
        _ => (days / 365, "year"),
    };
    Count(count, noun).to_string()
}

/// The text with a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let mut sentence = String::with_capacity(text.len() + 1);
    sentence.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    sentence.push_str(chars.as_str());
    stopped(sentence)
}

/// The text with a full stop, unless it ends as a sentence does.
pub(super) fn stopped(mut text: String) -> String {
    if !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

/// The counts of an agenda: "5 to reconnect with, 3 due by 27 November, 12 in rhythm."
pub fn summary(counts: &Counts, today: NaiveDate, until: NaiveDate) -> String {
    let mut parts = Vec::new();
    for section in Section::ALL {
        if let Some(count) = counts.sections.get(&section).filter(|count| **count > 0) {
            parts.push(match section {
                Section::Overdue => format!("{count} to reconnect with"),
                Section::Due => format!("{count} due by {}", day(until, today)),
                Section::Later => format!("{count} for later"),
                Section::Occasions => Count(*count, "occasion").to_string(),
                Section::Paused => format!("{count} paused"),
                Section::Planned => format!("{count} planned"),
                Section::Waiting => format!("{count} waiting for an answer"),
            });
        }
    }
    if counts.left_out > 0 {
        parts.push(format!("{} more not shown", counts.left_out));
    }
    if counts.on_track > 0 {
        parts.push(format!("{} in rhythm", counts.on_track));
    }
    if counts.needs_fixing > 0 {
        parts.push(format!("{} to fix", Count(counts.needs_fixing, "note")));
    }
    if !parts.is_empty() {
        return format!("{}.", parts.join(", "));
    }
    let nobody = if counts.notes > 0 { "No client to show." } else { "No clients yet." };
    nobody.to_owned()
}

/// Why a client is on the agenda: its earliest trigger, or what holds it back.
pub(super) fn entry(entry: &Entry<'_>, today: NaiveDate) -> String {
    if let Some(headline) = entry.headline(today) {
        return trigger(headline, today);
    }
    match (entry.section, &entry.rest, entry.planned) {
        (Section::Paused, Some(rest), _) => resting(rest, today),
        (Section::Planned, _, Some(planned)) => {
            format!("planned for {}: {}", day(planned.date, today), touch_title(planned))
        }
        _ => {
            let mut text = format!("{} without an answer yet", Count(entry.attempts, "attempt"));
            if let Some(touch) = entry.last_touch {
                let date = day(touch.date, today);
                text.push_str(&match touch.channel {
                    Channel::Other => format!(", last on {date}"),
                    channel => format!(", last by {} on {date}", noun(channel)),
                });
            }
            if let Some(due) = entry.due {
                text.push_str(&format!("; next try on {}", day(due, today)));
            }
            text
        }
    }
}

/// "paused until 6 December (moving house)".
pub(super) fn resting(rest: &Rest, today: NaiveDate) -> String {
    let what = if rest.is_pause { "paused" } else { "everybody there is away" };
    let until = until(rest, today);
    match &rest.why {
        Some(why) => format!("{what}{until} ({why})"),
        None => format!("{what}{until}"),
    }
}

/// " until 6 December", for a pause or absence.
fn until(rest: &Rest, today: NaiveDate) -> String {
    rest.until.map_or_else(|| ", with no end set".to_owned(), |last| format!(" until {}", day(last, today)))
}

/// The title of a contact that is known only from `last_contact`.
pub(super) const UNRECORDED: &str = "contact that the history does not show";

/// "paused until 6 December: family", "Dana Reyes away until 6 December".
pub(super) fn on_the_line(rest: &timeline::Break<'_>, today: NaiveDate) -> String {
    let mut text = match rest.contact {
        Some(contact) => format!("{} away", contact.name),
        None => "paused".to_owned(),
    };
    if let Some(until) = rest.until {
        text.push_str(&format!(" until {}", day(until, today)));
    }
    if let Some(why) = rest.why {
        text.push_str(&format!(": {why}"));
    }
    text
}

fn touch_title(touch: &Touch) -> String {
    if touch.title.is_empty() { noun(touch.channel).to_owned() } else { touch.title.to_string() }
}

/// "call with Dana Reyes, 14 September".
pub(super) fn last_contact(entry: &Entry<'_>, today: NaiveDate) -> String {
    let Some(last) = entry.last_contact else {
        return "no contact yet".to_owned();
    };
    let date = day(last, today);
    let Some(touch) = entry.last_answered.filter(|touch| touch.date == last) else {
        return date;
    };
    let people: Vec<&str> = entry.client.people(touch).map(|contact| contact.name.as_str()).collect();
    let how = match touch.channel {
        Channel::Other => "contact",
        channel => noun(channel),
    };
    if people.is_empty() {
        format!("{how}, {date}")
    } else {
        format!("{how} with {}, {date}", list(&people, "and"))
    }
}

/// `Dana`, `Dana and Lee`, `Dana, Lee and Kim`.
fn list(items: &[&str], and: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} {and} {last}", others.join(", ")),
    }
}

const fn noun(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Voicemail => "voicemail",
        Channel::Email => "e-mail",
        Channel::Meeting => "meeting",
        Channel::Video => "video call",
        Channel::Message => "message",
        Channel::Card => "card",
        Channel::Event => "event",
        Channel::Other => "touch",
    }
}

/// "by phone", for the ways that one can choose.
pub(super) const fn by_way_of(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Call => Some("by phone"),
        Channel::Email => Some("by e-mail"),
        Channel::Meeting => Some("in person"),
        Channel::Video => Some("by video"),
        Channel::Message => Some("by message"),
        Channel::Card => Some("with a card"),
        Channel::Voicemail | Channel::Event | Channel::Other => None,
    }
}
