//! The notes of a folder, and reading each of them, in parallel.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::OpenError;
use super::progress::Reading;
pub(crate) use super::walk::Found;
use super::walk::{self, Elsewhere, Narrowing, Pattern};
use crate::model::settings::Settings;

/// More of a file is not looked at: nobody writes a note of this size.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// Which notes a folder has, and what was made of each.
#[derive(Debug)]
pub(crate) struct Folder<T = ()> {
    root: PathBuf,
    /// In the order of their paths.
    pub(crate) notes: Vec<(Found, T)>,
}

/// So many files are read at a time: enough for handing them over to cost nothing, few enough to share a small vault.
const BATCH: usize = 32;

impl Folder {
    /// Looks for the notes of a folder, but for the agenda and the `own` files given.
    pub(crate) fn open(root: &Path, settings: &Settings, own: &[PathBuf]) -> Result<Self, OpenError> {
        let mut notes = Vec::new();
        walk(root, settings, own, |found| notes.push((found, ())))?;
        Ok(Self::of(root, notes))
    }
}

impl<T: Send> Folder<T> {
    fn of(root: &Path, mut notes: Vec<(Found, T)>) -> Self {
        notes.par_sort_unstable_by(|(one, _), (two, _)| one.rank().cmp(&two.rank()));
        Self { root: root.to_owned(), notes }
    }

    /// Looks for the notes of a folder, but for the agenda and the `own` files given, and reads each beside that:
    /// `read` makes something of its path and its bytes, or why there are none. That is moved about until it is in
    /// order, so it should be small.
    pub(crate) fn read(
        root: &Path,
        settings: &Settings,
        own: &[PathBuf],
        read: impl Fn(&str, Result<&[u8], String>) -> T + Sync,
    ) -> Result<Self, OpenError> {
        let reading = Reading::default();
        let notes = Mutex::new(Vec::new());
        rayon::scope(|scope| {
            let (read, reading, notes) = (&read, &reading, &notes);
            let hand_over = |batch: Vec<Found>| {
                reading.expect(batch.len());
                scope.spawn(move |_| {
                    let mut buffer = Vec::new();
                    let read = |found| {
                        let made = reading.step(|| bytes_of(root, &found, &mut buffer, read));
                        (found, made)
                    };
                    let batch: Vec<(Found, T)> = batch.into_iter().map(read).collect();
                    // There may be very many, so they are nowhere twice.
                    notes.lock().unwrap_or_else(PoisonError::into_inner).extend(batch);
                });
            };
            let mut batch = Vec::with_capacity(BATCH);
            walk(root, settings, own, |found| {
                batch.push(found);
                if batch.len() == BATCH {
                    hand_over(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            })?;
            hand_over(batch);
            Ok(())
        })?;
        Ok(Self::of(root, notes.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    /// What was made of the notes, in their order.
    pub(crate) fn into_made(self) -> impl Iterator<Item = T> {
        self.notes.into_iter().map(|(_, made)| made)
    }

    /// The path of a note from the folder.
    pub(crate) fn path(&self, at: usize) -> &str {
        self.notes.get(at).map_or("", |(found, _)| &found.path)
    }

    /// Every note, by its place in the order.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.notes.len()).collect()
    }

    /// What `read` makes of some of the notes.
    pub(crate) fn some<S: Send>(
        &self,
        which: &[usize],
        read: impl Fn(&str, Result<&[u8], String>) -> S + Sync,
    ) -> Vec<S> {
        let found = which.iter().filter_map(|at| self.notes.get(*at)).map(|(found, _)| found);
        let found: Vec<&Found> = found.collect();
        let reading = Reading::default();
        reading.expect(found.len());
        let root = &self.root;
        let read = |buffer: &mut Vec<u8>, found| reading.step(|| bytes_of(root, found, buffer, &read));
        found.into_par_iter().map_init(Vec::new, read).collect()
    }
}

/// Looks for notes, one after the other.
fn walk(root: &Path, settings: &Settings, own: &[PathBuf], take: impl FnMut(Found)) -> Result<(), OpenError> {
    if let Err(source) = std::fs::read_dir(root) {
        return Err(OpenError::Folder { root: root.to_owned(), source });
    }
    walk::notes(root, &narrowing(root, settings, own), take);
    Ok(())
}

/// Reads a note's bytes into a buffer, which is kept from file to file: most fit in what the first ones took.
fn bytes_of<T>(
    root: &Path,
    Found { path, elsewhere }: &Found,
    buffer: &mut Vec<u8>,
    read: impl Fn(&str, Result<&[u8], String>) -> T,
) -> T {
    buffer.clear();
    let filled = match elsewhere.as_deref() {
        None => fill(&root.join(&**path), buffer).map_err(|error| error.to_string()),
        Some(Elsewhere::At(file)) => fill(file, buffer).map_err(|error| error.to_string()),
        Some(Elsewhere::Nowhere(reason)) => Err(reason.clone()),
    };
    read(path, filled.map(|()| buffer.as_slice()))
}

/// What the settings leave of a folder.
pub(super) fn narrowing(root: &Path, settings: &Settings, own: &[PathBuf]) -> Narrowing {
    let patterns = |globs: &[String]| globs.iter().filter_map(|glob| Pattern::new(glob).ok()).collect();
    Narrowing {
        notes: patterns(&settings.notes),
        ignore: patterns(&settings.ignore),
        own: own.iter().cloned().chain([root.join(&settings.agenda)]).collect(),
    }
}

/// The bytes of a file, as much as is looked at.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(path, &mut bytes)?;
    Ok(bytes)
}

fn fill(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    // So much is read at once; a note is rarely larger, and asking for its size first is dearer.
    const USUAL: usize = 32 * 1024;
    buffer.reserve(USUAL);
    File::open(path)?.take(LARGEST_FILE).read_to_end(buffer)?;
    Ok(())
}
