//! Opens a vault for the sake of one client, without parsing notes that do not matter to it.
//!
//! A client given by its path is read by itself. For one given by a name, the notes that may match it
//! (`prefilter.rs`) are parsed; whether a client matches does not depend on other notes. So if any client matches, the
//! result is the same as with all notes. If none does, all notes are read, since the suggestion may be any client.
//!
//! The standing of a client depends on other notes in two ways: on what its own references lead to, and on which
//! clients say that it referred them. Whether a note may say so shows in its front matter; one that may is parsed. What
//! its reference means depends on all clients, but if it does not mean this client when there is no other, it never
//! does. In doubt, all notes are read.

use std::fs;
use std::path::{Component, Path};

use super::find::{best_matches, stem};
use super::folder::{Folder, read_file};
use super::prefilter::{Candidate, Prefilter};
use super::{Notes, OpenError, Vault};
use crate::model::client::Client;
use crate::model::directory::{Directory, Reference};
use crate::model::settings::Settings;
use crate::note::conflict::without_markers;
use crate::note::problem::Problems;
use crate::note::{Note, Reader, decode};

/// What a command needs to know of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// What its own note says.
    Note,
    /// Its standing, which depends on other notes too.
    Standing,
}

impl Vault {
    /// Reads the notes that matter to the wanted client, for [`Notes::find`] to find it in.
    ///
    /// Others may be missing, but the result of the search is that for the whole vault, and so is the standing of the
    /// client if that is the `concern`.
    pub fn read_for(self, wanted: &str, concern: Concern) -> Result<Notes, OpenError> {
        let wanted = wanted.trim();
        let notes = match at_path(&self, wanted) {
            Some(note) if concern == Concern::Note => Some(vec![note]),
            Some(note) => {
                let folder = Folder::open(&self)?;
                is_independent(&note, &self.settings, &folder, &folder.all()).then(|| vec![note])
            }
            None => by_name(&self, wanted, concern)?,
        };
        match notes {
            Some(notes) => Ok(Notes::new(self, notes)),
            None => self.read(),
        }
    }
}

/// The client's note at a path, which may lack its extension; none if several files have it.
fn at_path(vault: &Vault, wanted: &str) -> Option<Note> {
    let mut found = None;
    for extension in ["", ".md", ".markdown"] {
        let path = format!("{wanted}{extension}");
        if is_plain(&path) && vault.root.join(&path).is_file() && vault.would_be_note(&path) {
            if found.is_some() {
                return None;
            }
            found = Some(path);
        }
    }
    let path = found?;
    // Links to folders are not followed.
    let file = fs::canonicalize(&vault.root).ok()?.join(&path);
    let folder = file.parent()?;
    if fs::canonicalize(folder).ok()? != folder {
        return None;
    }
    let bytes = read_file(&file).ok()?;
    if vault.suspect(&path).is_some_and(|suspect| suspect.problem(vault, &path, &bytes).is_some()) {
        return None;
    }
    Reader::new(&vault.settings).note(&path, &bytes).filter(|note| note.client.is_some())
}

