//! `rekindle list`: every client on a line, and who has disappeared.

use std::ffi::OsString;

use clap::{Args, ValueEnum};
use rekindle::render::list as render;
use rekindle::views::list::{List, SortBy};

use super::filters::Filters;
use super::today::Today;
use super::{ExitStatus, output, vault};

/// List every client: status, last contact, days of silence, due
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    filters: Filters,

    /// Only those in silence beyond their rhythm, longest first
    #[arg(long)]
    dormant: bool,

    /// What to sort by: `silence` has the longest first, `due` the earliest
    #[arg(long, value_name = "COLUMN")]
    sort: Option<SortColumn>,

    #[command(flatten)]
    today: Today,

    /// How to list them
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SortColumn {
    Name,
    Status,
    Silence,
    Due,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ListFormat {
    Text,
    Json,
    Csv,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let vault = vault::open(named)?;
    let today = arguments.today.find(&vault.settings)?;
    let mut list = List::read(&vault, today, &arguments.filters.selection())?;
    if arguments.dormant {
        list.keep_dormant();
    }
    if arguments.sort.is_some() || !arguments.dormant {
        list.sort(match arguments.sort {
            None | Some(SortColumn::Name) => SortBy::Name,
            Some(SortColumn::Status) => SortBy::Status,
            Some(SortColumn::Silence) => SortBy::Silence,
            Some(SortColumn::Due) => SortBy::Due,
        });
    }
    output::stream(|out| match arguments.format {
        ListFormat::Text => render::text(&list, out),
        ListFormat::Json => render::json(&list, out),
        ListFormat::Csv => render::csv(&list, out),
    })?;
    // The process ends here, which gives a list back sooner than line by line.
    std::mem::forget(list);
    Ok(ExitStatus::Success)
}
