//! Notes in the order of their paths, some at a time: for whoever wants more of each than can be kept of all.

use crate::note::{OpenNote, Reader};
use crate::vault::folder::Folder;
use crate::vault::{OpenError, Vault};

/// How many notes are read before anything is handed over: enough for all threads to have something to do.
const CHUNK: usize = 1024;

/// The notes of a vault, found and not read yet.
#[derive(Debug)]
pub struct Stream<'v>(Folder<'v>);

impl<'v> Stream<'v> {
    /// Looks for the notes of a vault.
    pub fn open(vault: &'v Vault) -> Result<Self, OpenError> {
        Ok(Self(Folder::open(vault)?))
    }

    /// Hands over what `keep` makes of each note while it lies open, in the order of paths; stops at the first error.
    /// A file that cannot be read is passed over.
    pub fn each<T: Send, E>(
        &self,
        keep: impl Fn(&OpenNote<'_>) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let reader = Reader::new(&self.0.vault().settings);
        for chunk in self.0.all().chunks(CHUNK) {
            let kept = self.0.some(chunk, |path, bytes| reader.look(path, bytes.ok()?, &keep));
            for (_, kept) in kept.into_iter().flatten() {
                take(kept)?;
            }
        }
        Ok(())
    }
}
