//! A text cut into words, and the phrases that begin at each of them.
//!
//! A vault has millions of titles, and most of their words begin no phrase, which must cost next to nothing. So the
//! first words of all phrases set a bit each, by how they begin and end and how long they are: a word whose bit is
//! not set begins no phrase. The others are sought by halves, for a note may have thousands of contacts; their first
//! bytes, taken as a number, tell most of them apart.

use std::cmp::Ordering;
use std::ops::Range;

/// Phrases, each with what it stands for.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// All their words, one phrase behind the other.
    words: Words,
    /// By row and first word; of one first word the longest first, of equal length as they came.
    sorted: Vec<Phrase<T>>,
    /// A bit for each first word, by row.
    bits: [u32; ROWS],
    /// Where each row ends in the order.
    ends: [u32; ROWS],
}

/// Words whose first bytes are alike in this are in one row.
const ROWS: usize = 32;

#[derive(Debug)]
struct Phrase<T> {
    row: usize,
    /// The first bytes of its first word.
    number: u64,
    words: Range<usize>,
    stands_for: T,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new<'a>(all: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut words = Words::default();
        let (mut sorted, mut bits, mut ends) = (Vec::new(), [0; ROWS], [0; ROWS]);
        for (phrase, stands_for) in all {
            let range = words.add(phrase);
            let Some(first) = words.get(range.start) else { continue };
            let (row, bit) = place(first.as_bytes());
            bits[row] |= bit;
            ends[row] += 1;
            sorted.push(Phrase { row, number: number(first), words: range, stands_for });
        }
        sorted.sort_by(|one, other| {
            let rank = |phrase: &Phrase<T>| (phrase.row, phrase.number, words.get(phrase.words.start));
            rank(one).cmp(&rank(other)).then(other.words.len().cmp(&one.words.len()))
        });
        for row in 1..ROWS {
            ends[row] += ends[row - 1];
        }
        Self { words, sorted, bits, ends }
    }

    /// The next word of a title, from that one on, at which a phrase may begin.
    pub(super) fn next_in(&self, title: &Words, from: usize) -> Option<usize> {
        let may_begin = |word: &Range<usize>| {
            let (row, bit) = place(title.lower.as_bytes().get(word.clone()).unwrap_or_default());
            self.bits[row] & bit != 0
        };
        title.words.get(from..)?.iter().position(may_begin).map(|skipped| from + skipped)
    }

    /// The phrases that begin at that word of a title, longest first, with their length in words.
    pub(super) fn at<'a>(&'a self, title: &'a Words, at: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let phrases = title.get(at).map_or(&[][..], |word| self.beginning_with(word));
        phrases.iter().filter_map(move |Phrase { words, stands_for, .. }| {
            let same = (1..words.len()).all(|nth| title.get(at + nth) == self.words.get(words.start + nth));
            (same && title.is_whole(at, words.len())).then_some((*stands_for, words.len()))
        })
    }

    fn beginning_with(&self, word: &str) -> &[Phrase<T>] {
        let number = number(word);
        let compared = |phrase: &Phrase<T>| match phrase.number.cmp(&number) {
            // Fewer bytes are all in the number, and none of them is 0.
            Ordering::Equal if word.len() < 8 => Ordering::Equal,
            Ordering::Equal => self.words.get(phrase.words.start).unwrap_or_default().cmp(word),
            unequal => unequal,
        };
        let (row, _) = place(word.as_bytes());
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let of_row = self.sorted.get(start..self.ends[row] as usize).unwrap_or_default();
        let start = of_row.partition_point(|phrase| compared(phrase).is_lt());
        let phrases = of_row.get(start..).unwrap_or_default();
        let count = phrases.iter().take_while(|phrase| compared(phrase).is_eq()).count();
        phrases.get(..count).unwrap_or_default()
    }
}

/// The row and the bit of a word, which others may share.
fn place(word: &[u8]) -> (usize, u32) {
    let (first, last) = word.first().zip(word.last()).map_or((0, 0), |(first, last)| (*first, *last));
    (usize::from(first) % ROWS, 1 << ((usize::from(last) + word.len()) % 32))
}

/// The first bytes of a word as a number.
fn number(word: &str) -> u64 {
    let mut number = 0;
    for byte in word.as_bytes().iter().take(8) {
        number = (number << 8) | u64::from(*byte);
    }
    number
}

