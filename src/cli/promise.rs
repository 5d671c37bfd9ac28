//! `rekindle promise`: an open task with a date, where the client's note keeps its tasks.

use std::ffi::OsString;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use rekindle::date::spoken::Tense;
use rekindle::edit::{self, NewPromise};
use rekindle::render::in_full;
use rekindle::vault::lookup::Concern;

use super::journal::Step;
use super::note::NoteFile;
use super::today::{self, Today};
use super::{ExitStatus, completions, output, vault};

/// Promise something: add an open task with a date to a client's note
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The client: a path, name, alias, or a part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    /// What is promised, like Send the offer
    #[arg(required = true)]
    text: Vec<String>,

    /// By when: 2026-12-01, 1 Dec, monday, tomorrow, in 3 days, in 2 weeks
    #[arg(long, value_name = "DAY")]
    by: String,

    /// Show the change as a patch, and write nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    today: Today,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Note)?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let due = today::spoken("--by", &arguments.by, Tense::Future, today, &vault.settings)?;
    let client = notes.find(&arguments.client)?;
    let text = arguments.text.join(" ");
    let task = text.trim();
    let promise = NewPromise { task, due };
    let step = Step::new(&vault.root);
    let note = NoteFile::of(vault, client, &step);
    let line = note.change(arguments.dry_run, task, |reader, path, text| {
        edit::add_promise(reader, path, text, promise)
    })?;
    if let Some(line) = line {
        output::say(&format!("{}:{line}: by {}: {task}\n", client.path, in_full(due)))?;
    }
    Ok(ExitStatus::Success)
}
