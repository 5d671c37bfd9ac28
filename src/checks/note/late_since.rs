//! # late-since
//!
//! Tells of a `since` that is later than the history says the status began.
//!
//! ## Why
//!
//! `since` decides when to part well, when to come back, and whom to thank for a referral.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: lost
//! since: 2026-09-20
//! ---
//! ## 2026-08-04 Lost to a cheaper offer
//! ```
//!
//! ## How to mend
//!
//! Write the day on which the status began: that of the entry `Lost …`, `Ended …`, `Signed …` and the like, or for a prospect
//! the first touch.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: lost
//! since: 2026-08-04
//! ---
//! ## 2026-08-04 Lost to a cheaper offer
//! ```

use crate::model::keys::Key;
use chrono::NaiveDate;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::status::Status;
use crate::model::touch::{EventKind, Milestone};

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let began = began(view).filter(|began| *began <= view.today);
    let Some((since, began)) = view.client.since.zip(began).filter(|(since, began)| since > began) else {
        return Vec::new();
    };
    let status = view.client.status;
    let message =
        format!("“since” is {since}, but by the history the client is {} since {began}", adjective(status));
    let span = view.places.value(Key::Since).unwrap_or(0..0);
    vec![Finding::new(span, message).help(format!("write “since: {began}”, or correct the history"))]
}

/// The day on which the status began by the history, if that says so.
fn began(view: &NoteView<'_>) -> Option<NaiveDate> {
    let client = view.client;
    // The first of the last run of milestones that lead to this status: signed, then started, is one beginning.
    let (mut began, mut has_milestones) = (None, false);
    for event in &client.events {
        if let EventKind::Milestone(milestone) = event.kind {
            has_milestones = true;
            let is_same = status_after(milestone) == client.status;
            began = if is_same { began.or(Some(event.date)) } else { None };
        }
    }
    // Without a milestone, a client was a prospect from the start.
    if client.status == Status::Prospect && !has_milestones {
        return client.touches.first().map(|touch| touch.date);
    }
    began
}

const fn status_after(milestone: Milestone) -> Status {
    match milestone {
        Milestone::Won | Milestone::WonBack | Milestone::Signed | Milestone::Started => Status::Active,
        Milestone::Lost => Status::Lost,
        Milestone::Declined => Status::Declined,
        Milestone::Ended => Status::Former,
        Milestone::Closed => Status::Closed,
    }
}

const fn adjective(status: Status) -> &'static str {
    match status {
        Status::Prospect => "a prospect",
        Status::Partner => "a partner",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn since_is_held_against_the_milestones() {
        let cases = [
            ("prospect", "## 2026-08-04 Call", 1),
            ("prospect", "## 2026-09-20 Call", 0),
            ("prospect", "## 2026-07-01 Lost it\n## 2026-08-04 Call", 0),
            ("active", "## 2026-08-04 Call", 0),
            ("active", "## 2026-08-04 Signed\n## 2026-09-25 Started", 1),
            ("active", "## 2025-08-04 Signed\n## 2026-01-01 Lost it\n## 2026-09-20 Won back", 0),
            ("former", "## 2026-09-01 Ended with thanks", 1),
            ("former", "## 2026-10-01 Ended with thanks", 0),
            ("lost", "## 2026-12-01 Lost", 0),
        ];
        for (status, history, expected) in cases {
            let note = format!("---\nstatus: {status}\nsince: 2026-09-20\n---\n{history}\n");
            assert_eq!(check(Check::LateSince, &[&note], "").len(), expected, "{status} {history}");
        }
    }
}
