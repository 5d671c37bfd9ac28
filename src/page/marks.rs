//! What a page carries about its lines: which of them rekindle wrote, and what an entry or promise on it is.
//!
//! It is a comment at the end of the page, so that nobody has to see it, with a line for each entry, so that it merges
//! as the entries do. A line is known by the hash of its text.

use std::fmt::Write;

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::known::Known;
use crate::hash::{Fnv1a, fnv_1a};
use crate::model::rule::Rule;
use crate::model::touch::Channel;

const BEGIN: &str = "<!-- rekindle:page";
const END: &str = "-->";

/// How the comment of pages began that were written by the first versions.
const FIRST_BEGIN: &str = "<!-- rekindle:written ";

/// The longest line of the comment, in characters.
pub(super) const LONGEST: usize = 100;

/// 48 bits of a hash: one in a million pages of ten thousand lines takes a line of the user's for a written one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(u64);

/// Letters for six bits each.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

/// Letters of a hash.
const LENGTH: usize = 8;

impl Hash {
    /// The hash of a text.
    pub fn of_text(text: &str) -> Self {
        Self::folded(fnv_1a(text))
    }

    pub(super) const fn of(hash: Fnv1a) -> Self {
        Self::folded(hash.value())
    }

    const fn folded(hash: u64) -> Self {
        Self((hash ^ (hash >> 48)) & 0xffff_ffff_ffff)
    }

    fn push_to(self, text: &mut String) {
        for nth in 0..LENGTH {
            let six = usize::try_from((self.0 >> (6 * nth)) & 63).unwrap_or_default();
            text.push(LETTERS.get(six).copied().map_or('A', char::from));
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut hash = 0;
        if text.len() != LENGTH {
            return None;
        }
        for (nth, letter) in text.bytes().enumerate() {
            let six = LETTERS.iter().position(|one| *one == letter)?;
            hash |= u64::try_from(six).ok()? << (6 * nth);
        }
        Some(Self(hash))
    }
}

/// What the page offers to log for a tick without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The rule of the trigger that the entry speaks of first.
    pub rule: Rule,
    /// Its day.
    pub due: NaiveDate,
    /// The way that the page says to try.
    pub channel: Option<Channel>,
    /// The name of whom the page says to contact.
    pub who: Option<Hash>,
    /// The task of a promise, the name of an occasion.
    pub about: Option<Hash>,
}

/// What is known of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// It was written, and nothing more.
    Text,
    /// It is the line of an entry.
    Entry {
        /// The path of the client's note.
        path: Hash,
        /// What a tick logs; none if the client is to be left in peace.
        offer: Option<Offer>,
    },
    /// It is a promise below an entry.
    Promise(PromiseId),
    /// The user's, and it was there on that day, before its entry was ticked.
    Remark(NaiveDate),
    /// The user's, and it was there on that day, on a ticked entry.
    Words(NaiveDate),
    /// The line of an entry that was changed, so that nobody can tell whose words are on it.
    Changed,
}

impl Record {
    /// Whether it is about a line that was written.
    pub(super) const fn is_of_written(&self) -> bool {
        match self {
            Self::Text | Self::Entry { .. } | Self::Promise(_) => true,
            Self::Remark(_) | Self::Words(_) | Self::Changed => false,
        }
    }
}

/// Which promise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseId {
    /// The path of the client's note.
    pub path: Hash,
    /// The day it is promised for.
    pub due: NaiveDate,
    /// What is promised.
    pub task: Hash,
}

/// What the comments of a page say.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) known: Known,
    /// Lines of earlier pages, which a branch of git may still have, with the days on which they went.
    pub(super) gone: Vec<(NaiveDate, Hash, Record)>,
    /// The options by which the page was chosen, as names and values.
    pub(super) choice: Vec<(String, String)>,
}

/// Reads the comments of a page, and returns the page with blank lines in their places, so that the others keep their
/// numbers.
pub(super) fn read(page: &str) -> (Marks, String) {
    let mut marks = Marks::default();
    let mut rest = String::with_capacity(page.len());
    let mut is_within = false;
    for line in page.split_inclusive('\n') {
        let trimmed = line.trim();
        let begin = trimmed.strip_prefix(BEGIN).filter(|after| after.is_empty() || after.starts_with(' '));
        if trimmed.starts_with(FIRST_BEGIN) && trimmed.ends_with(END) {
            push_blank(&mut rest, line);
            continue;
        }
        let Some(words) = begin.or_else(|| is_within.then_some(trimmed)) else {
            rest.push_str(line);
            continue;
        };
        let (words, is_end) = words.strip_suffix(END).map_or((words, false), |words| (words, true));
        let read: Option<Vec<Word>> = words.split_whitespace().map(word).collect();
        match read {
            // The comment was broken off.
            None if begin.is_none() => {
                is_within = false;
                rest.push_str(line);
                continue;
            }
            None => {}
            Some(read) => marks.add_line(read),
        }
        is_within = !is_end;
        push_blank(&mut rest, line);
    }
    (marks, rest)
}

fn push_blank(page: &mut String, line: &str) {
    if line.ends_with('\n') {
        page.push('\n');
    }
}

/// Reads lines of marks.
pub(super) fn read_into(lines: &str, known: &mut Known) {
    for read in lines.split_whitespace().filter_map(word) {
        if let Word::Record(hash, record) = read {
            known.add(hash, record);
        }
    }
}

