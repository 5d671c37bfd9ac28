//! # bad-setting
//!
//! Tells of something in `rekindle.yaml` that is not understood.
//!
//! ## Why
//!
//! rekindle stops rather than run on a configuration that it half understood.
//!
//! ## Example
//!
//! ```yaml
//! team: [{away: 2026-12-06}]
//! ```
//!
//! ## How to mend
//!
//! The message says what is wrong; [configuration.md](configuration.md) has every setting.
//!
//! ```yaml
//! team: [{name: Ines Ferreira, away: 2026-12-06}]
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::BadSetting)
}
