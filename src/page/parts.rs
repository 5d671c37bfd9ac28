//! Cuts a text into what was written and what the user wrote.

use super::form::Telling;
use super::known::Known;
use super::marks::{Hash, Record};
use super::passage::Passage;
use super::tree::Block;
use crate::text::{Span, slice};

/// A part of a text.
pub(super) enum Part {
    /// What was written.
    Known(Hash),
    /// What the user wrote, seen before or new.
    User(Option<Record>, Hash),
    /// What the user wrote after it, if a program has wrapped both.
    Wrapped(Hash),
}

/// How many lines of a text are tried as the beginning of what was written.
const MOST_TRIES: usize = 20;

/// A text, cut into what was written and what the user wrote.
pub(super) fn of(block: &Block, start: usize, source: &str, known: &Known) -> Vec<(Part, Span)> {
    let passage = &block.passage;
    let mut parts = Vec::new();
    let (mut at, mut user_from, mut tries) = (0, 0, 0);
    // What is written is on one line at first.
    let mut is_wrapped = false;
    let place = |letter: usize| if letter == 0 { start } else { passage.source_of(letter, source) };
    while at < passage.len() {
        let Some(end) = passage.longest(at, |hash| known.has(hash)) else {
            tries += 1;
            match passage.next_line(at, source).filter(|_| tries < MOST_TRIES) {
                Some(next) => at = next,
                None => break,
            }
            continue;
        };
        push_words(&mut parts, source, passage, user_from..at, place(user_from)..place(at));
        let hash = passage.hash(at..end);
        let part = match known.get(hash) {
            [record] if !record.is_of_written() => Part::User(Some(*record), hash),
            _ => {
                is_wrapped |= slice(source, place(at)..place(end)).trim().contains('\n');
                Part::Known(hash)
            }
        };
        parts.push((part, place(at)..place(end)));
        (at, user_from, tries) = (end, end, 0);
    }
    let (letters, span) = (user_from..passage.len(), place(user_from)..block.span.end);
    if is_wrapped && !letters.is_empty() {
        parts.push((Part::Wrapped(passage.hash(letters)), span));
    } else {
        push_words(&mut parts, source, passage, letters, span);
    }
    parts
}

/// Adds what the user wrote, line by line: each may be below something else.
fn push_words(parts: &mut Vec<(Part, Span)>, source: &str, passage: &Passage, letters: Span, span: Span) {
    let (mut at, mut start) = (letters.start, span.start);
    while let Some(next) = passage.next_line(at, source).filter(|next| *next < letters.end) {
        let end = passage.source_of(next, source);
        parts.push((Part::User(None, passage.hash(at..next)), start..end));
        (at, start) = (next, end);
    }
    if at < letters.end {
        parts.push((Part::User(None, passage.hash(at..letters.end)), start..span.end));
    }
}

/// A line without so much of its indent.
pub(super) fn dedented(line: &str, indent: usize) -> &str {
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(blank.min(indent)..).unwrap_or(line).trim_end()
}

/// Whether only blanks are before an offset in its line.
pub(super) fn is_line_start(page: &str, at: usize) -> bool {
    let before = slice(page, ..at).trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// What the user wrote, unless it is blank.
pub(super) fn telling(lines: Vec<String>, record: Option<Record>, is_apart: bool) -> Option<Telling> {
    let hash = Passage::plain(&lines.join("\n")).whole();
    let is_blank = lines.iter().all(|line| line.trim().is_empty());
    (!is_blank).then(|| seen(lines, record, is_apart, hash))
}

/// What the user wrote, and what is known of it from an earlier day.
pub(super) fn seen(lines: Vec<String>, record: Option<Record>, is_apart: bool, hash: Hash) -> Telling {
    let (since, is_remark) = match record {
        Some(Record::Remark(day)) => (Some(day), true),
        Some(Record::Words(day)) => (Some(day), false),
        _ => (None, false),
    };
    Telling { lines, since, is_remark, is_apart, hash }
}

/// Where the first character of a part is that is no white space.
pub(super) fn begin_of(page: &str, span: &Span) -> usize {
    let source = slice(page, span.clone());
    span.start + source.len() - source.trim_start().len()
}

/// How far an offset is from the beginning of its line.
pub(super) fn column(page: &str, at: usize) -> usize {
    let before = slice(page, ..at);
    before.len() - before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// Whether a blank line is above an offset.
pub(super) fn is_apart(page: &str, at: usize) -> bool {
    let before = slice(page, ..at).trim_end_matches([' ', '\t']);
    before.ends_with("\n\n") || before.ends_with("\n\r\n") || before.is_empty()
}
