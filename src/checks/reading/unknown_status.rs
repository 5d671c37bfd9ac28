//! # unknown-status
//!
//! Tells of a status that is none.
//!
//! ## Why
//!
//! The client is taken for an active one, with its rhythm and its place on the agenda.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: inactiv
//! ---
//! ```
//!
//! ## How to mend
//!
//! Use `prospect`, `active`, `inactive`, `former`, `lost`, `declined`, `partner`, `closed` or a
//! [synonym](format.md#status).
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! status: inactive
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;
use crate::note::problem::ProblemKind;
use crate::text::Edit;

/// The status that is nearly the same word, in the place of the slip.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::UnknownStatus, |problem, finding| match &problem.kind {
        ProblemKind::UnknownStatus { value, meant: Some(meant) } if view.slice(&problem.span) == value => {
            finding.suggested(Edit { span: problem.span.clone(), text: (*meant).to_owned() })
        }
        _ => finding,
    })
}
