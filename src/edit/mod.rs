//! Writes into a note in the style of the note: text in, an edit out. Nothing here touches a file.

mod entry_style;
mod key;
mod layout;
mod open_end;
mod promise;
mod said;
pub mod start;
mod tick;
mod title;

use chrono::NaiveDate;
use thiserror::Error;

pub use key::{NewValue, set_key, takes_a_list};
pub use promise::{NewPromise, add_promise};
pub use tick::{give_up, keep};
pub use title::Wording;

use crate::note::places::BlockDate;
use crate::note::{OpenNote, Reader};
use crate::text::{Edit, Span, slice};
use entry_style::EntryStyle;
use said::Said;

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
    /// The text begins something that it does not end, and would hide what is below it.
    #[error(
        "“{opening}” in the text is not closed, and would hide what is below it in the note; close it with “{closing}”"
    )]
    LeftOpen {
        /// What begins it.
        opening: String,
        /// What would end it.
        closing: String,
    },
    /// A heading or item in the text would end the entry, or be one.
    #[error("“{line}” in the text would begin an entry or a section of its own; write it as plain text")]
    NotWithin {
        /// The line.
        line: String,
    },
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
/// said before, where it said it, and the entry.
pub fn add(reader: &Reader<'_>, path: &str, text: &str, entry: NewEntry<'_>) -> Result<Edit, EditError> {
    if entry.title.contains(char::is_control) {
        return Err(EditError::NotOneLine);
    }
    let look = |before: &OpenNote<'_>| {
        if !before.is_utf8 {
            return Err(EditError::NotUtf8);
        }
        let said = Said::without(&(0..0), before).ok_or(EditError::Misread)?;
        let mut refused = EditError::Misread;
        for style in [EntryStyle::of(before), EntryStyle::plain(before)] {
            for always_apart in [false, true] {
                let edit = layout::edit(before, &style, entry, always_apart);
                match read_back(reader, path, text, &said, &edit, entry) {
                    Ok(()) => return Ok(edit),
                    Err(error) => refused = error,
                }
            }
        }
        Err(refused)
    };
    // A note that `where` in the configuration leaves out is no client of the vault.
    reader.look(path, text.as_bytes(), look).map_or(Err(EditError::Misread), |(_, edit)| edit)
}

/// An error unless a note with an entry put into its text says all that it said before, and the entry.
fn read_back(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    said: &Said<'_>,
    edit: &Edit,
    entry: NewEntry<'_>,
) -> Result<(), EditError> {
    open_end::refuse(reader, &edit.text)?;
    let text = edit.applied(text).ok_or(EditError::Misread)?;
    let part = edit.span.start..edit.span.start + edit.text.len();
    let read = reader.look(path, text.as_bytes(), |after| {
        is_entry(reader, &part, after, entry).map(|()| Said::without(&part, after).as_ref() == Some(said))
    });
    match read {
        Some((_, Ok(true))) => Ok(()),
        Some((_, Err(error))) => Err(error),
        _ => Err(EditError::Misread),
    }
}

/// An error unless a part of a note is the entry, and nothing else.
fn is_entry(
    reader: &Reader<'_>,
    part: &Span,
    note: &OpenNote<'_>,
    entry: NewEntry<'_>,
) -> Result<(), EditError> {
    let client = note.note.client.as_ref().ok_or(EditError::Misread)?;
    let mut blocks = said::blocks_in(part, note).into_iter();
    // There may be the heading of a year above it.
    let (nth, block) = blocks.find(|(_, block)| block.date != BlockDate::None).ok_or(EditError::Misread)?;
    let touch = block.touch().and_then(|nth| client.touches.get(nth)).map(|touch| &touch.title);
    let event = block.event().and_then(|nth| client.events.get(nth)).map(|event| &event.title);
    let title = touch.or(event).filter(|_| block.day() == Some(entry.date)).ok_or(EditError::Misread)?;
    if !same_words(title, &reader.title(entry.title)) {
        return Err(EditError::Misread);
    }
    let written = slice(note.text, block.span.start..part.end).trim_end();
    if said::entry_text(note, nth, &(0..0)) == written
        && blocks.clone().all(|(_, block)| block.date == BlockDate::None)
    {
        return Ok(());
    }
    let line = blocks.next().and_then(|(_, block)| slice(note.text, block.span.clone()).lines().next());
    Err(line.map_or(EditError::Misread, |line| EditError::NotWithin { line: line.to_owned() }))
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
