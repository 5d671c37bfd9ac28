//! What ticks mean: nothing is decided on a guess.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rekindle::edit::Wording;
use rekindle::model::client::Client;
use rekindle::model::directory::{Directory, Reference};
use rekindle::model::link::Link;
use rekindle::model::period::Period;
use rekindle::model::rule::Rule;
use rekindle::model::touch::{Channel, Outcome, Promise};
use rekindle::note::Reader;
use rekindle::page::{
    Answer, AnswerContext, Filled, FilledPromise, Following, Form, Hash, Offer, Sign, Telling,
};
use rekindle::rules::{Context, Standing};
use rekindle::vault::Notes;

use super::job::{Entry, Job};
use super::offered;

/// What is to be done about a page.
pub(super) struct Planned<'a> {
    /// A job for each client.
    pub(super) jobs: Vec<Job<'a>>,
    /// What cannot be understood.
    pub(super) doubts: Vec<Doubt>,
    /// What stays on the page.
    pub(super) left: Vec<Filled>,
}

/// Something on a page that cannot be understood.
pub(super) struct Doubt {
    pub(super) line: usize,
    pub(super) reason: String,
}

pub(super) struct TickPlanner<'a> {
    notes: &'a Notes,
    today: NaiveDate,
    reader: Reader<'a>,
    context: Context<'a>,
    directory: Directory<'a>,
    by_path: HashMap<Hash, &'a Client>,
}

const CHANGED: &str = "this line is not as it was written, so your words cannot be told from the agenda’s; put it back and write below it, or \
     run “rekindle agenda” and tick the new line";

impl<'a> TickPlanner<'a> {
    pub(super) fn new(notes: &'a Notes, today: NaiveDate) -> Self {
        let settings = &notes.vault.settings;
        Self {
            notes,
            today,
            reader: Reader::new(settings),
            context: Context::new(notes.clients(), settings, today),
            directory: Directory::new(notes.clients()),
            by_path: notes.clients().map(|client| (Hash::of_text(&client.path), client)).collect(),
        }
    }

    pub(super) fn plan(&self, form: &'a Form) -> Planned<'a> {
        let mut planned = Planned { jobs: Vec::new(), doubts: Vec::new(), left: Vec::new() };
        for filled in &form.entries {
            let has_promise = filled.promises.iter().any(|promise| promise.sign != Sign::Open);
            if filled.sign == Sign::Open && !has_promise {
                planned.left.push(filled.clone());
                continue;
            }
            planned.left.extend(rest(filled));
            let client = match self.client(filled, form) {
                Ok(client) => client,
                Err(reason) => {
                    planned.doubts.push(Doubt { line: filled.line, reason });
                    continue;
                }
            };
            let at = planned.jobs.iter().position(|job| is_same(job.client, client) && client.is_some());
            let at = at.unwrap_or_else(|| {
                planned.jobs.push(Job::new(client));
                planned.jobs.len() - 1
            });
            let Some(job) = planned.jobs.get_mut(at) else { continue };
            job.ticks.push(filled);
            let Some(client) = client else { continue };
            if let Err(doubt) = self.add(job, client, filled) {
                planned.doubts.push(doubt);
            }
        }
        for job in &mut planned.jobs {
            planned.doubts.extend(contradiction(job));
            self.tidy(job);
        }
        planned
    }

    /// The client that an entry is about; none if there is none any more.
    fn client(&self, filled: &Filled, form: &Form) -> Result<Option<&'a Client>, String> {
        let linked = filled.link.as_ref().and_then(|link| self.linked(link));
        let Some(written) = filled.written else {
            let Some(client) = linked else { return Ok(None) };
            let is_missing = form.missing.contains(&Hash::of_text(&client.path));
            // On a page without its comment nothing tells what was written.
            // Nor by a template of the user's, whose lines may be of any form.
            let is_by_template = form.choice.iter().any(|(name, _)| name == "template")
                || self.notes.vault.settings.template.is_some();
            let is_known = form.has_marks && !is_missing && !filled.is_changed && !is_by_template;
            return if is_known { Ok(Some(client)) } else { Err(CHANGED.to_owned()) };
        };
        let by_path = self.by_path.get(&written.path).copied();
        match (by_path, linked) {
            (Some(client), Some(other)) if !is_same(Some(client), Some(other)) => Err(format!(
                "this was the entry of {}, and its link leads to {}; make them the same",
                client.path, other.path
            )),
            (by_path, linked) => Ok(by_path.or(linked)),
        }
    }

