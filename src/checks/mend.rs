//! Mending what has one right answer. Only the bytes that are wrong change, and only if the note is read
//! better afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Selection, sheet_checked};
use crate::model::check::{Check, Severity};
use crate::model::settings::Settings;
use crate::source::Edit;
use crate::vault::note::{Reader, Sheet};

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
    findings: Vec<(Check, Severity, Option<Edit>)>,
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
        let look = |sheet: &Sheet<'_>| State::of(sheet, &judge, today);
        reader.look(path, text.as_bytes(), look).map(|(_, state)| state)
    };
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut now = state(&text)?;
    let asked_for = now.findings.iter().filter(|(check, ..)| selection.severity(*check, settings).is_some());
    let mut edits: Vec<(Check, Edit)> =
        asked_for.filter_map(|(check, _, edit)| Some((*check, edit.clone()?))).collect();
    // From the end on, so that the places before stay where they are.
    edits.sort_by_key(|(_, edit)| std::cmp::Reverse(edit.span.start));
    let (mut count, mut changed_from) = (0, text.len());
    for (check, edit) in edits {
        if edit.span.end > changed_from {
            continue;
        }
        let Some(changed) = edit.applied(&text) else { continue };
        if let Some(then) = state(&changed).filter(|then| then.is_better(&now, check)) {
            (text, now, changed_from) = (changed, then, edit.span.start);
            count += 1;
        }
    }
    (count > 0).then_some(Mended { text, count })
}

impl State {
    fn of(sheet: &Sheet<'_>, settings: &Settings, today: NaiveDate) -> Self {
        let everything = Selection { all: true, ..Selection::default() };
        let found = sheet_checked(sheet, settings, today, &everything).into_iter();
        let sure = |mend: super::Mend| mend.is_sure.then_some(mend.edit);
        let findings = found.map(|one| (one.check, one.severity, one.mend.and_then(sure))).collect();
        let client = sheet.note.client.as_ref();
        Self {
            findings,
            touches: client.map_or(0, |client| client.touches.len()),
            is_client: client.is_some(),
        }
    }

    /// Whether a check tells less than before, and nothing was lost for it.
    fn is_better(&self, before: &Self, check: Check) -> bool {
        let told = |state: &Self| state.findings.iter().filter(|(other, ..)| *other == check).count();
        let errors = |state: &Self| {
            state.findings.iter().filter(|(_, severity, _)| *severity == Severity::Error).count()
        };
        let mended_error = usize::from(check.severity() == Severity::Error);
        let repeated = usize::from(check == Check::RepeatedTouch);
        told(self) < told(before)
            && errors(self) + mended_error <= errors(before)
            && self.touches + repeated >= before.touches
            && self.is_client >= before.is_client
    }
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
