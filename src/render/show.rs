//! One client for the terminal, and as JSON.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::agenda::view;
use super::safe::plain::on_one_line;
use super::words;
use crate::agenda::Section;
use crate::model::contact::Contact;
use crate::model::count::Count;
use crate::model::days_between;
use crate::model::link;
use crate::model::status::Status;
use crate::model::touch::{Channel, EventKind, Outcome, Touch};
use crate::views::show::ClientDetails;

/// How many entries of the history are shown unless all are asked for.
const RECENT: usize = 20;

/// A silence of at least this many days shows as a gap.
const GAP_DAYS: u32 = 30;

/// The client as text, with its whole history or only the recent part.
pub fn text(details: &ClientDetails<'_>, whole: bool) -> String {
    let mut page = String::new();
    let sections = [
        ("", head(details)),
        ("Why", steps(details)),
        ("Contacts", contacts(details)),
        ("Promises", promises(details)),
        ("Advice", advice(details)),
        ("History", history(details, whole)),
    ];
    for (title, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        if !title.is_empty() {
            page.push_str(&format!("\n{title}\n"));
        }
        for line in lines {
            page.push_str(&format!("{}\n", printable(&line)));
        }
    }
    page
}

/// A line for a terminal: text from notes cannot send it commands.
fn printable(line: &str) -> String {
    on_one_line(line).collect::<String>().trim_end().to_owned()
}

fn head(details: &ClientDetails<'_>) -> Vec<String> {
    let (client, today) = (details.client, details.today);
    let mut status = format!("  {}", client.status);
    if let Some(since) = client.since {
        status.push_str(&format!(" since {}", words::day(since, today)));
    }
    if let Some(owner) = details.owner {
        status.push_str(&format!(", kept by {owner}"));
    }
    let referred: Vec<&str> = details.referred.iter().map(|client| client.name.as_str()).collect();
    let mut facts = vec![
        ("tags", client.tags.join(", ")),
        ("interests", client.interests.join(", ")),
        ("sent by", client.referred_by.as_deref().map_or_else(String::new, link::shown)),
        ("sent us", referred.join(", ")),
    ];
    if let (Some(days), Some(last)) = (details.silence(), details.last_contact) {
        facts.push(("silence", format!("{}, since {}", Count(days, "day"), words::day(last, today))));
    }
    if !is_left_in_peace(details) {
        let who = details.who.map(|who| who.name.as_str());
        let way = details.channel.and_then(words::by_way_of);
        facts.push(("try", who.into_iter().chain(way).collect::<Vec<_>>().join(" ")));
    }
    let mut lines = vec![format!("{} ({})", client.name, client.path), status];
    for (label, text) in facts.iter().filter(|(_, text)| !text.is_empty()) {
        lines.push(format!("  {label}: {text}"));
    }
    lines
}

/// Closed and paused clients are not to be contacted, so no way to reach them is suggested.
fn is_left_in_peace(details: &ClientDetails<'_>) -> bool {
    let rests = details.entry.as_ref().is_some_and(|entry| entry.section == Section::Paused);
    rests || details.client.status == Status::Closed
}

fn steps(details: &ClientDetails<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, step) in (1..).zip(&details.steps) {
        lines.push(format!("  {number}. {}", words::sentence(&words::step(step, details.today))));
    }
    lines
}

fn contacts(details: &ClientDetails<'_>) -> Vec<String> {
    details.client.contacts.iter().map(|contact| contact_line(contact, details.today)).collect()
}

/// `  ● Dana Reyes, buyer, dana@example.com (away until 6 December)`
fn contact_line(contact: &Contact, today: NaiveDate) -> String {
    let mut line = format!("  {} {}", mark(contact, today), contact.name);
    for detail in [&contact.role, &contact.email, &contact.phone].into_iter().flatten() {
        line.push_str(&format!(", {detail}"));
    }
    line + &reach(contact, today)
}

/// `●` can be reached, `○` is away, `×` has left.
fn mark(contact: &Contact, today: NaiveDate) -> char {
    match (contact.is_current(today), contact.is_away(today)) {
        (false, _) => '×',
        (true, true) => '○',
        (true, false) => '●',
    }
}

fn reach(contact: &Contact, today: NaiveDate) -> String {
    if let Some(left) = contact.left.filter(|left| *left <= today) {
        let now =
            contact.now_at.as_ref().map_or_else(String::new, |now| format!(", now at {}", link::shown(now)));
        return format!(" (left on {}{now})", words::day(left, today));
    }
    let Some(away) = contact.away.as_ref().filter(|away| away.covers(today)) else {
        return String::new();
    };
    let mut text = " (away".to_owned();
    if let Some(until) = away.until {
        text.push_str(&format!(" until {}", words::day(until, today)));
    }
    if let Some(why) = &away.why {
        text.push_str(&format!(": {why}"));
    }
    text + ")"
}

fn promises(details: &ClientDetails<'_>) -> Vec<String> {
    let promises = details.client.promises.iter();
    promises.map(|promise| format!("  {} {}", promise.due, promise.task)).collect()
}

fn advice(details: &ClientDetails<'_>) -> Vec<String> {
    let advice = details.entry.iter().filter(|_| !is_left_in_peace(details)).flat_map(|entry| &entry.advice);
    advice.map(|advice| format!("  {}", words::sentence(&words::advice(advice, details.today)))).collect()
}