/// A text in lower case, cut into words. It can be filled again, so that many titles need memory once.
#[derive(Debug)]
pub(crate) struct Words {
    lower: String,
    words: Vec<Range<usize>>,
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

    /// Cuts another text in place of the one before.
    pub(crate) fn read(&mut self, text: &str) {
        self.lower.clear();
        self.words.clear();
        self.add(text);
    }

    /// Cuts a text besides; returns which words are its own.
    fn add(&mut self, text: &str) -> Range<usize> {
        let (start, first) = (self.lower.len(), self.words.len());
        if text.is_ascii() {
            self.lower.push_str(text);
            let lower = self.lower.get_mut(start..).unwrap_or_default();
            lower.make_ascii_lowercase();
            cut_ascii(start, lower.as_bytes(), &mut self.words);
        } else {
            self.lower.push_str(&text.to_lowercase());
            let lower = self.lower.get(start..).unwrap_or_default();
            cut(start, lower, &mut self.words);
        }
        first..self.words.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).filter_map(|at| self.get(at))
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.lower.get(self.words.get(at)?.clone())
    }

    /// Whether so many words from `at` on are a phrase of their own: spaces, dashes and apostrophes
    /// within, and no half of a word like "won't" ("Dana's" is Dana).
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let joins = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’');
        let inside = (at..at + length - 1).all(|word| self.gap_after(word).chars().all(joins));
        let half = |word: usize| matches!(self.gap_after(word), "'" | "’") && self.get(word + 1) != Some("s");
        let cut_before = at.checked_sub(1).is_some_and(half);
        inside && !cut_before && !half(at + length - 1)
    }

    /// What stands between a word and the next.
    fn gap_after(&self, word: usize) -> &str {
        let gap = self.words.get(word).zip(self.words.get(word + 1));
        gap.and_then(|(one, two)| self.lower.get(one.end..two.start)).unwrap_or_default()
    }
}

/// Takes down the words of a text in lower case.
fn cut(start: usize, lower: &str, words: &mut Vec<Range<usize>>) {
    let mut word = 0;
    for (at, c) in lower.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
        if word < at {
            words.push(start + word..start + at);
        }
        word = at + c.len_utf8();
    }
    if word < lower.len() {
        words.push(start + word..start + lower.len());
    }
}

/// The same of a text in ASCII.
fn cut_ascii(start: usize, lower: &[u8], words: &mut Vec<Range<usize>>) {
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (mut rest, mut at) = (lower, start);
    while let Some(skipped) = rest.iter().position(is_part) {
        let word = rest.get(skipped..).unwrap_or_default();
        let length = word.iter().position(|byte| !is_part(byte)).unwrap_or(word.len());
        words.push(at + skipped..at + skipped + length);
        at += skipped + length;
        rest = word.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::sample::select;

    use super::{Phrases, Words};

    /// What words are like, and what stands between them.
    const PIECES: &[&str] = &[
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

    fn text(pieces: &[&str]) -> String {
        pieces.concat()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_are_runs_of_letters_and_digits_in_lower_case(
            before in vec(select(PIECES), 0..9),
            pieces in vec(select(PIECES), 0..9),
        ) {
            let mut words = Words::of(&text(&before));
            words.read(&text(&pieces));
            let lower = text(&pieces).to_lowercase();
            let expected: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(words.iter().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn every_phrase_is_found_the_longest_first(
            phrases in vec(vec(select(PIECES), 0..4), 0..12),
            title in vec(select(PIECES), 0..9),
        ) {
            let phrases: Vec<String> = phrases.iter().map(|pieces| text(pieces)).collect();
            let sought = Phrases::new(phrases.iter().map(String::as_str).zip(0..));
            let title = Words::of(&text(&title));
            for at in 0..title.words.len() {
                let stands_at = |(which, phrase): (usize, &String)| {
                    let phrase = Words::of(phrase);
                    let length = phrase.words.len();
                    let same = length > 0 && (0..length).all(|nth| phrase.get(nth) == title.get(at + nth));
                    (same && title.is_whole(at, length)).then_some((which, length))
                };
                let mut expected: Vec<(usize, usize)> = phrases.iter().enumerate().filter_map(stands_at).collect();
                expected.sort_by_key(|(_, length)| usize::MAX - length);
                assert_eq!(sought.at(&title, at).collect::<Vec<_>>(), expected);
            }
        }
    }
}
