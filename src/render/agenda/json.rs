//! The agenda as JSON: exactly what a template sees.

use std::io::{self, Write};

use super::view::AgendaView;

/// Writes the agenda as one JSON object over several lines.
pub fn write(agenda: &AgendaView, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, agenda)?;
    writeln!(out)
}
