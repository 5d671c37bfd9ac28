//! # stale-agenda
//!
//! Tells of an agenda that is not what the notes say today.
//!
//! ## Why
//!
//! Whoever goes by it calls people who were called already, and forgets others.
//!
//! ## Example
//!
//! An agenda of last week, or one from before a note was changed. The check is made only with `rekindle check --agenda`.
//!
//! ## How to mend
//!
//! Run `rekindle agenda`. In a repository let CI do it every week; see [ci.md](ci.md).

use crate::checks::diagnostic::{Diagnostic, Finding, Locator};
use crate::model::check::{Check, Severity};

/// The finding that the agenda at a path is out of date or missing.
pub fn diagnostic(path: &str, is_there: bool, severity: Severity) -> Diagnostic {
    let message =
        if is_there { "the agenda is not what the notes say today" } else { "the agenda is not there yet" };
    let finding = Finding::new(0..0, message).help("run “rekindle agenda” to renew it");
    Locator::new(path, "").locate(Check::StaleAgenda, severity, finding)
}
