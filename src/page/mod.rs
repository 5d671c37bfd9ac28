//! The agenda as a form: what the user ticked and wrote on a page that was written for them.
//!
//! A page carries, in a comment at its end, which lines rekindle wrote and what each of its entries and promises is. Whatever
//! else is on the page is the user's, and stays theirs until it is logged. Lines are known by what a reader sees of them, so
//! no program that lays out the page anew makes them strange.

mod answer;
pub mod chunks;
mod form;
mod known;
mod marks;
pub mod overwrite;
mod parts;
mod passage;
mod reader;
pub mod region;
mod renewed;
mod sign;
mod tree;
mod wikilinks;

pub use answer::{Answer, AnswerContext, Unclear};
pub use form::{Filled, FilledPromise, Following, Form, Sign, Stray, Telling, Written};
pub use marks::{Hash, Offer, PromiseId};
pub use renewed::{MarkedEntry, Page, Renewed, read};
pub use sign::{Identity, PromiseLine};

/// How a page of the built-in template begins.
pub const TITLE: &str = "# Agenda for ";

#[cfg(test)]
mod tests;
