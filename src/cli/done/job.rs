//! What ticks do to a client's note.

use anyhow::bail;
use chrono::NaiveDate;
use rekindle::edit::{self, EditError, NewEntry, NewValue};
use rekindle::model::client::Client;
use rekindle::model::period::Period;
use rekindle::model::touch::Promise;
use rekindle::note::Reader;
use rekindle::page::Filled;
use rekindle::render::in_full;
use rekindle::text::Edit;
use rekindle::vault::Notes;

use crate::cli::journal::Step;
use crate::cli::note::NoteFile;
use crate::cli::output;

/// What the ticks of a client do to its note.
#[derive(Debug)]
pub(super) struct Job<'a> {
    /// None if the ticks lead to no client.
    pub(super) client: Option<&'a Client>,
    /// The entries of the page that it comes from.
    pub(super) ticks: Vec<&'a Filled>,
    pub(super) entries: Vec<Entry>,
    /// Promises that were kept.
    pub(super) kept: Vec<&'a Promise>,
    /// Promises that were given up.
    pub(super) dropped: Vec<&'a Promise>,
    pub(super) pause: Option<Period>,
    /// What there is to say besides, with the lines of the page.
    pub(super) remarks: Vec<(usize, String)>,
}

/// An entry for the history.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) date: NaiveDate,
    pub(super) title: String,
    pub(super) body: String,
    /// Whether it is in the user's words.
    pub(super) is_said: bool,
    /// Whether any other touch of the day would be as good.
    pub(super) is_any: bool,
}

const PAUSE: &str = "pause";

impl<'a> Job<'a> {
    pub(super) const fn new(client: Option<&'a Client>) -> Self {
        Self {
            client,
            ticks: Vec::new(),
            entries: Vec::new(),
            kept: Vec::new(),
            dropped: Vec::new(),
            pause: None,
            remarks: Vec::new(),
        }
    }

    /// Writes it into the note, as one change.
    pub(super) fn log(&self, notes: &Notes, step: &Step<'_>, dry_run: bool) -> anyhow::Result<()> {
        let Some(client) = self.client else {
            let link = self.ticks.iter().find_map(|tick| tick.link.as_ref());
            let target = link.and_then(|link| link.target.as_deref()).unwrap_or_default();
            bail!("[{}]({target}) leads to no client", link.map_or("", |link| &link.text));
        };
        let path = &client.path;
        if self.is_nothing() {
            return Ok(output::say(&format!("{path}: logged already\n"))?);
        }
        let note = NoteFile::of(&notes.vault, client, step);
        if note.change(dry_run, "", |reader, path, text| self.change(reader, path, text))?.is_none() {
            return Ok(());
        }
        for Entry { date, title, .. } in &self.entries {
            output::say(&format!("{path}: {}: {title}\n", in_full(*date)))?;
        }
        for promise in &self.kept {
            output::say(&format!("{path}: kept: {}\n", promise.task))?;
        }
        for promise in &self.dropped {
            output::say(&format!("{path}: not any more: {}\n", promise.task))?;
        }
        if let Some(until) = self.pause.as_ref().and_then(|pause| pause.until) {
            output::say(&format!("{path}: paused until {}\n", in_full(until)))?;
        }
        Ok(())
    }

    fn is_nothing(&self) -> bool {
        let Self { entries, kept, dropped, pause, .. } = self;
        entries.is_empty() && kept.is_empty() && dropped.is_empty() && pause.is_none()
    }

    fn change(&self, reader: &Reader<'_>, path: &str, old: &str) -> Result<Edit, EditError> {
        let mut text = old.to_owned();
        let apply = |text: &mut String, edit: Edit| {
            *text = edit.applied(text).ok_or(EditError::Misread)?;
            Ok(())
        };
        for promise in &self.kept {
            let edit = edit::keep(reader, path, &text, promise)?;
            apply(&mut text, edit)?;
        }
        for promise in &self.dropped {
            let edit = edit::give_up(reader, path, &text, promise)?;
            apply(&mut text, edit)?;
        }
        for Entry { date, title, body, .. } in &self.entries {
            let edit = edit::add(reader, path, &text, NewEntry { date: *date, title, body })?;
            apply(&mut text, edit)?;
        }
        if let Some(pause) = &self.pause {
            let edit = edit::set_key(reader, path, &text, PAUSE, NewValue::Period(pause))?;
            apply(&mut text, edit)?;
        }
        Ok(Edit { span: 0..old.len(), text })
    }
}
