//! `rekindle init`: makes a folder a vault. No existing file is overwritten.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use clap::{Args, ValueEnum, ValueHint};
use rekindle::edit::start::{FOLDER, TEMPLATE};
use rekindle::vault::CONFIGURATION;

use super::today::Today;
use super::{ExitStatus, file, output, vault};

/// Make a folder a vault: all settings to choose from, a first client, and a template for notes
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder; it is made if it is not there. Else the current one
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,

    /// Add files that check the notes and renew the agenda on a server
    #[arg(long, value_name = "SERVER")]
    ci: Option<Ci>,

    #[command(flatten)]
    today: Today,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// Workflows of GitHub
    Github,
    /// A pipeline of GitLab
    Gitlab,
}

impl Ci {
    /// The files of the manual, and where they go.
    const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Github => &[
                (".github/workflows/rekindle-check.yml", include_str!("../../../docs/ci/check.yml")),
                (".github/workflows/rekindle-agenda.yml", include_str!("../../../docs/ci/agenda.yml")),
            ],
            Self::Gitlab => &[(".gitlab-ci.yml", include_str!("../../../docs/ci/gitlab-ci.yml"))],
        }
    }
}

const SETTINGS: &str = include_str!("rekindle.yaml");
const FIRST_CLIENT: &str = include_str!("first-client.md");

pub(super) fn run(arguments: &Arguments, named: Option<OsString>) -> anyhow::Result<ExitStatus> {
    let root = arguments.folder.clone().or_else(|| named.map(PathBuf::from)).unwrap_or_else(|| ".".into());
    fs::create_dir_all(&root).with_context(|| format!("{} cannot be made a folder", root.display()))?;
    let notes = vault::open_at(root.clone())?.read()?;
    let vault = &notes.vault;
    let today = arguments.today.find(&vault.settings)?;
    let mut files = vec![(CONFIGURATION, SETTINGS.to_owned())];
    let client = format!("{FOLDER}/first-client.md");
    if notes.clients().next().is_none() && vault.would_be_note(&client) {
        files.push((&client, first_client(today)));
    }
    let template = vault.client_template();
    let template =
        template.as_ref().map(|path| vault::with_slashes(path.strip_prefix(&root).unwrap_or(path)));
    files.push((template.as_deref().unwrap_or("templates/client.md"), TEMPLATE.to_owned()));
    let ci = arguments.ci.map_or(&[][..], Ci::files);
    files.extend(ci.iter().map(|(path, text)| (*path, (*text).to_owned())));

    let merging = merging(&vault.settings.agenda);
    let is_repository = fs::canonicalize(&root).is_ok_and(|root| is_in_repository(&root));
    files.extend(is_repository.then(|| (ATTRIBUTES, merging.clone())));

    let mut said = String::new();
    for (path, text) in &files {
        said.push_str(&put(&root, path, text)?);
    }
    if is_repository && !merges(&root, &merging) {
        said.push_str(&format!("Add this line to {ATTRIBUTES}, so that git merges the page: {merging}"));
    }
    said.push_str(&next(&root, &said, ci));
    output::say(&said)?;
    Ok(ExitStatus::Success)
}

const ATTRIBUTES: &str = ".gitattributes";

/// The line that has git keep both versions of a line of the page that two branches changed; they are read as one.
fn merging(agenda: &str) -> String {
    let pattern = format!("/{agenda}");
    let pattern = if pattern.contains(char::is_whitespace) { format!("{pattern:?}") } else { pattern };
    format!("{pattern} merge=union\n")
}

fn is_in_repository(root: &Path) -> bool {
    root.ancestors().any(|folder| folder.join(".git").exists())
}

/// Whether the attributes of a folder have that line.
fn merges(root: &Path, line: &str) -> bool {
    fs::read_to_string(root.join(ATTRIBUTES)).is_ok_and(|text| text.lines().any(|one| one == line.trim_end()))
}

/// Writes a file unless it exists; returns which of the two it was.
fn put(root: &Path, path: &str, text: &str) -> anyhow::Result<String> {
    match file::create(&root.join(path), text) {
        Ok(()) => Ok(format!("made {path}\n")),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Ok(format!("left {path}, which was there\n"))
        }
        Err(error) => Err(error).with_context(|| format!("{path} cannot be written")),
    }
}

/// What to do next.
fn next(root: &Path, said: &str, ci: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut made = Vec::new();
    for (path, _) in ci {
        if said.contains(&format!("made {path}\n")) {
            made.push(*path);
        }
    }
    if !made.is_empty() {
        let files = made.join(" and ");
        text.push_str(&format!("Write whose copy of rekindle to use for OWNER in {files}.\n"));
    }
    let way = match root.to_string_lossy() {
        here if here == "." => String::new(),
        there if there.contains(char::is_whitespace) => format!("cd \"{there}\", then "),
        there => format!("cd {there}, then "),
    };
    text.push_str(&format!("Next: {way}rekindle agenda\n"));
    text
}

/// A client that shows, on the day it is made, what the agenda is for.
fn first_client(today: NaiveDate) -> String {
    let mut text = FIRST_CLIENT.to_owned();
    for (name, days) in [("promise", 2), ("attempt", -5), ("contact", -50)] {
        let date = today.checked_add_signed(TimeDelta::days(days)).unwrap_or(today);
        text = text.replace(&format!("{{{{{name}}}}}"), &date.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rekindle::model::settings::Settings;
    use rekindle::schema::Schema;
    use rekindle::vault::{CONFIGURATION, Vault};
    use serde_json::Value;

    use super::SETTINGS;

    fn read(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(CONFIGURATION), text).unwrap();
        format!("{:?}", Vault::settings(folder.path()).unwrap_or_else(|error| panic!("{error}\n{text}")))
    }

    /// The lines that are settings: what follows `#` at once.
    fn uncommented(text: &str) -> String {
        let is_prose = |line: &&str| line.is_empty() || line.starts_with("# ");
        text.lines().filter(|line| !is_prose(line)).flat_map(|line| [&line[1..], "\n"]).collect()
    }

    #[test]
    fn the_configuration_names_every_setting_with_its_default() {
        let defaults = format!("{:?}", Settings::default());
        assert_eq!(read(SETTINGS), defaults);
        let all = uncommented(SETTINGS);
        assert_eq!(read(&all), defaults);
        let schema: Value = serde_json::from_str(&Schema::Config.text()).unwrap();
        let named: Vec<&str> = all
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        let mut known: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut sorted = named.clone();
        sorted.sort_unstable();
        known.sort_unstable();
        assert_eq!(sorted, known);
        // Each by itself, too.
        for name in named {
            let block: Vec<&str> =
                SETTINGS.lines().skip_while(|line| !line.starts_with(&format!("#{name}:"))).collect();
            let end = block.iter().position(|line| line.is_empty()).unwrap_or(block.len());
            assert_eq!(read(&uncommented(&block[..end].join("\n"))), defaults, "{name}");
        }
    }

    #[test]
    fn every_setting_is_explained() {
        let mut before = "";
        for line in SETTINGS.lines() {
            if line.starts_with('#') && !line.starts_with("# ") && !line.starts_with("#  ") {
                assert!(before.starts_with("# "), "{line}");
            }
            before = line;
        }
    }
}
