//! rekindle reads a folder of Markdown client notes and plans whom to get in touch with, why and how.
//!
//! Data goes one way: a folder becomes notes ([`vault`]), notes are judged ([`rules`]), the verdicts
//! become an agenda ([`agenda`]), and the agenda becomes text ([`render`]). Beside that, notes are checked
//! line by line ([`checks`]).
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
//! Nothing that stands in a note makes it fail; what could not be read is data, a
//! [`Problem`](note::problem::Problem) with its place.

mod hash;

pub mod text;

pub mod manual;

pub mod model;

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
