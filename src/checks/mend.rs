//! Mending what has one right answer. Only the bytes that are wrong change, and only if the note is read
//! better afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{CheckSelection, Diagnostic, found_in};
use crate::model::check::{Check, Severity};
use crate::model::settings::Settings;
use crate::note::{OpenNote, Reader};
use crate::text::Edit;

/// A note's text with what could be mended.
#[derive(Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How much of it was mended.
    pub count: usize,
}

/// More than anybody has to mend in one note; what is left is mended the next time.
const MOST_TRIES: usize = 200;

/// A note has to be read once more for each mend that is tried alone. With more than this many, as where every date
/// has another form, they are sure if all of them together are fine.
const MOST_ALONE: usize = 8;

/// Every check counts for whether a note is read better, whatever is asked for.
const EVERYTHING: CheckSelection = CheckSelection { only: Vec::new(), skip: Vec::new(), all: true };

/// Mends a note; none if there is nothing to mend in it, or it is not UTF-8.
pub fn mended(
    path: &str,
    bytes: &[u8],
    settings: &Settings,
    today: NaiveDate,
    selection: &CheckSelection,
) -> Option<Mended> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let with_all_checks = with_all_checks(settings);
    let judge = Judge { reader: Reader::new(&with_all_checks), settings: &with_all_checks, path, today };
    let (mut now, found) = judge.look(&text, |open| {
        let mut found = found_in(open, &with_all_checks, today, &EVERYTHING);
        let state = State::of(open, &found);
        judge.keep_proven(&text, &state, &mut found);
        (state, found)
    })?;
    let asked_for = |diagnostic: &&Diagnostic| selection.severity(diagnostic.check, settings).is_some();
    let edits = in_order(found.iter().filter(asked_for).filter_map(sure_edit));
    if edits.is_empty() {
        return None;
    }
    // Most often all of it is fine together; else each is tried by itself.
    if let Some((text, _)) = judge.try_on(&text, &edits, &now) {
        return Some(Mended { text, count: edits.len() });
    }
    let mut count = 0;
    // From the end on, so that the places before stay where they are.
    for edit in edits.chunks(1).rev().take(MOST_TRIES) {
        if let Some((changed, then)) = judge.try_on(&text, edit, &now) {
            (text, now) = (changed, then);
            count += 1;
        }
    }
    (count > 0).then_some(Mended { text, count })
}

/// Leaves only those mends sure after which the note is read better.
pub(super) fn keep_proven(
    open: &OpenNote<'_>,
    settings: &Settings,
    today: NaiveDate,
    diagnostics: &mut [Diagnostic],
) {
    if diagnostics.iter().all(|diagnostic| sure_edit(diagnostic).is_none()) {
        return;
    }
    let settings = &with_all_checks(settings);
    let judge = Judge { reader: Reader::new(settings), settings, path: &open.note.path, today };
    let before = State::of(open, &found_in(open, settings, today, &EVERYTHING));
    judge.keep_proven(open.text, &before, diagnostics);
}

fn with_all_checks(settings: &Settings) -> Settings {
    Settings { checks: BTreeMap::new(), ..settings.clone() }
}

/// A change that is the only right answer.
fn sure_edit(diagnostic: &Diagnostic) -> Option<(Check, Edit)> {
    let mend = diagnostic.mend.as_ref().filter(|mend| mend.is_sure)?;
    Some((diagnostic.check, mend.edit.clone()))
}

/// Changes in the order of their places, without those that overlap one before.
fn in_order(edits: impl Iterator<Item = (Check, Edit)>) -> Vec<(Check, Edit)> {
    let mut edits: Vec<(Check, Edit)> = edits.collect();
    edits.sort_by_key(|(_, edit)| edit.span.start);
    edits.dedup_by(|later, earlier| later.1.span.start < earlier.1.span.end);
    edits
}

/// Reads a note again after a change.
struct Judge<'a> {
    reader: Reader<'a>,
    settings: &'a Settings,
    path: &'a str,
    today: NaiveDate,
}

impl Judge<'_> {
    fn look<T>(&self, text: &str, look: impl FnOnce(&OpenNote<'_>) -> T) -> Option<T> {
        self.reader.look(self.path, text.as_bytes(), look).map(|(_, seen)| seen)
    }

    /// A text with some changes, and how it is then read; none if it is read no better.
    fn try_on(&self, text: &str, edits: &[(Check, Edit)], before: &State) -> Option<(String, State)> {
        let changed = Edit::apply_all(edits.iter().map(|(_, edit)| edit), text)?;
        let then = self.look(&changed, |open| {
            State::of(open, &found_in(open, self.settings, self.today, &EVERYTHING))
        })?;
        let checks: Vec<Check> = edits.iter().map(|(check, _)| *check).collect();
        then.is_better(before, &checks).then_some((changed, then))
    }

    /// Leaves only those mends sure after which the note is read better.
    fn keep_proven(&self, text: &str, before: &State, diagnostics: &mut [Diagnostic]) {
        let edits = in_order(diagnostics.iter().filter_map(sure_edit));
        if edits.len() > MOST_ALONE && self.try_on(text, &edits, before).is_some() {
            return;
        }
        let mut tries = 0;
        for diagnostic in diagnostics {
            let Some(edit) = sure_edit(diagnostic) else { continue };
            tries += 1;
            let is_proven = tries <= MOST_TRIES && self.try_on(text, &[edit], before).is_some();
            if let Some(mend) = &mut diagnostic.mend {
                mend.is_sure = is_proven;
            }
        }
    }
}

