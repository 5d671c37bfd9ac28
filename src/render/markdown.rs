//! The agenda as Markdown, by a template.

use super::template::{self, Layout, TemplateError};
use super::view::AgendaView;
use crate::agenda::Agenda;

/// Writes the agenda with a layout's template, or the built-in one.
pub fn page(agenda: &Agenda<'_>, layout: &Layout) -> Result<String, TemplateError> {
    template::render(AgendaView::of(agenda), agenda.settings.links, layout)
}
