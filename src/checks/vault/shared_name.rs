//! # shared-name
//!
//! Tells of two clients with one name or alias.
//!
//! ## Why
//!
//! A reference by that name means neither, and on the agenda nobody can tell them apart.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Harbor Holding
//! aliases: [Harbor Foods]
//! ---
//! ```
//!
//! ## How to mend
//!
//! Put both into one note if they are one client; else give one of them another name, such as one with its city.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ```
//!
//! ```markdown
//! ---
//! name: Harbor Holding
//! ---
//! ```

use std::collections::BTreeMap;

use crate::checks::diagnostic::Finding;
use crate::checks::view::{Spot, Whole};
use crate::model::client::Client;
use crate::model::plain_name;

pub(super) fn find(whole: &Whole<'_>) -> Vec<(Spot, Finding)> {
    let mut by_name: BTreeMap<String, Vec<(usize, &str, &str)>> = BTreeMap::new();
    for (at, note) in whole.vault.notes.iter().enumerate() {
        for name in note.client.iter().flat_map(Client::names) {
            let of_name = by_name.entry(plain_name(name)).or_default();
            if of_name.last().is_none_or(|(last, ..)| *last != at) {
                of_name.push((at, name, &note.path));
            }
        }
    }
    let mut found = Vec::new();
    for notes in by_name.into_values().filter(|notes| notes.len() > 1) {
        for (at, name, path) in &notes {
            let others: Vec<&str> =
                notes.iter().map(|(_, _, path)| *path).filter(|other| other != path).take(3).collect();
            let message = format!("“{name}” is also {}", others.join(" and "));
            let help = "put both into one note, or give one of them another name";
            found.push((
                Spot { note: *at, name: Some((*name).to_owned()) },
                Finding::new(0..0, message).help(help),
            ));
        }
    }
    found
}
