//! # misspelled-key
//!
//! Tells of a key that looks like a slip of a known one.
//!
//! ## Why
//!
//! What an unknown key says does not count; in a note it is taken for a key of your own.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadance: 6 weeks
//! ---
//! ```
//!
//! ## How to mend
//!
//! `rekindle check --fix` writes the known key, unless the two differ only in a final `s`. If it is a key of your own,
//! rename it, or switch the check off in `rekindle.yaml`: `checks: {misspelled-key: off}`.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! cadence: 6 weeks
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;
use crate::note::problem::ProblemKind;
use crate::text::Edit;

/// The known key, in the place of the slip. `contact` may be meant as it is, so a final `s` is asked about.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::MisspelledKey, |problem, finding| {
        let ProblemKind::MisspelledKey { key, meant } = &problem.kind else { return finding };
        if view.slice(&problem.span).trim_matches(['"', '\'']) != key {
            return finding;
        }
        let edit = Edit { span: problem.span.clone(), text: (*meant).to_owned() };
        let singular = |key: &str| key.trim_end_matches('s').to_lowercase();
        if singular(key) == singular(meant) { finding.suggested(edit) } else { finding.mended(edit) }
    })
}
