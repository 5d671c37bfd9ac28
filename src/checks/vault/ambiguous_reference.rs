//! # ambiguous-reference
//!
//! Tells of a reference that several notes answer to.
//!
//! ## Why
//!
//! rekindle does not guess, so nobody is thanked for the referral, and nobody is followed to a new job.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! referred_by: Lorenz
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Lorenz Tax
//! aliases: [Lorenz]
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Lorenz Bakery
//! aliases: [Lorenz]
//! ---
//! ```
//!
//! ## How to mend
//!
//! Link to the note you mean by its path, like `"[[network/lorenz-tax]]"`, or write its full name.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! referred_by: Lorenz Tax
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Lorenz Tax
//! aliases: [Lorenz]
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Lorenz Bakery
//! aliases: [Lorenz]
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::{Site, finding_of};
use crate::model::check::Check;
use crate::survey::Survey;

pub(super) fn find<T>(survey: &Survey<'_, T>) -> Vec<(Site, Finding)> {
    let ambiguous =
        survey.problems().filter(|(_, problem)| problem.kind.check() == Check::AmbiguousReference);
    ambiguous.map(|(at, problem)| (Site::in_note(at), finding_of(problem))).collect()
}