/// A dated entry of the history: a touch or an event.
struct HistoryEntry<'a> {
    date: NaiveDate,
    mark: char,
    kind: &'static str,
    touch: Option<&'a Touch>,
    title: &'a str,
}

/// Touches and events together, newest first.
fn entries<'a>(details: &ClientDetails<'a>) -> Vec<HistoryEntry<'a>> {
    let today = details.today;
    let mut all = Vec::new();
    for touch in &details.client.touches {
        let (mark, kind) = match touch.outcome {
            _ if touch.date > today => ('◇', "planned"),
            Outcome::Contact => ('●', "contact"),
            Outcome::Attempt => ('○', "attempt"),
        };
        all.push(HistoryEntry { date: touch.date, mark, kind, touch: Some(touch), title: &touch.title });
    }
    for event in &details.client.events {
        let (mark, kind) = match event.kind {
            EventKind::Business => ('·', "business"),
            EventKind::Milestone(_) => ('★', "milestone"),
        };
        all.push(HistoryEntry { date: event.date, mark, kind, touch: None, title: &event.title });
    }
    all.sort_by_key(|entry| entry.date);
    all.reverse();
    all
}

fn history(details: &ClientDetails<'_>, whole: bool) -> Vec<String> {
    let all = entries(details);
    let shown = if whole { all.len() } else { RECENT.min(all.len()) };
    let mut lines = Vec::new();
    let mut later: Option<NaiveDate> = details.last_contact.map(|_| details.today);
    for entry in all.iter().take(shown) {
        let gap = later.map_or(0, |later| days_between(entry.date, later));
        if gap >= GAP_DAYS && entry.touch.is_some() {
            lines.push(format!("              ┆ {}", Count(gap, "day")));
        }
        let channel = entry.touch.map(|touch| touch.channel).filter(|channel| *channel != Channel::Other);
        let what = channel.map_or(if entry.touch.is_some() { "touch" } else { entry.kind }, Channel::name);
        lines.push(format!("  {}  {} {what:<10} {}", entry.date, entry.mark, entry.title));
        // Business and milestones do not break a silence.
        if entry.touch.is_some() {
            later = Some(entry.date.min(details.today));
        }
    }
    if shown < all.len() {
        lines.push(format!("  and {} earlier; --all shows them", all.len() - shown));
    }
    if !lines.is_empty() {
        lines.push("  ● contact  ○ not answered  ◇ planned  · business  ★ milestone".to_owned());
    }
    lines
}

/// The client as one JSON object over several lines.
pub fn json(details: &ClientDetails<'_>) -> String {
    let (client, today) = (details.client, details.today);
    let contacts: Vec<Value> = client.contacts.iter().map(|contact| contact_json(contact, today)).collect();
    let history: Vec<Value> = entries(details).iter().map(|entry| entry_json(entry, details)).collect();
    let steps: Vec<String> =
        details.steps.iter().map(|step| words::sentence(&words::step(step, today))).collect();
    let page = json!({
        "today": today,
        "note": client.path,
        "name": client.name,
        "aliases": client.aliases,
        "status": client.status,
        "since": client.since,
        "owner": details.owner,
        "priority": client.priority,
        "tags": client.tags,
        "interests": client.interests,
        "referred_by": client.referred_by,
        "referred": details.referred.iter().map(|client| &client.name).collect::<Vec<_>>(),
        "cause": client.cause,
        "section": details.entry.as_ref().map(|entry| entry.section),
        "due": details.due(),
        "last_contact": details.last_contact,
        "silence": details.silence(),
        "cadence": view::CadenceView::of(details.rhythm),
        "who": details.who.map(|who| &who.name),
        "channel": details.channel,
        "why": steps,
        "triggers": details.triggers.iter().map(|trigger| view::TriggerView::of(trigger, today)).collect::<Vec<_>>(),
        "advice": details.entry.iter().flat_map(|entry| &entry.advice)
            .map(|advice| view::AdviceView::of(advice, today)).collect::<Vec<_>>(),
        "contacts": contacts,
        "promises": client.promises.iter()
            .map(|promise| json!({"due": promise.due, "task": promise.task})).collect::<Vec<_>>(),
        "history": history,
        "extra": client.extra,
    });
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{page:#}");
    text
}

fn contact_json(contact: &Contact, today: NaiveDate) -> Value {
    let away =
        contact.away.as_ref().map(|away| json!({"from": away.from, "until": away.until, "why": away.why}));
    json!({
        "name": contact.name,
        "aliases": contact.aliases,
        "role": contact.role,
        "email": contact.email,
        "phone": contact.phone,
        "owner": contact.owner,
        "primary": contact.primary,
        "current": contact.is_current(today),
        "reachable": contact.is_current(today) && !contact.is_away(today),
        "away": away,
        "left": contact.left,
        "now_at": contact.now_at,
    })
}

fn entry_json(entry: &HistoryEntry<'_>, details: &ClientDetails<'_>) -> Value {
    let people = entry
        .touch
        .map(|touch| details.client.people(touch).map(|contact| &contact.name).collect::<Vec<_>>());
    json!({
        "date": entry.date,
        "kind": entry.kind,
        "channel": entry.touch.map(|touch| touch.channel),
        "title": entry.title,
        "people": people.unwrap_or_default(),
    })
}
