//! A vault opened for the sake of one client whose path is given: what does not matter to it is not parsed.
//!
//! A note is read by itself. Only for its standing do others matter, in two ways: by what its own references
//! lead to, and by which clients say that it sent them. Whether a note may say so shows in its front
//! matter without parsing it; where in doubt, all notes are read.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::folder::{Folder, narrowing, read_file};
use super::note::{Note, Reader, decode};
use super::problem::Problems;
use super::{OpenError, Vault, front_matter, walk};
use crate::model::client::Client;
use crate::model::key;
use crate::model::settings::Settings;

/// What a command asks of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// What its own note says.
    Note,
    /// Where it stands, which other notes have a part in.
    Standing,
}

impl Vault {
    /// Opens a vault for the sake of a client. If what is wanted is the path of its note, with or without
    /// its ending, other notes may be missing, but none that matters to it; else all are read.
    pub fn open_for(root: impl Into<PathBuf>, wanted: &str, concern: Concern) -> Result<Self, OpenError> {
        let root = root.into();
        let settings = Self::settings(&root)?;
        let note = at_path(&root, &settings, wanted.trim());
        match note.filter(|note| concern == Concern::Note || stands_alone(&root, &settings, note)) {
            Some(note) => Ok(Self::of(root, settings, vec![note])),
            None => Self::read(root, settings, &[]),
        }
    }
}

