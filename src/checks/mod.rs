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
use diagnostic::{Finding, Page};
use view::{Spot, View};

/// A check of one note.
type OfANote = (Check, fn(&View<'_>) -> Vec<Finding>);

/// A check of all notes together, which gives the note with each finding.
type OfTheVault<T> = (Check, fn(&Survey<'_, T>) -> Vec<(Spot, Finding)>);

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

/// What is amiss in a vault.
#[derive(Debug)]
pub struct Checkup {
    /// The paths of its notes.
    pub notes: Vec<Box<str>>,
    /// What is amiss, in the order of paths and places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checkup {
    /// Reads a vault and checks it.
    pub fn read(vault: &Vault, today: NaiveDate, selection: &Selection) -> Result<Self, OpenError> {
        let (checkup, _) = Self::read_with(vault, today, selection, Relations::None, |_, _| ())?;
        Ok(checkup)
    }

    /// Reads a vault, checks it, and keeps what `keep` makes of each note: for whoever wants to know more than what is
    /// amiss, and read a vault but once.
    pub fn read_with<'v, T: Send + Sync + Default>(
        vault: &'v Vault,
        today: NaiveDate,
        selection: &Selection,
        relations: Relations,
        keep: impl for<'c> Fn(&OpenNote<'c>, &Context<'c>) -> T + Sync,
    ) -> Result<(Self, Survey<'v, T>), OpenError> {
        let survey = Survey::of_notes(vault, today, relations, |note, context| {
            (keep(note, context), open_note_checked(note, &vault.settings, today, selection))
        })?;
        let (survey, of_notes) = survey.split();
        let mut diagnostics: Vec<Diagnostic> = of_notes.into_iter().flatten().collect();
        diagnostics.extend(unread(&survey, selection));
        diagnostics.extend(between_notes(&survey, selection));
        diagnostics.sort_by(|one, two| one.rank().cmp(&two.rank()));
        let notes = survey.paths().map(Box::from).collect();
        Ok((Self { notes, diagnostics }, survey))
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
    let look = |note: &OpenNote<'_>| open_note_checked(note, settings, today, selection);
    Reader::new(settings).look(path, bytes, look).map(|(_, diagnostics)| diagnostics).unwrap_or_default()
}

/// What is amiss in a text that is read as the note at `path`, as far as it can be seen in it alone.
pub(crate) fn open_note_checked(
    note: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    selection: &Selection,
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
    selection: &Selection,
) -> Vec<Diagnostic> {
    note_checked(&View::of(note, settings, today), &note.note.path, selection)
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
fn unread<T>(survey: &Survey<'_, T>, selection: &Selection) -> Vec<Diagnostic> {
    let (settings, places) = (&survey.vault().settings, Places::default());
    let mut diagnostics = Vec::new();
    for (at, problem) in survey.problems() {
        if problem.kind.check() == Check::UnreadableFile {
            let view = View::of_problems("", std::slice::from_ref(problem), settings, &places);
            diagnostics.extend(note_checked(&view, survey.path(at), selection));
        }
    }
    diagnostics
}

/// What is amiss between notes. Their texts are read once more, but only of those.
fn between_notes<T: Send + Sync>(survey: &Survey<'_, T>, selection: &Selection) -> Vec<Diagnostic> {
    let vault = survey.vault();
    let mut findings: BTreeMap<usize, Vec<Located>> = BTreeMap::new();
    for (check, find) in vault::checks() {
        let Some(severity) = selection.severity(check, &vault.settings) else { continue };
        for (spot, finding) in find(survey) {
            findings.entry(spot.note).or_default().push((check, severity, spot, finding));
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

/// A finding about the whole vault, and where it belongs.
type Located = (Check, Severity, Spot, Finding);

/// Findings about the whole vault at their places in a note.
fn placed(note: &OpenNote<'_>, settings: &Settings, findings: Vec<Located>) -> Vec<Diagnostic> {
    let view = View::of(note, settings, NaiveDate::MIN);
    let page = Page::new(&note.note.path, note.text);
    let mut diagnostics = Vec::with_capacity(findings.len());
    for (check, severity, spot, finding) in findings {
        diagnostics.push(page.place(check, severity, view.settled(&spot, finding)));
    }
    diagnostics
}
