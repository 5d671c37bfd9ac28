//! The notes as flat tables, for spreadsheets and databases: a row for each entry of a history, each client or each
//! contact.
//!
//! Rows are worded while their note is read. Touches are far too many to be kept, so they are handed over note by note.

mod clients;
mod contacts;
mod touches;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

pub use clients::{SECTION, clients};
pub use contacts::contacts;
pub use touches::touches;

use crate::model::client::Extra;
use crate::note::OpenNote;
use crate::text::Text;

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A row for each dated entry of a history.
    Touches,
    /// A row for each client.
    Clients,
    /// A row for each contact.
    Contacts,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// What kind of value it holds.
    pub kind: ColumnKind,
    /// What it is, in a line of Markdown.
    pub about: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A text.
    Text,
    /// A day.
    Date,
    /// A whole number, or one with decimals.
    Number,
    /// True or false.
    Boolean,
    /// Texts.
    List,
    /// Keys and values of the user's own, which no cell can hold.
    Object,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ColumnValue<'v> {
    /// Nothing.
    Absent,
    /// A text.
    Text(Cow<'v, str>),
    /// A day.
    Date(NaiveDate),
    /// A whole number.
    Count(u64),
    /// A number with decimals.
    Decimal(f64),
    /// True or false.
    Boolean(bool),
    /// Texts.
    List(Vec<&'v str>),
    /// Keys and values of the user's own.
    Object(&'v Extra),
}

/// A column's name, its kind, how a row gives its value, and what it is.
type Spec<Get> = (&'static str, ColumnKind, Get, &'static str);

impl Table {
    /// Every table.
    pub const ALL: [Self; 3] = [Self::Touches, Self::Clients, Self::Contacts];

    /// The table's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Touches => "touches",
            Self::Clients => "clients",
            Self::Contacts => "contacts",
        }
    }

    /// The table's columns, in its order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Touches => heads(touches::COLUMNS),
            Self::Clients => heads(clients::COLUMNS),
            Self::Contacts => heads(contacts::COLUMNS),
        }
    }
}

fn heads<Get>(columns: &[Spec<Get>]) -> Vec<Column> {
    columns.iter().map(|(name, kind, _, about)| Column { name, kind: *kind, about }).collect()
}

/// The value of each column, as a row gives it.
fn values<'v, Get>(columns: &[Spec<Get>], give: impl Fn(&Get) -> ColumnValue<'v>) -> Vec<ColumnValue<'v>> {
    columns.iter().map(|(_, _, get, _)| give(get)).collect()
}

impl ColumnKind {
    /// The kind's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
            Self::Boolean => "true or false",
            Self::List => "list of texts",
            Self::Object => "object",
        }
    }
}

/// The lines of a note, from 1, at which its entries or contacts begin.
struct LineNumbers<'n> {
    note: &'n OpenNote<'n>,
    text: Text<'n>,
}

impl<'n> LineNumbers<'n> {
    fn new(note: &'n OpenNote<'n>) -> Self {
        Self { note, text: Text::new(note.text) }
    }

    fn touch(&self, nth: usize) -> usize {
        self.at(self.note.places.of_touch(nth).map(|block| block.span.start))
    }

    fn event(&self, nth: usize) -> usize {
        self.at(self.note.places.of_event(nth).map(|block| block.span.start))
    }

    fn contact(&self, nth: usize) -> usize {
        self.at(self.note.places.contacts().get(nth).map(|contact| contact.span.start))
    }

    fn at(&self, start: Option<usize>) -> usize {
        self.text.place(start.unwrap_or_default()).line
    }
}

/// The rows of a note by their lines, each with its id: the path and the line, and a number from the
/// second row on on one line.
fn with_ids<T>(path: &str, mut rows: Vec<(usize, T)>) -> impl Iterator<Item = (String, usize, T)> {
    rows.sort_by_key(|(line, _)| *line);
    let mut on_line: BTreeMap<usize, usize> = BTreeMap::new();
    rows.into_iter().map(move |(line, row)| {
        let nth = on_line.entry(line).and_modify(|nth| *nth += 1).or_insert(1);
        let id = if *nth == 1 { format!("{path}:{line}") } else { format!("{path}:{line}#{nth}") };
        (id, line, row)
    })
}

impl<'v> ColumnValue<'v> {
    fn text(text: impl Into<Cow<'v, str>>) -> Self {
        Self::Text(text.into())
    }

    fn optional(text: Option<&'v str>) -> Self {
        text.map_or(Self::Absent, Self::text)
    }

    /// What something is written as; nothing if there is none.
    fn written(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Absent, |value| Self::text(value.to_string()))
    }

    fn date(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Absent, Self::Date)
    }

    fn count(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }

    fn list(texts: impl IntoIterator<Item = &'v (impl AsRef<str> + 'v)>) -> Self {
        Self::List(texts.into_iter().map(AsRef::as_ref).collect())
    }
}

#[cfg(test)]
mod tests;
