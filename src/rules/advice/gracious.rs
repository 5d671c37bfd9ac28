//! # gracious
//!
//! Advises to thank them, and to ask for a reference, when parting.
//!
//! ## Why
//!
//! Thank them, ask for a reference (P05); be gracious when you think you lost: lost clients come back to
//! those who are (P31).
//!
//! ## When
//!
//! Together with the trigger `farewell`.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! status: lost
//! since: 2026-11-13
//! ---
//! ```
//!
//! ## Configuration
//!
//! `rules: {gracious: off}` silences it.

use super::Advice;
use crate::rules::{Reason, Standing, Trigger};

pub(in crate::rules) fn give<'a>(_: &Standing<'_, 'a>, listed: &[Trigger<'a>]) -> Option<Advice<'a>> {
    listed.iter().find_map(|trigger| match trigger.reason {
        Reason::Farewell { status, .. } => Some(Advice::Gracious { status }),
        _ => None,
    })
}
