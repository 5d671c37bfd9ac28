//! # nameless-contact
//!
//! Tells of a contact without a name.
//!
//! ## Why
//!
//! Nobody can be asked for, and no title can name the contact.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - role: purchasing
//! ---
//! ```
//!
//! ## How to mend
//!
//! Add the name.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - name: Dana Reyes
//!     role: purchasing
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::check::Check;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    view.reported(Check::NamelessContact)
}
