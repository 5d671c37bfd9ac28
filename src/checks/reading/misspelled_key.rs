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
//! Write the known key. `rekindle check --fix` does where one letter is doubled, left out, or has changed places with the
//! next, and the known key is not there already. A key of your own is taken for a slip only if it is no word, if no other
//! note has it, and if its value suits the known key; [`own_keys`](configuration.md#words-and-headings) in `rekindle.yaml`
//! names those that never are.
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

/// The known key, in the place of the slip.
pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported_with(Check::MisspelledKey, |problem, finding| {
        let ProblemKind::MisspelledKey { key, meant, is_certain } = &problem.kind else { return finding };
        if view.slice(&problem.span).trim_matches(['"', '\'']) != key {
            return finding;
        }
        let edit = Edit { span: problem.span.clone(), text: (*meant).to_owned() };
        if *is_certain { finding.mended(edit) } else { finding.suggested(edit) }
    })
}
