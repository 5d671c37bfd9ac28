//! Mending what has one right answer. Only the bytes that are wrong change, and only if the note is read
//! better afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Selection, open_note_checked};
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

/// What decides whether a note is read better.
struct State {
    findings: Vec<(Check, Option<Edit>)>,
    touches: usize,
    is_client: bool,
}

/// Mends a note; none if there is nothing to mend in it, or it is not UTF-8.
pub fn mended(
    path: &str,
    bytes: &[u8],
    settings: &Settings,
    today: NaiveDate,
    selection: &Selection,
) -> Option<Mended> {
    // Whether a note is read better is judged by all checks, whatever is asked for.
    let judge = Settings { checks: BTreeMap::new(), ..settings.clone() };
    let reader = Reader::new(&judge);
    let state = |text: &str| {
        let look = |open: &OpenNote<'_>| State::of(open, &judge, today);
        reader.look(path, text.as_bytes(), look).map(|(_, state)| state)
    };
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut now = state(&text)?;
    let asked_for = now.findings.iter().filter(|(check, ..)| selection.severity(*check, settings).is_some());
    let mut edits: Vec<(Check, Edit)> =
        asked_for.filter_map(|(check, edit)| Some((*check, edit.clone()?))).collect();
    edits.sort_by_key(|(_, edit)| edit.span.start);
    edits.dedup_by(|later, earlier| later.1.span.start < earlier.1.span.end);
    if edits.is_empty() {
        return None;
    }
    // Most often all of it is fine together; else each is tried by itself.
    if let Some((text, _)) = try_on(&text, &edits, &now, state) {
        return Some(Mended { text, count: edits.len() });
    }
    let mut count = 0;
    // From the end on, so that the places before stay where they are.
    for edit in edits.chunks(1).rev().take(MOST_TRIES) {
        if let Some((changed, then)) = try_on(&text, edit, &now, state) {
            (text, now) = (changed, then);
            count += 1;
        }
    }
    (count > 0).then_some(Mended { text, count })
}

/// More than anybody has to mend in one note; what is left is mended the next time.
const MOST_TRIES: usize = 200;

/// A text with some changes, and how it is then read; none if it is read no better.
fn try_on(
    text: &str,
    edits: &[(Check, Edit)],
    before: &State,
    state: impl Fn(&str) -> Option<State>,
) -> Option<(String, State)> {
    let changed = Edit::apply_all(edits.iter().map(|(_, edit)| edit), text)?;
    let checks: Vec<Check> = edits.iter().map(|(check, _)| *check).collect();
    let then = state(&changed).filter(|then| then.is_better(before, &checks))?;
    Some((changed, then))
}

impl State {
    fn of(open: &OpenNote<'_>, settings: &Settings, today: NaiveDate) -> Self {
        let everything = Selection { all: true, ..Selection::default() };
        let found = open_note_checked(open, settings, today, &everything).into_iter();
        let sure = |mend: super::Mend| mend.is_sure.then_some(mend.edit);
        let findings = found.map(|one| (one.check, one.mend.and_then(sure))).collect();
        let client = open.note.client.as_ref();
        Self {
            findings,
            touches: client.map_or(0, |client| client.touches.len()),
            is_client: client.is_some(),
        }
    }

    /// Whether each of some mended findings is gone, and nothing was lost for it.
    fn is_better(&self, before: &Self, mended: &[Check]) -> bool {
        let told = |state: &Self, check| state.findings.iter().filter(|(other, ..)| *other == check).count();
        let is_gone =
            |check: Check| told(self, check) + count(mended, |other| other == check) <= told(before, check);
        let errors = |state: &Self| state.findings.iter().filter(|(check, ..)| is_error(*check)).count();
        Check::ALL.iter().all(|check| !mended.contains(check) || is_gone(*check))
            && errors(self) + count(mended, is_error) <= errors(before)
            && self.touches + count(mended, |check| check == Check::RepeatedTouch) >= before.touches
            && self.is_client >= before.is_client
    }
}

fn is_error(check: Check) -> bool {
    check.severity() == Severity::Error
}

fn count(checks: &[Check], is_meant: impl Fn(Check) -> bool) -> usize {
    checks.iter().filter(|check| is_meant(**check)).count()
}

#[cfg(test)]
mod tests {
    use super::{Mended, mended};
    use crate::checks::Selection;
    use crate::model::settings::Settings;

    fn mend(text: &str, all: bool) -> Option<Mended> {
        let selection = Selection { all, ..Selection::default() };
        mended("a.md", text.as_bytes(), &Settings::default(), "2026-11-21".parse().unwrap(), &selection)
    }

    #[test]
    fn only_what_is_wrong_changes() {
        let cases = [
            (
                "\u{feff}---\r\nCadance:   6 weeks # mine\r\nstatus: \"inactiv\"\r\nsince: 2026-9-4\r\n---\r\n\r\n## 2026-9-14:  Call \r\ntext",
                "\u{feff}---\r\ncadence:   6 weeks # mine\r\nstatus: \"inactive\"\r\nsince: 2026-09-04\r\n---\r\n\r\n## 2026-09-14:  Call \r\ntext",
                4,
            ),
            (
                "## 2026-09-04 Call\nAbout x.\n\n## 2026-09-04 Call\nAbout x.\n\n## 2026-09-01 Call\n",
                "## 2026-09-04 Call\nAbout x.\n\n## 2026-09-01 Call\n",
                1,
            ),
            ("## 2026-09-04 Call\n\n## 2026-09-04 Call\n\n## 2026-09-04 Call", "## 2026-09-04 Call\n\n", 2),
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
    fn what_would_make_it_worse_is_left() {
        // The key would be there twice, or mean something else.
        for text in [
            "---\ncadence: 6 weeks\ncadance: 1 year\n---\n",
            "---\ncontact: +49 30 123\n---\n",
            "---\nx: 1\n---\n",
        ] {
            assert_eq!(mend(text, false), None, "{text}");
        }
        assert_eq!(mend("## 4.9.2026 Call\n", false), None);
        assert_eq!(mend("## 4.9.2026 Call\n", true).unwrap().text, "## 2026-09-04 Call\n");
    }
}
