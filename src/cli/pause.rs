//! `rekindle pause`: a client is left alone for a while, or no longer.

use std::ffi::OsString;

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use rekindle::date::spoken::Tense;
use rekindle::edit::{self, NewValue};
use rekindle::model::period::Period;
use rekindle::note::Reader;
use rekindle::render::in_full;
use rekindle::vault::lookup::Concern;

use super::note::NoteFile;
use super::today::{self, Today};
use super::{Outcome, completions, output, vault};

/// Pause a client: leave it off the agenda until a day
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The client: a path, name, alias, or a part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    /// The last paused day: 2026-12-06, 6 Dec, monday, tomorrow, in 2 weeks, in a month
    #[arg(long, value_name = "DAY", required_unless_present = "end")]
    until: Option<String>,

    /// The first paused day; else it is paused from now on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    /// End the pause
    #[arg(long, conflicts_with_all = ["until", "from", "why"])]
    end: bool,

    /// Show the change as a patch, and write nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    today: Today,
}

const KEY: &str = "pause";

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<Outcome> {
    let notes = vault::open_for(named, &arguments.client, Concern::Note)?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let day = |option, said: &Option<String>| {
        said.as_ref()
            .map(|said| today::spoken(option, said, Tense::Future, today, &vault.settings))
            .transpose()
    };
    let period = Period {
        from: day("--from", &arguments.from)?,
        until: day("--until", &arguments.until)?,
        why: arguments.why.clone(),
    };
    if period.until.is_some_and(|until| until < today) {
        bail!("--until: that day is over; to end a pause, use --end");
    }
    let value = if arguments.end { NewValue::Nothing } else { NewValue::Period(&period) };
    let client = notes.find(&arguments.client)?;
    let note = NoteFile::of(vault, client);
    let change = |reader: &Reader<'_>, path: &str, text: &str| edit::set_key(reader, path, text, KEY, value);
    if let Some(line) = note.change(arguments.dry_run, KEY, change)? {
        let said = if arguments.end { "the pause is removed".to_owned() } else { said(&period) };
        output::print(&format!("{}:{line}: {said}\n", client.path))?;
    }
    Ok(Outcome::Well)
}

/// The period in words.
fn said(period: &Period) -> String {
    let day = |word: &str, day: Option<NaiveDate>| {
        day.map(|day| format!(" {word} {}", in_full(day))).unwrap_or_default()
    };
    let why = period.why.as_deref().map(|why| format!(": {}", why.trim())).unwrap_or_default();
    format!("paused{}{}{why}", day("from", period.from), day("until", period.until))
}
