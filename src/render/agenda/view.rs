//! The agenda as templates and JSON see it; keys may be added, never renamed or removed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::agenda::{Agenda, Counts, Entry, Section};
use crate::model::client::Extra;
use crate::model::rule::Rule;
use crate::model::status::{Priority, Status};
use crate::model::touch::{Channel, Outcome};
use crate::note::problem::Problem;
use crate::render::words;
use crate::rules::{Advice, Reason, Rhythm, Trigger};

/// An agenda as data.
#[derive(Debug, Serialize)]
pub struct AgendaView {
    today: NaiveDate,
    until: NaiveDate,
    days: u32,
    /// The counts in words.
    summary: String,
    counts: BTreeMap<&'static str, usize>,
    #[expect(clippy::vec_box, reason = "they are in boxes already, and there may be very many")]
    entries: Vec<Box<EntryView<'static>>>,
    problems: Vec<ProblemView>,
}

/// An entry as data.
#[derive(Debug, Serialize)]
pub struct EntryView<'a> {
    pub(crate) note: Cow<'a, str>,
    pub(crate) name: Cow<'a, str>,
    pub(crate) status: Status,
    pub(crate) owner: Option<Cow<'a, str>>,
    pub(crate) priority: Priority,
    pub(crate) tags: Cow<'a, [String]>,
    pub(crate) section: Section,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) days_overdue: u32,
    pub(crate) urgency: f64,
    pub(crate) last_contact: Option<NaiveDate>,
    pub(crate) last_touch: Option<TouchView<'a>>,
    pub(crate) attempts: usize,
    pub(crate) cadence: Option<CadenceView>,
    pub(crate) who: Option<Cow<'a, str>>,
    pub(crate) email: Option<Cow<'a, str>>,
    pub(crate) phone: Option<Cow<'a, str>>,
    pub(crate) channel: Option<Channel>,
    pub(crate) cover: Option<Cow<'a, str>>,
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
    pub(crate) extra: Cow<'a, Extra>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TouchView<'a> {
    date: NaiveDate,
    channel: Channel,
    outcome: Outcome,
    title: Cow<'a, str>,
    people: Vec<Cow<'a, str>>,
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
    contact: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<Cow<'a, str>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct AdviceView {
    rule: Rule,
    pub(crate) message: String,
}

#[derive(Debug, Serialize)]
struct ProblemView {
    note: Box<str>,
    line: usize,
    column: usize,
    code: &'static str,
    message: String,
}

impl AgendaView {
    /// Takes the entries out, in order, for a page that makes values of them one at a time.
    #[expect(clippy::vec_box, reason = "they are in boxes already, and there may be very many")]
    pub(super) fn take_entries(&mut self) -> Vec<Box<EntryView<'static>>> {
        std::mem::take(&mut self.entries)
    }

    /// What is kept of the entries, with their sections and what is around them.
    pub fn new(agenda: Agenda<Box<EntryView<'static>>>) -> Self {
        let view = Self::without_entries(&agenda);
        let entries = agenda.entries.into_iter().map(|(section, entry)| in_section(entry, section));
        Self { entries: entries.collect(), ..view }
    }

    /// What is around the entries.
    pub(super) fn without_entries<T>(agenda: &Agenda<T>) -> Self {
        let Agenda { today, until, days, counts, problems, .. } = agenda;
        let problems = problems.iter().map(|(note, problem)| ProblemView::new(note.clone(), problem));
        Self {
            today: *today,
            until: *until,
            days: *days,
            summary: words::summary(counts, *today, *until),
            counts: named(counts),
            entries: Vec::new(),
            problems: problems.collect(),
        }
    }
}

