//! What is wrong in the notes, line by line: problems of reading, turned into advice.
//!
//! Each check is one file with its manual as its doc comment. Checks of a note run while its text is in memory;
//! checks of the vault run on all notes together.

mod diagnostic;
pub mod manual;
pub mod mend;
mod note;
mod reading;
#[cfg(test)]
mod testing;
mod vault;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use diagnostic::{Diagnostic, Excerpt, Mend};
pub use vault::stale_agenda;

use crate::model::check::{Check, Severity};
use crate::model::settings::Settings;
use crate::note::places::Places;
use crate::note::problem::Problem;
use crate::note::{OpenNote, Reader};
use crate::rules::Context;
use crate::survey::{Relations, Survey};
use crate::vault::{OpenError, Vault};
use diagnostic::{Finding, Locator};
use view::{NoteView, Site};

/// A check of one note.
type NoteCheck = (Check, fn(&NoteView<'_>) -> Vec<Finding>);

/// A check between notes; each finding says which note it belongs to.
type VaultCheck<T> = (Check, fn(&Survey<'_, T>) -> Vec<(Site, Finding)>);

/// Which checks to run.
#[derive(Debug, Clone, Default)]
pub struct CheckSelection {
    /// Only these; all if empty.
    pub only: Vec<Check>,
    /// None of these.
    pub skip: Vec<Check>,
    /// Whether to report opinions too.
    pub all: bool,
}

impl CheckSelection {
    /// The severity of a check's findings; none if the check does not run.
    ///
    /// A check that is asked for by name runs even if the configuration switches it off.
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

/// What is wrong in a vault.
#[derive(Debug)]
pub struct Checkup {
    /// The paths of its notes.
    pub notes: Vec<Box<str>>,
    /// What is wrong, in the order of paths and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Keys that look like slips and are none, as several notes have them.
    shared_keys: Vec<String>,
}

impl Checkup {
    /// Reads a vault and checks it.
    pub fn read(vault: &Vault, today: NaiveDate, selection: &CheckSelection) -> Result<Self, OpenError> {
        let (checkup, _) = Self::read_with(vault, today, selection, Relations::None, |_, _| ())?;
        Ok(checkup)
    }

    /// Reads a vault, checks it, and keeps what `keep` makes of each note: for whoever wants to know more than what is
    /// amiss, and read a vault but once.
    pub fn read_with<'v, T: Send + Sync + Default>(
        vault: &'v Vault,
        today: NaiveDate,
        selection: &CheckSelection,
        relations: Relations,
        keep: impl for<'c> Fn(&OpenNote<'c>, &Context<'c>) -> T + Sync,
    ) -> Result<(Self, Survey<'v, T>), OpenError> {
        let survey = Survey::of_notes(vault, today, relations, |note, context| {
            (keep(note, context), open_note_checked(note, &vault.settings, today, selection))
        })?;
        let (survey, of_notes) = survey.split();
        let mut diagnostics: Vec<Diagnostic> = of_notes.into_iter().flatten().collect();
        let shared_keys = survey.shared_keys();
        if !shared_keys.is_empty() {
            leave_slips(&mut diagnostics, &survey);
        }
        diagnostics.extend(unread(&survey, selection));
        diagnostics.extend(between_notes(&survey, selection));
        diagnostics.sort_by(|one, two| one.rank().cmp(&two.rank()));
        let notes = survey.paths().map(Box::from).collect();
        Ok((Self { notes, diagnostics, shared_keys }, survey))
    }

    /// The settings of the vault for mending one of its notes, which then needs to know nothing of the others.
    pub fn settings(&self, vault: &Vault) -> Settings {
        let own_keys = vault.settings.own_keys.iter().chain(&self.shared_keys).cloned().collect();
        Settings { own_keys, ..vault.settings.clone() }
    }
}

/// What is wrong in a note by itself.
pub fn note(
    path: &str,
    bytes: &[u8],
    settings: &Settings,
    today: NaiveDate,
    selection: &CheckSelection,
) -> Vec<Diagnostic> {
    let look = |note: &OpenNote<'_>| open_note_checked(note, settings, today, selection);
    Reader::new(settings).look(path, bytes, look).map(|(_, diagnostics)| diagnostics).unwrap_or_default()
}

/// What is wrong in an open note by itself.
pub(crate) fn open_note_checked(
    note: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    selection: &CheckSelection,
) -> Vec<Diagnostic> {
    let mut diagnostics = found_in(note, settings, today, selection);
    mend::keep_proven(note, settings, today, &mut diagnostics);
    diagnostics
}

/// What is amiss in a note, with mends that nobody has tried.
fn found_in(
    note: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    selection: &CheckSelection,
) -> Vec<Diagnostic> {
    note_checked(&NoteView::of(note, settings, today), &note.note.path, selection)
}

/// What is wrong in the configuration at a path.
pub fn configuration(
    path: &str,
    text: &str,
    problems: &[Problem],
    selection: &CheckSelection,
) -> Vec<Diagnostic> {
    let (settings, places) = (Settings::default(), Places::default());
    let view = NoteView::of_problems(text, problems, &settings, &places);
    let mut diagnostics = note_checked(&view, path, selection);
    // It is the same for all notes, so only people change it.
    for diagnostic in &mut diagnostics {
        diagnostic.mend = None;
        // Nor does rekindle run with a setting that it does not know.
        diagnostic.severity = Severity::Error;
    }
    diagnostics
}

/// Leaves only those slips of keys that are still reported now that all notes are read.
fn leave_slips<T>(diagnostics: &mut Vec<Diagnostic>, survey: &Survey<'_, T>) {
    let slips = survey.problems().filter(|(_, problem)| problem.kind.check() == Check::MisspelledKey);
    let slips: BTreeSet<(&str, usize)> =
        slips.map(|(at, problem)| (survey.path(at), problem.span.start)).collect();
    diagnostics.retain(|diagnostic| {
        diagnostic.check != Check::MisspelledKey
            || slips.contains(&(diagnostic.path.as_str(), diagnostic.span.start))
    });
}

fn note_checked(view: &NoteView<'_>, path: &str, selection: &CheckSelection) -> Vec<Diagnostic> {
    let locator = Locator::new(path, view.text);
    let mut diagnostics = Vec::new();
    for (check, find) in reading::CHECKS.iter().chain(note::CHECKS) {
        let Some(severity) = selection.severity(*check, view.settings) else { continue };
        diagnostics.extend(find(view).into_iter().map(|finding| locator.locate(*check, severity, finding)));
    }
    // The text is not what is in the file, so its spans are not places in the file.
    if !view.is_utf8 {
        for diagnostic in &mut diagnostics {
            diagnostic.mend = None;
        }
    }
    diagnostics.sort_by(|one, two| one.rank().cmp(&two.rank()));
    diagnostics
}

/// Files that were not read, which therefore have no text to check.
fn unread<T>(survey: &Survey<'_, T>, selection: &CheckSelection) -> Vec<Diagnostic> {
    let (settings, places) = (&survey.vault().settings, Places::default());
    let mut diagnostics = Vec::new();
    for (at, problem) in survey.problems() {
        if problem.kind.is_of_unread() {
            let view = NoteView::of_problems("", std::slice::from_ref(problem), settings, &places);
            diagnostics.extend(note_checked(&view, survey.path(at), selection));
        }
    }
    diagnostics
}

/// What is wrong between notes. Only notes with a finding are read once more.
fn between_notes<T: Send + Sync>(survey: &Survey<'_, T>, selection: &CheckSelection) -> Vec<Diagnostic> {
    let vault = survey.vault();
    let mut findings: BTreeMap<usize, Vec<Located>> = BTreeMap::new();
    for (check, find) in vault::checks() {
        let Some(severity) = selection.severity(check, &vault.settings) else { continue };
        for (site, finding) in find(survey) {
            findings.entry(site.note).or_default().push((check, severity, site, finding));
        }
    }
    let reader = Reader::new(&vault.settings);
    let placed = findings.into_par_iter().map(|(at, findings)| {
        let path = survey.path(at);
        let bytes = vault.bytes(path).unwrap_or_default();
        reader.look(path, &bytes, |note| placed(note, &vault.settings, findings))
    });
    placed.flatten().flat_map_iter(|(_, diagnostics)| diagnostics).collect()
}

/// A finding between notes, and where it belongs.
type Located = (Check, Severity, Site, Finding);

/// Findings between notes at their places in one of them.
fn placed(note: &OpenNote<'_>, settings: &Settings, findings: Vec<Located>) -> Vec<Diagnostic> {
    let view = NoteView::of(note, settings, NaiveDate::MIN);
    let locator = Locator::new(&note.note.path, note.text);
    let mut diagnostics = Vec::with_capacity(findings.len());
    for (check, severity, site, finding) in findings {
        diagnostics.push(locator.locate(check, severity, view.located(&site, finding)));
    }
    diagnostics
}
