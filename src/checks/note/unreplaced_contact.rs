//! # unreplaced-contact
//!
//! Tells of a contact who left, where nobody else has been in touch since.
//!
//! ## Why
//!
//! A client known through one person is lost with that person.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - name: Dana Reyes
//!     left: 2026-10-01
//!   - Lee Park
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Find out who follows, add them to `contacts`, and get in touch.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts:
//!   - name: Dana Reyes
//!     left: 2026-10-01
//!   - Lee Park
//! ---
//! ## 2026-10-20 Call with Lee
//!
//! ## 2026-09-04 Lunch with Dana
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::ContactKey;
use crate::model::status::Status;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let client = view.client;
    if client.status == Status::Closed {
        return Vec::new();
    }
    let mut with_current = client
        .touches
        .iter()
        .filter(|touch| client.people(touch).any(|contact| contact.is_current(view.today)));
    let last = with_current.next_back().map(|touch| touch.date);
    let mut found = Vec::new();
    for (nth, contact) in client.contacts.iter().enumerate() {
        let Some(left) = contact.left.filter(|left| *left <= view.today) else { continue };
        if last.is_some_and(|last| last >= left) {
            continue;
        }
        let name = &contact.name;
        let message = format!("{name} left on {left}, and nobody else here is named in a touch since");
        let others: Vec<&str> = client
            .contacts
            .iter()
            .filter(|one| one.is_current(view.today))
            .map(|one| one.name.as_str())
            .collect();
        let help = match others[..] {
            [] => "find out who follows, and add them to “contacts”".to_owned(),
            _ => format!("get in touch with {}", others.join(" or ")),
        };
        found.push(Finding::new(view.places.of_contact(nth, ContactKey::Left), message).help(help));
    }
    found
}