    fn linked(&self, link: &Link) -> Option<&'a Client> {
        match self.directory.find_link(link, &self.notes.vault.settings.agenda) {
            Reference::Client(client) => Some(client),
            Reference::Several(_) | Reference::Text => None,
        }
    }

    /// Adds to a job what an entry of the page says.
    fn add(&self, job: &mut Job<'a>, client: &'a Client, filled: &Filled) -> Result<(), Doubt> {
        for promise in &filled.promises {
            self.add_promise(job, client, filled, promise)?;
        }
        let doubt = |reason: String| Doubt { line: filled.line, reason };
        if filled.sign == Sign::Open {
            return Ok(());
        }
        if let Some(Following { line, .. }) = filled.followed_by {
            let reason = "is this about the ticked entry above? Then indent it by two spaces, else put a heading above it";
            return Err(Doubt { line, reason: reason.to_owned() });
        }
        if let Sign::Other(sign) = filled.sign {
            return Err(doubt(format!(
                "“[{sign}]” says nothing here; use [x] for reached, [/] for tried, [-] or [>] 2 weeks"
            )));
        }
        let mut tellings: Vec<&Telling> = filled.tellings.iter().collect();
        let ticked = filled.promises.iter().filter(|promise| promise.sign == Sign::Done);
        tellings.extend(ticked.flat_map(|promise| &promise.tellings));
        let answer = Answer::read(&tellings, filled.sign, self.answers())
            .map_err(|unclear| doubt(unclear.to_string()))?;
        let offer = filled.written.and_then(|written| written.offer);
        let task = offer.filter(|offer| offer.rule == Rule::Promise);
        let promised = task.and_then(|offer| promise(client, offer.due, offer.about?));
        if filled.sign == Sign::NotNow && task.is_some() && answer.later.is_none() {
            job.dropped.extend(promised);
            return no_words(&tellings).map_err(doubt);
        }
        if filled.sign == Sign::NotNow || answer.later.is_some() {
            if task.is_some() {
                let reason = "this is a promise, which no pause holds back; change its date in the note, or give it up with [-]";
                return Err(doubt(reason.to_owned()));
            }
            let until = answer.later.or_else(|| self.after_its_rhythm(client)).ok_or_else(|| {
                doubt("it has no rhythm; say until when it is for later, like “[>] 2 weeks”".to_owned())
            })?;
            let why = format!("{} {}", answer.title, answer.body);
            return pause(job, client, until, &why).map_err(doubt);
        }
        let said = self.entry(client, filled.sign, &answer, offer.as_ref(), promised).map_err(doubt)?;
        // A plan keeps no promise, and neither does an attempt.
        let date = answer.day.unwrap_or(self.today);
        if let Some(task) = task.filter(|_| !said.is_attempt && date <= self.today) {
            keep(job, promised, task.due, filled.line);
        }
        if let Some(title) = said.title {
            let is_any = offer.is_some_and(|offer| offered::is_any_touch(offer.rule));
            job.entries.push(Entry { date, title, body: answer.body, is_said: said.is_said, is_any });
        }
        Ok(())
    }

    const fn answers(&self) -> AnswerContext {
        AnswerContext { today: self.today, order: self.notes.vault.settings.date_order }
    }

    fn add_promise(
        &self,
        job: &mut Job<'a>,
        client: &'a Client,
        filled: &Filled,
        ticked: &FilledPromise,
    ) -> Result<(), Doubt> {
        let doubt = |reason: String| Doubt { line: ticked.line, reason };
        // One that is ticked in the note already is kept.
        let promise = promise(client, ticked.id.due, ticked.id.task);
        let tellings: Vec<&Telling> = ticked.tellings.iter().collect();
        match ticked.sign {
            Sign::Open => return Ok(()),
            Sign::Done => {}
            Sign::NotNow => {
                job.dropped.extend(promise);
                return no_words(&tellings).map_err(doubt);
            }
            sign => {
                let sign = sign.char();
                return Err(doubt(format!(
                    "“[{sign}]” says nothing of a promise; use [x] for kept, [-] for given up"
                )));
            }
        }
        let answer = Answer::read(&tellings, Sign::Done, self.answers())
            .map_err(|unclear| doubt(unclear.to_string()))?;
        if answer.later.is_some() {
            return Err(doubt("a promise is not put off here; change its date in the note".to_owned()));
        }
        let date = answer.day.unwrap_or(self.today);
        let is_attempt = !answer.title.is_empty() && self.reader.meaning(&answer.title).1 == Outcome::Attempt;
        if !is_attempt && date <= self.today {
            keep(job, promise, ticked.id.due, ticked.line);
        }
        if filled.sign == Sign::Open && !answer.title.is_empty() {
            self.is_touch(promise, &answer, client).map_err(doubt)?;
            let title = Wording { title: &answer.title, ..Wording::default() }.compose(client, &self.reader);
            job.entries.push(Entry { date, title, body: answer.body, is_said: true, is_any: false });
        }
        Ok(())
    }

    /// Whether words on a task tell a touch; on one of the user's own they may be about anything.
    fn is_touch(&self, task: Option<&Promise>, answer: &Answer, client: &Client) -> Result<(), String> {
        let is_of_own = task.is_some_and(|task| !offered::is_contact(&task.task, client, &self.reader));
        if is_of_own && !offered::is_contact(&answer.title, client, &self.reader) {
            return Err(
                "is this about a touch? Say how, like “sent it to them”, else write it into the note"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// What a tick says of a touch.
    fn entry(
        &self,
        client: &Client,
        sign: Sign,
        answer: &Answer,
        offer: Option<&Offer>,
        promised: Option<&Promise>,
    ) -> Result<LoggedTouch, String> {
        let title = answer.title.as_str();
        let (way, outcome) = self.reader.meaning(title);
        let is_attempt = sign == Sign::Tried || (!title.is_empty() && outcome == Outcome::Attempt);
        let is_only_an_answer =
            way == Channel::Other && outcome == Outcome::Attempt && title.split_whitespace().count() <= 3;
        let is_said = !title.is_empty();
        if is_said && !is_attempt {
            self.is_touch(promised, answer, client)?;
        }
        let tag = offer.filter(|_| is_said && !is_attempt).and_then(|offer| offered::tag(offer.rule));
        let tags: Vec<String> = tag.map(str::to_owned).into_iter().collect();
        let title = match offer {
            _ if is_said && !is_only_an_answer => title.to_owned(),
            Some(offer) if offer.rule == Rule::Promise && !is_attempt => {
                // What was promised describes best what was done.
                let task = promised.map(|promised| promised.task.to_string());
                let Some(task) = task.filter(|task| offered::is_contact(task, client, &self.reader)) else {
                    return Ok(LoggedTouch { title: None, is_said: false, is_attempt });
                };
                if task.is_empty() { offered::title(offer, client, &self.reader) } else { task }
            }
            Some(offer) if is_said => format!("{}, {title}", offered::title(offer, client, &self.reader)),
            Some(offer) => offered::title(offer, client, &self.reader),
            None if is_said => title.to_owned(),
            None => {
                return Err(
                    "the agenda suggests nothing here; say in a few words below it what it was".to_owned()
                );
            }
        };
        let wording = Wording { title: &title, is_unanswered: is_attempt, tags: &tags, ..Wording::default() };
        Ok(LoggedTouch { title: Some(wording.compose(client, &self.reader)), is_said, is_attempt })
    }

    /// The day before the client is due again by its rhythm.
    fn after_its_rhythm(&self, client: &'a Client) -> Option<NaiveDate> {
        let every = Standing::new(client, &self.context).rhythm.cadence.duration()?;
        every.after(self.today).checked_sub_days(Days::new(1))
    }

    /// Takes out of a job what is said twice, or logged already.
    fn tidy(&self, job: &mut Job<'_>) {
        let Some(client) = job.client else { return };
        let mut entries: Vec<Entry> = Vec::new();
        let is_said = job.entries.iter().any(|entry| entry.is_said);
        for entry in job.entries.drain(..) {
            let is_told_elsewhere = is_said && !entry.is_said && entry.body.is_empty();
            if !entries.contains(&entry) && !is_told_elsewhere && !self.is_logged(client, &entry) {
                entries.push(entry);
            }
        }
        job.entries = entries;
        dedup(&mut job.kept);
        dedup(&mut job.dropped);
    }

    /// Whether the history has an entry already, because of an earlier run that crashed, or because the user logged it.
    /// A tick without words is any contact of the day, or any attempt.
    fn is_logged(&self, client: &Client, entry: &Entry) -> bool {
        let title = self.reader.title(&entry.title);
        let outcome = self.reader.meaning(&entry.title).1;
        let is_offered = !entry.is_said && entry.is_any && entry.body.is_empty();
        let touches = client.touches.iter().filter(|touch| touch.date == entry.date);
        let events = client.events.iter().filter(|event| event.date == entry.date);
        let mut titles = touches.clone().map(|touch| &touch.title).chain(events.map(|event| &event.title));
        titles.any(|other| **other == *title)
            || (is_offered && touches.clone().any(|touch| touch.outcome == outcome))
    }
}

/// What ticks of one client say that cannot both be.
fn contradiction(job: &Job<'_>) -> Option<Doubt> {
    let signs = || job.ticks.iter().filter(|tick| tick.sign != Sign::Open);
    let first = signs().next();
    let other = signs().find(|tick| first.is_some_and(|first| first.sign != tick.sign));
    let line = other.map(|tick| tick.line);
    let is_both = job.kept.iter().any(|promise| job.dropped.contains(promise));
    let line = line.or_else(|| job.ticks.last().filter(|_| is_both).map(|tick| tick.line))?;
    let reason = "the same is ticked in another way on another line; leave one of them".to_owned();
    Some(Doubt { line, reason })
}

/// What a tick says of a touch.
struct LoggedTouch {
    /// None if it was none.
    title: Option<String>,
    is_said: bool,
    is_attempt: bool,
}

fn is_same(one: Option<&Client>, other: Option<&Client>) -> bool {
    one.map(|client| &client.path) == other.map(|client| &client.path)
}

fn dedup(promises: &mut Vec<&Promise>) {
    let mut seen: Vec<&Promise> = Vec::new();
    promises.retain(|promise| {
        let is_new = !seen.contains(promise);
        seen.push(promise);
        is_new
    });
}

/// The open promise of that day and task.
fn promise(client: &Client, due: NaiveDate, task: Hash) -> Option<&Promise> {
    client.promises.iter().find(|promise| promise.due == due && Hash::of_text(&promise.task) == task)
}

/// Has a promise ticked in the note, if it is open there as the page has it.
fn keep<'a>(job: &mut Job<'a>, promise: Option<&'a Promise>, due: NaiveDate, line: usize) {
    match promise {
        Some(promise) => job.kept.push(promise),
        None => job
            .remarks
            .push((line, format!("no promise for {due} is open in the note as it is here; none is ticked"))),
    }
}

/// An error if there are words where nothing is done with them.
fn no_words(tellings: &[&Telling]) -> Result<(), String> {
    if tellings.is_empty() {
        return Ok(());
    }
    Err("nothing is noted of what is said on a promise that is given up; write it into the note".to_owned())
}

fn pause(job: &mut Job<'_>, client: &Client, until: NaiveDate, why: &str) -> Result<(), String> {
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    let why = (!why.is_empty()).then_some(why);
    let period = Period { from: None, until: Some(until), why };
    if client.pause.is_some() {
        return Err("its note has a pause already; change that there".to_owned());
    }
    if job.pause.as_ref().is_some_and(|other| *other != period) {
        return Err("it is put off twice, until different days".to_owned());
    }
    job.pause = Some(period);
    Ok(())
}

/// What stays on the page of an entry that is logged: words on what is not ticked.
fn rest(filled: &Filled) -> Option<Filled> {
    let mut rest = filled.clone();
    rest.promises.retain(|promise| promise.sign == Sign::Open && !promise.tellings.is_empty());
    if filled.sign != Sign::Open {
        rest.tellings.clear();
    }
    rest.sign = Sign::Open;
    (!rest.tellings.is_empty() || !rest.promises.is_empty()).then_some(rest)
}
