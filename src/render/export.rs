//! Rows of tables as CSV and as JSON Lines.

use serde::Serialize;
use serde::ser::Serializer;

use super::agenda::csv::BETWEEN;
use super::safe::cells::{self, Cell};
use crate::views::export::{Column, Kind, Value};

/// What a table can be written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// CSV, for spreadsheets; no text is a formula there.
    #[default]
    Csv,
    /// A JSON object on each line, with every text as it is.
    Jsonl,
}

/// What stands above the rows: the names of the columns; nothing in JSON Lines.
pub fn head(columns: &[Column], format: Format) -> String {
    match format {
        Format::Csv => {
            cells::row(columns.iter().filter(|column| fits(column)).map(|column| Cell::word(column.name)))
        }
        Format::Jsonl => String::new(),
    }
}

/// A row, with its line end.
pub fn row(columns: &[Column], values: &[Value<'_>], format: Format) -> String {
    let cells = columns.iter().zip(values);
    match format {
        Format::Csv => cells::row(cells.filter(|(column, _)| fits(column)).map(|(_, value)| cell(value))),
        Format::Jsonl => {
            // Serializing plain data to a string cannot fail.
            let object = serde_json::to_string(&Object { columns, values }).unwrap_or_default();
            format!("{object}\n")
        }
    }
}

/// Whether a cell can hold what stands in a column.
fn fits(column: &Column) -> bool {
    column.kind != Kind::Object
}

fn cell<'a>(value: &'a Value<'_>) -> Cell<'a> {
    match value {
        Value::Absent | Value::Object(_) => Cell::word(""),
        Value::Text(text) => Cell::text(&**text),
        Value::Date(day) => Cell::plain(day),
        Value::Count(count) => Cell::plain(count),
        Value::Decimal(number) => Cell::plain(number),
        Value::Boolean(is_so) => Cell::plain(is_so),
        Value::List(texts) => Cell::text(texts.join(BETWEEN)),
    }
}

/// A row as an object, with its keys in the order of the columns.
struct Object<'a> {
    columns: &'a [Column],
    values: &'a [Value<'a>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| column.name).zip(self.values))
    }
}