/// An entry in the section where it ended up, which is only known once all are in order.
fn in_section(mut entry: Box<EntryView<'static>>, section: Section) -> Box<EntryView<'static>> {
    entry.section = section;
    entry
}

fn named(counts: &Counts) -> BTreeMap<&'static str, usize> {
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
    /// An entry on a day.
    pub fn of(entry: &'a Entry<'_>, today: NaiveDate) -> Self {
        let client = entry.client;
        let headline = entry.headline(today);
        let also = entry.triggers.iter().filter(|trigger| Some(*trigger) != headline);
        Self {
            note: (&client.path).into(),
            name: (&client.name).into(),
            status: client.status,
            owner: entry.owner.map(Cow::from),
            priority: client.priority,
            tags: (&client.tags).into(),
            section: entry.section,
            due: entry.due,
            days_overdue: entry.days_overdue,
            urgency: entry.urgency.value(),
            last_contact: entry.last_contact,
            last_touch: entry.last_touch.map(|touch| TouchView {
                date: touch.date,
                channel: touch.channel,
                outcome: touch.outcome,
                title: (&*touch.title).into(),
                people: client.people(touch).map(|contact| Cow::from(&contact.name)).collect(),
            }),
            attempts: entry.attempts,
            cadence: CadenceView::of(entry.rhythm),
            who: entry.who.map(|who| Cow::from(&who.name)),
            email: entry.who.and_then(|who| who.email.as_deref()).map(Cow::from),
            phone: entry.who.and_then(|who| who.phone.as_deref()).map(Cow::from),
            channel: entry.channel,
            cover: entry.cover.map(Cow::from),
            message: words::entry(entry, today),
            also: also.map(|trigger| words::trigger(trigger, today)).collect(),
            last: words::last_contact(entry, today),
            way: entry.channel.and_then(words::by_way_of),
            triggers: entry.triggers.iter().map(|trigger| TriggerView::of(trigger, today)).collect(),
            advice: entry.advice.iter().map(|advice| AdviceView::of(advice, today)).collect(),
            extra: Cow::Borrowed(&client.extra),
        }
    }
}

impl EntryView<'_> {
    /// The same, for when its client is forgotten.
    pub fn into_owned(self) -> Box<EntryView<'static>> {
        Box::new(EntryView {
            note: owned(self.note),
            name: owned(self.name),
            owner: self.owner.map(owned),
            tags: Cow::Owned(self.tags.into_owned()),
            last_touch: self.last_touch.map(TouchView::into_owned),
            who: self.who.map(owned),
            email: self.email.map(owned),
            phone: self.phone.map(owned),
            cover: self.cover.map(owned),
            triggers: self.triggers.into_iter().map(TriggerView::into_owned).collect(),
            extra: Cow::Owned(self.extra.into_owned()),
            ..self
        })
    }
}

impl TouchView<'_> {
    fn into_owned(self) -> TouchView<'static> {
        let people = self.people.into_iter().map(owned).collect();
        TouchView { title: owned(self.title), people, ..self }
    }
}

impl TriggerView<'_> {
    fn into_owned(self) -> TriggerView<'static> {
        let Self { contact, task, occasion, .. } = self;
        let (contact, task, occasion) = (contact.map(owned), task.map(owned), occasion.map(owned));
        TriggerView { contact, task, occasion, ..self }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
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
            Reason::Promise { task: promised } => task = Some(Cow::from(promised)),
            Reason::Occasion { name, .. } => occasion = Some(Cow::from(name)),
            _ => {}
        }
        let contact = trigger.contact().map(|contact| Cow::from(&contact.name));
        let message = words::trigger(trigger, today);
        Self { rule: trigger.rule(), due: trigger.due, message, contact, task, occasion }
    }
}

impl AdviceView {
    pub(crate) fn of(advice: &Advice<'_>, today: NaiveDate) -> Self {
        Self { rule: advice.rule(), message: words::advice(advice, today) }
    }
}

impl ProblemView {
    fn new(note: Box<str>, problem: &Problem) -> Self {
        let (line, column) = (problem.place.line, problem.place.column);
        Self { note, line, column, code: problem.kind.code(), message: problem.kind.to_string() }
    }
}