/// A word of the comment.
enum Word {
    /// The other words of the line are about lines that went on that day.
    Gone(NaiveDate),
    Choice(String, String),
    Record(Hash, Record),
}

impl Marks {
    fn add_line(&mut self, words: Vec<Word>) {
        let mut gone = None;
        for word in words {
            match (word, gone) {
                (Word::Gone(day), _) => gone = Some(day),
                (Word::Choice(name, value), _) => self.choice.push((name, value)),
                (Word::Record(hash, record), None) => self.known.add(hash, record),
                (Word::Record(hash, record), Some(day)) => self.gone.push((day, hash, record)),
            }
        }
    }
}

fn word(word: &str) -> Option<Word> {
    if let Some((name, value)) = word.strip_prefix('+').and_then(|option| option.split_once('=')) {
        let value = percent_decode_str(value).decode_utf8().ok()?;
        return Some(Word::Choice(name.to_owned(), value.into_owned()));
    }
    if let Some(day) = word.strip_prefix(GONE) {
        return day.parse().ok().map(Word::Gone);
    }
    let mut parts = word.split(':');
    let hash = Hash::read(parts.next()?)?;
    let parts: Vec<&str> = parts.collect();
    let record = match parts[..] {
        [] => Record::Text,
        ["entry", path] => Record::Entry { path: Hash::read(path)?, offer: None },
        ["entry", path, rule, due, channel, who, about] => {
            let rule = Rule::ALL.iter().copied().find(|one| one.name() == rule)?;
            let channel = match channel {
                "" => None,
                name => Some(Channel::ALL.into_iter().find(|channel| channel.name() == name)?),
            };
            let (due, who, about) = (due.parse().ok()?, optional(who).ok()?, optional(about).ok()?);
            let offer = Offer { rule, due, channel, who, about };
            Record::Entry { path: Hash::read(path)?, offer: Some(offer) }
        }
        ["promise", path, due, task] => Record::Promise(PromiseId {
            path: Hash::read(path)?,
            due: due.parse().ok()?,
            task: Hash::read(task)?,
        }),
        ["words", day] => Record::Words(day.parse().ok()?),
        ["remark", day] => Record::Remark(day.parse().ok()?),
        ["changed"] => Record::Changed,
        _ => return None,
    };
    Some(Word::Record(hash, record))
}

/// A hash that may be missing.
fn optional(hash: &str) -> Result<Option<Hash>, ()> {
    if hash.is_empty() { Ok(None) } else { Hash::read(hash).map(Some).ok_or(()) }
}

/// What a line about lines that went begins with.
const GONE: &str = "until:";

/// Writes what is known of lines that are not on the page any more, the newest first.
pub(super) fn gone_lines(gone: &[(NaiveDate, Hash, Record)]) -> String {
    let mut text = String::new();
    let mut width = 0;
    let mut last = None;
    for (day, hash, record) in gone {
        let mut word = String::new();
        // What a tick of it would log, the newer line knows.
        let record = match *record {
            Record::Entry { path, .. } => Record::Entry { path, offer: None },
            record => record,
        };
        push_record(&mut word, *hash, record);
        if last.replace(*day) != Some(*day) || width + 1 + word.len() > LONGEST {
            let begin = format!("{GONE}{day}");
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&begin);
            width = begin.len();
        }
        text.push(' ');
        text.push_str(&word);
        width += 1 + word.len();
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Writes a record as a word of the comment.
pub(super) fn push_record(line: &mut String, hash: Hash, record: Record) {
    hash.push_to(line);
    match record {
        Record::Text => {}
        Record::Entry { path, offer } => {
            line.push_str(":entry:");
            path.push_to(line);
            if let Some(Offer { rule, due, channel, who, about }) = offer {
                let channel = channel.map_or("", Channel::name);
                // Writing to a string cannot fail.
                let _ = write!(line, ":{}:{due}:{channel}:", rule.name());
                if let Some(who) = who {
                    who.push_to(line);
                }
                line.push(':');
                if let Some(about) = about {
                    about.push_to(line);
                }
            }
        }
        Record::Promise(PromiseId { path, due, task }) => {
            line.push_str(":promise:");
            path.push_to(line);
            let _ = write!(line, ":{due}:");
            task.push_to(line);
        }
        Record::Words(day) => {
            let _ = write!(line, ":words:{day}");
        }
        Record::Remark(day) => {
            let _ = write!(line, ":remark:{day}");
        }
        Record::Changed => line.push_str(":changed"),
    }
}

/// What is not written as it is in the value of an option.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'/');

/// How the comment begins.
pub(super) fn beginning(choice: &[(String, String)]) -> String {
    let mut begin = format!("\n{BEGIN}");
    let mut width = BEGIN.len();
    for (name, value) in choice {
        let word = format!("+{name}={}", utf8_percent_encode(value, ENCODED));
        let is_long = width + 1 + word.len() > LONGEST;
        begin.push(if is_long { '\n' } else { ' ' });
        width = if is_long { word.len() } else { width + 1 + word.len() };
        begin.push_str(&word);
    }
    begin.push('\n');
    begin
}

/// How the comment ends.
pub(super) fn ending() -> String {
    format!("{END}\n")
}
