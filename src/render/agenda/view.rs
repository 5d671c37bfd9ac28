//! The agenda as templates and JSON see it; keys may be added, never renamed or removed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::agenda::{Agenda, Counts, Entry, Section};
use crate::model::client::Extra;
use crate::model::rule::Rule;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Outcome};
use crate::note::problem::Problem;
use crate::render::words;
use crate::rules::{Advice, Reason, Rhythm, Trigger};

#[derive(Debug, Serialize)]
pub(crate) struct AgendaView<'a> {
    today: NaiveDate,
    until: NaiveDate,
    days: u32,
    /// The counts in words.
    summary: String,
    counts: BTreeMap<&'static str, usize>,
    entries: Entries<'a>,
    problems: Vec<ProblemView<'a>>,
}

/// The entries, each made when it is written: a vault may have very many.
#[derive(Debug)]
struct Entries<'a>(&'a Agenda<'a>);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Agenda { entries, today, .. } = self.0;
        serializer.collect_seq(entries.iter().map(|entry| EntryView::of(entry, *today)))
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct EntryView<'a> {
    pub(crate) note: &'a str,
    pub(crate) name: &'a str,
    pub(crate) status: Status,
    pub(crate) owner: Option<&'a str>,
    pub(crate) priority: Priority,
    pub(crate) tags: &'a [String],
    pub(crate) section: Section,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) days_overdue: u32,
    pub(crate) urgency: f64,
    pub(crate) last_contact: Option<NaiveDate>,
    pub(crate) last_touch: Option<TouchView<'a>>,
    pub(crate) attempts: usize,
    pub(crate) cadence: Option<CadenceView>,
    pub(crate) who: Option<&'a str>,
    pub(crate) email: Option<&'a str>,
    pub(crate) phone: Option<&'a str>,
    pub(crate) channel: Option<Channel>,
    pub(crate) cover: Option<&'a str>,
    /// Why the client is in its section.
    pub(crate) message: String,
    /// Why it is on the agenda besides.
    pub(crate) also: Vec<String>,
    /// The last contact in words.
    pub(crate) last: String,
    /// The way to try in words.
    pub(crate) way: Option<&'static str>,
    pub(crate) triggers: Vec<TriggerView<'a>>,
    pub(crate) advice: Vec<AdviceView>,
    pub(crate) extra: &'a Extra,
}

#[derive(Debug, Serialize)]
pub(crate) struct TouchView<'a> {
    date: NaiveDate,
    channel: Channel,
    outcome: Outcome,
    title: &'a str,
    people: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CadenceView {
    pub(crate) text: String,
    from: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct TriggerView<'a> {
    rule: Rule,
    due: NaiveDate,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct AdviceView {
    rule: Rule,
    pub(crate) message: String,
}

#[derive(Debug, Serialize)]
struct ProblemView<'a> {
    note: &'a str,
    line: usize,
    column: usize,
    code: &'static str,
    message: String,
}

impl<'a> AgendaView<'a> {
    pub(crate) fn of(agenda: &'a Agenda<'a>) -> Self {
        Self {
            today: agenda.today,
            until: agenda.until,
            days: agenda.days,
            summary: words::summary(&agenda.counts, agenda.today, agenda.until),
            counts: counts(&agenda.counts),
            entries: Entries(agenda),
            problems: agenda.problems.iter().map(|(note, problem)| ProblemView::of(note, problem)).collect(),
        }
    }
}

fn counts(counts: &Counts) -> BTreeMap<&'static str, usize> {
    let Counts { notes, clients, on_track, left_out, needs_fixing, sections } = counts;
    let named = [
        ("notes", *notes),
        ("clients", *clients),
        ("on_track", *on_track),
        ("left_out", *left_out),
        ("needs_fixing", *needs_fixing),
    ];
    let sections = sections.iter().map(|(section, count)| (section.name(), *count));
    named.into_iter().chain(sections).collect()
}

impl<'a> EntryView<'a> {
    pub(crate) fn of(entry: &'a Entry<'a>, today: NaiveDate) -> Self {
        let client = entry.client;
        let headline = entry.headline(today);
        let also = entry.triggers.iter().filter(|trigger| Some(*trigger) != headline);
        Self {
            note: &client.path,
            name: &client.name,
            status: client.status,
            owner: entry.owner,
            priority: client.priority,
            tags: &client.tags,
            section: entry.section,
            due: entry.due,
            days_overdue: entry.days_overdue,
            urgency: entry.urgency.value(),
            last_contact: entry.last_contact,
            last_touch: entry.last_touch.map(|touch| TouchView {
                date: touch.date,
                channel: touch.channel,
                outcome: touch.outcome,
                title: &touch.title,
                people: client.people(touch).map(|contact| contact.name.as_str()).collect(),
            }),
            attempts: entry.attempts,
            cadence: CadenceView::of(entry.rhythm),
            who: entry.who.map(|who| who.name.as_str()),
            email: entry.who.and_then(|who| who.email.as_deref()),
            phone: entry.who.and_then(|who| who.phone.as_deref()),
            channel: entry.channel,
            cover: entry.cover,
            message: words::entry(entry, today),
            also: also.map(|trigger| words::trigger(trigger, today)).collect(),
            last: words::last_contact(entry, today),
            way: entry.channel.and_then(words::by_way_of),
            triggers: entry.triggers.iter().map(|trigger| TriggerView::of(trigger, today)).collect(),
            advice: entry.advice.iter().map(|advice| AdviceView::of(advice, today)).collect(),
            extra: &client.extra,
        }
    }
}

impl CadenceView {
    /// None for a client that is never due by rhythm.
    pub(crate) fn of(rhythm: Rhythm) -> Option<Self> {
        let every = rhythm.cadence.duration()?;
        Some(Self { text: every.to_string(), from: rhythm.from.name() })
    }
}

impl<'a> TriggerView<'a> {
    pub(crate) fn of(trigger: &Trigger<'a>, today: NaiveDate) -> Self {
        let (mut task, mut occasion) = (None, None);
        match trigger.reason {
            Reason::Promise { task: promised } => task = Some(promised),
            Reason::Occasion { name, .. } => occasion = Some(name),
            _ => {}
        }
        let contact = trigger.contact().map(|contact| contact.name.as_str());
        let message = words::trigger(trigger, today);
        Self { rule: trigger.rule(), due: trigger.due, message, contact, task, occasion }
    }
}

impl AdviceView {
    pub(crate) fn of(advice: &Advice<'_>, today: NaiveDate) -> Self {
        Self { rule: advice.rule(), message: words::advice(advice, today) }
    }
}

impl<'a> ProblemView<'a> {
    fn of(note: &'a str, problem: &'a Problem) -> Self {
        let (line, column) = (problem.place.line, problem.place.column);
        Self { note, line, column, code: problem.kind.code(), message: problem.kind.to_string() }
    }
}
