//! How many notes are read so far, for a program whose user waits.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A count of the notes that are being read. Nothing that is read depends on it; of several vaults that share one, the
/// last counts.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicUsize,
    found: AtomicUsize,
}

impl Progress {
    /// How many notes are read, and of how many found so far; none while no vault is being read.
    pub fn so_far(&self) -> Option<(usize, usize)> {
        let found = self.found.load(Ordering::Relaxed);
        (found > 0).then(|| (self.read.load(Ordering::Relaxed).min(found), found))
    }

    /// Counts from the start, until the count is dropped.
    pub(super) fn begin(&self) -> Reading<'_> {
        self.read.store(0, Ordering::Relaxed);
        Reading(self)
    }
}

/// The reading of some notes, until it is dropped.
pub(super) struct Reading<'p>(&'p Progress);

impl Reading<'_> {
    /// Counts notes that were found, and are to be read.
    pub(super) fn found(&self, notes: usize) {
        self.0.found.fetch_add(notes, Ordering::Relaxed);
    }

    /// Counts a note that is being read.
    pub(super) fn read_one(&self) {
        self.0.read.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.found.store(0, Ordering::Relaxed);
    }
}
