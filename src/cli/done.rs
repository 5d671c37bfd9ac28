//! `rekindle done`: logs what is ticked in the agenda, and renews the agenda.

use std::ffi::OsString;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use clap::Args;
use rekindle::date::{self, at_start};
use rekindle::edit::{self, EditError, NewEntry, Wording};
use rekindle::model::client::Client;
use rekindle::model::directory::{Directory, Reference};
use rekindle::model::touch::{Channel, Outcome, Promise};
use rekindle::note::Reader;
use rekindle::page::region;
use rekindle::page::{self, Filled, Form};
use rekindle::render::{in_full, markdown};
use rekindle::rules::{Context, Standing, judge};
use rekindle::text::Edit;
use rekindle::vault::Notes;

use super::journal::Step;
use super::lock::Lock;
use super::note::NoteFile;
use super::today::Today;
use super::{ExitStatus, agenda, output, vault};

/// Log what is ticked in the agenda, with what is written there, and renew the agenda
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Show what would be written, as patches, and write nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    today: Today,
}

/// What a ticked entry does to its client's note.
struct Job<'a> {
    client: &'a Client,
    /// The day, the title and the body of a new entry.
    entry: Option<(NaiveDate, String, String)>,
    /// The promises that were kept.
    promises: Vec<&'a Promise>,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let root = vault::find(named)?;
    let notes = vault::open_at(root.clone())?.read()?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let name = &vault.settings.agenda;
    // Makes “rekindle watch” wait; otherwise it would renew the page as soon as the first note is written.
    let lock = (!arguments.dry_run).then(|| Lock::of_agenda(&root)).transpose();
    let _lock = lock.context("the agenda cannot be locked for writing")?;
    let Some(page) = agenda::read_old(&root.join(name), name)? else {
        bail!("{name} is not there yet; run “rekindle agenda” to write it");
    };
    let mut form = page::read(region::content(&page));
    let (ticked, left): (Vec<Filled>, Vec<Filled>) = form.entries.into_iter().partition(is_done);
    form.entries = left;
    if ticked.is_empty() {
        output::say(&format!("nothing is ticked in {name}\n"))?;
        return Ok(ExitStatus::Success);
    }
    let step = Step::new(&root);
    let logger = TickLogger { notes: &notes, today, reader: Reader::new(&vault.settings), step: &step };
    let failed = logger.log_all(ticked, arguments.dry_run, &mut form)?;
    if !arguments.dry_run {
        agenda::renew(vault, &page, today, &form, &step)?;
    }
    if failed > 0 {
        bail!("{failed} of the ticks could not be logged and stay in {name}");
    }
    Ok(ExitStatus::Success)
}

/// Whether an entry of the agenda has anything to log.
fn is_done(filled: &Filled) -> bool {
    filled.is_ticked || !filled.tasks.is_empty()
}

/// Writes what is ticked in the agenda into the notes.
struct TickLogger<'a> {
    notes: &'a Notes,
    today: NaiveDate,
    reader: Reader<'a>,
    /// All that is written in this run.
    step: &'a Step<'a>,
}

impl<'a> TickLogger<'a> {
    /// Logs each entry, and puts those that could not be logged back into the form. Returns how many failed.
    fn log_all(&self, ticked: Vec<Filled>, dry_run: bool, form: &mut Form) -> anyhow::Result<usize> {
        let context = Context::new(self.notes.clients(), &self.notes.vault.settings, self.today);
        let directory = Directory::new(self.notes.clients());
        let mut failed = 0;
        for filled in ticked {
            let logged = match directory.find(&filled.target, &self.notes.vault.settings.agenda) {
                Reference::Client(client) => self.log(&self.job(&filled, client, &context), dry_run),
                Reference::Several(_) | Reference::Text => {
                    Err(anyhow::anyhow!("{} leads to no client", filled.target))
                }
            };
            if let Err(error) = logged {
                output::note(&format!("{error:#}"))?;
                failed += 1;
                form.entries.push(filled);
            }
        }
        Ok(failed)
    }

