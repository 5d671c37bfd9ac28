//! From an agenda to text. Renderers compute no dates and read no files.

pub mod agenda;
pub mod draft;
mod excerpt;
pub mod export;
pub mod list;
pub mod report;
mod safe;
pub mod show;
pub mod stats;
mod template;
mod words;

pub use agenda::markdown::Links;
pub use template::{BUILT_INS, BuiltIn, FILTERS, Layout, TemplateError};
pub use words::{in_full, summary};

use chrono::NaiveDate;

use crate::agenda::brief::Brief;
use crate::agenda::{Agenda, Entry};
use template::Template;

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
    safe::escape::escape(text)
}

/// Writes an agenda, with the built-in template and links from the vault's root.
pub fn agenda(agenda: &Agenda<'_>, format: Format) -> Result<String, TemplateError> {
    page(agenda, format, &Layout::default())
}

/// Writes an agenda; the layout is for pages, and data has none.
pub fn page(agenda: &Agenda<'_>, format: Format, layout: &Layout) -> Result<String, TemplateError> {
    match (format, &layout.template) {
        (Format::Markdown, Some((name, text))) => {
            let template = Template { name, text };
            template.render(agenda::view::AgendaView::of(agenda), agenda.settings.links, &layout.to_vault)
        }
        (Format::Markdown, None) => {
            let Agenda { today, until, counts, entries, problems, settings, .. } = agenda;
            let links = Links { style: settings.links, to_vault: &layout.to_vault };
            let told =
                entries.iter().map(|entry| (entry.section, agenda::markdown::entry(entry, *today, links)));
            let summary = summary(counts, *today, *until);
            let frame = agenda::markdown::Frame { today: *today, summary: &summary, links };
            Ok(frame.pieces(told, problems.iter().copied()).collect())
        }
        (Format::Json, _) => Ok(agenda::json::page(agenda)),
        (Format::Csv, _) => Ok(agenda::csv::page(agenda)),
    }
}

/// What the built-in page tells of a client.
pub fn line(entry: &Entry<'_>, today: NaiveDate, links: Links<'_>) -> String {
    let mut told = agenda::markdown::entry(entry, today, links);
    // There may be very many.
    told.shrink_to_fit();
    told
}

/// The built-in page of an agenda whose lines are written, in pieces of whole lines.
pub fn brief(brief: Brief<String>, links: Links<'_>) -> Vec<String> {
    let Brief { today, until, counts, lines, problems } = brief;
    let summary = summary(&counts, today, until);
    let problems = problems.iter().map(|(note, problem)| (note.as_str(), problem));
    agenda::markdown::Frame { today, summary: &summary, links }.pieces(lines.into_iter(), problems).collect()
}
