//! The notes of a vault, and reading each of them, in parallel.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::Scope;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::progress::Reading;
pub(crate) use super::walk::Found;
use super::walk::{self, Special};
use super::{OpenError, Source, Vault, in_memory};
use crate::model::composed;
use crate::note::problem::ProblemKind;

/// More of a file is not looked at: nobody writes a note of this size.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// How many files one task reads: enough for handing them over to cost nothing, few enough to share a small vault.
const BATCH: usize = 32;

/// Which notes a vault has, and what was made of each.
#[derive(Debug)]
pub(crate) struct Folder<'v, T = ()> {
    vault: &'v Vault,
    /// In the order of their paths.
    pub(crate) notes: Vec<(Found, T)>,
}

impl<'v> Folder<'v> {
    /// Looks for the notes of a vault.
    pub(crate) fn open(vault: &'v Vault) -> Result<Self, OpenError> {
        let mut notes = Vec::new();
        walk(vault, |found| notes.push((found, ())))?;
        Ok(Self::new(vault, notes))
    }
}

impl<'v, T: Send> Folder<'v, T> {
    fn new(vault: &'v Vault, mut notes: Vec<(Found, T)>) -> Self {
        notes.par_sort_unstable_by(|(one, _), (two, _)| one.rank().cmp(&two.rank()));
        // The same letters come at the same place, in whatever form they are.
        if notes.iter().any(|(found, _)| matches!(composed(&found.path), Cow::Owned(_))) {
            notes.par_sort_by(|(one, _), (two, _)| composed(&one.path).cmp(&composed(&two.path)));
        }
        Self { vault, notes }
    }

    /// Looks for the notes of a vault and reads each at the same time: `read` makes something of its path and its
    /// bytes, or of the reason why there are none. What it makes is moved about until it is in order, so it should be
    /// small.
    pub(crate) fn read(
        vault: &'v Vault,
        read: impl Fn(&str, Result<&[u8], ProblemKind>) -> T + Sync,
    ) -> Result<Self, OpenError> {
        let batches = Batches { vault, read, reading: vault.progress.begin(), notes: Mutex::default() };
        rayon::scope(|scope| {
            let mut batch = Vec::with_capacity(BATCH);
            walk(vault, |found| {
                batch.push(found);
                if batch.len() == BATCH {
                    batches.hand_over(scope, std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            })?;
            batches.hand_over(scope, batch);
            Ok(())
        })?;
        Ok(Self::new(vault, batches.notes.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Every note, by its place in the order.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.notes.len()).collect()
    }

    /// What `read` makes of some of the notes.
    pub(crate) fn some<S: Send>(
        &self,
        which: &[usize],
        read: impl Fn(&str, Result<&[u8], ProblemKind>) -> S + Sync,
    ) -> Vec<S> {
        let found: Vec<&Found> =
            which.iter().filter_map(|at| self.notes.get(*at)).map(|(found, _)| found).collect();
        let reading = self.vault.progress.begin();
        reading.found(found.len());
        let read_one = |buffer: &mut Vec<u8>, found| {
            reading.read_one();
            bytes_of(self.vault, found, buffer, &read)
        };
        found.into_par_iter().map_init(Vec::new, read_one).collect()
    }
}

impl<'v, T> Folder<'v, T> {
    /// The vault.
    pub(crate) const fn vault(&self) -> &'v Vault {
        self.vault
    }

    /// The path of a note from the vault.
    pub(crate) fn path(&self, at: usize) -> &str {
        self.notes.get(at).map_or("", |(found, _)| &found.path)
    }

    /// What was made of the notes, in their order.
    pub(crate) fn into_made(self) -> impl Iterator<Item = T> {
        self.notes.into_iter().map(|(_, made)| made)
    }

    /// The same notes, with something made of what was made of each.
    pub(crate) fn map<S>(self, mut make: impl FnMut(T) -> S) -> Folder<'v, S> {
        let notes = self.notes.into_iter().map(|(found, made)| (found, make(made))).collect();
        Folder { vault: self.vault, notes }
    }
}

/// Files that are read some at a time, and what was made of them so far.
struct Batches<'v, T, F> {
    vault: &'v Vault,
    read: F,
    reading: Reading<'v>,
    /// In no order. There may be very many, so they are in one place only.
    notes: Mutex<Vec<(Found, T)>>,
}

impl<T: Send, F: Fn(&str, Result<&[u8], ProblemKind>) -> T + Sync> Batches<'_, T, F> {
    /// Leaves some files to the next thread that has nothing to do.
    fn hand_over<'s>(&'s self, scope: &Scope<'s>, batch: Vec<Found>) {
        self.reading.found(batch.len());
        scope.spawn(move |_| {
            let mut buffer = Vec::new();
            let mut made = Vec::with_capacity(batch.len());
            for found in batch {
                self.reading.read_one();
                let note = bytes_of(self.vault, &found, &mut buffer, &self.read);
                made.push((found, note));
            }
            self.notes.lock().unwrap_or_else(PoisonError::into_inner).extend(made);
        });
    }
}

/// Looks for notes, one after the other.
fn walk(vault: &Vault, mut take: impl FnMut(Found)) -> Result<(), OpenError> {
    let filter = vault.note_filter();
    match &vault.source {
        Source::Folder => {
            if let Err(source) = std::fs::read_dir(&vault.root) {
                return Err(OpenError::Folder { root: vault.root.clone(), source });
            }
            walk::notes(&vault.root, &filter, take);
        }
        Source::Memory(notes) => {
            for (path, _) in notes.iter() {
                if walk::would_be_note(&vault.root, path, &filter) {
                    let special = vault.suspect(path).map(|suspect| Box::new(Special::Copy(suspect)));
                    take(Found { path: path.as_str().into(), special });
                }
            }
        }
    }
    Ok(())
}

/// Reads a note's bytes into a buffer, which is kept from file to file: most fit in what the first ones took.
fn bytes_of<T>(
    vault: &Vault,
    Found { path, special }: &Found,
    buffer: &mut Vec<u8>,
    read: impl Fn(&str, Result<&[u8], ProblemKind>) -> T,
) -> T {
    buffer.clear();
    let bytes = match (&vault.source, special.as_deref()) {
        (_, Some(Special::Nowhere(reason))) => Err(ProblemKind::Unreadable { reason: reason.clone() }),
        (_, Some(Special::NotDownloaded(placeholder))) => {
            Err(ProblemKind::NotDownloaded { placeholder: placeholder.clone() })
        }
        (Source::Memory(notes), _) => Ok(in_memory(notes, path).unwrap_or_default()),
        (Source::Folder, Some(Special::At(file))) => filled(file, buffer),
        (Source::Folder, _) => filled(&vault.root.join(&**path), buffer),
    };
    let copy = match (&bytes, special.as_deref()) {
        (Ok(bytes), Some(Special::Copy(suspect))) => suspect.problem(vault, path, bytes),
        _ => None,
    };
    read(path, copy.map_or(bytes, Err))
}

fn filled<'b>(file: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], ProblemKind> {
    match fill(file, buffer) {
        Ok(()) => Ok(buffer),
        Err(error) => Err(ProblemKind::Unreadable { reason: error.to_string() }),
    }
}

/// The bytes of a file, as much as is looked at.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(path, &mut bytes)?;
    Ok(bytes)
}

fn fill(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    // Most notes are smaller, and asking each for its size first takes longer.
    const FIRST_READ: usize = 32 * 1024;
    buffer.reserve(FIRST_READ);
    File::open(path)?.take(LARGEST_FILE).read_to_end(buffer)?;
    Ok(())
}
