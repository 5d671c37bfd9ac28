//! # shared-first-name
//!
//! Tells of a title with a first name that several contacts have.
//!
//! ## Why
//!
//! The touch names neither of them, so neither counts as reached.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [Dana Reyes, Dana Cole]
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```
//!
//! ## How to mend
//!
//! Write the full name, or give one of them an alias and use that.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [Dana Reyes, Dana Cole]
//! ---
//! ## 2026-09-04 Lunch with Dana Cole
//! ```

use std::collections::BTreeMap;

use crate::checks::diagnostic::Finding;
use crate::checks::view::View;
use crate::model::contact::Contact;
use crate::model::mentions;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut by_first_name: BTreeMap<String, Vec<&Contact>> = BTreeMap::new();
    for contact in &view.client.contacts {
        contact
            .first_name()
            .into_iter()
            .for_each(|first| by_first_name.entry(first).or_default().push(contact));
    }
    let mut found = Vec::new();
    for (first, contacts) in by_first_name.iter().filter(|(_, contacts)| contacts.len() > 1) {
        for (nth, touch) in view.client.touches.iter().enumerate() {
            let is_told =
                view.client.people(touch).any(|person| contacts.iter().any(|one| std::ptr::eq(*one, person)));
            if is_told || !mentions(&touch.title, first) {
                continue;
            }
            let names: Vec<&str> = contacts.iter().map(|contact| contact.name.as_str()).collect();
            let written = contacts.iter().filter_map(|contact| {
                contact.name.split_whitespace().find(|word| word.to_lowercase() == *first)
            });
            let written = written.clone().next().unwrap_or(first);
            let message = format!("“{written}” could be {}, so nobody is named here", names.join(" or "));
            found.push(Finding::new(view.in_touch(nth, written), message).help("write the full name"));
        }
    }
    found
}
