//! What the user did to a page.

use chrono::NaiveDate;

use super::marks::{Hash, Offer, PromiseId, Record};
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
    /// The hash of its line as it is.
    pub(super) hash: Hash,
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
    /// A text after it that may belong to it, and may not.
    pub followed_by: Option<Following>,
    /// Whether it may be a line that was written and then changed, so that nobody can tell whose words are on it.
    pub is_changed: bool,
}

/// A text after an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Following {
    /// Its line, from 1.
    pub line: usize,
    /// Its index among what is loose.
    pub(super) loose: usize,
}

/// The line of an entry as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
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
    /// Whether it was there before the entry was ticked.
    pub is_remark: bool,
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

impl Form {
    /// Everything that the user wrote, and whether it is on something ticked.
    pub(super) fn tellings(&self) -> impl Iterator<Item = (&Telling, bool)> {
        let of_entries = self.entries.iter().flat_map(|entry| {
            let is_ticked = entry.sign != Sign::Open;
            let of_promises = entry.promises.iter().flat_map(move |promise| {
                let is_ticked = is_ticked || promise.sign != Sign::Open;
                promise.tellings.iter().map(move |telling| (telling, is_ticked))
            });
            entry.tellings.iter().map(move |telling| (telling, is_ticked)).chain(of_promises)
        });
        of_entries.chain(self.loose.iter().map(|telling| (telling, false)))
    }
}

impl Filled {
    /// An entry to which nothing was done but its sign.
    pub(super) fn new(line: usize, hash: Hash, begins_with: Option<Link>, sign: Sign) -> Self {
        Self {
            line,
            hash,
            written: None,
            link: begins_with,
            sign,
            tellings: Vec::new(),
            promises: Vec::new(),
            source: String::new(),
            followed_by: None,
            is_changed: false,
        }
    }

    /// Whether it is ticked, and a text after it may belong to it.
    pub(super) fn is_uncertain(&self) -> bool {
        self.written.is_some() && self.sign != Sign::Open && self.followed_by.is_some()
    }

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
        if self.sign == Sign::Open || self.tellings.iter().any(|telling| !telling.is_remark) {
            return;
        }
        for promise in self.promises.iter_mut().filter(|promise| promise.sign == Sign::Open) {
            self.tellings.extend(promise.tellings.extract_if(.., |telling| !telling.is_remark));
        }
        self.forget_untouched();
    }
}
