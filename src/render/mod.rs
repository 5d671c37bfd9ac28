//! From an agenda to text. Renderers compute no dates and read no files.

mod columns;
mod csv;
pub mod diff;
pub mod draft;
mod escape;
mod excerpt;
pub mod html;
pub mod ics;
mod json;
pub mod region;
pub mod report;
pub mod roster;
mod sheet;
pub mod show;
pub mod stats;
pub mod table;
mod template;
mod view;
mod wording;

pub use template::{BUILT_INS, BuiltIn, FILTERS, Layout, TemplateError};
pub use wording::{in_full, summary};

use crate::agenda::Agenda;
use template::builtin;

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
    /// A row for each entry, for spreadsheets.
    Csv,
}

/// A text from a note as it stands on a page of Markdown.
pub fn markdown(text: &str) -> String {
    escape::escape(text)
}

/// Writes an agenda, with the built-in template and links from the vault's root.
pub fn agenda(agenda: &Agenda<'_>, format: Format) -> Result<String, TemplateError> {
    page(agenda, format, &Layout::default())
}

/// Writes an agenda; the layout is for pages, and data has none.
pub fn page(agenda: &Agenda<'_>, format: Format, layout: &Layout) -> Result<String, TemplateError> {
    match format {
        Format::Markdown => {
            let template = builtin::AGENDA.template().unless_named(layout);
            template.render(view::AgendaView::of(agenda), agenda.settings.links, &layout.to_vault)
        }
        Format::Json => Ok(json::page(agenda)),
        Format::Csv => Ok(sheet::page(agenda)),
    }
}
