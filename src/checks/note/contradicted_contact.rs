//! # contradicted-contact
//!
//! Tells of a `last_contact` that the history contradicts.
//!
//! ## Why
//!
//! One of the two is wrong, and the later day decides when the client is due.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! last_contact: 2026-08-30
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Correct the wrong one, or remove `last_contact`: the history tells it anyway.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::Key;
use crate::model::touch::Outcome;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let Some(day) = view.client.last_contact else { return Vec::new() };
    let on_the_day = || view.client.touches.iter().filter(move |touch| touch.date == day);
    let last = view.client.contacts_made(view.today).next_back().map(|touch| touch.date);
    let (message, help) = if day > view.today {
        (
            format!("{day} is still to come, so it does not count"),
            "correct the date; what is planned belongs into the history",
        )
    } else if on_the_day().next().is_some() && on_the_day().all(|touch| touch.outcome == Outcome::Attempt) {
        (format!("on {day} the history has only an attempt"), "correct one of the two")
    } else if let Some(last) = last.filter(|last| *last > day) {
        (format!("the history has a later contact, on {last}"), "remove “last_contact”: the history tells it")
    } else {
        return Vec::new();
    };
    vec![Finding::new(view.places.value(Key::LastContact).unwrap_or(0..0), message).help(help)]
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn each_contradiction_is_told() {
        let cases = [
            ("2026-12-01", "## 2026-09-04 Lunch", 1),
            ("2026-09-04", "## 2026-09-04 Call, no answer", 1),
            ("2026-09-04", "## 2026-09-04 Call, no answer\n## 2026-09-04 Lunch", 0),
            ("2026-09-04", "## 2026-09-04 Lunch", 0),
            ("2026-09-03", "## 2026-09-04 Lunch", 1),
            ("2026-09-03", "## 2026-09-04 Call, no answer", 0),
            ("2026-09-03", "", 0),
        ];
        for (day, history, expected) in cases {
            let note = format!("---\nlast_contact: {day}\n---\n{history}\n");
            assert_eq!(check(Check::ContradictedContact, &[&note], "").len(), expected, "{day} {history}");
        }
    }
}
