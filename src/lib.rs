//! rekindle reads a folder of Markdown client notes and plans whom to get in touch with, why and how.
//!
//! Data goes one way, in this order:
//!
//! 1. [`note`]: bytes and a path become a note, its client, and what could not be read of it.
//! 2. [`vault`]: a folder, or pairs of path and bytes in memory, and the settings to read its notes by.
//! 3. [`rules`]: a client on a day is judged: what is due, what holds it back, how to go about it.
//! 4. [`survey`]: each note is read, judged and forgotten, but for what is to be kept of it.
//! 5. [`agenda`]: clients in sections, in order, within the capacity of a week.
//! 6. [`views`]: the same clients as a list, numbers, tables, a calendar; one of them in detail.
//! 7. [`render`]: all of that as text.
//!
//! [`compose`](mod@compose) goes all the way. Beside it, [`checks`] looks at notes line by line, [`edit`] writes into them, and
//! [`page`] reads back what the user ticked.
//!
//! ```
//! use chrono::NaiveDate;
//! use rekindle::agenda::Selection;
//! use rekindle::compose::{AgendaFormat, compose};
//! use rekindle::render::Layout;
//! use rekindle::vault::Vault;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let today: NaiveDate = "2026-11-21".parse()?;
//! let vault = Vault::open("example-vault")?;
//! let agenda = compose(AgendaFormat::Markdown, &vault, today, &Selection::default(), &Layout::default())?;
//! assert!(agenda.text().starts_with("# Agenda for Saturday 21 November 2026\n"));
//! # Ok(())
//! # }
//! ```
//!
//! The library asks neither the clock nor the environment, and prints nothing: today is an input.
//! Nothing in a note makes it fail; what could not be read is data, a
//! [`Problem`](note::problem::Problem) with its place.
//!
//! Without the feature `cli`, which is on by default, the crates of the command line are left out; `ics` has the
//! calendar.

// Below everything.
mod hash;
pub mod manual;
pub mod model;
pub mod text;

// The pipeline.
pub mod date;
pub mod note;
pub mod vault;

pub mod rules;
pub mod survey;

pub mod agenda;
pub mod page;

pub mod checks;
pub mod edit;
pub mod views;

pub mod render;
pub mod schema;

pub mod compose;

pub use agenda::{Agenda, Entry, Planner, Section, Selection};
pub use compose::compose;
pub use model::client::Client;
pub use model::settings::Settings;
pub use note::{Note, Reader};
pub use survey::{Relations, Survey};
pub use vault::{OpenError, Vault};
