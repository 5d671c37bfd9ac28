//! Changing a note: under the lock, and never over what somebody else saved meanwhile.

use std::path::Path;

use anyhow::{Context, bail};
use rekindle::edit::EditError;
use rekindle::model::client::Client;
use rekindle::note::Reader;
use rekindle::text::{self, Edit, Text};
use rekindle::vault::Vault;

use super::journal::Step;
use super::lock::Lock;
use super::{diff, file, output};

/// A note that is to be changed.
pub(super) struct NoteFile<'a> {
    root: &'a Path,
    path: &'a str,
    /// Its length when it was found.
    length: u64,
    reader: Reader<'a>,
    step: &'a Step<'a>,
}

/// How often the change is tried again because somebody else saved the note meanwhile.
const MOST_TRIES: usize = 5;

impl<'a> NoteFile<'a> {
    /// The note of a client, to be changed in a step.
    pub(super) fn of(vault: &'a Vault, client: &'a Client, step: &'a Step<'a>) -> Self {
        let (root, path) = (&vault.root, &client.path);
        Self {
            root,
            path,
            length: file::length(&root.join(path)),
            reader: Reader::new(&vault.settings),
            step,
        }
    }

    /// Changes the note and returns the line of `sought` within the change, else the line where the change begins.
    /// With `only_show` the patch is printed instead, and there is no line.
    pub(super) fn change(
        &self,
        only_show: bool,
        sought: &str,
        make: impl Fn(&Reader<'_>, &str, &str) -> Result<Edit, EditError>,
    ) -> anyhow::Result<Option<usize>> {
        if only_show {
            let (old, new, _) = self.changed(sought, make)?;
            output::print(&diff::unified(self.path, &old, &new))?;
            return Ok(None);
        }
        let _lock = Lock::take(self.root).context("the vault cannot be locked for writing")?;
        for _ in 0..MOST_TRIES {
            let (old, new, line) = self.changed(sought, &make)?;
            match self.step.rewrite(self.path, &old, &new) {
                Ok(()) => return Ok(Some(line)),
                // What somebody saved meanwhile is read, and not written over.
                Err(error) if file::is_changed(&error) => {}
                Err(error) => return Err(error).with_context(|| format!("{} was left as it was", self.path)),
            }
        }
        bail!("{} is changed again and again by another program; it was left as it was", self.path)
    }

    /// The note's text, the text with the change, and the line.
    fn changed(
        &self,
        sought: &str,
        make: impl Fn(&Reader<'_>, &str, &str) -> Result<Edit, EditError>,
    ) -> anyhow::Result<(String, String, usize)> {
        let bytes = file::read_whole(&self.root.join(self.path), self.length)
            .with_context(|| format!("{} cannot be read", self.path))?;
        let old = String::from_utf8(bytes).map_err(|_| EditError::NotUtf8).context(self.path.to_owned())?;
        refuse_conflict(self.path, &old)?;
        let change = make(&self.reader, self.path, &old).context(self.path.to_owned())?;
        let new = change.applied(&old).context("the change does not fit the note")?;
        let within = change.text.find(sought).unwrap_or(0);
        let line = Text::new(&new).place(change.span.start + within).line;
        Ok((old, new, line))
    }
}

/// An error if git left a conflict in a text: nothing is written into it before somebody has chosen what is right.
pub(super) fn refuse_conflict(name: &str, text: &str) -> anyhow::Result<()> {
    let Some(conflict) = text::conflict(text) else { return Ok(()) };
    let line = Text::new(text).place(conflict.start).line;
    bail!(
        "{name}:{line}: git left a conflict here; of both versions keep what is right, remove the lines “<<<<<<<”, \
         “=======” and “>>>>>>>”, and run the command again"
    )
}
