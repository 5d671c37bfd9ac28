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

use rayon::slice::ParallelSliceMut;

use crate::checks::diagnostic::Finding;
use crate::checks::view::Site;
use crate::model::plain_name;
use crate::survey::Survey;

pub(super) fn find<T>(survey: &Survey<'_, T>) -> Vec<(Site, Finding)> {
    let all = survey.names().map(|(at, name)| (plain_name(name), at, name, survey.path(at)));
    let mut named: Vec<(String, usize, &str, &str)> = all.collect();
    named.par_sort_by(|(one, at, ..), (two, other, ..)| (one, at).cmp(&(two, other)));
    named.dedup_by(|(one, at, ..), (two, other, ..)| (one, at) == (two, other));
    let mut found = Vec::new();
    for notes in named.chunk_by(|(one, ..), (two, ..)| one == two).filter(|notes| notes.len() > 1) {
        for (_, at, name, path) in notes {
            let others: Vec<&str> =
                notes.iter().map(|(.., path)| *path).filter(|other| other != path).take(3).collect();
            let message = format!("“{name}” is also {}", others.join(" and "));
            let help = "put both into one note, or give one of them another name";
            found.push((
                Site { note: *at, name: Some((*name).to_owned()) },
                Finding::new(0..0, message).help(help),
            ));
        }
    }
    found
}
