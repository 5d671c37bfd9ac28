//! `rekindle man`: manual pages from the definitions of the command line, for those who package it.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, ExitStatus, file, output};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder; the page of rekindle itself is printed if left out
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.folder else {
        output::print(&page(command)?.1)?;
        return Ok(ExitStatus::Success);
    };
    let commands = command.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    for command in commands.chain([command.clone()]) {
        let (name, text) = page(command)?;
        let path = folder.join(name);
        file::fill(&path, |new| new.write_all(text.as_bytes()))
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(ExitStatus::Success)
}

/// A command's page, and the name of its file.
fn page(command: Command) -> anyhow::Result<(String, String)> {
    let man = Man::new(command);
    let mut text = Vec::new();
    man.render(&mut text)?;
    Ok((man.get_filename(), String::from_utf8(text)?))
}
