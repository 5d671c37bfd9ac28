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
use crate::checks::view::{Spot, told};
use crate::model::check::Check;
use crate::vault::Vault;

pub(super) fn find(vault: &Vault) -> Vec<(Spot, Finding)> {
    let notes = vault.notes.iter().enumerate();
    let problems = notes.flat_map(|(at, note)| note.problems.iter().map(move |problem| (at, problem)));
    let ambiguous = problems.filter(|(_, problem)| problem.kind.check() == Check::AmbiguousReference);
    ambiguous.map(|(at, problem)| (Spot::in_note(at), told(problem))).collect()
}
