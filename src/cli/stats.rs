//! `rekindle stats`: how well all clients are kept, in numbers and small charts.

use std::ffi::OsString;

use clap::{Args, ValueEnum};
use rekindle::render::stats;
use rekindle::views::stats::Stats;

use super::filters::Filters;
use super::today::Today;
use super::{ExitStatus, output, vault};

/// Show how well all clients are kept: who is in rhythm, silence, answers, referrals
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    today: Today,

    /// How to show it
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: StatsFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StatsFormat {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let vault = vault::open(named)?;
    let today = arguments.today.find(&vault.settings)?;
    let numbers = Stats::read(&vault, today, &arguments.filters.selection())?;
    output::print(&match arguments.format {
        StatsFormat::Text => stats::text(&numbers),
        StatsFormat::Json => stats::json(&numbers),
    })?;
    Ok(ExitStatus::Success)
}
