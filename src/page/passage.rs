//! The text of a block as a reader sees it, white space aside: the same however the block is wrapped, indented,
//! escaped or marked up.

use std::ops::Range;

use super::Hash;
use crate::hash::Fnv1a;
use crate::text::{Span, slice};

/// What a reader sees of a block.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The characters, white space aside, with plain quotes and dashes.
    letters: String,
    runs: Vec<Run>,
}

/// Letters that stem from one part of the source.
#[derive(Debug)]
struct Run {
    letters: Range<usize>,
    source: Span,
    /// Whether the source is these letters, but for white space.
    is_verbatim: bool,
    /// Where the markup ends that closes after it.
    closed: usize,
}

impl Passage {
    /// The letters of a source without markup.
    pub(super) fn plain(source: &str) -> Self {
        let mut passage = Self::default();
        passage.add(source, 0..source.len(), source);
        passage
    }

    /// Adds a text that stems from a part of `source`.
    pub(super) fn add(&mut self, text: &str, span: Span, source: &str) {
        let start = self.letters.len();
        for letter in text.chars() {
            push_letter(&mut self.letters, letter);
        }
        if self.letters.len() > start {
            let is_verbatim = source.get(span.clone()) == Some(text);
            let letters = start..self.letters.len();
            self.runs.push(Run { letters, closed: span.end, source: span, is_verbatim });
        }
    }

    /// Markup closes after the last text.
    pub(super) fn close(&mut self, end: usize) {
        if let Some(run) = self.runs.last_mut() {
            run.closed = run.closed.max(end);
        }
    }

    /// How many bytes its letters are.
    pub(super) const fn len(&self) -> usize {
        self.letters.len()
    }

    /// The hash of some of its letters.
    pub(super) fn hash(&self, letters: Range<usize>) -> Hash {
        let mut hash = Fnv1a::default();
        hash.add(slice(&self.letters, letters));
        Hash::of(hash)
    }

    /// The hash of all its letters.
    pub(super) fn whole(&self) -> Hash {
        self.hash(0..self.len())
    }

    /// Whether it has the letters of another in a row.
    pub(super) fn contains(&self, other: &Self) -> bool {
        self.letters.contains(&other.letters)
    }

    /// The longest part from `start` on whose hash is one of those sought.
    pub(super) fn longest(&self, start: usize, is_sought: impl Fn(Hash) -> bool) -> Option<usize> {
        let mut hash = Fnv1a::default();
        let mut longest = None;
        let mut run = self.run_at(start);
        for (at, letter) in slice(&self.letters, start..).char_indices() {
            let end = start + at + letter.len_utf8();
            hash.add(slice(&self.letters, start + at..end));
            while self.runs.get(run).is_some_and(|run| run.letters.end < end) {
                run += 1;
            }
            let may_end = self.runs.get(run).is_some_and(|run| run.is_verbatim || run.letters.end == end);
            if may_end && is_sought(Hash::of(hash)) {
                longest = Some(end);
            }
        }
        longest
    }

    /// Where the first letter from `start` on that begins a line of the source is.
    pub(super) fn next_line(&self, start: usize, source: &str) -> Option<usize> {
        let from = self.runs.get(self.run_at(start))?.source.start;
        let newline = from + source.get(from..)?.find('\n')?;
        // A run never goes beyond its line.
        let run = self.runs.iter().skip(self.run_at(start)).find(|run| run.source.start > newline)?;
        (run.letters.start > start).then_some(run.letters.start)
    }

    /// Where in the source the letters from `letter` on begin.
    pub(super) fn source_of(&self, letter: usize, source: &str) -> usize {
        let Some(run) = self.runs.get(self.run_at(letter)) else {
            return self.runs.last().map_or(0, |run| run.closed);
        };
        if run.letters.start == letter {
            // The markup that opens before it belongs to it.
            let before = self.run_at(letter).checked_sub(1).and_then(|before| self.runs.get(before));
            return before.map_or(run.source.start, |before| before.closed);
        }
        let mut left = letter - run.letters.start;
        for (at, character) in slice(source, run.source.clone()).char_indices() {
            if left == 0 {
                return run.source.start + at;
            }
            left = left.saturating_sub(letters_in(character.encode_utf8(&mut [0; 4])));
        }
        run.source.end
    }

    /// The run that a letter is in.
    fn run_at(&self, letter: usize) -> usize {
        self.runs.partition_point(|run| run.letters.end <= letter)
    }
}

/// How many bytes the letters of a text are.
fn letters_in(text: &str) -> usize {
    let mut letters = String::new();
    text.chars().for_each(|letter| push_letter(&mut letters, letter));
    letters.len()
}

/// Adds a letter as it is compared: programs put white space, quotes and dashes as they like.
fn push_letter(letters: &mut String, letter: char) {
    match letter {
        '‘' | '’' => letters.push('\''),
        '“' | '”' => letters.push('"'),
        '–' | '—' => letters.push('-'),
        '…' => letters.push_str("..."),
        '\u{feff}' => {}
        letter if letter.is_whitespace() => {}
        letter => letters.push(letter),
    }
}
