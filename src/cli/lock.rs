//! One writer of a vault's notes at a time, and one of its agenda.

use std::fs::{self, File, OpenOptions};
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
            let file = open(&path)?;
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

/// Opens or creates a lock; an error if it is anything but a plain file: a link may lead anywhere, and a pipe blocks.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    follow_no_link(&mut options);
    let opened = options.open(path);
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        let name = path.file_name().unwrap_or_default().display();
        let reason =
            format!("{name} is a link, a pipe or a folder, and no file of rekindle's; remove it first");
        return Err(io::Error::other(reason));
    }
    opened
}

/// Makes opening a link an error, and opening a pipe one too rather than wait for a reader.
#[cfg(unix)]
fn follow_no_link(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
}

#[cfg(not(unix))]
fn follow_no_link(_: &mut OpenOptions) {}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

/// An open file cannot be removed on these systems, so it is the same.
#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}
