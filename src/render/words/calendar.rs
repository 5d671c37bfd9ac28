//! The words of a calendar: short, since a day has little room.

use chrono::NaiveDate;

use super::by_way_of;
use crate::agenda::{Entry, Section};
use crate::rules::Reason;
use crate::views::ClientName;

/// The most names that are listed for one day.
const MOST: usize = 20;

/// What to do for a client: "Harbor Foods: try Lee Park by phone".
pub(in crate::render) fn to_do(entry: &Entry<'_>, today: NaiveDate) -> String {
    let what = match (entry.section, entry.headline(today).map(|trigger| &trigger.reason)) {
        (_, Some(Reason::Promise { task })) if !task.is_empty() => (*task).to_owned(),
        (Section::Occasions, Some(Reason::Occasion { name, contact, .. })) => {
            occasion(name, contact.map(|contact| &*contact.name))
        }
        (Section::Paused, _) => "the quiet time is over".to_owned(),
        (Section::Planned, _) => entry.planned.map_or_else(String::new, super::touch_title),
        (Section::Overdue | Section::Due | Section::Later | Section::Occasions | Section::Waiting, _) => {
            attempt(entry).unwrap_or_else(|| "get in touch".to_owned())
        }
    };
    format!("{}: {what}", entry.client.name)
}

/// Whom to try and how: "try Lee Park by phone".
pub(in crate::render) fn attempt(entry: &Entry<'_>) -> Option<String> {
    let who = entry.who.map(|who| who.name.as_str());
    let parts: Vec<&str> = who.into_iter().chain(entry.channel.and_then(by_way_of)).collect();
    (!parts.is_empty()).then(|| format!("try {}", parts.join(" ")))
}

/// An occasion by its name: "Lee Park’s birthday", "birthday", "Founding day".
pub(in crate::render) fn occasion(name: &str, contact: Option<&str>) -> String {
    contact.map_or_else(|| name.to_owned(), |contact| format!("{contact}’s {name}"))
}

/// Whom a day is for: "Harbor Foods, Lindt and 480 more".
pub(in crate::render) fn names(clients: &[ClientName]) -> String {
    let more = clients.len().saturating_sub(MOST);
    let names = clients.iter().take(MOST).map(|client| client.name.to_string());
    let more = (more > 0).then(|| format!("{more} more"));
    let names: Vec<String> = names.chain(more).collect();
    super::list(&names.iter().map(String::as_str).collect::<Vec<_>>(), "and")
}
