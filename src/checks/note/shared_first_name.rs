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

use std::collections::HashMap;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::model::contact::Contact;
use crate::model::folded;
use crate::model::unicode::is_of_word;

/// More names would not help anybody to see who is meant.
const MOST_NAMES: usize = 4;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let client = view.client;
    let mut by_first_name: HashMap<String, Vec<&Contact>> = HashMap::new();
    for contact in &client.contacts {
        if let Some(first) = contact.first_name() {
            by_first_name.entry(first).or_default().push(contact);
        }
    }
    by_first_name.retain(|_, contacts| contacts.len() > 1);
    if by_first_name.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (nth, touch) in client.touches.iter().enumerate() {
        for word in touch.title.split(|c| !is_of_word(c)) {
            let Some(contacts) = by_first_name.get(&folded(word)) else { continue };
            if !contacts.iter().any(|contact| touch.names(contact.id)) {
                let names = contacts.iter().map(|contact| contact.name.as_str()).take(MOST_NAMES);
                let names: Vec<&str> = names.collect();
                let message = format!("“{word}” could be {}, so nobody is named here", names.join(" or "));
                found.push(Finding::new(view.in_touch(nth, word), message).help("write the full name"));
            }
        }
    }
    found
}
