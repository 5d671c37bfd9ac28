//! Writing into a note: under the vault's lock, in one step, and never over what somebody saved meanwhile.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use rekindle::edit::Refusal;
use rekindle::model::settings::Settings;
use rekindle::render::diff;
use rekindle::vault::note::Reader;

use super::lock::Lock;
use super::{file, output};

/// A note that is to be written into.
pub(super) struct Note<'a> {
    pub(super) root: &'a Path,
    /// From the vault.
    pub(super) path: &'a str,
    pub(super) settings: &'a Settings,
}

/// So often somebody else may change the note in between.
const MOST_TRIES: usize = 5;

impl Note<'_> {
    /// Changes the note's text; returns what the change has to say.
    pub(super) fn change<T>(
        &self,
        change: impl Fn(&Reader<'_>, &str) -> Result<(String, T), Refusal>,
    ) -> anyhow::Result<T> {
        let _lock = Lock::take(self.root).context("the vault cannot be locked for writing")?;
        for _ in 0..MOST_TRIES {
            let (old, new, said) = self.changed(&change)?;
            match file::rewrite(&self.root.join(self.path), old.as_bytes(), &new) {
                Ok(()) => return Ok(said),
                // What somebody saved meanwhile is read, and not written over.
                Err(error) if file::is_changed(&error) => {}
                Err(error) => return Err(error).with_context(|| format!("{} was left as it was", self.path)),
            }
        }
        bail!("{} is changed again and again by another program; it was left as it was", self.path)
    }

    /// Shows as a patch what a change would do.
    pub(super) fn show<T>(
        &self,
        change: impl Fn(&Reader<'_>, &str) -> Result<(String, T), Refusal>,
    ) -> anyhow::Result<()> {
        let (old, new, _) = self.changed(&change)?;
        Ok(output::print(&diff::unified(self.path, &old, &new))?)
    }

    fn changed<T>(
        &self,
        change: &impl Fn(&Reader<'_>, &str) -> Result<(String, T), Refusal>,
    ) -> anyhow::Result<(String, String, T)> {
        let bytes =
            fs::read(self.root.join(self.path)).with_context(|| format!("{} cannot be read", self.path))?;
        let old = String::from_utf8(bytes).map_err(|_| Refusal::NotUtf8).context(self.path.to_owned())?;
        let (new, said) = change(&Reader::new(self.settings), &old).context(self.path.to_owned())?;
        Ok((old, new, said))
    }
}