/// The client's note at a path, if just one file may be meant.
fn at_path(root: &Path, settings: &Settings, wanted: &str) -> Option<Note> {
    let is_plain = |path: &str| {
        let mut parts = Path::new(path).components();
        !path.contains('\\') && !path.contains("//") && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let narrowing = narrowing(root, settings, &[]);
    let endings = ["", ".md", ".markdown"].map(|ending| format!("{wanted}{ending}"));
    let is_there = |path: &&String| root.join(path).is_file() && walk::would_be_note(root, path, &narrowing);
    let mut found = endings.iter().filter(|path| is_plain(path)).filter(is_there);
    let (path, None) = (found.next()?, found.next()) else { return None };
    // Folders that are links are not looked into.
    let place = fs::canonicalize(root).ok()?.join(path);
    let folder = place.parent()?;
    if fs::canonicalize(folder).ok()? != folder {
        return None;
    }
    let bytes = read_file(&place).ok()?;
    Reader::new(settings).note(path, &bytes).filter(|note| note.client.is_some())
}

/// Whether no other note has a part in where a client stands.
fn stands_alone(root: &Path, settings: &Settings, note: &Note) -> bool {
    let Some(client) = &note.client else { return false };
    if client.referred_by.is_some() || client.contacts.iter().any(|contact| contact.now_at.is_some()) {
        return false;
    }
    let names = Names::of(client);
    let Ok(folder) = Folder::open(root, settings, &[]) else { return false };
    let may_matter = |_, path: &str, bytes: Result<&[u8], String>| {
        path != note.path && bytes.is_ok_and(|bytes| names.may_be_meant(bytes))
    };
    !folder.each(may_matter).contains(&true)
}

/// What a client may be called in a reference, letters and digits only.
struct Names(Vec<String>);

impl Names {
    fn of(client: &Client) -> Self {
        let file = client.path.rsplit('/').next().unwrap_or(&client.path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        Self(client.names().chain([stem]).map(squeezed).collect())
    }

    /// Whether a note may say that the client sent it. It is said in the front matter, by one of two keys
    /// and one of the names; quotes, links, spaces and line ends within these fall away. A name with an
    /// escape in it, of YAML or of a link, might be any.
    fn may_be_meant(&self, bytes: &[u8]) -> bool {
        let (text, _) = decode(bytes);
        let Some(yaml) = front_matter::split(&text, &mut Problems::default()).yaml else { return false };
        let yaml = text.get(yaml).unwrap_or_default();
        let squeezed = squeezed(yaml);
        let is_said = front_matter::synonyms("referred_by").any(|name| squeezed.contains(&key(name)));
        let is_named = || yaml.contains('%') || self.0.iter().any(|name| squeezed.contains(name));
        yaml.contains('\\') || (is_said && is_named())
    }
}

/// The letters and digits of a text, in lower case.
fn squeezed(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use super::Concern;
    use crate::dossier::Dossier;
    use crate::render::show;
    use crate::vault::Vault;

    fn vault(notes: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in notes {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    /// How many notes are read for a client.
    fn read(root: &Path, wanted: &str, concern: Concern) -> usize {
        Vault::open_for(root, wanted, concern).unwrap().notes.len()
    }

    #[test]
    fn only_a_path_is_enough_to_read_one_note() {
        let note = "---\nname: Harbor\n---\n";
        let folder = vault(&[
            ("clients/harbor.md", note),
            ("clients/twin.md", note),
            ("clients/twin.markdown", note),
            ("clients/text.md", "no client\n"),
            ("templates/client.md", note),
            ("rekindle.yaml", "ignore: [left]\n"),
            ("left/out.md", note),
        ]);
        let all = read(folder.path(), "", Concern::Note);
        let cases = [
            ("clients/harbor.md", 1),
            ("clients/harbor", 1),
            (" clients/harbor ", 1),
            ("clients/twin.md", 1),
            ("clients/twin", all),
            ("clients/text", all),
            ("clients/../clients/harbor", all),
            ("./clients/harbor", all),
            ("clients//harbor", all),
            ("templates/client", all),
            ("left/out", all),
            ("harbor", all),
            ("clients", all),
        ];
        for (wanted, count) in cases {
            assert_eq!(read(folder.path(), wanted, Concern::Note), count, "{wanted}");
        }
    }

    #[test]
    fn other_notes_are_read_where_they_may_matter() {
        let target = ("net/lorenz & quast.md", "---\nname: L&Q, advisers\naliases: ΟΔΟΣ\n---\n");
        let cases = [
            ("---\nname: X\n---\nreferred_by: ΟΔΟΣ\n", true),
            ("---\nreferred_by: Somebody\n---\n", true),
            ("---\nowner: L&Q, advisers\n---\n", true),
            ("---\nreferred_by: L&Q,  Advisers\n---\n", false),
            ("---\nintroducedBy: 'l&q, advisers'\n---\n", false),
            ("---\n\"Referred by\": [οδος]\n---\n", false),
            ("---\nreferred-by: \"[[net/Lorenz & Quast|them]]\"\n---\n", false),
            ("---\nreferred_by: \"[them](lorenz%20&%20quast.md)\"\n---\n", false),
            ("---\n\"\\x72eferred_by\": L&Q\n---\n", false),
            ("---\nreferred_by: >\n  L&Q,\n  advisers\n", false),
        ];
        for (other, is_alone) in cases {
            let folder = vault(&[target, ("net/other.md", other)]);
            let count = read(folder.path(), "net/lorenz & quast.md", Concern::Standing);
            assert_eq!(count == 1, is_alone, "{other}");
        }
        // Its own references lead elsewhere.
        let moved = "---\ncontacts: [{name: Dana, left: 2026-01-01, now_at: Y}]\n---\n";
        for own in ["---\nreferred_by: Y\n---\n", moved] {
            let folder = vault(&[("x.md", own), ("y.md", "---\nname: Y\n---\n")]);
            assert_eq!(read(folder.path(), "x.md", Concern::Standing), 2, "{own}");
            assert_eq!(read(folder.path(), "x.md", Concern::Note), 1, "{own}");
        }
    }

    #[test]
    fn a_client_stands_where_it_does_among_all() {
        let today = "2026-11-21".parse().unwrap();
        let whole = Vault::open("example-vault").unwrap();
        let mut alone = 0;
        for client in whole.clients() {
            let shown = |vault: &Vault| {
                let client = vault.find(&client.path).unwrap();
                let dossier = Dossier::of(vault, client, today);
                (show::text(&dossier, true), show::json(&dossier))
            };
            let near = Vault::open_for("example-vault", &client.path, Concern::Standing).unwrap();
            alone += usize::from(near.notes.len() == 1);
            assert_eq!(shown(&near), shown(&whole), "{}", client.path);
        }
        assert!(alone > 10, "only {alone} clients stand alone");
    }
}
