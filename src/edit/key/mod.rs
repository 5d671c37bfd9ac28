//! Sets a key of the front matter and leaves everything else as it is.

mod value;

use std::ops::Range;

use super::{EditError, line_end};
use crate::model::client::Client;
use crate::model::keys::Key;
use crate::model::period::Period;
use crate::model::same_key;
use crate::note::front_matter::entries::{FrontMatter, KeyEntry, is_same, known};
use crate::note::{Note, Reader};
use crate::text::{Edit, Text, slice};
use value::{ValueStyle, find_value};

/// What a key is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewValue<'a> {
    /// A text, a number or a date; in place of a list, a list of it.
    Text(&'a str),
    /// A list of these.
    List(&'a [String]),
    /// A pause.
    Period(&'a Period),
    /// Nothing: the key is removed.
    Nothing,
}

/// Whether a key takes a list rather than one value.
pub fn takes_a_list(key: &str) -> bool {
    matches!(
        known(key),
        Some((Key::Aliases | Key::Tags | Key::Contacts | Key::Interests | Key::Delivered, _))
    )
}

/// The edit that sets a key in the front matter of the note at that path, in any spelling of the key.
///
/// Only the bytes of the value change; a new key gets a line at the end, and a note without front matter gets
/// one. The note is read back before the edit is returned: the key has to have the value, and everything else
/// has to be as it was.
pub fn set_key(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    key: &str,
    value: NewValue<'_>,
) -> Result<Edit, EditError> {
    let key = key.trim();
    if !is_on_one_line(key) || !is_given(value) {
        return Err(EditError::NotOneLine);
    }
    let before = reader.note(path, text.as_bytes()).ok_or(EditError::Misread)?;
    let front = FrontMatter::read(text);
    if !front.is_closed {
        return Err(EditError::Unclosed);
    }
    let slot = Slot::find(text, &front, key, value)?;
    let read_back = ReadBack { reader, path, text, before: &before, front: &front, key, value };
    for written in slot.style.written(value) {
        let edit = slot.edit(&written);
        if read_back.is_as_meant(&edit)? {
            return Ok(edit);
        }
    }
    Err(EditError::Misread)
}

fn is_given(value: NewValue<'_>) -> bool {
    match value {
        NewValue::Text(text) => is_on_one_line(text),
        NewValue::List(items) => !items.is_empty() && items.iter().all(|item| is_on_one_line(item)),
        NewValue::Period(period) => period.why.as_deref().is_none_or(is_on_one_line),
        NewValue::Nothing => true,
    }
}

fn is_on_one_line(text: &str) -> bool {
    !text.trim().is_empty()
        && !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Where a value goes.
struct Slot {
    span: Range<usize>,
    /// The text to write before the value and after it.
    around: (String, String),
    style: ValueStyle,
}

impl Slot {
    fn find(text: &str, front: &FrontMatter, key: &str, value: NewValue<'_>) -> Result<Self, EditError> {
        let Some(entry) = front.find(key) else {
            return if value == NewValue::Nothing {
                Err(EditError::NotThere { key: key.to_owned() })
            } else {
                Ok(Self::new(text, front, key))
            };
        };
        let refused =
            |shape| EditError::NotPlain { key: entry.name.clone(), line: line_of(text, entry), shape };
        let lines = text.get(entry.lines.clone()).filter(|_| !entry.key.is_empty());
        let mut lines = lines.ok_or(refused("a part of something larger"))?.split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        if !lines.all(is_blank_or_comment) {
            return Err(refused("a value of several lines"));
        }
        let start = entry.lines.start;
        if value == NewValue::Nothing {
            if let Some(other) = front.find_all(key).find(|other| *other != entry) {
                return Err(EditError::GivenTwice { key: other.name.clone(), line: line_of(text, other) });
            }
            let span = start..start + first.len();
            return Ok(Self { span, around: Default::default(), style: ValueStyle::Absent });
        }
        let after_key = first.get(entry.key.end - start..).unwrap_or("");
        let colon = after_key.find(':').ok_or(refused("a part of something larger"))?;
        let rest = slice(after_key, colon + 1..).trim_end_matches(['\r', '\n']);
        let (span, style) = find_value(rest).map_err(refused)?;
        if style == ValueStyle::Mapping && !matches!(value, NewValue::Period(_)) {
            return Err(refused("a mapping"));
        }
        let from = entry.key.end + colon + 1;
        let is_close = style == ValueStyle::Absent && span.start == 0;
        let around = (if is_close { " ".to_owned() } else { String::new() }, String::new());
        Ok(Self { span: from + span.start..from + span.end, around, style })
    }

    /// A line at the end of the front matter, or a new front matter.
    fn new(text: &str, front: &FrontMatter, key: &str) -> Self {
        let end = line_end(text);
        let (at, before, after) = if let Some(yaml) = &front.yaml {
            (yaml.end, format!("{key}: "), end.to_owned())
        } else {
            let below = slice(text, front.body..);
            let is_apart = below.lines().next().is_none_or(|line| line.trim().is_empty());
            let gap = if is_apart { "" } else { end };
            (front.body, format!("---{end}{key}: "), format!("{end}---{end}{gap}"))
        };
        Self { span: at..at, around: (before, after), style: ValueStyle::Absent }
    }

    fn edit(&self, written: &str) -> Edit {
        let (before, after) = &self.around;
        Edit { span: self.span.clone(), text: format!("{before}{written}{after}") }
    }
}

/// What an edit of a key is checked against when the note is read back.
struct ReadBack<'a> {
    reader: &'a Reader<'a>,
    path: &'a str,
    text: &'a str,
    before: &'a Note,
    front: &'a FrontMatter,
    key: &'a str,
    value: NewValue<'a>,
}

impl ReadBack<'_> {
    /// Whether the note is read as it is meant after an edit; an error if it then has a new problem.
    fn is_as_meant(&self, edit: &Edit) -> Result<bool, EditError> {
        let Some(text) = edit.applied(self.text) else { return Ok(false) };
        let front = FrontMatter::read(&text);
        let Some(note) = self.reader.note(self.path, text.as_bytes()) else { return Ok(false) };
        if !self.has_value(&front, &note) || !self.keeps_others(&front, &text) {
            return Ok(false);
        }
        let mut known: Vec<_> = self.before.problems.iter().map(|problem| &problem.kind).collect();
        for problem in &note.problems {
            match known.iter().position(|kind| **kind == problem.kind) {
                Some(at) => drop(known.remove(at)),
                None => return Err(EditError::Unfit { reason: problem.kind.to_string() }),
            }
        }
        if matches!(self.value, NewValue::Period(_))
            && note.client.as_ref().is_none_or(|one| one.pause.is_none())
        {
            return Ok(false);
        }
        let Some(before) = &self.before.client else { return Ok(true) };
        Ok(note.client.is_some_and(|after| without(after, self.key) == without(before.clone(), self.key)))
    }

    fn has_value(&self, front: &FrontMatter, note: &Note) -> bool {
        let entry = front.find(self.key);
        let client = note.client.as_ref();
        match self.value {
            NewValue::Text(text) => entry.is_some_and(|entry| {
                entry.text.as_deref() == Some(text.trim()) || entry.items.iter().eq([text.trim()])
            }),
            NewValue::List(items) => {
                entry.is_some_and(|entry| entry.items.iter().eq(items.iter().map(|item| item.trim())))
            }
            // A period that ends before it begins is no pause, which the reader reports.
            NewValue::Period(period) => client
                .is_some_and(|client| client.pause.as_ref().is_none_or(|pause| same_period(pause, period))),
            NewValue::Nothing => entry.is_none(),
        }
    }

    /// Whether all other keys and the body are what they were.
    fn keeps_others(&self, front: &FrontMatter, text: &str) -> bool {
        let body = slice(self.text, self.front.body..);
        let gap = slice(text, front.body..).strip_suffix(body);
        gap.is_some_and(|gap| gap.trim().is_empty()) && self.others(self.front).eq(self.others(front))
    }

    /// The names and values of the other keys.
    fn others<'f>(&self, front: &'f FrontMatter) -> impl Iterator<Item = (&'f str, &'f serde_json::Value)> {
        let others = front.entries.iter().filter(|entry| !is_same(&entry.name, self.key));
        others.map(|entry| (entry.name.as_str(), &entry.value))
    }
}

