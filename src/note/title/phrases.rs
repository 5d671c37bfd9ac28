//! A text cut into words, and an index of phrases that finds those that begin at each word.
//!
//! A vault has millions of words in titles, and most begin no phrase, so that answer has to cost next to nothing.
//! Each word has its first eight bytes as a number, its key. A small hash table of the phrases is indexed by the key
//! of their first word, and each of its rows has a bit set as a prefilter: a word whose bit is not set in its row
//! begins no phrase. Only the others are compared with the few phrases of their row.

use std::cmp::Reverse;
use std::ops::Range;

use crate::model::folded;
use crate::text::slice;

/// Phrases, each with its meaning.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// The words of all phrases, one phrase after the other.
    words: Words,
    /// By row and first word; of one first word the longest first, of equal length as they were given.
    sorted: Vec<Phrase<T>>,
    /// The prefilter of each row: a bit for each first word.
    bits: [u32; ROWS],
    /// Where each row ends in `sorted`.
    ends: [u32; ROWS],
}

/// Rows of the hash table.
const ROWS: usize = 32;

#[derive(Debug)]
struct Phrase<T> {
    first: Word,
    /// Which words of [`Phrases`] it consists of.
    words: Range<usize>,
    meaning: T,
}

impl<T> Phrase<T> {
    /// What it is sorted by.
    fn rank<'a>(&self, words: &'a Words) -> (usize, Option<&'a str>, Reverse<usize>) {
        (self.first.slot().0, words.get(self.words.start), Reverse(self.words.len()))
    }
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new<'a>(all: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut words = Words::default();
        let (mut sorted, mut bits, mut ends) = (Vec::new(), [0; ROWS], [0; ROWS]);
        for (phrase, meaning) in all {
            let range = words.add(phrase);
            let Some(first) = words.words.get(range.start).copied() else { continue };
            let (row, bit) = first.slot();
            bits[row] |= bit;
            ends[row] += 1;
            sorted.push(Phrase { first, words: range, meaning });
        }
        sorted.sort_by(|one, other| one.rank(&words).cmp(&other.rank(&words)));
        for row in 1..ROWS {
            ends[row] += ends[row - 1];
        }
        Self { words, sorted, bits, ends }
    }

    /// The next word of a title, starting with number `from`, at which a phrase may begin.
    pub(super) fn next_in(&self, title: &Words, from: usize) -> Option<usize> {
        let skipped = title.words.get(from..)?.iter().position(|word| self.may_begin_with(*word))?;
        Some(from + skipped)
    }

    fn may_begin_with(&self, word: Word) -> bool {
        let (row, bit) = word.slot();
        self.bits[row] & bit != 0
    }

    /// The phrases that begin at word `at` of a title, longest first, with their length in words.
    pub(super) fn at<'a>(&'a self, title: &'a Words, at: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let word = title.words.get(at).copied().unwrap_or_default();
        self.row(word.slot().0)
            .iter()
            .filter(move |phrase| phrase.first.key == word.key && self.is_at(phrase, title, at))
            .map(|phrase| (phrase.meaning, phrase.words.len()))
    }

    /// Whether a phrase begins at a word of a title that has the key of its first word.
    fn is_at(&self, phrase: &Phrase<T>, title: &Words, at: usize) -> bool {
        // The key of a short word has all of its bytes, and none of them is 0.
        let checked = usize::from(phrase.first.length() < 8);
        (checked..phrase.words.len())
            .all(|nth| title.get(at + nth) == self.words.get(phrase.words.start + nth))
            && title.is_whole(at, phrase.words.len())
    }

    fn row(&self, row: usize) -> &[Phrase<T>] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sorted[start as usize..self.ends[row] as usize]
    }
}

/// A text in lower case, cut into words. Its memory can be used again for the next text.
#[derive(Debug)]
pub(crate) struct Words {
    lower: String,
    words: Vec<Word>,
}

/// A run of letters and digits.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    start: usize,
    end: usize,
    /// Its first eight bytes, or all of them, as a number.
    key: u64,
}

impl Word {
    fn length(self) -> usize {
        self.end - self.start
    }

    /// The row and the bit in its prefilter, which several words may share.
    fn slot(self) -> (usize, u32) {
        // Multiplicative hashing: the highest bits of the product depend on all bytes of the key.
        let mixed = self.key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
        (mixed as usize % ROWS, 1 << (mixed / ROWS as u64))
    }
}

