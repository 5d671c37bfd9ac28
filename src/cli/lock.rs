//! One writer of a vault's notes at a time, and one of its agenda.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write a vault's notes or its agenda, until it is dropped.
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

    /// Waits until no other `done` or `watch` is writing the agenda. To avoid deadlocks, it is taken before the lock
    /// of the notes.
    pub(super) fn of_agenda(root: &Path) -> io::Result<Self> {
        Self::of(root.join(".rekindle-agenda.lock"))
    }

    fn of(path: PathBuf) -> io::Result<Self> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            file.lock()?;
            // The previous owner has removed the file; if there is a new one, that is the lock.
            if is_same(&file, &path) {
                return Ok(Self { _file: file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so no stray file stays behind; one left by a crash locks nothing.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

/// An open file cannot be removed on these systems, so it is the same.
#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}