/// Whether a path is written like those of the vault's notes, without `..` or `\`.
fn is_plain(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.contains('\\') && !path.contains("//") && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// What the prefilter accepted a note for.
struct Accepted {
    /// Set if its client may match.
    note: Option<Box<Note>>,
    /// Whether it may say who referred its client.
    may_refer: bool,
}

/// The note of the wanted client, or the notes of all that may match; none if all notes have to be read.
fn by_name(vault: &Vault, wanted: &str, concern: Concern) -> Result<Option<Vec<Note>>, OpenError> {
    let prefilter = Prefilter::new([wanted]);
    if !prefilter.is_selective() {
        return Ok(None);
    }
    let reader = Reader::new(&vault.settings);
    let mut folder = Folder::read(vault, |path, bytes| {
        let bytes = bytes.ok()?;
        let (text, _) = decode(bytes);
        let text = without_markers(&text, &mut Problems::default());
        let candidate = Candidate::new(&text);
        let may_match = prefilter.accepts_path(path) || candidate.may_match(&prefilter);
        let note = may_match.then(|| reader.note(path, bytes)).flatten().map(Box::new);
        // Such a note is parsed later, if it turns out to matter.
        let may_refer = concern == Concern::Standing && candidate.may_refer(&prefilter);
        (note.is_some() || may_refer).then_some(Accepted { note, may_refer })
    })?;
    let (mut notes, mut referring): (Vec<Note>, Vec<usize>) = Default::default();
    for (at, (_, accepted)) in folder.notes.iter_mut().enumerate() {
        let Some(Accepted { note, may_refer }) = accepted.take() else { continue };
        notes.extend(note.map(|note| *note));
        referring.extend(may_refer.then_some(at));
    }
    let clients: Vec<&Client> = notes.iter().filter_map(|note| note.client.as_ref()).collect();
    Ok(match best_matches(&clients, wanted)[..] {
        [] => None,
        [client] => {
            let path = client.path.clone();
            notes.retain(|note| note.path == path);
            let is_enough = notes.first().is_some_and(|note| {
                concern == Concern::Note || is_independent(note, &vault.settings, &folder, &referring)
            });
            is_enough.then_some(notes)
        }
        _ => Some(notes),
    })
}

/// Whether the standing of a client depends on none of these other notes.
fn is_independent<T: Send>(
    note: &Note,
    settings: &Settings,
    folder: &Folder<'_, T>,
    others: &[usize],
) -> bool {
    let Some(client) = &note.client else { return false };
    if client.references().next().is_some() {
        return false;
    }
    let (prefilter, reader) = (Prefilter::new(names_in_references(client)), Reader::new(settings));
    let directory = Directory::new([client]);
    let referring = folder.some(others, |path, bytes| {
        let bytes = bytes.ok().filter(|_| path != note.path);
        bytes.is_some_and(|bytes| {
            let (text, _) = decode(bytes);
            Candidate::new(&without_markers(&text, &mut Problems::default())).may_refer_to(&prefilter)
                && reader.note(path, bytes).is_some_and(|other| refers_into(&directory, &other))
        })
    });
    !referring.contains(&true)
}

/// Whether a note says that its client was referred by a client of the directory.
fn refers_into(directory: &Directory<'_>, note: &Note) -> bool {
    let Some(client) = &note.client else { return false };
    let Some(reference) = &client.referred_by else { return false };
    directory.find(reference, &client.path) != Reference::Text
}

/// The names that a reference to a client may have.
fn names_in_references(client: &Client) -> impl Iterator<Item = &str> {
    let file = client.path.rsplit('/').next().unwrap_or(&client.path);
    client.names().chain([stem(file)])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
    use proptest::sample::Index;
    use tempfile::TempDir;

    use super::Concern;
    use crate::render::show;
    use crate::vault::testing::{NAMES, note, wanted};
    use crate::vault::{Notes, Vault};
    use crate::views::show::ClientDetails;

    fn vault<P: AsRef<Path>, B: AsRef<[u8]>>(notes: &[(P, B)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in notes {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    /// The number of notes that are read for a client.
    fn read(root: &Path, wanted: &str, concern: Concern) -> usize {
        Vault::open(root).unwrap().read_for(wanted, concern).unwrap().notes.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_client_is_found_as_in_the_whole_vault(
            notes in vec(note(), 1..7),
            configuration in proptest::sample::select(&["", "", "", "where: {owner: harbor}\n", "ignore: [net]\n"][..]),
            asked in vec((any::<Index>(), wanted()), 12),
        ) {
            let folder = vault(&notes);
            fs::write(folder.path().join("rekindle.yaml"), configuration).unwrap();
            let today = "2026-11-21".parse().unwrap();
            let whole = Vault::open(folder.path()).unwrap().read().unwrap();
            let clients = whole.clients();
            let known: Vec<&str> = clients.flat_map(|client| client.names().chain([&*client.path])).chain([NAMES[0], "zzz"]).collect();
            for (at, slip) in asked {
                let wanted = slip.of(at.get::<&str>(&known));
                for concern in [Concern::Note, Concern::Standing] {
                    let near = Vault::open(folder.path()).unwrap().read_for(&wanted, concern).unwrap();
                    let (found, expected) = (near.find(&wanted), whole.find(&wanted));
                    prop_assert_eq!(&found, &expected, "{:?}", wanted);
                    if let (Ok(found), Concern::Standing) = (found, concern) {
                        let shown = |vault, client| show::json(&ClientDetails::of(vault, client, today));
                        prop_assert_eq!(shown(&near, found), shown(&whole, expected.unwrap()), "{:?}", wanted);
                    }
                }
            }
        }
    }

    #[test]
    fn only_the_notes_that_matter_are_read() {
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
            ("clients/twin", 2),
            ("clients/text", all),
            ("clients/../clients/harbor", all),
            ("./clients/harbor", all),
            ("clients//harbor", all),
            ("templates/client", all),
            ("left/out", all),
            ("harbor.", 1),
            ("HARBOR", 3),
            ("harbour", all),
            ("clients", all),
            ("lients/", 4),
            ("zzz", all),
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
            ("---\n\"Referred by\": οδος\n---\n", false),
            ("---\n\"Referred by\": [οδος]\n---\n", true),
            ("---\nreferred-by: \"[[net/Lorenz & Quast|them]]\"\n---\n", false),
            ("---\nreferred_by: \"[them](lorenz%20&%20quast.md)\"\n---\n", false),
            ("---\n\"\\x72eferred_by\": ΟΔΟΣ\n---\n", false),
            ("---\nreferred_by: L&Q, advisers and partners\n---\n", true),
            ("---\n\"\\x72eferred_by\": L&Q\n---\n", true),
            ("---\nowner: [ΟΔΟΣ\nreferred_by: ΟΔΟΣ\n---\n", false),
            ("---\nreferred_by: >\n  L&Q,\n  advisers\n", false),
        ];
        for (other, is_independent) in cases {
            let folder = vault(&[target, ("net/other.md", other)]);
            let count = read(folder.path(), "net/lorenz & quast.md", Concern::Standing);
            assert_eq!(count == 1, is_independent, "{other}");
        }
        // The lower case of a sigma depends on what follows.
        let folder =
            vault(&[("ΟΔΟΣ.md", "---\n---\n"), ("x.md", "---\nreferred_by: \"[[ΟΔΟΣ.md]]\"\n---\n")]);
        assert_eq!(read(folder.path(), "ΟΔΟΣ.md", Concern::Standing), 2);
        // Its own references lead elsewhere.
        let moved = "---\ncontacts: [{name: Dana, left: 2026-01-01, now_at: Y}]\n---\n";
        for own in ["---\nreferred_by: Y\n---\n", moved] {
            let folder = vault(&[("x.md", own), ("y.md", "---\nname: Y\n---\n")]);
            assert_eq!(read(folder.path(), "x.md", Concern::Standing), 2, "{own}");
            assert_eq!(read(folder.path(), "x.md", Concern::Note), 1, "{own}");
        }
    }

    #[test]
    fn the_standing_of_a_client_is_that_in_the_whole_vault() {
        let today = "2026-11-21".parse().unwrap();
        let whole = Vault::open("example-vault").unwrap().read().unwrap();
        let mut independent = 0;
        for client in whole.clients() {
            let shown = |notes: &Notes| {
                let client = notes.find(&client.path).unwrap();
                let details = ClientDetails::of(notes, client, today);
                (show::text(&details, true), show::json(&details))
            };
            let near =
                Vault::open("example-vault").unwrap().read_for(&client.path, Concern::Standing).unwrap();
            independent += usize::from(near.notes.len() == 1);
            assert_eq!(shown(&near), shown(&whole), "{}", client.path);
        }
        assert!(independent > 10, "only {independent} clients are independent of the others");
    }
}
