//! `rekindle log`: a dated entry in a client's history, written the way the note is.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use rekindle::date::spoken::Tense;
use rekindle::edit::{self, NewEntry, Wording};
use rekindle::model::touch::Channel;
use rekindle::note::Reader;
use rekindle::render::in_full;
use rekindle::vault::lookup::Concern;

use super::journal::Step;
use super::note::NoteFile;
use super::today::{self, Today};
use super::{ExitStatus, completions, output, vault};

/// Log a touch: add a dated entry to a client's history, written the way its note is
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The client: a path, name, alias, or a part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    /// What it was, like Call with Dana #value
    title: Vec<String>,

    /// When: 2026-11-20, 14 Sep, today, yesterday, monday, 3 days ago; today if left out
    #[arg(long, value_name = "DAY")]
    date: Option<String>,

    /// Who it was with (repeatable)
    #[arg(long, value_name = "NAME")]
    with: Vec<String>,

    /// How: call, voicemail, email, meeting, video, message, card or event
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    channel: Option<Channel>,

    /// Nobody answered: it was an attempt
    #[arg(long)]
    no_reply: bool,

    /// A hashtag, like value, ask, thanks or feedback (repeatable)
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    /// What to write below it; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,

    /// Open the note in $VISUAL or $EDITOR afterwards
    #[arg(long)]
    edit: bool,

    /// Show the change as a patch, and write nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    today: Today,
}

fn channel(name: &str) -> Result<Channel, String> {
    let mut channels = Channel::ALL.to_vec();
    channels.retain(|channel| *channel != Channel::Other);
    let name = name.to_lowercase().replace('-', "");
    if let Some(channel) = channels.iter().find(|channel| channel.name() == name) {
        return Ok(*channel);
    }
    let names: Vec<&str> = channels.into_iter().map(Channel::name).collect();
    Err(format!("use one of {}", names.join(", ")))
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Note)?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let date = match &arguments.date {
        Some(said) => today::spoken("--date", said, Tense::Past, today, &vault.settings)?,
        None => today,
    };
    let client = notes.find(&arguments.client)?;
    let reader = Reader::new(&vault.settings);
    let title = arguments.title.join(" ");
    let (with, channel, tags) = (&arguments.with, arguments.channel, &arguments.tag);
    let wording = Wording { title: &title, with, channel, is_unanswered: arguments.no_reply, tags };
    let title = wording.compose(client, &reader);
    if title.is_empty() {
        bail!("say what it was, like: rekindle log {} Call with Dana", arguments.client);
    }
    let body = match arguments.body.as_deref() {
        Some("-") => io::read_to_string(io::stdin()).context("standard input cannot be read")?,
        Some(body) => body.to_owned(),
        None => String::new(),
    };
    let entry = NewEntry { date, title: &title, body: &body };
    let step = Step::new(&vault.root);
    let note = NoteFile::of(vault, client, &step);
    let line =
        note.change(arguments.dry_run, &title, |reader, path, text| edit::add(reader, path, text, entry))?;
    let Some(line) = line else { return Ok(ExitStatus::Success) };
    output::say(&format!("{}:{line}: {}: {title}\n", client.path, in_full(date)))?;
    if arguments.edit {
        open_editor(&vault.root.join(&client.path), line)?;
    }
    Ok(ExitStatus::Success)
}

/// Editors that take the line as `+12` before the file.
const WITH_LINE: [&str; 9] = ["vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak"];

/// Opens the user's editor on a line of a file, and waits for it.
#[expect(clippy::disallowed_methods, reason = "the command line knows which editor is wanted")]
fn open_editor(file: &Path, line: usize) -> anyhow::Result<()> {
    let wanted = ["VISUAL", "EDITOR"].into_iter().filter_map(std::env::var_os);
    let Some(editor) = wanted.into_iter().find(|editor| !editor.is_empty()) else {
        bail!("set VISUAL or EDITOR to your editor for --edit; the entry is written");
    };
    // The value may include options, as in `code --wait`.
    let editor = editor.to_string_lossy().into_owned();
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("");
    let mut command = Command::new(program);
    command.args(words);
    if Path::new(program).file_stem().is_some_and(|name| WITH_LINE.iter().any(|known| name == *known)) {
        command.arg(format!("+{line}"));
    }
    let status = command.arg(file).status().with_context(|| format!("{program} could not be started"))?;
    if !status.success() {
        bail!("{program} ended with an error; the entry is written");
    }
    Ok(())
}