    fn job(&self, filled: &Filled, client: &'a Client, context: &Context<'a>) -> Job<'a> {
        let lines = filled.tasks.iter().chain(filled.is_ticked.then_some(&filled.line));
        let lines: Vec<&String> = lines.collect();
        let mut promises = Vec::new();
        for promise in &client.promises {
            if lines.iter().any(|line| line.contains(&markdown(&promise.task))) {
                promises.push(promise);
            }
        }
        if !filled.is_ticked {
            return Job { client, entry: None, promises };
        }
        // A promise on the entry's line describes best what was done.
        let kept = promises.iter().find(|promise| filled.line.contains(&markdown(&promise.task)));
        let (day, title, body) = self.entry(filled, client, || match kept {
            Some(promise) => promise.task.to_string(),
            None => self.suggested(client, context),
        });
        let entry = (!self.is_logged(filled, client, day, &title)).then_some((day, title, body));
        Job { client, entry, promises }
    }

    /// Whether the history has an entry already, because of an earlier run that crashed, or because the user logged it. A tick without words matches any entry of the day.
    fn is_logged(&self, filled: &Filled, client: &Client, day: NaiveDate, title: &str) -> bool {
        let title = self.reader.title(title);
        let touches = client.touches.iter().map(|touch| (touch.date, &touch.title));
        let events = client.events.iter().map(|event| (event.date, &event.title));
        touches
            .chain(events)
            .any(|(date, other)| date == day && (filled.words.is_empty() || **other == *title))
    }

    /// The entry that an entry of the agenda becomes: in the user's words, else as the agenda suggested.
    fn entry(
        &self,
        filled: &Filled,
        client: &Client,
        suggest: impl FnOnce() -> String,
    ) -> (NaiveDate, String, String) {
        let mut words = filled.words.iter();
        let first = words.next().map_or("", |line| line.trim().trim_start_matches(['-', '*', '+']).trim());
        let body: Vec<&str> = words.map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
        let mut said = first;
        let mut day = self.today;
        let order = self.notes.vault.settings.date_order;
        if let Some(dated) = at_start(said, date::DateContext { order, year: None })
            && let Ok(date) = dated.date
        {
            (day, said) = (date, dated.title);
        }
        let (way, answer) = self.reader.meaning(said);
        let is_only_an_answer =
            way == Channel::Other && answer == Outcome::Attempt && said.split_whitespace().count() <= 3;
        let title = if said.is_empty() || is_only_an_answer {
            let suggested = suggest();
            if said.is_empty() { suggested } else { format!("{suggested}, {said}") }
        } else {
            Wording { title: said, ..Wording::default() }.compose(client, &self.reader)
        };
        (day, title, body.join("\n"))
    }

    /// What the agenda suggests to do.
    fn suggested(&self, client: &'a Client, context: &Context<'a>) -> String {
        let verdict = judge(&Standing::new(client, context));
        let with: Vec<String> = verdict.who.iter().map(|who| who.name.clone()).collect();
        let title = if verdict.channel.is_some() { "" } else { "Contact" };
        let wording = Wording { title, with: &with, channel: verdict.channel, ..Wording::default() };
        wording.compose(client, &self.reader)
    }

    fn log(&self, job: &Job<'_>, dry_run: bool) -> anyhow::Result<()> {
        let path = &job.client.path;
        if job.entry.is_none() && job.promises.is_empty() {
            return Ok(output::say(&format!("{path}: logged already\n"))?);
        }
        let note = NoteFile::of(&self.notes.vault, job.client, self.step);
        if note.change(dry_run, "", |reader, path, text| changed(reader, path, text, job))?.is_none() {
            return Ok(());
        }
        if let Some((day, title, _)) = &job.entry {
            output::say(&format!("{path}: {}: {title}\n", in_full(*day)))?;
        }
        for promise in &job.promises {
            output::say(&format!("{path}: kept: {}\n", promise.task))?;
        }
        Ok(())
    }
}

/// What a job does to a note's text, as one change.
fn changed(reader: &Reader<'_>, path: &str, old: &str, job: &Job<'_>) -> Result<Edit, EditError> {
    let mut text = old.to_owned();
    for promise in &job.promises {
        let edit = edit::keep(reader, path, &text, promise)?;
        text = edit.applied(&text).ok_or(EditError::Misread)?;
    }
    if let Some((date, title, body)) = &job.entry {
        let edit = edit::add(reader, path, &text, NewEntry { date: *date, title, body })?;
        text = edit.applied(&text).ok_or(EditError::Misread)?;
    }
    Ok(Edit { span: 0..old.len(), text })
}
