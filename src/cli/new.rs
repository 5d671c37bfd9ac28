//! `rekindle new`: a new client's note, from a template.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};
use rekindle::edit::start::{Start, TEMPLATE};
use rekindle::model::same_name;
use rekindle::model::status::Status;

use super::journal::Step;
use super::lock::Lock;
use super::output::in_shell;
use super::today::Today;
use super::{ExitStatus, filters, output, vault};

/// Begin a client's note, from a template of the vault's own or the built-in one
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the client is called, like Harbor Foods
    #[arg(required = true)]
    name: Vec<String>,

    /// Where the relationship stands; else as the template says, prospect if it does not
    #[arg(long, value_name = "STATUS", value_parser = filters::status)]
    status: Option<Status>,

    /// Somebody there (repeatable)
    #[arg(long, value_name = "NAME")]
    contact: Vec<String>,

    /// Who of you keeps it
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,

    /// The folder within the vault; else where most clients of that status are
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    dir: Option<String>,

    #[command(flatten)]
    today: Today,
}

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let is_named = named.is_some();
    let root = vault::find(named)?;
    let notes = vault::open_at(root.clone())?.read()?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let name = line("the name", &arguments.name.join(" "))?;
    let contacts = arguments.contact.iter().map(|name| line("--contact", name));
    let contacts = contacts.collect::<anyhow::Result<Vec<String>>>()?;
    let owner = arguments.owner.as_deref().map(|owner| line("--owner", owner)).transpose()?;
    let folder = arguments.dir.as_deref().map(|folder| within(&root, folder)).transpose()?;

    let start =
        Start { name: &name, status: arguments.status, owner: owner.as_deref(), contacts: &contacts, today };
    let template = vault.client_template();
    let (template, source) = match &template {
        Some(path) => {
            let within = vault::with_slashes(path.strip_prefix(&root).unwrap_or(path));
            (fs::read_to_string(path).with_context(|| format!("{within} cannot be read"))?, within)
        }
        None => (TEMPLATE.to_owned(), "the built-in template".to_owned()),
    };
    let (text, client) = start.text(&template, &vault.settings).context(source)?;
    let path = start.path(&notes, folder.as_deref(), client.status)?;
    if !vault.would_be_note(&path) {
        bail!(
            "{path} would be no note of the vault: its folder or the settings leave it out; choose with --dir"
        );
    }
    // Checked under the lock, because another command may be creating the same client.
    let _lock = Lock::take(&root).context("the vault cannot be locked for writing")?;
    let notes = vault.clone().read()?;
    if let Some(other) = notes.clients().find(|client| client.names().any(|one| same_name(one, &name))) {
        bail!(
            "there is a client “{name}” already: {}; see it with “rekindle show {}”",
            other.path,
            other.path
        );
    }
    match Step::new(&root).create(&path, &text) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{path} is there already, and was left as it is; choose another folder with --dir")
        }
        Err(error) => return Err(error).with_context(|| format!("{path} cannot be written")),
    }
    output::say(&format!(
        "{}{path}: {name}, {}\nFill it in. When you have been in touch: rekindle log {} Call with …\n",
        vault::way_from_here(&root, is_named),
        client.status,
        in_shell(&name),
    ))?;
    Ok(ExitStatus::Success)
}

/// The text on one line; an error if it is empty or has control characters.
fn line(what: &str, given: &str) -> anyhow::Result<String> {
    let text = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        bail!("{what} is empty");
    }
    if text.chars().any(char::is_control) {
        bail!("{what} has a character that cannot be shown");
    }
    Ok(text)
}

/// A folder as a path from the vault; an error if it is outside of the vault or reached through a link.
fn within(root: &Path, folder: &str) -> anyhow::Result<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in Path::new(folder).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::CurDir => {}
            _ => bail!("--dir: “{folder}” is not a folder within the vault"),
        }
        let there = root.join(parts.join("/"));
        if !parts.is_empty() && fs::symlink_metadata(&there).is_ok_and(|there| !there.is_dir()) {
            bail!("--dir: {} is no folder, or a link that rekindle does not follow", parts.join("/"));
        }
    }
    Ok(parts.join("/"))
}
