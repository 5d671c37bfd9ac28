//! One client for the terminal, and as JSON.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::agenda::view;
use super::safe::escape::on_one_line;
use super::words;
use crate::agenda::Section;
use crate::model::contact::Contact;
use crate::model::count::Count;
use crate::model::days_between;
use crate::model::link;
use crate::model::status::Status;
use crate::model::touch::{Channel, EventKind, Outcome, Touch};
use crate::views::show::Dossier;

/// How many entries of the history are shown unless all are asked for.
const RECENT: usize = 20;

/// A silence of so many days shows as a gap.
const GAP_DAYS: u32 = 30;

/// The client as text, with its whole history or only the recent part.
pub fn text(dossier: &Dossier<'_>, whole: bool) -> String {
    let mut page = String::new();
    let sections = [
        ("", head(dossier)),
        ("Why", steps(dossier)),
        ("Contacts", contacts(dossier)),
        ("Promises", promises(dossier)),
        ("Advice", advice(dossier)),
        ("History", history(dossier, whole)),
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

fn head(dossier: &Dossier<'_>) -> Vec<String> {
    let (client, today) = (dossier.client, dossier.today);
    let since = client.since.map(|since| format!(" since {}", words::day(since, today))).unwrap_or_default();
    let owner = dossier.owner.map(|owner| format!(", kept by {owner}")).unwrap_or_default();
    let mut lines =
        vec![format!("{} ({})", client.name, client.path), format!("  {}{since}{owner}", client.status)];
    let mut add = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {label}: {text}"));
        }
    };
    add("tags", client.tags.join(", "));
    add("interests", client.interests.join(", "));
    add("sent by", client.referred_by.as_deref().map(link::shown).unwrap_or_default());
    let referred: Vec<&str> = dossier.referred.iter().map(|client| client.name.as_str()).collect();
    add("sent us", referred.join(", "));
    let silence = dossier.silence().zip(dossier.last_contact);
    let silence =
        silence.map(|(days, last)| format!("{}, since {}", Count(days, "day"), words::day(last, today)));
    add("silence", silence.unwrap_or_default());
    if is_left_in_peace(dossier) {
        return lines;
    }
    let who = dossier.who.map(|who| who.name.clone());
    let way = dossier.channel.and_then(words::by_way_of).map(str::to_owned);
    add("try", who.into_iter().chain(way).collect::<Vec<_>>().join(" "));
    lines
}

/// Whoever is closed or rests is not to be contacted, so nobody says how.
fn is_left_in_peace(dossier: &Dossier<'_>) -> bool {
    let rests = dossier.entry.as_ref().is_some_and(|entry| entry.section == Section::Paused);
    rests || dossier.client.status == Status::Closed
}

fn steps(dossier: &Dossier<'_>) -> Vec<String> {
    let steps = dossier.steps.iter().enumerate();
    steps
        .map(|(at, step)| format!("  {}. {}", at + 1, words::sentence(&words::step(step, dossier.today))))
        .collect()
}

fn contacts(dossier: &Dossier<'_>) -> Vec<String> {
    let line = |contact: &Contact| {
        let role = contact.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        let details = [contact.email.as_deref(), contact.phone.as_deref()];
        let details: Vec<String> =
            details.into_iter().flatten().map(|detail| format!(", {detail}")).collect();
        let details = details.concat();
        format!(
            "  {} {}{role}{details}{}",
            mark(contact, dossier.today),
            contact.name,
            reach(contact, dossier.today)
        )
    };
    dossier.client.contacts.iter().map(line).collect()
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
            contact.now_at.as_ref().map(|now| format!(", now at {}", link::shown(now))).unwrap_or_default();
        return format!(" (left on {}{now})", words::day(left, today));
    }
    match contact.away.as_ref().filter(|away| away.covers(today)) {
        Some(away) => {
            let until =
                away.until.map(|until| format!(" until {}", words::day(until, today))).unwrap_or_default();
            let why = away.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!(" (away{until}{why})")
        }
        None => String::new(),
    }
}

fn promises(dossier: &Dossier<'_>) -> Vec<String> {
    let promises = dossier.client.promises.iter();
    promises.map(|promise| format!("  {} {}", promise.due, promise.task)).collect()
}

