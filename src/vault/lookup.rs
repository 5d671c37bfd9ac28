//! A vault opened for the sake of one client: what does not matter to it is not parsed.
//!
//! A client given by its path is read by itself. One given by a name is sought in all notes: those that may be called
//! so (`prefilter.rs`) are parsed, and whether one is meant depends on it alone. So they tell the same
//! as all notes would, if any of them is meant. If none is, all are read: what was meant instead, all may tell.
//!
//! For where a client stands, other notes matter in two ways: by what its own references lead to, and by which
//! clients say that it sent them. Whether a note may say so shows in its front matter; one that may is parsed. What its
//! reference means depends on all clients, but if it does not mean this one where there is no other, it never does.
//! In doubt, all notes are read.

use std::fs;
use std::path::{Component, Path};

use super::find::{meant, stem};
use super::folder::{Folder, read_file};
use super::prefilter::{Glance, Sieve};
use super::{Notes, OpenError, Vault};
use crate::model::client::Client;
use crate::model::directory::{Directory, Reference};
use crate::model::settings::Settings;
use crate::note::{Note, Reader, decode};

/// What a command asks of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// What its own note says.
    Note,
    /// Where it stands, which other notes have a part in.
    Standing,
}

impl Vault {
    /// Reads the notes that matter to the client that is meant, as [`Notes::find`] finds it: others may be missing, but
    /// none that matters to it, or to telling that several are meant or none is.
    pub fn read_for(self, wanted: &str, concern: Concern) -> Result<Notes, OpenError> {
        let wanted = wanted.trim();
        let notes = match at_path(&self, wanted) {
            Some(note) if concern == Concern::Note => Some(vec![note]),
            Some(note) => {
                let folder = Folder::open(&self)?;
                stands_alone(&note, &self.settings, &folder, &folder.all()).then(|| vec![note])
            }
            None => by_name(&self, wanted, concern)?,
        };
        match notes {
            Some(notes) => Ok(Notes::new(self, notes)),
            None => self.read(),
        }
    }
}

/// The client's note at a path, if just one file may be meant.
fn at_path(vault: &Vault, wanted: &str) -> Option<Note> {
    let endings = ["", ".md", ".markdown"].map(|ending| format!("{wanted}{ending}"));
    let is_there =
        |path: &&String| is_plain(path) && vault.root.join(path).is_file() && vault.would_be_note(path);
    let mut found = endings.iter().filter(is_there);
    let (path, None) = (found.next()?, found.next()) else { return None };
    // Folders that are links are not looked into.
    let place = fs::canonicalize(&vault.root).ok()?.join(path);
    let folder = place.parent()?;
    if fs::canonicalize(folder).ok()? != folder {
        return None;
    }
    let bytes = read_file(&place).ok()?;
    Reader::new(&vault.settings).note(path, &bytes).filter(|note| note.client.is_some())
}

/// Whether a path is written as the vault's notes are, without `..` or `\`.
fn is_plain(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.contains('\\') && !path.contains("//") && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// A note that may matter to the search for a client.
struct Candidate {
    /// Set if its client may be the one that is meant.
    note: Option<Box<Note>>,
    /// Whether it may say who sent its client.
    may_refer: bool,
}

/// The note of the client that is meant, or the notes of all that may be; none if all notes are to be read.
fn by_name(vault: &Vault, wanted: &str, concern: Concern) -> Result<Option<Vec<Note>>, OpenError> {
    let sieve = Sieve::of([wanted]);
    if !sieve.holds_any_back() {
        return Ok(None);
    }
    let reader = Reader::new(&vault.settings);
    // A note that may be meant is parsed; one that may say who sent its client may have to be looked at again.
    let mut folder = Folder::read(vault, |path, bytes| {
        let bytes = bytes.ok()?;
        let (text, _) = decode(bytes);
        let glance = Glance::at(&text);
        let may_be_called = sieve.passes_path(path) || glance.may_be_called(&sieve);
        let note = may_be_called.then(|| reader.note(path, bytes)).flatten().map(Box::new);
        let may_refer = concern == Concern::Standing && glance.may_refer(&sieve);
        (note.is_some() || may_refer).then_some(Candidate { note, may_refer })
    })?;
    let (mut notes, mut referring): (Vec<Note>, Vec<usize>) = Default::default();
    for (at, (_, candidate)) in folder.notes.iter_mut().enumerate() {
        let Some(Candidate { note, may_refer }) = candidate.take() else { continue };
        notes.extend(note.map(|note| *note));
        referring.extend(may_refer.then_some(at));
    }
    let clients: Vec<&Client> = notes.iter().filter_map(|note| note.client.as_ref()).collect();
    Ok(match meant(&clients, wanted)[..] {
        [] => None,
        [client] => {
            let path = client.path.clone();
            notes.retain(|note| note.path == path);
            let is_enough = notes.first().is_some_and(|note| {
                concern == Concern::Note || stands_alone(note, &vault.settings, &folder, &referring)
            });
            is_enough.then_some(notes)
        }
        _ => Some(notes),
    })
}

/// Whether none of these notes but its own has a part in where a client stands.
fn stands_alone<T: Send>(note: &Note, settings: &Settings, folder: &Folder<'_, T>, others: &[usize]) -> bool {
    let Some(client) = &note.client else { return false };
    if client.references().next().is_some() {
        return false;
    }
    let (sieve, reader) = (Sieve::of(names_in_references(client)), Reader::new(settings));
    let directory = Directory::new([client]);
    let means_it = |other: &Client| {
        let reference = other.referred_by.as_ref().map(|reference| directory.find(reference, &other.path));
        reference.is_some_and(|reference| reference != Reference::Text)
    };
    let refers = |path: &str, bytes: Result<&[u8], String>| {
        let may_refer = |bytes: &&[u8]| Glance::at(&decode(bytes).0).may_refer_to(&sieve);
        let bytes = bytes.ok().filter(may_refer).filter(|_| path != note.path)?;
        reader.note(path, bytes)?.client.filter(means_it).map(drop)
    };
    folder.some(others, refers).into_iter().flatten().next().is_none()
}

/// What a client may be called in a reference.
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

    /// How many notes are read for a client.
    fn read(root: &Path, wanted: &str, concern: Concern) -> usize {
        Vault::open(root).unwrap().read_for(wanted, concern).unwrap().notes.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_client_is_found_as_among_all(
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
        for (other, is_alone) in cases {
            let folder = vault(&[target, ("net/other.md", other)]);
            let count = read(folder.path(), "net/lorenz & quast.md", Concern::Standing);
            assert_eq!(count == 1, is_alone, "{other}");
        }
        // In lower case a sigma depends on what follows.
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
    fn a_client_stands_where_it_does_among_all() {
        let today = "2026-11-21".parse().unwrap();
        let whole = Vault::open("example-vault").unwrap().read().unwrap();
        let mut alone = 0;
        for client in whole.clients() {
            let shown = |notes: &Notes| {
                let client = notes.find(&client.path).unwrap();
                let details = ClientDetails::of(notes, client, today);
                (show::text(&details, true), show::json(&details))
            };
            let near =
                Vault::open("example-vault").unwrap().read_for(&client.path, Concern::Standing).unwrap();
            alone += usize::from(near.notes.len() == 1);
            assert_eq!(shown(&near), shown(&whole), "{}", client.path);
        }
        assert!(alone > 10, "only {alone} clients stand alone");
    }
}
