//! `rekindle list`: every client on a line, and who has disappeared.

use std::ffi::OsString;

use clap::{Args, ValueEnum};
use rekindle::render::list;
use rekindle::views::list::{Roster, SortBy};

use super::filters::Filters;
use super::today::Today;
use super::{Outcome, output, vault};

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
    sort: Option<Column>,

    #[command(flatten)]
    today: Today,

    /// How to list them
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Column {
    Name,
    Status,
    Silence,
    Due,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<Outcome> {
    let vault = vault::open(named)?;
    let today = arguments.today.find(&vault.settings)?;
    let mut roster = Roster::of(&vault, today, &arguments.filters.selection());
    if arguments.dormant {
        roster.keep_dormant();
    }
    if arguments.sort.is_some() || !arguments.dormant {
        roster.sort(match arguments.sort {
            None | Some(Column::Name) => SortBy::Name,
            Some(Column::Status) => SortBy::Status,
            Some(Column::Silence) => SortBy::Silence,
            Some(Column::Due) => SortBy::Due,
        });
    }
    output::print(&match arguments.format {
        Format::Text => list::text(&roster),
        Format::Json => list::json(&roster),
        Format::Csv => list::csv(&roster),
    })?;
    Ok(Outcome::Well)
}
