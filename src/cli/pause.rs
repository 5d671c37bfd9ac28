//! `rekindle pause`: pauses a client until a day, or ends its pause.

use std::ffi::OsString;

use anyhow::bail;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use rekindle::date::spoken::Tense;
use rekindle::edit::{self, NewValue};
use rekindle::model::period::Period;
use rekindle::render::in_full;
use rekindle::vault::lookup::Concern;

use super::journal::Step;
use super::note::NoteFile;
use super::today::{self, Today};
use super::{ExitStatus, completions, output, vault};

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

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Note)?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let mut period = Period { from: None, until: None, why: arguments.why.clone() };
    if let Some(from) = &arguments.from {
        period.from = Some(today::spoken("--from", from, Tense::Future, today, &vault.settings)?);
    }
    if let Some(until) = &arguments.until {
        period.until = Some(today::spoken("--until", until, Tense::Future, today, &vault.settings)?);
    }
    if period.until.is_some_and(|until| until < today) {
        bail!("--until: that day is over; to end a pause, use --end");
    }
    let value = if arguments.end { NewValue::Nothing } else { NewValue::Period(&period) };
    let client = notes.find(&arguments.client)?;
    let step = Step::new(&vault.root);
    let note = NoteFile::of(vault, client, &step);
    let line = note
        .change(arguments.dry_run, KEY, |reader, path, text| edit::set_key(reader, path, text, KEY, value))?;
    if let Some(line) = line {
        let result = if arguments.end { "the pause is removed".to_owned() } else { in_words(&period) };
        output::say(&format!("{}:{line}: {result}\n", client.path))?;
    }
    Ok(ExitStatus::Success)
}

/// `paused from Monday 23 November 2026 until Sunday 6 December 2026: moving house`
fn in_words(period: &Period) -> String {
    let mut text = "paused".to_owned();
    for (word, day) in [("from", period.from), ("until", period.until)] {
        if let Some(day) = day {
            text.push_str(&format!(" {word} {}", in_full(day)));
        }
    }
    if let Some(why) = &period.why {
        text.push_str(&format!(": {}", why.trim()));
    }
    text
}