fn advice(dossier: &Dossier<'_>) -> Vec<String> {
    let advice = dossier.entry.iter().filter(|_| !is_left_in_peace(dossier)).flat_map(|entry| &entry.advice);
    advice.map(|advice| format!("  {}", words::sentence(&words::advice(advice, dossier.today)))).collect()
}

/// A dated entry of the history, whatever it is.
struct Dated<'a> {
    date: NaiveDate,
    mark: char,
    kind: &'static str,
    touch: Option<&'a Touch>,
    title: &'a str,
}

/// Touches and events together, newest first.
fn dated<'a>(dossier: &Dossier<'a>) -> Vec<Dated<'a>> {
    let today = dossier.today;
    let touches = dossier.client.touches.iter().map(|touch| {
        let (mark, kind) = match touch.outcome {
            _ if touch.date > today => ('◇', "planned"),
            Outcome::Contact => ('●', "contact"),
            Outcome::Attempt => ('○', "attempt"),
        };
        Dated { date: touch.date, mark, kind, touch: Some(touch), title: &touch.title }
    });
    let events = dossier.client.events.iter().map(|event| {
        let (mark, kind) = match event.kind {
            EventKind::Business => ('·', "business"),
            EventKind::Milestone(_) => ('★', "milestone"),
        };
        Dated { date: event.date, mark, kind, touch: None, title: &event.title }
    });
    let mut all: Vec<Dated<'_>> = touches.chain(events).collect();
    all.sort_by_key(|entry| entry.date);
    all.reverse();
    all
}

fn history(dossier: &Dossier<'_>, whole: bool) -> Vec<String> {
    let all = dated(dossier);
    let shown = if whole { all.len() } else { RECENT.min(all.len()) };
    let mut lines = Vec::new();
    let mut later: Option<NaiveDate> = dossier.last_contact.map(|_| dossier.today);
    for entry in all.iter().take(shown) {
        let gap = later.map_or(0, |later| days_between(entry.date, later));
        if gap >= GAP_DAYS && entry.touch.is_some() {
            lines.push(format!("              ┆ {}", Count(gap, "day")));
        }
        let channel = entry.touch.map(|touch| touch.channel).filter(|channel| *channel != Channel::Other);
        let what = channel.map_or(if entry.touch.is_some() { "touch" } else { entry.kind }, Channel::name);
        lines.push(format!("  {}  {} {what:<10} {}", entry.date, entry.mark, entry.title));
        // Business and milestones are no break in a silence.
        if entry.touch.is_some() {
            later = Some(entry.date.min(dossier.today));
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
pub fn json(dossier: &Dossier<'_>) -> String {
    let (client, today) = (dossier.client, dossier.today);
    let contacts: Vec<Value> = client.contacts.iter().map(|contact| contact_json(contact, today)).collect();
    let history: Vec<Value> = dated(dossier).iter().map(|entry| dated_json(entry, dossier)).collect();
    let steps: Vec<String> =
        dossier.steps.iter().map(|step| words::sentence(&words::step(step, today))).collect();
    let page = json!({
        "today": today,
        "note": client.path,
        "name": client.name,
        "aliases": client.aliases,
        "status": client.status,
        "since": client.since,
        "owner": dossier.owner,
        "priority": client.priority,
        "tags": client.tags,
        "interests": client.interests,
        "referred_by": client.referred_by,
        "referred": dossier.referred.iter().map(|client| &client.name).collect::<Vec<_>>(),
        "cause": client.cause,
        "section": dossier.entry.as_ref().map(|entry| entry.section),
        "due": dossier.due(),
        "last_contact": dossier.last_contact,
        "silence": dossier.silence(),
        "cadence": view::CadenceView::of(dossier.rhythm),
        "who": dossier.who.map(|who| &who.name),
        "channel": dossier.channel,
        "why": steps,
        "triggers": dossier.triggers.iter().map(|trigger| view::TriggerView::of(trigger, today)).collect::<Vec<_>>(),
        "advice": dossier.entry.iter().flat_map(|entry| &entry.advice)
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

fn dated_json(entry: &Dated<'_>, dossier: &Dossier<'_>) -> Value {
    let people = entry
        .touch
        .map(|touch| dossier.client.people(touch).map(|contact| &contact.name).collect::<Vec<_>>());
    json!({
        "date": entry.date,
        "kind": entry.kind,
        "channel": entry.touch.map(|touch| touch.channel),
        "title": entry.title,
        "people": people.unwrap_or_default(),
    })
}
