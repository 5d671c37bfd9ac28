//! The roster for the terminal, as JSON, and as CSV.

use serde_json::{Value, json};

use super::agenda::view::CadenceView;
use super::safe::cells::{Cell, row};
use super::safe::columns::{WIDEST_NAME, cut, pad, width};
use crate::views::list::{Roster, Row};

/// A line for each client, in columns.
pub fn text(roster: &Roster<'_>) -> String {
    let names: Vec<String> = roster.rows.iter().map(|row| cut(&row.client.name, WIDEST_NAME)).collect();
    let name_width = names.iter().map(|name| width(name)).max().unwrap_or_default().max("CLIENT".len());
    let mut page = format!(
        "{:<name_width$}  {:<9}  {:<12}  {:>7}  {}\n",
        "CLIENT", "STATUS", "LAST CONTACT", "SILENCE", "DUE"
    );
    for (row, name) in roster.rows.iter().zip(&names) {
        let none = || "-".to_owned();
        let last = row.last_contact.map_or_else(none, |day| day.to_string());
        let silence = row.silence.map_or_else(none, |days| format!("{days} d"));
        let due = row.due.map_or_else(none, |day| day.to_string());
        let (name, status) = (pad(name, name_width), row.client.status.name());
        page.push_str(&format!("{name}  {status:<9}  {last:<12}  {silence:>7}  {due}\n"));
    }
    page
}

/// A JSON object for each client, in a list.
pub fn json(roster: &Roster<'_>) -> String {
    let rows: Vec<Value> = roster.rows.iter().map(row_json).collect();
    format!("{:#}\n", Value::Array(rows))
}

fn row_json(row: &Row<'_>) -> Value {
    json!({
        "note": row.client.path,
        "name": row.client.name,
        "status": row.client.status,
        "owner": row.owner,
        "priority": row.client.priority,
        "tags": row.client.tags,
        "last_contact": row.last_contact,
        "silence": row.silence,
        "cadence": CadenceView::of(row.rhythm),
        "due": row.due,
        "dormant": row.is_dormant,
    })
}

/// A row for each client, with a header.
pub fn csv(roster: &Roster<'_>) -> String {
    let names = ["note", "name", "status", "owner", "last_contact", "silence", "due", "dormant"];
    let mut page = row(names.map(Cell::word));
    for Row { client, owner, last_contact, silence, due, is_dormant, .. } in &roster.rows {
        page.push_str(&row([
            Cell::text(&client.path),
            Cell::text(&client.name),
            Cell::word(client.status.name()),
            Cell::optional(*owner),
            Cell::maybe(*last_contact),
            Cell::maybe(*silence),
            Cell::maybe(*due),
            Cell::plain(is_dormant),
        ]));
    }
    page
}
