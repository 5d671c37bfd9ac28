//! What the tests of the figures share: notes in, figures out.

use super::Stats;
use crate::agenda::Selection;
use crate::model::status::Status;
use crate::vault::Vault;

/// A Saturday.
pub(super) const TODAY: &str = "2026-11-21";

pub(super) fn note(front: &str, history: &str) -> String {
    format!("---\n{front}\n---\n{history}")
}

/// A vault of notes called by their place in the list: `0.md`, `1.md`, …
pub(super) fn vault<S: AsRef<str>>(yaml: &str, notes: &[S]) -> Vault {
    let notes =
        notes.iter().enumerate().map(|(at, text)| (format!("{at}.md"), text.as_ref().as_bytes().to_owned()));
    let vault = Vault::in_memory(yaml, notes).unwrap();
    for note in vault.clone().read().unwrap().notes {
        assert!(note.problems.is_empty(), "{}: {:?}", note.path, note.problems);
    }
    vault
}

/// The figures of notes on [`TODAY`], of clients with these statuses (`lost, active`) or of all.
pub(super) fn figures<T, S: AsRef<str>>(
    yaml: &str,
    notes: &[S],
    statuses: &str,
    say: impl FnOnce(&Stats) -> T,
) -> T {
    let statuses = statuses.split(", ").filter_map(Status::from_word).collect();
    let selection = Selection { statuses, ..Selection::default() };
    say(&Stats::read(&vault(yaml, notes), TODAY.parse().unwrap(), &selection).unwrap())
}
