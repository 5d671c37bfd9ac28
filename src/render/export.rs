//! Rows of tables as CSV and as JSON Lines.

use serde::Serialize;

use super::agenda::csv::BETWEEN;
use super::safe::cells;
use crate::agenda::Section;
use crate::views::export::{Column, ColumnKind, ColumnValue, SECTION};

/// What a table can be written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// CSV, for spreadsheets; no text is a formula there.
    #[default]
    Csv,
    /// A JSON object on each line, with every text as it is.
    Jsonl,
}

/// What is above the rows: the names of the columns; nothing in JSON Lines.
pub fn head(columns: &[Column], format: TableFormat) -> String {
    match format {
        TableFormat::Csv => {
            let names = columns.iter().filter(|column| fits(column));
            cells::row(names.map(|column| cells::Cell::word(column.name)))
        }
        TableFormat::Jsonl => String::new(),
    }
}

/// A row, with its line end.
pub fn row(columns: &[Column], values: &[ColumnValue<'_>], format: TableFormat) -> Box<str> {
    let mut row = RowWriter::new(format);
    for (column, value) in columns.iter().zip(values) {
        row.add(column, value);
    }
    row.end();
    row.text.into_boxed_str()
}

/// A row of the table of clients, which waits for the section of its client.
#[derive(Debug)]
pub struct ClientRow {
    before: Box<str>,
    after: Box<str>,
}

impl ClientRow {
    /// A row but for its section.
    pub fn new(columns: &[Column], values: &[ColumnValue<'_>], format: TableFormat) -> Self {
        let mut row = RowWriter::new(format);
        let mut before = String::new();
        for (column, value) in columns.iter().zip(values) {
            if column.name == SECTION {
                before = std::mem::take(&mut row.text);
            } else {
                row.add(column, value);
            }
        }
        row.end();
        Self { before: before.into_boxed_str(), after: row.text.into_boxed_str() }
    }

    /// The row, with its line end.
    pub fn text(&self, section: Option<Section>, format: TableFormat) -> String {
        let value = section.map_or(ColumnValue::Absent, |section| ColumnValue::Text(section.name().into()));
        let column = Column { name: SECTION, kind: ColumnKind::Text, about: "" };
        let mut row = RowWriter { text: String::new(), format, is_first: false };
        row.add(&column, &value);
        [&*self.before, &row.text, &*self.after].concat()
    }
}

/// Writes a row, value by value.
struct RowWriter {
    text: String,
    format: TableFormat,
    is_first: bool,
}

impl RowWriter {
    fn new(format: TableFormat) -> Self {
        let start = match format {
            TableFormat::Csv => "",
            TableFormat::Jsonl => "{",
        };
        Self { text: start.to_owned(), format, is_first: true }
    }

    fn add(&mut self, column: &Column, value: &ColumnValue<'_>) {
        if self.format == TableFormat::Csv && !fits(column) {
            return;
        }
        if !std::mem::take(&mut self.is_first) {
            self.text.push(',');
        }
        match self.format {
            TableFormat::Csv => cell(value).write(&mut self.text),
            TableFormat::Jsonl => {
                self.text.push_str(&json(&column.name));
                self.text.push(':');
                self.text.push_str(&json(value));
            }
        }
    }

    fn end(&mut self) {
        self.text.push_str(match self.format {
            TableFormat::Csv => "\r\n",
            TableFormat::Jsonl => "}\n",
        });
    }
}

fn json(value: &impl Serialize) -> String {
    // Serializing plain data to a string cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// Whether CSV can hold what is in a column.
fn fits(column: &Column) -> bool {
    column.kind != ColumnKind::Object
}

fn cell<'a>(value: &'a ColumnValue<'_>) -> cells::Cell<'a> {
    match value {
        ColumnValue::Absent | ColumnValue::Object(_) => cells::Cell::word(""),
        ColumnValue::Text(text) => cells::Cell::text(&**text),
        ColumnValue::Date(day) => cells::Cell::plain(day),
        ColumnValue::Count(count) => cells::Cell::plain(count),
        ColumnValue::Decimal(number) => cells::Cell::plain(number),
        ColumnValue::Boolean(is_so) => cells::Cell::plain(is_so),
        ColumnValue::List(texts) => cells::Cell::text(texts.join(BETWEEN)),
    }
}
