//! A new note: its text from a template, its folder and file name like those of the others. Touches no files.

mod fill;
mod name;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use thiserror::Error;

use crate::model::client::Client;
use crate::model::same_name;
use crate::model::settings::Settings;
use crate::model::status::Status;
use crate::note::problem::ProblemKind;
use crate::note::{Note, Reader};
use crate::vault::Notes;

/// The template of a vault that has none.
pub const TEMPLATE: &str = include_str!("client.md");

/// The folder of clients in a vault that has none yet.
pub const FOLDER: &str = "clients";

/// A client to start a note for.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its status; if absent, the template's.
    pub status: Option<Status>,
    /// Which of us looks after it; if absent, the template's.
    pub owner: Option<&'a str>,
    /// Its contacts; if empty, the template's.
    pub contacts: &'a [String],
    /// The day the note is written.
    pub today: NaiveDate,
}

/// Why no note is started.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum StartError {
    /// No part of the name can be in a file name.
    #[error("a name needs a letter or a digit; “{0}” has none")]
    Name(String),
    /// The note would not be read as the client asked for.
    #[error("the note would not be read as it is meant: {0}; mend the template, then try again")]
    Misread(String),
}

impl Start<'_> {
    fn status(&self) -> Status {
        self.status.unwrap_or(Status::Prospect)
    }

    /// The text of the note, and the client that is read from it.
    ///
    /// Whatever the template has no placeholder for is set in its front matter.
    pub fn text(&self, template: &str, settings: &Settings) -> Result<(String, Client), StartError> {
        let reader = Reader::new(settings);
        let mut text = fill::filled(&template.replace("\r\n", "\n"), self);
        let read = |text: &str| reader.note("new.md", text.as_bytes());
        // A vault with `where` knows its clients by certain keys.
        if read(&text).is_none() {
            for (key, values) in &settings.require {
                let value = values.first().map(String::as_str).unwrap_or_default();
                text = fill::with_key(&text, &[key], value);
            }
        }
        for part in PARTS {
            if !read(&text).is_some_and(|note| part.is_in(self, &note)) {
                text = part.set(self, &text);
            }
        }
        if template.contains("\r\n") {
            text = text.replace('\n', "\r\n");
        }
        let note = read(&text).ok_or_else(|| misread("“where” in rekindle.yaml leaves it out"))?;
        if let Some(problem) = note.problems.first() {
            return Err(misread(&format!("line {}: {}", problem.place.line, problem.kind)));
        }
        let client = note.client.ok_or_else(|| misread("it is no client"))?;
        match PARTS.iter().find(|part| !part.fits(self, &client)) {
            Some(part) => Err(misread(&format!("the {} is another", part.name()))),
            None => Ok((text, client)),
        }
    }

    /// The path of the note in the vault, with `/`: in that folder, else in the one with most clients of that status.
    pub fn path(&self, notes: &Notes, folder: Option<&str>, status: Status) -> Result<String, StartError> {
        let paths = notes.clients().map(|client| client.path.as_str());
        let stem = name::stem(self.name, paths).ok_or_else(|| StartError::Name(self.name.to_owned()))?;
        let folder = folder.map_or_else(|| default_folder(notes, status), str::to_owned);
        let prefix = if folder.is_empty() { folder } else { format!("{folder}/") };
        let path = format!("{prefix}{stem}.md");
        Ok(if path == notes.vault.settings.agenda { format!("{prefix}{stem}-client.md") } else { path })
    }
}

fn misread(what: &str) -> StartError {
    StartError::Misread(what.to_owned())
}

/// The folder with most clients of a status, else with most clients, else the one that the settings name.
fn default_folder(notes: &Notes, status: Status) -> String {
    let of_status = notes.clients().filter(|client| client.status == status);
    if let Some(folder) = fullest_folder(of_status).or_else(|| fullest_folder(notes.clients())) {
        return folder;
    }
    let globs = notes.vault.settings.notes.iter();
    let folders: Vec<&str> = globs.filter_map(|glob| folder_of_glob(glob)).collect();
    let named = folders.iter().find(|folder| **folder == FOLDER).or(folders.first());
    named.copied().unwrap_or(FOLDER).to_owned()
}

/// The folder that a glob starts with.
fn folder_of_glob(glob: &str) -> Option<&str> {
    let plain = glob.trim_start_matches('/').split(['*', '?', '[', '{']).next()?;
    plain.rsplit_once('/').map(|(folder, _)| folder)
}

fn fullest_folder<'a>(clients: impl Iterator<Item = &'a Client>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for client in clients {
        *counts.entry(client.path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
    }
    // Of several equally full, the first.
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(folder, _)| folder.to_owned())
}

/// A part of a new client that the user may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Status,
    Owner,
    Contacts,
}

