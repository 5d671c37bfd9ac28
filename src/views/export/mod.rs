//! The notes as flat tables, for spreadsheets and databases: a row for each entry of a history, each client
//! or each contact.

mod clients;
mod contacts;
mod touches;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::identity;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::agenda::Selection;
use crate::model::client::{Client, Extra};
use crate::model::settings::Settings;
use crate::note::OpenNote;
use crate::text::Text;
use crate::vault::{OpenError, Vault};

/// A vault, and on which lines of its notes the rows stand.
#[derive(Debug)]
pub struct Tables {
    vault: Vault,
    /// Note by note.
    lines: Vec<Lines>,
}

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
    /// What stands in it, where anything does.
    pub kind: Kind,
    /// What it is, in a line of Markdown.
    pub about: &'static str,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value<'v> {
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

/// A column's name, what stands in it, how a row gives it, and what it is.
type Spec<Get> = (&'static str, Kind, Get, &'static str);

/// On which lines a note's entries and contacts stand, from 1.
#[derive(Debug, Default)]
struct Lines {
    touches: Vec<usize>,
    events: Vec<usize>,
    contacts: Vec<usize>,
}

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

/// What stands in each column, as a row gives it.
fn values<'v, Get>(columns: &[Spec<Get>], give: impl Fn(&Get) -> Value<'v>) -> Vec<Value<'v>> {
    columns.iter().map(|(_, _, get, _)| give(get)).collect()
}

impl Kind {
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

impl Tables {
    /// Reads the notes of a folder, and where in them the rows stand.
    pub fn open(root: PathBuf, settings: Settings) -> Result<Self, OpenError> {
        let (vault, lines) = Vault::look(root, settings, &[], |open, _| Lines::of(open), identity)?;
        Ok(Self { vault, lines })
    }

    /// The vault that was read.
    pub const fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Hands over the rows of a table one by one, in the order of paths and lines, with the values in the
    /// order of its columns; stops at the first error.
    pub fn each_row<E>(
        &self,
        table: Table,
        today: NaiveDate,
        selection: &Selection,
        mut take: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        match table {
            Table::Touches => touches::each(self, today, selection, &mut take),
            Table::Clients => clients::each(self, today, selection, &mut take),
            Table::Contacts => contacts::each(self, today, selection, &mut take),
        }
    }

    /// The clients that a selection takes, and on which lines of their notes things stand.
    fn clients(&self, selection: &Selection) -> impl Iterator<Item = (&Client, &Lines)> {
        let notes = self.vault.notes.iter().zip(&self.lines);
        let clients = notes.filter_map(|(note, lines)| Some((note.client.as_ref()?, lines)));
        clients.filter(|(client, _)| selection.takes(client, &self.vault.settings))
    }
}

impl Lines {
    fn of(open: &OpenNote<'_>) -> Self {
        let Some(client) = &open.note.client else { return Self::default() };
        let (text, places) = (Text::new(open.text), open.places);
        let line = |start: Option<usize>| text.place(start.unwrap_or_default()).line;
        let of_touch = |nth| line(places.of_touch(nth).map(|block| block.span.start));
        let of_event = |nth| line(places.of_event(nth).map(|block| block.span.start));
        let of_contact = |nth: usize| line(places.contacts().get(nth).map(|contact| contact.span.start));
        Self {
            touches: (0..client.touches.len()).map(of_touch).collect(),
            events: (0..client.events.len()).map(of_event).collect(),
            contacts: (0..client.contacts.len()).map(of_contact).collect(),
        }
    }
}

/// The rows of a note by their lines, each with its id: the path and the line, and a number from the
/// second row on that stands on one line.
fn with_ids<T>(path: &str, mut rows: Vec<(usize, T)>) -> impl Iterator<Item = (String, usize, T)> {
    rows.sort_by_key(|(line, _)| *line);
    let mut on_line: BTreeMap<usize, usize> = BTreeMap::new();
    rows.into_iter().map(move |(line, row)| {
        let nth = on_line.entry(line).and_modify(|nth| *nth += 1).or_insert(1);
        let id = if *nth == 1 { format!("{path}:{line}") } else { format!("{path}:{line}#{nth}") };
        (id, line, row)
    })
}

impl<'v> Value<'v> {
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
