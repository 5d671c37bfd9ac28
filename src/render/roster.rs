//! The roster for the terminal, as JSON, and as CSV.

use serde_json::{Value, json};

use super::csv::{Cell, row};
use super::escape::on_one_line;
use super::view::CadenceView;
use crate::roster::{Roster, Row};

/// A line for each client, in columns.
pub fn text(roster: &Roster<'_>) -> String {
    let name_width =
        roster.rows.iter().map(|row| shown(&row.client.name).chars().count()).max().unwrap_or(0).clamp(6, 40);
    let mut page = format!(
        "{:<name_width$}  {:<9}  {:<12}  {:>7}  {}\n",
        "CLIENT", "STATUS", "LAST CONTACT", "SILENCE", "DUE"
    );
    for row in &roster.rows {
        let none = || "-".to_owned();
        let last = row.last_contact.map_or_else(none, |day| day.to_string());
        let silence = row.silence.map_or_else(none, |days| format!("{days} d"));
        let due = row.due.map_or_else(none, |day| day.to_string());
        let (name, status) = (shown(&row.client.name), row.client.status.name());
        page.push_str(&format!("{name:<name_width$}  {status:<9}  {last:<12}  {silence:>7}  {due}\n"));
    }
    page
}

/// A name in a column: on one line, and cut where it is too long.
fn shown(name: &str) -> String {
    const WIDEST: usize = 40;
    let plain: String = on_one_line(name).collect();
    if plain.chars().count() <= WIDEST {
        return plain;
    }
    plain.chars().take(WIDEST - 1).chain(['…']).collect()
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

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn names_fit_their_column() {
        assert_eq!(shown("a\nb\u{1b}[1m"), "a b [1m");
        assert_eq!(shown(&"ü".repeat(50)).chars().count(), 40);
    }
}
