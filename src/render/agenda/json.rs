//! The agenda as JSON: exactly what a template sees.
//!
//! There may be very many entries, so each is kept as text, without indents, which takes a third of the memory that the
//! data would.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;

use super::view::{AgendaView, EntryView};
use crate::agenda::{Agenda, Entry, Section};

/// The key whose value is only known once all entries are in order.
const SECTION: &str = "\"section\": ";

/// An entry as a JSON object over several lines.
pub fn entry(entry: &Entry<'_>, today: NaiveDate) -> Box<str> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b""));
    // Serializing plain data to memory cannot fail, and gives UTF-8.
    let _ = EntryView::of(entry, today).serialize(&mut serializer);
    String::from_utf8(text).unwrap_or_default().into_boxed_str()
}

/// Writes the agenda as one JSON object over several lines.
pub fn write(agenda: &Agenda<Box<str>>, out: &mut dyn Write) -> io::Result<()> {
    let page = serde_json::to_string_pretty(&AgendaView::without_entries(agenda))?;
    let Some((head, foot)) = page.split_once("\"entries\": [").filter(|_| !agenda.entries.is_empty()) else {
        return writeln!(out, "{page}");
    };
    write!(out, "{head}\"entries\": [")?;
    for (nth, (section, entry)) in agenda.entries.iter().enumerate() {
        writeln!(out, "{}", if nth == 0 { "" } else { "," })?;
        write_entry(entry, *section, out)?;
    }
    writeln!(out, "\n  {foot}")
}

/// Writes an entry with its indents, and in its section. Each line is a key, a value, or a bracket.
fn write_entry(entry: &str, section: Section, out: &mut dyn Write) -> io::Result<()> {
    const ENTRY: usize = 2;
    let mut depth = ENTRY;
    for (nth, line) in entry.lines().enumerate() {
        if line.starts_with(['}', ']']) {
            depth -= 1;
        }
        if nth > 0 {
            out.write_all(b"\n")?;
        }
        write!(out, "{:1$}", "", 2 * depth)?;
        if depth == ENTRY + 1 && line.starts_with(SECTION) {
            write!(out, "{SECTION}\"{}\",", section.name())?;
        } else {
            out.write_all(line.as_bytes())?;
        }
        if line.ends_with(['{', '[']) {
            depth += 1;
        }
    }
    Ok(())
}
