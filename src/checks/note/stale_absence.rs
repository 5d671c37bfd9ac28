//! # stale-absence
//!
//! Tells of a contact's absence that ended long ago.
//!
//! ## Why
//!
//! It does nothing any more: whoever is back is taken for back.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - {name: Dana Reyes, away: 2026-03-31}
//! ---
//! ```
//!
//! ## How to mend
//!
//! Remove `away`, or move its end. It is long ago after 60 days; until then the agenda may still welcome them back.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - {name: Dana Reyes}
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::ContactKey;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let contacts = view.client.contacts.iter().enumerate();
    let found = contacts.filter_map(|(nth, contact)| {
        let day = contact.away.as_ref()?.until.filter(|day| view.is_long_ago(*day))?;
        let message = format!("{} has been back since {day}", contact.name);
        let span = view.places.of_contact(nth, ContactKey::Away);
        Some(Finding::new(span, message).help("remove “away”, or move its end"))
    });
    found.collect()
}
