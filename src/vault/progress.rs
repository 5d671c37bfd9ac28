//! How many notes are read so far, for a program whose user waits.
//!
//! A vault is opened by many, some deep within the library, and nothing that is read depends on this. So it is counted
//! for the program as a whole rather than handed through; of several vaults that are read at once, the last counts.

use std::sync::atomic::{AtomicUsize, Ordering};

static READ: AtomicUsize = AtomicUsize::new(0);
static ALL: AtomicUsize = AtomicUsize::new(0);

/// How many notes are read, and of how many; none while no vault is being read.
pub fn so_far() -> Option<(usize, usize)> {
    let all = ALL.load(Ordering::Relaxed);
    (all > 0).then(|| (READ.load(Ordering::Relaxed).min(all), all))
}

/// The reading of some files, until it is dropped.
pub(super) struct Reading(());

impl Default for Reading {
    fn default() -> Self {
        READ.store(0, Ordering::Relaxed);
        Self(())
    }
}

#[expect(clippy::unused_self, reason = "only a reading goes on")]
impl Reading {
    /// Takes note of more files that are to be read.
    pub(super) fn expect(&self, files: usize) {
        ALL.fetch_add(files, Ordering::Relaxed);
    }

    /// Reads another file.
    pub(super) fn step<T>(&self, read: impl FnOnce() -> T) -> T {
        READ.fetch_add(1, Ordering::Relaxed);
        read()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        ALL.store(0, Ordering::Relaxed);
    }
}
