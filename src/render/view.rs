//! The agenda as templates and JSON see it; keys may be added, never renamed or removed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::wording;
use crate::agenda::{Agenda, Counts, Entry, Section};
use crate::model::client::Extra;
use crate::model::rule::Rule;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Outcome};
use crate::rules::{Advice, Reason, Rhythm, Trigger};
use crate::vault::problem::Problem;

#[derive(Debug, Serialize)]
pub(super) struct AgendaView<'a> {
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
pub(super) struct EntryView<'a> {
    pub(super) note: &'a str,
    pub(super) name: &'a str,
    pub(super) status: Status,
    pub(super) owner: Option<&'a str>,
    pub(super) priority: Priority,
    pub(super) tags: &'a [String],
    pub(super) section: Section,
    pub(super) due: Option<NaiveDate>,
    pub(super) days_overdue: u32,
    pub(super) urgency: f64,
    pub(super) last_contact: Option<NaiveDate>,
    pub(super) last_touch: Option<TouchView<'a>>,
    pub(super) attempts: usize,
    pub(super) cadence: Option<CadenceView>,
    pub(super) who: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) phone: Option<&'a str>,
    pub(super) channel: Option<Channel>,
    pub(super) cover: Option<&'a str>,
    /// Why the client is in its section.
    pub(super) message: String,
    /// Why it is on the agenda besides.
    pub(super) also: Vec<String>,
    /// The last contact in words.
    pub(super) last: String,
    /// The way to try in words.
    pub(super) way: Option<&'static str>,
    pub(super) triggers: Vec<TriggerView<'a>>,
    pub(super) advice: Vec<AdviceView>,
    pub(super) extra: &'a Extra,
}

#[derive(Debug, Serialize)]
pub(super) struct TouchView<'a> {
    date: NaiveDate,
    channel: Channel,
    outcome: Outcome,
    title: &'a str,
    people: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct CadenceView {
    pub(super) text: String,
    from: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct TriggerView<'a> {
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
pub(super) struct AdviceView {
    rule: Rule,
    pub(super) message: String,
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
    pub(super) fn of(agenda: &'a Agenda<'a>) -> Self {
        Self {
            today: agenda.today,
            until: agenda.until,
            days: agenda.days,
            summary: wording::summary(&agenda.counts, agenda.today, agenda.until),
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
    pub(super) fn of(entry: &'a Entry<'a>, today: NaiveDate) -> Self {
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
            message: wording::entry(entry, today),
            also: also.map(|trigger| wording::trigger(trigger, today)).collect(),
            last: wording::last_contact(entry, today),
            way: entry.channel.and_then(wording::by_way_of),
            triggers: entry.triggers.iter().map(|trigger| TriggerView::of(trigger, today)).collect(),
            advice: entry.advice.iter().map(|advice| AdviceView::of(advice, today)).collect(),
            extra: &client.extra,
        }
    }
}

impl CadenceView {
    /// None for a client that is never due by rhythm.
    pub(super) fn of(rhythm: Rhythm) -> Option<Self> {
        let every = rhythm.cadence.duration()?;
        Some(Self { text: every.to_string(), from: rhythm.from.name() })
    }
}

impl<'a> TriggerView<'a> {
    pub(super) fn of(trigger: &Trigger<'a>, today: NaiveDate) -> Self {
        let (mut task, mut occasion) = (None, None);
        match trigger.reason {
            Reason::Promise { task: promised } => task = Some(promised),
            Reason::Occasion { name, .. } => occasion = Some(name),
            _ => {}
        }
        let contact = trigger.contact().map(|contact| contact.name.as_str());
        let message = wording::trigger(trigger, today);
        Self { rule: trigger.rule(), due: trigger.due, message, contact, task, occasion }
    }
}

impl AdviceView {
    pub(super) fn of(advice: &Advice<'_>, today: NaiveDate) -> Self {
        Self { rule: advice.rule(), message: wording::advice(advice, today) }
    }
}

impl<'a> ProblemView<'a> {
    fn of(note: &'a str, problem: &'a Problem) -> Self {
        let (line, column) = (problem.place.line, problem.place.column);
        Self { note, line, column, code: problem.kind.code(), message: problem.kind.to_string() }
    }
}
