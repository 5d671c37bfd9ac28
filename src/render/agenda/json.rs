//! The agenda as JSON: exactly what a template sees.

use super::view::AgendaView;
use crate::agenda::Agenda;

/// Writes the agenda as one JSON object over several lines.
pub(crate) fn page(agenda: &Agenda<'_>) -> String {
    // Serializing plain data to a string cannot fail.
    let mut page = serde_json::to_string_pretty(&AgendaView::of(agenda)).unwrap_or_default();
    page.push('\n');
    page
}
