//! What the tables of cases beside the checks share: notes in, findings out.

use std::fs;

use super::{CheckSelection, Checkup, Diagnostic, configuration};
use crate::model::check::Check;
use crate::vault::{CONFIGURATION, OpenError, Vault};

/// The findings of one check in some notes on 2026-11-21, as `line:column help`; the path of each note is its
/// index in the list: `0.md`, `1.md`, …
pub(crate) fn check(check: Check, notes: &[&str], settings: &str) -> Vec<String> {
    let notes = notes.iter().enumerate();
    let notes = notes.map(|(at, note)| (format!("{at}.md"), note.as_bytes().to_owned()));
    let vault = Vault::in_memory(settings, notes).unwrap();
    let selection = CheckSelection { only: vec![check], ..CheckSelection::default() };
    let today = "2026-11-21".parse().unwrap();
    let found = Checkup::read(&vault, today, &selection).unwrap();
    found.diagnostics.iter().map(shown).collect()
}

fn shown(diagnostic: &Diagnostic) -> String {
    let Diagnostic { start, help, mend, .. } = diagnostic;
    let sure = if mend.as_ref().is_some_and(|mend| mend.is_sure) { " (sure)" } else { "" };
    format!("{}:{} {}{sure}", start.line, start.column, help.as_deref().unwrap_or_default())
}

/// The checks that find something in a configuration.
pub(crate) fn check_setting(settings: &str) -> Vec<Check> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(CONFIGURATION), settings).unwrap();
    let Err(OpenError::Settings { problems, .. }) = Vault::settings(folder.path()) else { return Vec::new() };
    let found = configuration(CONFIGURATION, settings, &problems, &CheckSelection::default());
    found.into_iter().map(|diagnostic| diagnostic.check).collect()
}
