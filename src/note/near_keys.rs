//! Unknown keys that are nearly known ones: slips, unless several notes have them.

use std::collections::BTreeMap;

use super::problem::{Problem, ProblemKind};
use crate::model::key;

/// Those of the notes' near keys that several notes have: nobody makes the same slip twice.
pub(crate) fn shared<'n>(of_notes: impl IntoIterator<Item = &'n Vec<String>>) -> Vec<String> {
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for key in of_notes.into_iter().flatten() {
        *notes.entry(key).or_default() += 1;
    }
    notes.into_iter().filter(|(_, count)| *count > 1).map(|(key, _)| key.to_owned()).collect()
}

/// Leaves out what was reported of keys that several notes have.
pub(crate) fn forgive(problems: &mut Vec<Problem>, shared: &[String]) {
    problems.retain(|problem| match &problem.kind {
        ProblemKind::MisspelledKey { key: name, .. } => !shared.contains(&key(name)),
        _ => true,
    });
}