fn line_of(text: &str, entry: &KeyEntry) -> usize {
    Text::new(text).place(entry.key.start).line
}

fn is_blank_or_comment(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn same_period(one: &Period, two: &Period) -> bool {
    let [one_why, two_why] = [one, two].map(|period| period.why.as_deref().map(str::trim));
    (one.from, one.until, one_why) == (two.from, two.until, two_why)
}

/// A client without what a key says about it.
fn without(mut client: Client, key: &str) -> Client {
    let fresh = Client::default();
    match known(key).map(|(key, _)| key) {
        Some(Key::Name) => client.name = fresh.name,
        Some(Key::Aliases) => client.aliases = fresh.aliases,
        Some(Key::Status | Key::DoNotContact) => {
            client.status = fresh.status;
            // “On hold” is a pause as well.
            client.pause = client.pause.filter(|pause| *pause != Period::default());
        }
        Some(Key::Since) => client.since = None,
        Some(Key::Cadence) => client.cadence = None,
        Some(Key::Priority) => client.priority = fresh.priority,
        Some(Key::Owner) => client.owner = None,
        Some(Key::Tags) => client.tags = fresh.tags,
        Some(Key::Contacts) => {
            client.contacts = fresh.contacts;
            for touch in &mut client.touches {
                touch.people.clear();
            }
        }
        Some(Key::Interests) => client.interests = fresh.interests,
        Some(Key::ReferredBy) => client.referred_by = None,
        Some(Key::Cause) => client.cause = None,
        Some(Key::Pause) => client.pause = None,
        Some(Key::Delivered) => client.delivered = fresh.delivered,
        Some(Key::Occasions) => client.occasions = fresh.occasions,
        Some(Key::Birthday) => client.birthday = None,
        Some(Key::LastContact) => client.last_contact = None,
        None => client.extra.0.retain(|(name, _)| !same_key(name, key)),
    }
    client
}

#[cfg(test)]
mod tests;
