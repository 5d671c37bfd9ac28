//! # unknown-owner
//!
//! Tells of an owner who is not in the team, where there is one.
//!
//! ## Why
//!
//! Nobody sees the client who looks at their own with `--owner`, and nobody covers for them.
//!
//! ## Example
//!
//! ```yaml
//! team: [Hanna Lind, Tomas Okafor]
//! ```
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! owner: Hana Lind
//! ---
//! ```
//!
//! ## How to mend
//!
//! Write the name as it is in `team`, or add whoever it is to the team.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! owner: Hanna Lind
//! ---
//! ```

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::keys::{ContactKey, Key};
use crate::model::{nearest, same_name};
use crate::text::{Edit, Span};

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    if view.settings.team.is_empty() {
        return Vec::new();
    }
    let of_client = view.client.owner.as_ref().zip(view.places.value(Key::Owner));
    let contacts = view.client.contacts.iter().enumerate();
    let of_contacts = contacts.filter_map(|(nth, contact)| {
        Some((contact.owner.as_ref()?, view.places.of_contact(nth, ContactKey::Owner)))
    });
    of_client.into_iter().chain(of_contacts).filter_map(|(owner, span)| finding(view, owner, span)).collect()
}

fn finding(view: &NoteView<'_>, owner: &str, span: Span) -> Option<Finding> {
    let settings = view.settings;
    let known =
        || settings.team.iter().map(|colleague| colleague.name.as_str()).chain(settings.owner.as_deref());
    if known().any(|name| same_name(name, owner)) {
        return None;
    }
    let finding = Finding::new(span.clone(), format!("“{owner}” is not in the team"));
    Some(match nearest(owner, known()) {
        Some(meant) if view.slice(&span) == owner => finding.suggested(Edit { span, text: meant.to_owned() }),
        _ => {
            let known: Vec<&str> = known().collect();
            finding.help(format!("the team is {}; it is set in rekindle.yaml", known.join(", ")))
        }
    })
}
