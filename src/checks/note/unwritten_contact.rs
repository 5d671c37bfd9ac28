//! # unwritten-contact
//!
//! Tells of a `last_contact` that is later than anything in the history.
//!
//! ## Why
//!
//! Nobody can tell any more what was said and with whom, and the advice does not know of it.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! last_contact: 2026-10-30
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Write the contact into the history.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-10-30 Call with Dana
//!
//! ## 2026-09-04 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::Key;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let last_contact = view.client.last_contact.filter(|day| *day <= view.today);
    let newest = view.client.touches_until(view.today).last();
    let Some((day, newest)) = last_contact.zip(newest).filter(|(day, newest)| *day > newest.date) else {
        return Vec::new();
    };
    let message = format!("the last contact was on {day}, and the history ends on {}", newest.date);
    let finding = Finding::new(view.places.value(Key::LastContact).unwrap_or(0..0), message);
    vec![finding.help(format!("write it down there, like “## {day} Call with …”"))]
}
