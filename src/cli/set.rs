//! `rekindle set`: a key of a client's front matter, with every other line as it is.

use std::ffi::OsString;

use anyhow::bail;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use rekindle::edit::{self, NewValue};
use rekindle::model::same_key;
use rekindle::vault::lookup::Concern;

use super::journal::Step;
use super::note::NoteFile;
use super::{ExitStatus, completions, output, vault};

/// Set a key in a client's front matter, and leave every other line as it is
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The client: a path, name, alias, or a part of one
    #[arg(add = ArgValueCompleter::new(completions::clients))]
    client: String,

    /// The key, in any spelling, like status, cadence, owner or one of your own
    key: String,

    /// The value; several for a list
    #[arg(required_unless_present = "unset", conflicts_with = "unset")]
    value: Vec<String>,

    /// Remove the key
    #[arg(long)]
    unset: bool,

    /// Show the change as a patch, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let notes = vault::open_for(named, &arguments.client, Concern::Note)?;
    let vault = &notes.vault;
    let client = notes.find(&arguments.client)?;
    let key = arguments.key.trim();
    let text = arguments.value.join(" ");
    if text.trim().is_empty() && !arguments.unset {
        bail!("say what “{key}” is to be, or remove it with --unset");
    }
    let list = list(key, &arguments.value);
    let value = match &list {
        _ if arguments.unset => NewValue::Nothing,
        Some(items) => NewValue::List(items),
        None => NewValue::Text(&text),
    };
    let step = Step::new(&vault.root);
    let note = NoteFile::of(vault, client, &step);
    let line = note
        .change(arguments.dry_run, key, |reader, path, text| edit::set_key(reader, path, text, key, value))?;
    if let Some(line) = line {
        let result = match value {
            NewValue::Nothing => format!("“{key}” is removed"),
            NewValue::List(items) => format!("{key}: {}", items.join(", ")),
            _ => format!("{key}: {}", text.trim()),
        };
        output::say(&format!("{}:{line}: {result}\n", client.path))?;
    }
    Ok(ExitStatus::Success)
}

/// The items, if the value is a list: because of its key, or of brackets around it.
fn list(key: &str, values: &[String]) -> Option<Vec<String>> {
    let bracketed = match values {
        [only] if !only.starts_with("[[") => only.strip_prefix('[').and_then(|only| only.strip_suffix(']')),
        _ => None,
    };
    if let Some(inner) = bracketed {
        Some(items(inner, &[',']))
    } else if same_key(key, "tags") {
        Some(values.iter().flat_map(|value| items(value, &[',', ' '])).collect())
    } else {
        edit::takes_a_list(key).then(|| values.to_vec())
    }
}

/// The items between some separators, without quotes; empty ones are left out.
fn items(text: &str, separators: &[char]) -> Vec<String> {
    let items = text.split(separators).map(|item| item.trim().trim_matches(['"', '\'']).to_owned());
    items.filter(|item| !item.is_empty()).collect()
}
