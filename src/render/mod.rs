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

/// A text of several lines, perhaps from notes, in which nothing controls a terminal.
pub fn printable(text: &str) -> String {
    safe::plain::without_controls(text)
}

/// A message, perhaps with text from notes and names of files: printable, and no line is a command to a GitHub workflow,
/// neither `::name::` at its beginning nor `##[name]` anywhere.
pub fn message(text: &str) -> String {
    let mut message = String::with_capacity(text.len());
    for line in printable(text).replace("##[", "## [").split_inclusive('\n') {
        let is_command = line.trim_start().starts_with("::");
        message.push_str(&if is_command { line.replacen("::", ": :", 1) } else { line.to_owned() });
    }
    message
}

/// A text from a note as it is on a page of Markdown.
pub fn markdown(text: &str) -> String {
    safe::escape::escape(text)
}
