//! `rekindle explain`: the manual of a rule, or a line on each.

use anyhow::bail;
use clap::Args;
use rekindle::checks::manual::CHECKS;
use rekindle::manual::Manual;
use rekindle::model::{nearest, same_key};
use rekindle::rules::manual::{ADVICE, TRIGGERS};

use super::{ExitStatus, output};

/// Explain a rule or a check: what it does, why, when, and what to do about it
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule or check, like `retry`; all with a line each if left out
    name: Option<String>,
}

/// Everything that has a manual.
const CHAPTERS: [(&str, &[Manual]); 3] = [("Triggers", TRIGGERS), ("Advice", ADVICE), ("Checks", CHECKS)];

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let Some(name) = &arguments.name else {
        output::print(&overview())?;
        return Ok(ExitStatus::Success);
    };
    let mut manuals = CHAPTERS.iter().flat_map(|(_, manuals)| *manuals);
    let Some(manual) = manuals.clone().find(|manual| same_key(manual.name, name)) else {
        match nearest(name, manuals.by_ref().map(|manual| manual.name)) {
            Some(meant) => bail!("there is no rule or check “{name}”; did you mean “{meant}”?"),
            None => bail!("there is no rule or check “{name}”; “rekindle explain” lists them all"),
        }
    };
    output::print(&format!("{}\n", manual.text()))?;
    Ok(ExitStatus::Success)
}

fn overview() -> String {
    CHAPTERS.map(|(title, manuals)| chapter(title, manuals)).join("\n")
}

/// A title, and a line on each manual.
fn chapter(title: &str, manuals: &[Manual]) -> String {
    let mut text = format!("{title}\n");
    for manual in manuals {
        text.push_str(&format!("  {:<24}{}\n", manual.name, manual.summary()));
    }
    text
}
