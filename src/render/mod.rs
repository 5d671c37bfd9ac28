//! From an agenda to text. Renderers compute no dates and read no files.

mod escape;
pub mod json;
pub mod markdown;
pub mod region;
pub mod roster;
pub mod show;
mod template;
mod view;
mod wording;

pub use template::{Layout, TemplateError};
pub use wording::summary;

use crate::agenda::Agenda;

/// How a page of the built-in template begins.
pub const TITLE: &str = "# Agenda for ";

/// What an agenda can be written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// A page for any editor.
    #[default]
    Markdown,
    /// What a template sees, for other programs.
    Json,
}

/// Writes an agenda, with the built-in template and links from the vault's root.
pub fn agenda(agenda: &Agenda<'_>, format: Format) -> Result<String, TemplateError> {
    match format {
        Format::Markdown => markdown::page(agenda, &Layout::default()),
        Format::Json => Ok(json::page(agenda)),
    }
}
