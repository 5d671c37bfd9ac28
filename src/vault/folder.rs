//! The notes of a folder, and reading each of them, in parallel.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::OpenError;
use super::progress::Reading;
use super::walk::{self, Elsewhere, Found, Narrowing, Pattern};
use crate::model::settings::Settings;

/// More of a file is not looked at: nobody writes a note of this size.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// Which notes a folder has.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// In the order of their paths.
    notes: Vec<Found>,
}

impl Folder {
    /// Looks for the notes of a folder, but for the agenda and the `own` files given.
    pub(crate) fn open(root: &Path, settings: &Settings, own: &[PathBuf]) -> Result<Self, OpenError> {
        if let Err(error) = std::fs::read_dir(root) {
            return Err(OpenError::Folder { root: root.to_owned(), reason: error.to_string() });
        }
        let notes = walk::notes(root, &narrowing(root, settings, own));
        Ok(Self { root: root.to_owned(), notes })
    }

    /// The path of a note from the folder.
    pub(crate) fn path(&self, at: usize) -> &str {
        self.notes.get(at).map_or("", |found| &found.path)
    }

    /// Every note, by its place in the order.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.notes.len()).collect()
    }

    /// What `read` makes of each note: of its place in the order, its path, and its bytes or why there are none.
    pub(crate) fn each<T: Send>(
        &self,
        read: impl Fn(usize, &str, Result<&[u8], String>) -> T + Sync,
    ) -> Vec<T> {
        let notes = self.notes.par_iter().enumerate();
        let reading = Reading::of(self.notes.len());
        let read = |buffer: &mut Vec<u8>, (at, found): (usize, &Found)| {
            reading.step();
            self.read(found, buffer, |path, bytes| read(at, path, bytes))
        };
        notes.map_init(Vec::new, read).collect()
    }

    /// The same of some notes only.
    pub(crate) fn some<T: Send>(
        &self,
        which: &[usize],
        read: impl Fn(&str, Result<&[u8], String>) -> T + Sync,
    ) -> Vec<T> {
        let found: Vec<&Found> = which.iter().filter_map(|at| self.notes.get(*at)).collect();
        let reading = Reading::of(found.len());
        let read = |buffer: &mut Vec<u8>, found| {
            reading.step();
            self.read(found, buffer, &read)
        };
        found.into_par_iter().map_init(Vec::new, read).collect()
    }

    /// The buffer is kept from file to file: most fit in what the first ones took.
    fn read<T>(
        &self,
        Found { path, elsewhere }: &Found,
        buffer: &mut Vec<u8>,
        read: impl Fn(&str, Result<&[u8], String>) -> T,
    ) -> T {
        buffer.clear();
        let filled = match elsewhere.as_deref() {
            None => fill(&self.root.join(&**path), buffer).map_err(|error| error.to_string()),
            Some(Elsewhere::At(file)) => fill(file, buffer).map_err(|error| error.to_string()),
            Some(Elsewhere::Nowhere(reason)) => Err(reason.clone()),
        };
        read(path, filled.map(|()| buffer.as_slice()))
    }
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
