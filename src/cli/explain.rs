//! `rekindle explain`: the manual of a rule, or a line on each.

use anyhow::bail;
use clap::Args;
use rekindle::model::nearest;
use rekindle::model::rule::Rule;
use rekindle::rules::manual::{MANUALS, Manual};

use super::{Outcome, output};

/// Explain a rule: what it does, why, when, and how to configure it
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule, like `retry`; all with a line each if left out
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let Some(name) = &arguments.name else {
        output::print(&overview())?;
        return Ok(Outcome::Well);
    };
    let Some(manual) = Rule::from_name(name).and_then(Manual::of) else {
        let names = Rule::ALL.iter().map(|rule| rule.name());
        match nearest(name, names) {
            Some(meant) => bail!("there is no rule “{name}”; did you mean “{meant}”?"),
            None => bail!("there is no rule “{name}”; “rekindle explain” lists them all"),
        }
    };
    output::print(&format!("{}\n", manual.text()))?;
    Ok(Outcome::Well)
}

fn overview() -> String {
    let section = |title: &str, is_trigger: bool| {
        let manuals = MANUALS.iter().filter(|manual| manual.is_trigger == is_trigger);
        let lines: Vec<String> =
            manuals.map(|manual| format!("  {:<16}{}\n", manual.rule.name(), manual.summary())).collect();
        format!("{title}\n{}", lines.concat())
    };
    format!("{}\n{}", section("Triggers", true), section("Advice", false))
}
