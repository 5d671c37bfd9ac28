//! The list of clients for the terminal, as JSON, and as CSV.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::ser::Serializer;
use serde_json::{Value, json};

use super::agenda::view::CadenceView;
use super::safe::cells::{Cell, row};
use super::safe::columns::{WIDEST_NAME, cut, pad, width};
use crate::views::list::{List, ListLine};

/// Writes a line for each client, in columns.
pub fn text(list: &List, out: &mut dyn Write) -> io::Result<()> {
    let names = list.lines.iter().map(|line| width(&cut(&line.client.name, WIDEST_NAME)));
    let name_width = names.max().unwrap_or_default().max("CLIENT".len());
    writeln!(
        out,
        "{:<name_width$}  {:<9}  {:<12}  {:>7}  DUE",
        "CLIENT", "STATUS", "LAST CONTACT", "SILENCE"
    )?;
    for line in &list.lines {
        let name = pad(&cut(&line.client.name, WIDEST_NAME), name_width);
        let silence = line.silence.map_or_else(|| "-".to_owned(), |days| format!("{days} d"));
        let (last_contact, due) = (day(line.last_contact), day(line.due));
        writeln!(out, "{name}  {:<9}  {last_contact:<12}  {silence:>7}  {due}", line.status.name())?;
    }
    Ok(())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

/// Writes a list with a JSON object for each client.
pub fn json(list: &List, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    serializer.collect_seq(list.lines.iter().map(object))?;
    writeln!(out)
}

fn object(line: &ListLine) -> Value {
    json!({
        "note": line.client.path,
        "name": line.client.name,
        "status": line.status,
        "owner": line.owner,
        "priority": line.priority,
        "tags": line.tags,
        "last_contact": line.last_contact,
        "silence": line.silence,
        "cadence": CadenceView::of(line.rhythm),
        "due": line.due,
        "dormant": line.is_dormant,
    })
}

/// Writes a header, and a row for each client.
pub fn csv(list: &List, out: &mut dyn Write) -> io::Result<()> {
    let names = ["note", "name", "status", "owner", "last_contact", "silence", "due", "dormant"];
    out.write_all(row(names.map(Cell::word)).as_bytes())?;
    for line in &list.lines {
        let cells = [
            Cell::text(&*line.client.path),
            Cell::text(&*line.client.name),
            Cell::word(line.status.name()),
            Cell::optional(line.owner.as_deref()),
            Cell::maybe(line.last_contact),
            Cell::maybe(line.silence),
            Cell::maybe(line.due),
            Cell::plain(&line.is_dormant),
        ];
        out.write_all(row(cells).as_bytes())?;
    }
    Ok(())
}
