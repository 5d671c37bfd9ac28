//! # unreadable-date
//!
//! Tells of a date in the front matter that has no known form.
//!
//! ## Why
//!
//! The date does not count: a pause does not hold, a farewell is not sent.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! since: 2026-9-4
//! ---
//! ```
//!
//! ## How to mend
//!
//! Write it like `2026-09-04`. `rekindle check --fix` does, where the date can mean only one day.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! since: 2026-09-04
//! ---
//! ```

use chrono::NaiveDate;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::date::near::{self, NearDate, NearKind};
use crate::model::check::Check;
use crate::text::Edit;

/// The day in ISO form, if what is written can mean only one, or is likely to.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::UnreadableDate, |problem, finding| {
        let value = view.slice(&problem.span);
        let Some(NearDate { kind, .. }) = near::at_start(value).filter(|near| near.written == value) else {
            return finding;
        };
        let edit = |day: NaiveDate| Edit { span: problem.span.clone(), text: day.to_string() };
        match kind {
            NearKind::Form(Some(day)) => finding.mended(edit(day)),
            NearKind::Likely(day) => finding.suggested(edit(day)),
            _ => finding,
        }
    })
}
