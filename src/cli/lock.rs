//! One writer of a vault's notes at a time, and one of its agenda.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write into the notes of a vault, or its agenda, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits until nobody else writes notes.
    pub(super) fn take(root: &Path) -> io::Result<Self> {
        Self::of(root.join(".rekindle.lock"))
    }

    /// Waits until nobody else logs what is ticked in the agenda, or renews it again and again. It is
    /// taken before the notes are.
    pub(super) fn of_agenda(root: &Path) -> io::Result<Self> {
        Self::of(root.join(".rekindle-agenda.lock"))
    }

    fn of(path: PathBuf) -> io::Result<Self> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            file.lock()?;
            // Whoever had it before has removed the file; a new one is somebody else's to lock.
            if is_same(&file, &path) {
                return Ok(Self { _file: file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: nobody finds a stray file, and a crash leaves one that locks nothing.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

/// A file that is open cannot be removed there, so it is the same.
#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}