impl Default for Words {
    /// No words, with room for those of most titles.
    fn default() -> Self {
        Self { lower: String::with_capacity(64), words: Vec::with_capacity(16) }
    }
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add(text);
        words
    }

    /// Replaces the text.
    pub(crate) fn read(&mut self, text: &str) {
        self.lower.clear();
        self.words.clear();
        self.add(text);
    }

    /// Adds a text; returns which words it has.
    fn add(&mut self, text: &str) -> Range<usize> {
        let (start, first) = (self.lower.len(), self.words.len());
        if text.is_ascii() {
            self.lower.push_str(text);
            let lower = &mut self.lower[start..];
            lower.make_ascii_lowercase();
            let gaps = lower.bytes().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric());
            cut(start, lower.as_bytes(), gaps.map(|(at, _)| (at, 1)), &mut self.words);
        } else {
            self.lower.push_str(&folded(text));
            let lower = slice(&self.lower, start..);
            let gaps = lower.char_indices().filter(|(_, c)| !c.is_alphanumeric());
            cut(start, lower.as_bytes(), gaps.map(|(at, c)| (at, c.len_utf8())), &mut self.words);
        }
        first..self.words.len()
    }

    pub(in crate::note) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).filter_map(|at| self.get(at))
    }

    fn get(&self, at: usize) -> Option<&str> {
        let Word { start, end, .. } = self.words.get(at)?;
        self.lower.get(*start..*end)
    }

    /// Whether `length` words from `at` on are a phrase: joined by spaces, dashes and apostrophes, and no half of
    /// a word like "won't" at either end ("Dana's" is Dana).
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let is_joined = (at..at + length - 1).all(|word| self.gap_after(word).chars().all(may_join));
        let is_cut_before = at.checked_sub(1).is_some_and(|before| self.is_half(before));
        is_joined && !is_cut_before && !self.is_half(at + length - 1)
    }

    /// Whether an apostrophe binds a word to the next, unless that is "s".
    fn is_half(&self, word: usize) -> bool {
        let end = self.words.get(word).map_or(0, |word| word.end);
        // Most often a space follows, or nothing.
        let may_be_mark = !matches!(self.lower.as_bytes().get(end), None | Some(b' '));
        may_be_mark && matches!(self.gap_after(word), "'" | "’") && self.get(word + 1) != Some("s")
    }

    /// The text between a word and the next.
    fn gap_after(&self, word: usize) -> &str {
        let gap = self.words.get(word).zip(self.words.get(word + 1));
        gap.map_or("", |(one, two)| slice(&self.lower, one.end..two.start))
    }
}

/// Whether a character may join the words of a phrase.
fn may_join(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
}

/// Adds the words of a text in lower case that starts at `from`, given the offset and length of each character
/// between them.
fn cut(from: usize, lower: &[u8], gaps: impl Iterator<Item = (usize, usize)>, words: &mut Vec<Word>) {
    let mut start = 0;
    for (end, length) in gaps.chain([(lower.len(), 0)]) {
        if start < end {
            let key = key(&lower[start..], end - start);
            words.push(Word { start: from + start, end: from + end, key });
        }
        start = end + length;
    }
}

/// The key of the word of that length with which a text starts.
fn key(text: &[u8], length: usize) -> u64 {
    let first = text.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded.iter_mut().zip(text).for_each(|(to, byte)| *to = *byte);
        padded
    });
    let others = 8usize.saturating_sub(length);
    u64::from_be_bytes(first) >> (8 * others)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::sample::select;

    use super::{Phrases, Words, folded};

    /// Words of each kind, and what may be between them.
    const PARTS: &[&str] = &[
        "call",
        "Call",
        "CALLS",
        "back",
        "ab",
        "b",
        "Dana",
        "Ünal",
        "ß",
        "İ",
        "ΟΔΟΣ",
        "звонок",
        "電話",
        "7",
        "²",
        "s",
        " ",
        " ",
        "-",
        "’",
        "'",
        ", ",
        "#",
        "_",
        "\u{2011}",
        "e\u{301}",
        "a-word-that-is-longer-than-32-bytes-in-one-piece",
        "awordthatislongerthan32bytesinonepiece",
    ];

    fn text(parts: &[&str]) -> String {
        parts.concat()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_are_runs_of_letters_and_digits_in_lower_case(
            before in vec(select(PARTS), 0..9),
            parts in vec(select(PARTS), 0..9),
        ) {
            let mut words = Words::of(&text(&before));
            words.read(&text(&parts));
            let lower = folded(&text(&parts));
            let expected: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(words.iter().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn every_phrase_is_found_the_longest_first(
            phrases in vec(vec(select(PARTS), 0..4), 0..12),
            title in vec(select(PARTS), 0..9),
        ) {
            let phrases: Vec<String> = phrases.iter().map(|parts| text(parts)).collect();
            let sought = Phrases::new(phrases.iter().map(String::as_str).zip(0..));
            let title = Words::of(&text(&title));
            for at in 0..title.words.len() {
                let matching = |(which, phrase): (usize, &String)| {
                    let phrase = Words::of(phrase);
                    let length = phrase.words.len();
                    let same = length > 0 && (0..length).all(|nth| phrase.get(nth) == title.get(at + nth));
                    (same && title.is_whole(at, length)).then_some((which, length))
                };
                let mut expected: Vec<(usize, usize)> = phrases.iter().enumerate().filter_map(matching).collect();
                expected.sort_by_key(|(_, length)| usize::MAX - length);
                assert_eq!(sought.at(&title, at).collect::<Vec<_>>(), expected);
            }
        }
    }
}
