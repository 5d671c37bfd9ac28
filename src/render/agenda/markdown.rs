//! The page of the built-in template, written without it: the template takes ten times as long for a client.
//!
//! The template stays the reference, and what users begin theirs with. `tests/briefs.rs` holds both side by side.

use std::collections::HashSet;
use std::fmt::{self, Write};

use chrono::NaiveDate;

use crate::agenda::{Entry, Section};
use crate::model::rule::Rule;
use crate::model::settings::LinkStyle;
use crate::note::problem::Problem;
use crate::render::safe::escape::{escape, link};
use crate::render::words;

/// What is told of most clients is shorter.
const USUAL_LENGTH: usize = 512;

/// So many problems of a note are told.
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

/// What stands on the page, but for what is told of each client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) today: NaiveDate,
    /// The counts in words.
    pub(crate) summary: &'a str,
    pub(crate) links: Links<'a>,
}

impl Frame<'_> {
    /// The page in pieces of whole lines: its head, what is told of each client, and what needs fixing.
    pub(crate) fn pieces<'p>(
        self,
        told: impl Iterator<Item = (Section, String)>,
        problems: impl Iterator<Item = (&'p str, &'p Problem)>,
    ) -> impl Iterator<Item = String> {
        let Self { today, summary, links } = self;
        let head = format!("# Agenda for {}\n\n{}\n", escape(&words::in_full(today)), escape(summary));
        let mut open = None;
        let told = told.flat_map(move |(section, told)| {
            let is_new = open.replace(section) != Some(section);
            let heading = is_new.then(|| format!("\n## {}\n\n", title(section)));
            heading.into_iter().chain([told])
        });
        let mut last = String::new();
        // Writing to a string cannot fail.
        let _ = self::problems(&mut last, problems, links);
        std::iter::once(head).chain(told).chain([last])
    }
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

/// What is told of a client: why, how and what is known, over some lines.
pub(crate) fn entry(entry: &Entry<'_>, today: NaiveDate, links: Links<'_>) -> String {
    let message = words::entry(entry, today);
    let name = links.to(&entry.client.path, &entry.client.name);
    let mut told = String::with_capacity(USUAL_LENGTH);
    told.extend(["- [ ] ", &name, ": ", &escape(&words::stopped(message))]);
    if entry.last_contact.is_some() {
        told.extend([" Last: ", &escape(&words::last_contact(entry, today)), "."]);
    }
    let is_left_in_peace = entry.section == Section::Paused;
    if !is_left_in_peace && !matches!(entry.section, Section::Planned | Section::Waiting) {
        let way = entry.channel.and_then(words::by_way_of);
        match (entry.who, way) {
            (Some(who), Some(way)) => told.extend([" Try **", &escape(&who.name), "** ", way, "."]),
            (Some(who), None) => told.extend([" Try **", &escape(&who.name), "**."]),
            (None, Some(way)) => told.extend([" Try ", way, "."]),
            (None, None) => {}
        }
    }
    told.push('\n');
    if let (Some(owner), Some(cover)) = (entry.owner, entry.cover) {
        told.extend(["  - ", &escape(owner), " is away; ", &escape(cover), " stands in.\n"]);
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
                told.extend(["  - ", task, &escape(&words::sentence(&message)), "\n"]);
            }
        }
    }
    for advice in entry.advice.iter().filter(|_| !is_left_in_peace) {
        told.extend(["  - ", &escape(&words::sentence(&words::advice(advice, today))), "\n"]);
    }
    told
}

/// What needs fixing: the first few problems of each note, and how many more there are.
fn problems<'p>(
    page: &mut String,
    problems: impl Iterator<Item = (&'p str, &'p Problem)>,
    links: Links<'_>,
) -> fmt::Result {
    let mut problems = problems.peekable();
    if problems.peek().is_some() {
        writeln!(page, "\n## Needs fixing\n")?;
    }
    while let Some((note, problem)) = problems.next() {
        let to_note = links.to(note, note);
        let mut count = 1;
        let mut line = |problem: &Problem| {
            let message = words::stopped(problem.kind.to_string());
            writeln!(page, "- {to_note}, line {}: {}", problem.place.line, escape(&message))
        };
        line(problem)?;
        while let Some((_, problem)) = problems.next_if(|(other, _)| *other == note) {
            count += 1;
            if count <= MOST_PROBLEMS {
                line(problem)?;
            }
        }
        if count > MOST_PROBLEMS {
            writeln!(page, "- {to_note}: {} more in this note.", count - MOST_PROBLEMS)?;
        }
    }
    Ok(())
}
