//! # bad-yaml
//!
//! Tells of a place in the front matter that is no YAML.
//!
//! ## Why
//!
//! The key at that place does not count: a cadence, an owner or a contact is missing until it is mended.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Smith: Partners
//! owner: Hanna Lind
//! ---
//! ```
//!
//! ## How to mend
//!
//! A value with a colon, a `#` or a bracket in it needs quotes. The other keys are used meanwhile.
//!
//! ```markdown
//! ---
//! name: "Smith: Partners"
//! owner: Hanna Lind
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;
use crate::note::problem::ProblemKind;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    // The parser speaks of YAML; this is what people mostly need to know.
    view.reported_with(Check::BadYaml, |problem, finding| match &problem.kind {
        ProblemKind::BadYaml { reason } if !reason.contains("quotes") => {
            finding.help("a value with a colon, a “#” or a bracket in it needs quotes")
        }
        _ => finding,
    })
}
