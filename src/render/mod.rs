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

/// A text from a note as it is on a page of Markdown.
pub fn markdown(text: &str) -> String {
    safe::escape::escape(text)
}
