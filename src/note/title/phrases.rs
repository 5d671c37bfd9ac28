//! A text cut into words, and the phrases that begin at each of them.
//!
//! A vault has millions of titles, and most of their words begin no phrase, which must cost next to nothing. So each
//! word has its first bytes as a number, and the numbers of the phrases' first words set a bit each: a word whose bit
//! is not set begins no phrase. The others are compared with the few phrases of their row.

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

/// Words whose numbers lead here are in one row.
const ROWS: usize = 32;

#[derive(Debug)]
struct Phrase<T> {
    /// Its first word.
    first: Word,
    words: Range<usize>,
    stands_for: T,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new<'a>(all: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut words = Words::default();
        let (mut sorted, mut bits, mut ends) = (Vec::new(), [0; ROWS], [0; ROWS]);
        for (phrase, stands_for) in all {
            let range = words.add(phrase);
            let Some(first) = words.words.get(range.start).copied() else { continue };
            let (row, bit) = first.place();
            bits[row] |= bit;
            ends[row] += 1;
            sorted.push(Phrase { first, words: range, stands_for });
        }
        sorted.sort_by(|one, other| {
            let rank = |phrase: &Phrase<T>| (phrase.first.place().0, words.get(phrase.words.start));
            rank(one).cmp(&rank(other)).then(other.words.len().cmp(&one.words.len()))
        });
        for row in 1..ROWS {
            ends[row] += ends[row - 1];
        }
        Self { words, sorted, bits, ends }
    }

    /// The next word of a title, from that one on, at which a phrase may begin.
    pub(super) fn next_in(&self, title: &Words, from: usize) -> Option<usize> {
        let may_begin = |word: &Word| {
            let (row, bit) = word.place();
            self.bits[row] & bit != 0
        };
        title.words.get(from..)?.iter().position(may_begin).map(|skipped| from + skipped)
    }

    /// The phrases that begin at that word of a title, longest first, with their length in words.
    pub(super) fn at<'a>(&'a self, title: &'a Words, at: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let word = title.words.get(at).copied().unwrap_or_default();
        let alike = self.row(word.place().0).iter().filter(move |phrase| phrase.first.number == word.number);
        alike.filter_map(move |Phrase { words, stands_for, .. }| {
            let is_same = |nth| title.get(at + nth) == self.words.get(words.start + nth);
            // Of a short word the number has every byte, and none of them is 0.
            let same = (word.length() < 8 || is_same(0)) && (1..words.len()).all(is_same);
            (same && title.is_whole(at, words.len())).then_some((*stands_for, words.len()))
        })
    }

    fn row(&self, row: usize) -> &[Phrase<T>] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.sorted.get(start as usize..self.ends[row] as usize).unwrap_or_default()
    }
}

/// A text in lower case, cut into words. It can be filled again, so that many titles need memory once.
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
    /// Its first bytes as a number.
    number: u64,
}

impl Word {
    fn length(self) -> usize {
        self.end - self.start
    }

    /// The row and the bit of a word, which others may share.
    fn place(self) -> (usize, u32) {
        // What numbers have in different bytes decides the highest bits of their product with an odd one.
        let mixed = self.number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
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
            let gaps = lower.bytes().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric());
            cut(start, lower.as_bytes(), gaps.map(|(at, _)| (at, 1)), &mut self.words);
        } else {
            self.lower.push_str(&text.to_lowercase());
            let lower = self.lower.get(start..).unwrap_or_default();
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

    /// Whether so many words from `at` on are a phrase of their own: spaces, dashes and apostrophes
    /// within, and no half of a word like "won't" ("Dana's" is Dana).
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let joins = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’');
        let inside = (at..at + length - 1).all(|word| self.gap_after(word).chars().all(joins));
        let cut_before = at.checked_sub(1).is_some_and(|before| self.is_half(before));
        inside && !cut_before && !self.is_half(at + length - 1)
    }

    /// Whether an apostrophe binds a word to the next, and that is more than "s".
    fn is_half(&self, word: usize) -> bool {
        let end = self.words.get(word).map_or(0, |word| word.end);
        // Most often a space stands between the two, or there is no other.
        let may_be_mark = !matches!(self.lower.as_bytes().get(end), None | Some(b' '));
        may_be_mark && matches!(self.gap_after(word), "'" | "’") && self.get(word + 1) != Some("s")
    }

    /// What stands between a word and the next.
    fn gap_after(&self, word: usize) -> &str {
        let gap = self.words.get(word).zip(self.words.get(word + 1));
        gap.and_then(|(one, two)| self.lower.get(one.end..two.start)).unwrap_or_default()
    }
}

/// Takes down the words of a text in lower case, given the places and lengths of what stands between them; `from` is
/// where the text begins.
fn cut(from: usize, lower: &[u8], gaps: impl Iterator<Item = (usize, usize)>, words: &mut Vec<Word>) {
    let mut start = 0;
    for (end, length) in gaps.chain([(lower.len(), 0)]) {
        if start < end {
            let number = number(lower.get(start..).unwrap_or_default(), end - start);
            words.push(Word { start: from + start, end: from + end, number });
        }
        start = end + length;
    }
}

/// The first bytes of a word of that length as a number; the text goes on behind it.
fn number(text: &[u8], length: usize) -> u64 {
    let first = text.first_chunk().copied().unwrap_or_else(|| {
        let mut few = [0; 8];
        few.iter_mut().zip(text).for_each(|(to, byte)| *to = *byte);
        few
    });
    let others = 8usize.saturating_sub(length);
    u64::from_be_bytes(first) >> (8 * others)
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
