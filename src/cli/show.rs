//! `rekindle show`: one client, understood.

use std::ffi::OsString;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use rekindle::render::show;
use rekindle::vault::lookup::Concern;
use rekindle::views::show::ClientDetails;

use super::today::Today;
use super::{ExitStatus, completions, output, vault};

/// Show one client: who is reachable, the history, and step by step why it is due when it is
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A name, an alias, the note's path, or a unique part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    #[command(flatten)]
    today: Today,

    /// How to show it
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,

    /// The whole history, not only its recent part
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShowFormat {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Standing)?;
    let today = arguments.today.find(&notes.vault.settings)?;
    let client = notes.find(&arguments.client)?;
    let details = ClientDetails::of(&notes, client, today);
    output::print(&match arguments.format {
        ShowFormat::Text => show::text(&details, arguments.all),
        ShowFormat::Json => show::json(&details),
    })?;
    Ok(ExitStatus::Success)
}
