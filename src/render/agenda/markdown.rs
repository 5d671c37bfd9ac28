//! The agenda as a page for any editor.
//!
//! It says what the built-in template `agenda.md` says, which users begin theirs with, in a tenth of the time;
//! `tests/survey.rs` holds both side by side.

use std::collections::HashSet;
use std::fmt::{self, Write};

use chrono::NaiveDate;

use super::identity;
use crate::agenda::{Agenda, Entry, Section};
use crate::model::rule::Rule;
use crate::model::settings::LinkStyle;
use crate::note::problem::Problem;
use crate::page::{MarkedEntry, Page, TITLE};
use crate::render::safe::escape::{escape, link};
use crate::render::words;

/// In bytes; what is said of most clients is shorter.
const TYPICAL_LENGTH: usize = 512;

/// How many problems of a note are on the page.
const MOST_PROBLEMS: usize = 3;

/// What decides how notes are linked: the style, and what leads from the page's folder to the vault.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    /// How links are written.
    pub style: LinkStyle,
    /// What leads from the page's folder to the vault: empty, `../`, …
    pub to_vault: &'a str,
}

impl Links<'_> {
    fn to(self, path: &str, name: &str) -> String {
        link(path, name, self.style, self.to_vault)
    }
}

/// The page: its head, what is said of each client, and what needs fixing.
pub fn page(agenda: Agenda<MarkedEntry>, links: Links<'_>) -> Page {
    let Agenda { today, until, counts, entries, problems, .. } = agenda;
    let summary = words::summary(&counts, today, until);
    let mut page = Page::default();
    page.push(format!("{TITLE}{}\n\n{}\n", escape(&words::in_full(today)), escape(&summary)));
    let mut last_section = None;
    for (section, entry) in entries {
        if last_section.replace(section) != Some(section) {
            page.push(format!("\n## {}\n\n", title(section)));
        }
        page.push_entry(entry);
    }
    let mut last = String::new();
    // Writing to a string cannot fail.
    let _ = needs_fixing(&mut last, &problems, links);
    page.push(last);
    page
}

const fn title(section: Section) -> &'static str {
    match section {
        Section::Overdue => "Overdue",
        Section::Due => "Due",
        Section::Later => "Later",
        Section::Occasions => "Occasions",
        Section::Paused => "Paused",
        Section::Planned => "Planned",
        Section::Waiting => "Waiting",
    }
}

/// What the page says of a client, and carries about it.
pub fn entry(entry: &Entry<'_>, today: NaiveDate, links: Links<'_>) -> MarkedEntry {
    MarkedEntry::new(lines(entry, today, links), &identity(entry, today))
}

/// What the page says of a client, where nobody ticks it.
pub fn printed_entry(entry: &Entry<'_>, today: NaiveDate, links: Links<'_>) -> MarkedEntry {
    MarkedEntry::unmarked(lines(entry, today, links))
}

/// Why, how and what is known, over some lines.
fn lines(entry: &Entry<'_>, today: NaiveDate, links: Links<'_>) -> String {
    let message = words::entry(entry, today);
    let name = links.to(&entry.client.path, &entry.client.name);
    let mut text = String::with_capacity(TYPICAL_LENGTH);
    text.extend(["- [ ] ", &name, ": ", &escape(&words::stopped(message))]);
    if entry.last_contact.is_some() {
        text.extend([" Last: ", &escape(&words::last_contact(entry, today)), "."]);
    }
    let is_left_in_peace = entry.section == Section::Paused;
    if !is_left_in_peace && !matches!(entry.section, Section::Planned | Section::Waiting) {
        let way = entry.channel.and_then(words::by_way_of);
        match (entry.who, way) {
            (Some(who), Some(way)) => text.extend([" Try **", &escape(&who.name), "** ", way, "."]),
            (Some(who), None) => text.extend([" Try **", &escape(&who.name), "**."]),
            (None, Some(way)) => text.extend([" Try ", way, "."]),
            (None, None) => {}
        }
    }
    text.push('\n');
    if let (Some(owner), Some(cover)) = (entry.owner, entry.cover) {
        text.extend(["  - ", &escape(owner), " is away; ", &escape(cover), " stands in.\n"]);
    }
    if entry.triggers.len() > 1 {
        let headline = entry.headline(today);
        let words = |trigger| words::trigger(trigger, today);
        let also: HashSet<String> =
            entry.triggers.iter().filter(|trigger| Some(*trigger) != headline).map(words).collect();
        for trigger in &entry.triggers {
            let message = words(trigger);
            if also.contains(&message) {
                let task = if trigger.rule() == Rule::Promise { "[ ] " } else { "" };
                text.extend(["  - ", task, &escape(&words::sentence(&message)), "\n"]);
            }
        }
    }
    for advice in entry.advice.iter().filter(|_| !is_left_in_peace) {
        text.extend(["  - ", &escape(&words::sentence(&words::advice(advice, today))), "\n"]);
    }
    text
}

/// What needs fixing: the first few problems of each note, and how many more there are.
fn needs_fixing(page: &mut String, problems: &[(Box<str>, Problem)], links: Links<'_>) -> fmt::Result {
    if !problems.is_empty() {
        writeln!(page, "\n## Needs fixing\n")?;
    }
    for of_note in problems.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((note, _)) = of_note.first() else { continue };
        let to_note = links.to(note, note);
        for (_, problem) in of_note.iter().take(MOST_PROBLEMS) {
            let message = words::stopped(problem.kind.to_string());
            writeln!(page, "- {to_note}, line {}: {}", problem.place.line, escape(&message))?;
        }
        if of_note.len() > MOST_PROBLEMS {
            writeln!(page, "- {to_note}: {} more in this note.", of_note.len() - MOST_PROBLEMS)?;
        }
    }
    Ok(())
}