const PARTS: [Part; 4] = [Part::Name, Part::Status, Part::Owner, Part::Contacts];

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::Contacts => "list of contacts",
        }
    }

    /// Whether a client has what was given.
    fn fits(self, start: &Start<'_>, client: &Client) -> bool {
        match self {
            Self::Name => client.name == start.name,
            Self::Status => start.status.is_none_or(|status| client.status == status),
            Self::Owner => start.owner.is_none_or(|owner| client.owner.as_deref() == Some(owner)),
            Self::Contacts => start
                .contacts
                .iter()
                .all(|name| client.contacts.iter().any(|contact| same_name(&contact.name, name))),
        }
    }

    /// Whether a note has what was given.
    fn is_in(self, start: &Start<'_>, note: &Note) -> bool {
        // A contact without a name in the template waits to be filled in.
        let is_waiting = self == Self::Contacts
            && note.problems.iter().any(|problem| problem.kind == ProblemKind::NamelessContact);
        !is_waiting && note.client.as_ref().is_some_and(|client| self.fits(start, client))
    }

    /// The text with it in the front matter.
    fn set(self, start: &Start<'_>, text: &str) -> String {
        match self {
            Self::Name => fill::with_key(text, &["name", "title"], start.name),
            Self::Status => fill::with_key(text, &["status"], start.status().name()),
            Self::Owner => fill::with_key(text, &["owner"], start.owner.unwrap_or_default()),
            Self::Contacts => fill::with_contacts(text, start.contacts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Start, StartError, TEMPLATE};
    use crate::model::settings::Settings;
    use crate::model::status::Status;
    use crate::vault::Vault;

    const BARE: Start<'static> = Start {
        name: "Harbor Foods",
        status: None,
        owner: None,
        contacts: &[],
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
    };

    #[test]
    fn templates_of_all_kinds_become_the_client_asked_for() {
        let contacts = ["Dana Reyes".to_owned(), "Lee Park".to_owned()];
        let full =
            Start { status: Some(Status::Lost), owner: Some("Eva: Stein"), contacts: &contacts, ..BARE };
        let own = include_str!("../../../example-vault/templates/client.md");
        let templates = [
            TEMPLATE,
            own,
            "",
            "# {{title}}\n",
            "---\ntitle: '{{title}}'\nstatus: \"{{status}}\"\ncontacts: {{contacts}}\n---\n",
            "---\nname: {{ name }}\nstatus: active\n---\n\n## {{date:D MMMM YYYY}} First call\n",
            "---\nname:\nstatus:\nowner: nobody\npeople: [x]\n---\n<% tp.x %>\n",
        ];
        let odd = Start { name: "He said \"No\": it's #1 \\ {{date}}", ..full };
        for template in templates {
            for start in [BARE, full, odd] {
                let read = start.text(template, &Settings::default());
                let (text, client) = read.unwrap_or_else(|error| panic!("{error}\n{template}"));
                assert_eq!(client.name, start.name, "{text}");
                assert!(start.contacts.is_empty() || client.contacts.len() >= 2, "{text}");
            }
        }
        let (_, client) = BARE.text(own, &Settings::default()).unwrap();
        assert_eq!(client.status, Status::Prospect);
    }

    #[test]
    fn a_template_that_cannot_be_read_is_refused() {
        let text = "---\nname: \"{{title}}\"\nsince: {{unknown}}\n---\n";
        let error = BARE.text(text, &Settings::default()).unwrap_err();
        assert!(matches!(error, StartError::Misread(what) if what.starts_with("line 3: ")));
    }

    #[test]
    fn line_ends_are_the_templates() {
        let start = Start { status: Some(Status::Lost), ..BARE };
        let (text, _) = start.text("---\r\nname: x\r\n---\r\n# {{title}}\r\n", &Settings::default()).unwrap();
        assert_eq!(text, "---\r\nname: Harbor Foods\r\nstatus: lost\r\n---\r\n# Harbor Foods\r\n");
    }

    #[test]
    fn a_narrowed_vault_gets_its_marks() {
        let settings =
            Settings { require: vec![("type".into(), vec!["client".into()])], ..Settings::default() };
        let (text, _) = BARE.text(TEMPLATE, &settings).unwrap();
        assert!(text.contains("\ntype: client\n"), "{text}");
    }

    #[test]
    fn notes_go_where_most_of_their_kind_are() {
        let vault = Vault::open("example-vault").unwrap().read().unwrap();
        let path = |status, folder| BARE.path(&vault, folder, status).unwrap();
        assert_eq!(path(Status::Prospect, None), "prospects/harbor-foods.md");
        assert_eq!(path(Status::Active, None), "clients/harbor-foods.md");
        assert_eq!(path(Status::Active, Some("network")), "network/harbor-foods.md");
        assert_eq!(path(Status::Active, Some("")), "harbor-foods.md");
    }
}
