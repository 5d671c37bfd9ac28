//! Writing into a note the way it is written: text in, a change of it out. Nothing here touches a file.

mod hand;
mod key;
mod place;
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
use hand::Hand;

/// A dated entry to be added to a history.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// The day.
    pub date: NaiveDate,
    /// The text beside the date, on one line.
    pub title: &'a str,
    /// What is written below it, if anything.
    pub body: &'a str,
}

/// Why a note cannot be changed so.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// The note's text is not what its file holds.
    #[error("the note is not UTF-8; save it as UTF-8 first")]
    NotUtf8,
    /// However it was written, the note would not be read as before with the change in it.
    #[error("this would not be read as it is meant; write it into the note by hand")]
    Misread,
    /// What is to be written is nothing, or has line breaks or other control characters in it.
    #[error("what is to be written has to be a text on one line")]
    NotOneLine,
    /// The front matter has no end, so nobody can tell where a key goes.
    #[error("its front matter is not closed; put a line “---” behind its last key first")]
    Unclosed,
    /// A value that cannot be replaced without writing other lines anew.
    #[error("“{key}” on line {line} is {shape}; change it by hand, so that it stays the way you write it")]
    NotPlain {
        /// The key as it is written.
        key: String,
        /// Its line.
        line: usize,
        /// What its value is.
        shape: &'static str,
    },
    /// There are two keys, of which only one would be removed.
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
    /// The value is none for its key.
    #[error("{reason}")]
    Unfit {
        /// What the reader says of it.
        reason: String,
    },
}

/// The change that adds an entry to the note at that path: in the note's own form if it is then read as it
/// is meant, else in the plainest.
///
/// Nothing but the entry is put in, and the note with it is read before it is returned: all it told before,
/// and the entry.
pub fn add(reader: &Reader<'_>, path: &str, text: &str, entry: NewEntry<'_>) -> Result<Edit, EditError> {
    let look = |open: &OpenNote<'_>| {
        if !open.is_utf8 {
            return Err(EditError::NotUtf8);
        }
        let hands = [Hand::of(open), Hand::plain(open)];
        let edits = hands.iter().map(|hand| place::edit(open, hand, entry));
        let before = open.note.client.clone().unwrap_or_default();
        let mut fitting = edits.filter(|edit| is_read(reader, path, &before, edit.applied(text), entry));
        fitting.next().ok_or(EditError::Misread)
    };
    // What `where` in the configuration leaves out is no client of the vault, and nobody finds it.
    reader.look(path, text.as_bytes(), look).map_or(Err(EditError::Misread), |(_, edit)| edit)
}

/// Whether a text tells all that was told before, and the entry.
fn is_read(
    reader: &Reader<'_>,
    path: &str,
    before: &Client,
    text: Option<String>,
    entry: NewEntry<'_>,
) -> bool {
    let after = text.and_then(|text| reader.note(path, text.as_bytes())).and_then(|note| note.client);
    let Some(mut after) = after else { return false };
    let meant = reader.title(entry.title);
    let is_new = |date: NaiveDate, title: &str| {
        date == entry.date && title.split_whitespace().eq(meant.split_whitespace())
    };
    // Of several alike any may be the new one.
    let touch = after.touches.iter().rposition(|touch| is_new(touch.date, &touch.title));
    let event = after.events.iter().rposition(|event| is_new(event.date, &event.title));
    match (touch, event) {
        (Some(touch), _) => drop(after.touches.remove(touch)),
        (None, Some(event)) => drop(after.events.remove(event)),
        (None, None) => return false,
    }
    // The order on one day may turn where a note had none yet; a body may bring promises of its own.
    after.promises.clone_from(&before.promises);
    let mut before = before.clone();
    for client in [&mut before, &mut after] {
        client.touches.sort_by(|one, two| (one.date, &one.title).cmp(&(two.date, &two.title)));
        client.events.sort_by(|one, two| (one.date, &one.title).cmp(&(two.date, &two.title)));
    }
    after == before
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    let (crlf, all) = (text.matches("\r\n").count(), text.matches('\n').count());
    if crlf * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;
