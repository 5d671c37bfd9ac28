//! Notes kept in memory: all of a vault's, or those that matter to one client.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::folder::Folder;
use super::{OpenError, Vault};
use crate::model::client::Client;
use crate::model::directory::{Directory, Sought};
use crate::note::problem::Problem;
use crate::note::{Note, Reader, near_keys};

/// Notes of a vault, read and kept.
#[derive(Debug)]
pub struct Notes {
    /// The vault.
    pub vault: Vault,
    /// The notes, in the order of their paths.
    pub notes: Vec<Note>,
}

impl Vault {
    /// Reads all notes, in parallel, and keeps them: for those who change notes. Whoever only looks at every client
    /// takes a [survey](crate::survey).
    pub fn read(self) -> Result<Notes, OpenError> {
        let reader = Reader::new(&self.settings);
        let folder = Folder::read(&self, |path, bytes| reader.found(path, bytes).map(Box::new))?;
        let notes = folder.into_made().flatten().map(|note| *note).collect();
        Ok(Notes::new(self, notes))
    }
}

impl Notes {
    pub(super) fn new(vault: Vault, mut notes: Vec<Note>) -> Self {
        for (at, problem) in ambiguous_references(&notes) {
            if let Some(note) = notes.get_mut(at) {
                note.problems.push(problem);
                note.problems.sort_by_key(|problem| problem.span.start);
            }
        }
        let shared = near_keys::shared(notes.iter().map(|note| &note.near_keys));
        for note in &mut notes {
            near_keys::forgive(&mut note.problems, &shared);
        }
        Self { vault, notes }
    }

    /// The clients, in the order of their paths.
    pub fn clients(&self) -> impl Iterator<Item = &Client> + Clone {
        self.notes.iter().filter_map(|note| note.client.as_ref())
    }
}

/// References that several notes answer to: a problem of the note that refers, not a guess.
fn ambiguous_references(notes: &[Note]) -> Vec<(usize, Problem)> {
    let directory = mentioned(notes);
    let of_note = |(at, note): (usize, &Note)| -> Vec<(usize, Problem)> {
        let ambiguous = note.mentions.iter().filter_map(|mention| mention.ambiguous(&note.path, &directory));
        ambiguous.map(|problem| (at, problem)).collect()
    };
    notes.iter().enumerate().flat_map(of_note).collect()
}

/// The clients that may be meant where notes mention others, which is as good as all of them to find whom they mean.
fn mentioned(notes: &[Note]) -> Directory<'_> {
    let mut sought = Sought::default();
    for note in notes {
        note.mentions.iter().for_each(|mention| sought.add(&mention.reference, &note.path));
    }
    let clients = notes.par_iter().filter_map(|note| note.client.as_ref());
    let mentioned = clients.filter(|client| sought.may_be(&client.path, client.names()));
    Directory::new(mentioned.collect::<Vec<&Client>>())
}
