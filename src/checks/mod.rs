//! What is amiss in the notes, line by line: facts of reading, turned into advice.
//!
//! Each check is one file with its manual as its doc comment. Checks of a note see it while its text
//! lies open; checks of the vault see all notes together.

mod diagnostic;
pub mod manual;
pub mod mend;
mod note;
mod reading;
#[cfg(test)]
mod testing;
mod vault;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use diagnostic::{Diagnostic, Excerpt, Mend};
pub use vault::stale_agenda;

use crate::model::check::{Check, Severity};
use crate::model::client::Client;
use crate::model::settings::Settings;
use crate::note::places::Places;
use crate::note::problem::Problem;
use crate::note::{OpenNote, Reader};
use crate::vault::{OpenError, Vault};
use diagnostic::{Finding, Page};
use view::{Spot, View};

/// A check of one note.
type OfANote = (Check, fn(&View<'_>) -> Vec<Finding>);

/// A check of all notes together, which tells the note with each finding.
type OfTheVault = (Check, fn(&Vault) -> Vec<(Spot, Finding)>);

/// Which checks to make.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; all if empty.
    pub only: Vec<Check>,
    /// None of these.
    pub skip: Vec<Check>,
    /// Opinions too.
    pub all: bool,
}

impl Selection {
    /// How bad a finding of a check is; none if the check is not made.
    ///
    /// A check that is asked for by name is made whatever the configuration says.
    pub fn severity(&self, check: Check, settings: &Settings) -> Option<Severity> {
        let is_named = self.only.contains(&check);
        if self.skip.contains(&check) || !(is_named || self.only.is_empty()) {
            return None;
        }
        let configured = settings.severity(check);
        let severity = if is_named { configured.or(Some(check.severity())) } else { configured };
        severity.filter(|severity| is_named || self.all || *severity != Severity::Opinion)
    }
}

/// A vault, and what is amiss in it.
#[derive(Debug)]
pub struct Checkup {
    /// The vault, without the histories of its clients.
    pub vault: Vault,
    /// What is amiss, in the order of paths and places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checkup {
    /// Reads a vault and checks it.
    pub fn of(
        root: PathBuf,
        settings: Settings,
        today: NaiveDate,
        selection: &Selection,
    ) -> Result<Self, OpenError> {
        let look =
            |open: &OpenNote<'_>, settings: &Settings| open_note_checked(open, settings, today, selection);
        let (vault, seen) = Vault::look(root, settings, &[], look, Client::without_history)?;
        let mut diagnostics: Vec<Diagnostic> = seen.into_iter().flatten().collect();
        diagnostics.extend(unread(&vault, selection));
        diagnostics.extend(vault_checked(&vault, selection));
        diagnostics.sort_by(|one, two| one.rank().cmp(&two.rank()));
        Ok(Self { vault, diagnostics })
    }
}

/// What is amiss in a note, as far as it can be seen in it alone.
pub fn note(
    path: &str,
    bytes: &[u8],
    settings: &Settings,
    today: NaiveDate,
    selection: &Selection,
) -> Vec<Diagnostic> {
    let look = |open: &OpenNote<'_>| open_note_checked(open, settings, today, selection);
    Reader::new(settings).look(path, bytes, look).map(|(_, diagnostics)| diagnostics).unwrap_or_default()
}

/// What is amiss in a text that is read as the note at `path`, as far as it can be seen in it alone.
pub(crate) fn open_note_checked(
    open: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    selection: &Selection,
) -> Vec<Diagnostic> {
    note_checked(&View::of(open, settings, today), &open.note.path, selection)
}

/// What is amiss in a configuration, which is at that path.
pub fn configuration(path: &str, text: &str, problems: &[Problem], selection: &Selection) -> Vec<Diagnostic> {
    let (settings, places) = (Settings::default(), Places::default());
    let view = View::of_problems(text, problems, &settings, &places);
    let mut diagnostics = note_checked(&view, path, selection);
    // What it says goes for all notes, so it is mended by hand.
    for diagnostic in &mut diagnostics {
        diagnostic.mend = None;
    }
    diagnostics
}

fn note_checked(view: &View<'_>, path: &str, selection: &Selection) -> Vec<Diagnostic> {
    let page = Page::new(path, view.text);
    let mut diagnostics = Vec::new();
    for (check, find) in reading::CHECKS.iter().chain(note::CHECKS) {
        let Some(severity) = selection.severity(*check, view.settings) else { continue };
        diagnostics.extend(find(view).into_iter().map(|finding| page.place(*check, severity, finding)));
    }
    // What is not the file's own text cannot be changed in it.
    diagnostics.iter_mut().filter(|_| !view.is_utf8).for_each(|diagnostic| diagnostic.mend = None);
    diagnostics.sort_by(|one, two| one.rank().cmp(&two.rank()));
    diagnostics
}

/// Files that could not be read, and so were not looked at.
fn unread(vault: &Vault, selection: &Selection) -> Vec<Diagnostic> {
    let places = Places::default();
    let is_unread = |problem: &Problem| problem.kind.check() == Check::UnreadableFile;
    let notes = vault.notes.iter().filter(|note| note.problems.iter().any(is_unread));
    let checked = |problems, path| {
        let view = View::of_problems("", problems, &vault.settings, &places);
        note_checked(&view, path, selection)
    };
    notes.flat_map(|note| checked(&note.problems, &note.path)).collect()
}

/// What is amiss between notes. Their texts are read once more, but only of those.
fn vault_checked(vault: &Vault, selection: &Selection) -> Vec<Diagnostic> {
    let mut findings: BTreeMap<usize, Vec<(Check, Severity, Spot, Finding)>> = BTreeMap::new();
    for (check, find) in vault::CHECKS {
        let Some(severity) = selection.severity(*check, &vault.settings) else { continue };
        for (spot, finding) in find(vault) {
            findings.entry(spot.note).or_default().push((*check, severity, spot, finding));
        }
    }
    let reader = Reader::new(&vault.settings);
    let placed = |(at, findings): (usize, Vec<_>)| {
        let note = vault.notes.get(at)?;
        let bytes = vault.bytes(note).unwrap_or_default();
        let look = |open: &OpenNote<'_>| {
            let view = View::of(open, &vault.settings, NaiveDate::MIN);
            let page = Page::new(&note.path, open.text);
            let place = |(check, severity, spot, finding): (Check, Severity, Spot, Finding)| {
                page.place(check, severity, view.settled(&spot, finding))
            };
            findings.into_iter().map(place).collect::<Vec<_>>()
        };
        reader.look(&note.path, &bytes, look).map(|(_, diagnostics)| diagnostics)
    };
    findings.into_par_iter().filter_map(placed).flatten().collect()
}
