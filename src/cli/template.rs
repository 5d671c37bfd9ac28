//! `rekindle template`: a template to start from, or a line on each.

use std::ffi::OsStr;

use anyhow::bail;
use clap::Args;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use rekindle::model::nearest;
use rekindle::render::{BUILT_INS, BuiltIn};

use super::{ExitStatus, output};

/// Print a template that comes with rekindle, to start your own from
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template, like agenda.md; all with a line each if left out
    #[arg(add = ArgValueCompleter::new(names))]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let Some(name) = &arguments.name else {
        output::print(&overview())?;
        return Ok(ExitStatus::Success);
    };
    let Some(template) = BUILT_INS.iter().find(|one| one.name.eq_ignore_ascii_case(name)) else {
        match nearest(name, BUILT_INS.iter().map(|one| one.name)) {
            Some(meant) => bail!("there is no template “{name}”; did you mean “{meant}”?"),
            None => bail!("there is no template “{name}”; “rekindle template” lists them all"),
        }
    };
    output::print(template.text)?;
    Ok(ExitStatus::Success)
}

/// A line on each template.
fn overview() -> String {
    let width = BUILT_INS.iter().fold(0, |width, template| template.name.len().max(width));
    let mut text = String::new();
    for BuiltIn { name, about, .. } in BUILT_INS {
        text.push_str(&format!("{name:<width$}  {about}\n"));
    }
    text
}

/// The templates whose name begins with a word.
fn names(word: &OsStr) -> Vec<CompletionCandidate> {
    let word = word.to_string_lossy();
    let fitting = BUILT_INS.iter().filter(|one| one.name.starts_with(&*word));
    fitting.map(|one| CompletionCandidate::new(one.name).help(Some(one.about.into()))).collect()
}
