//! What the user did to a page.

use chrono::NaiveDate;

use super::marks::{Hash, Offer, PromiseId, Record};
use super::passage::Passage;
use crate::model::link::Link;

/// What the user did to a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The entries that were ticked, written on or changed, in the page's order.
    pub entries: Vec<Filled>,
    /// What the user wrote that does not belong to an entry.
    pub loose: Vec<Telling>,
    /// Ticks of the user's that lead to no client.
    pub strays: Vec<Stray>,
    /// Whether most of what was written is still there: otherwise nobody can tell what the user changed.
    pub is_legible: bool,
    /// Notes whose entries were written on this page and are not there any more, by the hashes of their paths.
    pub missing: Vec<Hash>,
    /// Whether the page carries what was written on it.
    pub has_marks: bool,
    /// The options by which the page was chosen, as names and values.
    pub choice: Vec<(String, String)>,
    /// What the page carries of its lines, and of earlier ones with the days on which they went.
    pub(super) lines: Vec<(Option<NaiveDate>, Hash, Record)>,
}

/// An entry that the user did something to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its line, from 1.
    pub line: usize,
    /// What was written; none if it is not known, because the user wrote or changed it.
    pub written: Option<Written>,
    /// The link that it begins with.
    pub link: Option<Link>,
    /// The sign in its box.
    pub sign: Sign,
    /// What the user wrote on its line and below it.
    pub tellings: Vec<Telling>,
    /// Promises below it that the user did something to.
    pub promises: Vec<FilledPromise>,
    /// Its source: the written line, not ticked, or all of what is not known.
    pub source: String,
    /// The line of a text after it that may belong to it, and may not.
    pub followed_by: Option<usize>,
    /// Whether what follows its link is like what the built-in page writes there.
    pub is_like_written: bool,
}

/// The line of an entry as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The hash of the line.
    pub hash: Hash,
    /// The path of the client's note.
    pub path: Hash,
    /// What a tick logs; none if the client is to be left in peace.
    pub offer: Option<Offer>,
}

/// A promise on a line of its own that the user did something to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledPromise {
    /// Its line, from 1.
    pub line: usize,
    /// The hash of the line.
    pub hash: Hash,
    /// Which promise it is.
    pub id: PromiseId,
    /// The sign in its box.
    pub sign: Sign,
    /// What the user wrote on its line and below it.
    pub tellings: Vec<Telling>,
    /// The written line, not ticked.
    pub source: String,
}

/// Something that the user wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Its lines, without the indent that they have on the page.
    pub lines: Vec<String>,
    /// The day on which it was first seen, if the page was renewed since.
    pub since: Option<NaiveDate>,
    /// Whether a blank line is above it.
    pub is_apart: bool,
    pub(super) hash: Hash,
}

/// A ticked task that leads to no client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Its line, from 1.
    pub line: usize,
    /// Its source.
    pub text: String,
}

/// The sign in the box of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `[ ]`
    Open,
    /// `[x]`: done.
    Done,
    /// `[/]`: tried.
    Tried,
    /// `[-]`: not this time.
    NotNow,
    /// `[>]`: later.
    Later,
    /// A sign that says nothing here.
    Other(char),
}

impl Sign {
    pub(super) fn of(sign: &str) -> Self {
        match sign.chars().next() {
            None | Some(' ' | '\t' | '\n' | '\u{a0}') => Self::Open,
            Some('x' | 'X') => Self::Done,
            Some('/') => Self::Tried,
            Some('-') => Self::NotNow,
            Some('>') => Self::Later,
            Some(sign) => Self::Other(sign),
        }
    }

    /// The sign as it is written.
    pub const fn char(self) -> char {
        match self {
            Self::Open => ' ',
            Self::Done => 'x',
            Self::Tried => '/',
            Self::NotNow => '-',
            Self::Later => '>',
            Self::Other(sign) => sign,
        }
    }
}

impl Telling {
    /// Lines, unless they are blank.
    pub(super) fn new(lines: Vec<String>, is_apart: bool) -> Option<Self> {
        let hash = Passage::plain(&lines.join("\n")).whole();
        let is_blank = lines.iter().all(|line| line.trim().is_empty());
        (!is_blank).then_some(Self { lines, since: None, is_apart, hash })
    }
}

impl Form {
    /// Everything that the user wrote.
    pub(super) fn tellings(&self) -> impl Iterator<Item = &Telling> {
        let of_entries = self.entries.iter().flat_map(|entry| {
            entry.tellings.iter().chain(entry.promises.iter().flat_map(|promise| &promise.tellings))
        });
        of_entries.chain(&self.loose)
    }
}

impl Filled {
    /// Whether the user did anything to it.
    pub(super) fn is_touched(&self) -> bool {
        let Self { written, sign, tellings, promises, .. } = self;
        written.is_none() || *sign != Sign::Open || !tellings.is_empty() || !promises.is_empty()
    }

    /// Drops promises that the user did nothing to.
    pub(super) fn forget_untouched(&mut self) {
        self.promises.retain(|promise| promise.sign != Sign::Open || !promise.tellings.is_empty());
    }

    /// Takes new words below a promise that was not ticked for words on the entry, if it was ticked and has none:
    /// formatters move lines below an entry to the last item there.
    pub(super) fn claim_words(&mut self) {
        if self.sign == Sign::Open || self.tellings.iter().any(|telling| telling.since.is_none()) {
            return;
        }
        for promise in self.promises.iter_mut().filter(|promise| promise.sign == Sign::Open) {
            self.tellings.extend(promise.tellings.extract_if(.., |telling| telling.since.is_none()));
        }
        self.forget_untouched();
    }
}
