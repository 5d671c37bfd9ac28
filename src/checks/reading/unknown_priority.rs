//! # unknown-priority
//!
//! Tells of a priority that is none.
//!
//! ## Why
//!
//! The client is taken for one of normal priority, and may come later on the agenda than it should.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! priority: hihg
//! ---
//! ```
//!
//! ## How to mend
//!
//! Use `high`, `normal` or `low`.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! priority: high
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;
use crate::model::nearest;
use crate::model::status::Priority;
use crate::text::Edit;

/// The priority that is nearly the same word.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::UnknownPriority, |problem, finding| {
        let value = view.slice(&problem.span);
        match nearest(value, Priority::ALL.map(Priority::name)) {
            Some(meant) => finding.suggested(Edit { span: problem.span.clone(), text: meant.to_owned() }),
            None => finding,
        }
    })
}