/// What decides whether a note is read better.
struct State {
    findings: Vec<Check>,
    touches: usize,
    is_client: bool,
}

impl State {
    fn of(open: &OpenNote<'_>, found: &[Diagnostic]) -> Self {
        let client = open.note.client.as_ref();
        Self {
            findings: found.iter().map(|diagnostic| diagnostic.check).collect(),
            touches: client.map_or(0, |client| client.touches.len()),
            is_client: client.is_some(),
        }
    }

    /// Whether each of some mended findings is gone, and nothing was lost for it.
    fn is_better(&self, before: &Self, mended: &[Check]) -> bool {
        let are_gone = mended.iter().all(|check| {
            let count = |checks: &[Check]| checks.iter().filter(|other| *other == check).count();
            count(&self.findings) + count(mended) <= count(&before.findings)
        });
        are_gone
            && errors(&self.findings) + errors(mended) <= errors(&before.findings)
            && self.touches >= before.touches
            && self.is_client >= before.is_client
    }
}

fn errors(checks: &[Check]) -> usize {
    checks.iter().filter(|check| check.severity() == Severity::Error).count()
}

#[cfg(test)]
mod tests {
    use super::{Mended, mended};
    use crate::checks::{CheckSelection, note};
    use crate::model::settings::Settings;

    fn mend(text: &str, all: bool) -> Option<Mended> {
        let selection = CheckSelection { all, ..CheckSelection::default() };
        mended("a.md", text.as_bytes(), &Settings::default(), "2026-11-21".parse().unwrap(), &selection)
    }

    #[test]
    fn only_what_is_wrong_changes() {
        let cases = [
            (
                "\u{feff}---\r\nCadnece:   6 weeks # mine\r\nstatus: \"inactiv\"\r\nsince: 2026-9-4\r\n---\r\n\r\n## 2026-9-14:  Call \r\ntext",
                "\u{feff}---\r\ncadence:   6 weeks # mine\r\nstatus: \"inactiv\"\r\nsince: 2026-09-04\r\n---\r\n\r\n## 2026-09-14:  Call \r\ntext",
                3,
            ),
            (
                "---\ncontacts: [{name: A, birtday: 09-14, lefft: 2026-01-01}]\n---\n",
                "---\ncontacts: [{name: A, birthday: 09-14, left: 2026-01-01}]\n---\n",
                2,
            ),
        ];
        for (text, expected, count) in cases {
            let mended = mend(text, false).unwrap();
            assert_eq!((mended.text.as_str(), mended.count), (expected, count), "{text}");
            assert_eq!(mend(&mended.text, false), None, "{text}");
        }
    }

    #[test]
    fn a_mend_is_sure_only_if_the_note_is_read_better_after_it() {
        let cases = [
            ("cadnece: 6 weeks\n", vec![true]),
            // A letter that is another may be meant.
            ("cadance: 6 weeks\n", vec![false]),
            // The key would be there twice.
            ("cadence: 6 weeks\ncadnece: 1 year\n", vec![false]),
            ("frequency: 6 weeks\ncadnece: 1 year\n", vec![false]),
            ("contacts: [{name: A, bday: 09-14, brithday: 10-10}]\n", vec![false]),
            ("contacts:\n- name: A\n  role: \"left: 2026-9-4\"\n  left: 2026-9-4\n", vec![true]),
            ("contacts:\n- name: A\n  # birthday: 1960-1-1\n  birthday: 3-9-1960x\n", vec![]),
            // More than are tried one by one.
            (
                "delivered: [2026-9-1, 2026-9-2, 2026-9-3, 2026-9-4, 2026-9-5, 2026-9-6, 2026-9-7, 2026-9-8, 2026-9-9]\n",
                vec![true; 9],
            ),
        ];
        let (settings, today) = (Settings::default(), "2026-11-21".parse().unwrap());
        let selection = CheckSelection { all: true, ..CheckSelection::default() };
        for (lines, expected) in cases {
            let text = format!("---\n{lines}---\n## 2026-11-02 Call\n");
            let found = note("a.md", text.as_bytes(), &settings, today, &selection);
            let mends = found.into_iter().filter_map(|diagnostic| diagnostic.mend);
            assert_eq!(mends.map(|mend| mend.is_sure).collect::<Vec<_>>(), expected, "{lines}");
        }
    }

    #[test]
    fn what_would_make_it_worse_is_left() {
        // The key would be there twice, or mean something else.
        for text in [
            "---\ncadence: 6 weeks\ncadnece: 1 year\n---\n",
            "---\ncontact: Dana Reyes\n---\n",
            "---\nstatus: gold\n---\n",
            "---\nstatus: actvie\n---\n",
            "## 3.2.10 Set up\n\n## 2026-09-04 Call\n",
            "## 2026-09-04 Call\n\n## 2026-09-04 Call\n",
            "---\nx: 1\n---\n",
        ] {
            assert_eq!(mend(text, false), None, "{text}");
        }
        assert_eq!(mend("## 4.9.2026 Call\n", false), None);
        assert_eq!(mend("## 4.9.2026 Call\n", true).unwrap().text, "## 2026-09-04 Call\n");
    }
}
