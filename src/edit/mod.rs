//! Writes into a note in the style of the note: text in, an edit out. Nothing here touches a file.

mod entry_style;
mod key;
mod layout;
mod promise;
pub mod start;
mod tick;
mod title;

use chrono::NaiveDate;
use thiserror::Error;

pub use key::{NewValue, set_key, takes_a_list};
pub use promise::{NewPromise, add_promise};
pub use tick::keep;
pub use title::Wording;

use crate::model::client::Client;
use crate::note::{OpenNote, Reader};
use crate::text::Edit;
use entry_style::EntryStyle;

/// A dated entry to be added to a history.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// The day.
    pub date: NaiveDate,
    /// The text next to the date, on one line.
    pub title: &'a str,
    /// The text below it; may be empty.
    pub body: &'a str,
}

/// Why a note is not edited.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// The text of the note is not exactly what is in its file.
    #[error("the note is not UTF-8; save it as UTF-8 first")]
    NotUtf8,
    /// In whatever form it is written, the note would not be read as it should be.
    #[error("this would not be read as it is meant; write it into the note by hand")]
    Misread,
    /// The text is empty, or has line breaks or other control characters.
    #[error("what is to be written has to be a text on one line")]
    NotOneLine,
    /// The front matter is not closed, so it is not known where a key goes.
    #[error("its front matter is not closed; put a line “---” behind its last key first")]
    Unclosed,
    /// The value cannot be replaced without rewriting other lines.
    #[error("“{key}” on line {line} is {shape}; change it by hand, so that it stays the way you write it")]
    NotPlain {
        /// The key as it is written.
        key: String,
        /// Its line.
        line: usize,
        /// What its value is.
        shape: &'static str,
    },
    /// There are two such keys, of which only one would be removed.
    #[error("“{key}” on line {line} means the same; remove one of the two by hand first")]
    GivenTwice {
        /// The other key as it is written.
        key: String,
        /// Its line.
        line: usize,
    },
    /// There is no such key to remove.
    #[error("there is no “{key}” to remove")]
    NotThere {
        /// The key.
        key: String,
    },
    /// The value does not fit its key.
    #[error("{reason}")]
    Unfit {
        /// What the reader says of it.
        reason: String,
    },
}

/// The edit that adds an entry to the note at that path: in the style of the note if it is then read as it is
/// meant, else in the plain one.
///
/// Nothing but the entry is inserted, and the note is read back before the edit is returned: it says all that it
/// said before, and the entry.
pub fn add(reader: &Reader<'_>, path: &str, text: &str, entry: NewEntry<'_>) -> Result<Edit, EditError> {
    let look = |open: &OpenNote<'_>| {
        if !open.is_utf8 {
            return Err(EditError::NotUtf8);
        }
        let before = open.note.client.clone().unwrap_or_default();
        let edits =
            [EntryStyle::of(open), EntryStyle::plain(open)].map(|style| layout::edit(open, &style, entry));
        let mut fitting =
            edits.into_iter().filter(|edit| is_read(reader, path, &before, edit.applied(text), entry));
        fitting.next().ok_or(EditError::Misread)
    };
    // A note that `where` in the configuration leaves out is no client of the vault.
    reader.look(path, text.as_bytes(), look).map_or(Err(EditError::Misread), |(_, edit)| edit)
}

/// Whether a text says all that it said before, and the entry.
fn is_read(
    reader: &Reader<'_>,
    path: &str,
    before: &Client,
    text: Option<String>,
    entry: NewEntry<'_>,
) -> bool {
    let after = text.and_then(|text| reader.note(path, text.as_bytes())).and_then(|note| note.client);
    let Some(mut after) = after else { return false };
    let title = reader.title(entry.title);
    // Of several alike any may be the new one.
    let touches = &after.touches;
    let touch =
        touches.iter().rposition(|touch| touch.date == entry.date && same_words(&touch.title, &title));
    let events = &after.events;
    let event = events.iter().rposition(|event| event.date == entry.date && same_words(&event.title, &title));
    match (touch, event) {
        (Some(touch), _) => drop(after.touches.remove(touch)),
        (None, Some(event)) => drop(after.events.remove(event)),
        (None, None) => return false,
    }
    // Entries of one day may change their order, and the body may contain promises.
    after.promises.clone_from(&before.promises);
    let mut before = before.clone();
    for client in [&mut before, &mut after] {
        client.touches.sort_by(|one, two| (one.date, &one.title).cmp(&(two.date, &two.title)));
        client.events.sort_by(|one, two| (one.date, &one.title).cmp(&(two.date, &two.title)));
    }
    after == before
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The line end of most lines of a text.
fn line_end(text: &str) -> &'static str {
    let (crlf, all) = (text.matches("\r\n").count(), text.matches('\n').count());
    if crlf * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;
