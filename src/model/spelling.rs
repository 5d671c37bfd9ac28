//! Keys and words whatever their spelling, and slips of known ones.

use super::composed;

/// A key or word as it is compared: without regard to case, `-`, `_` and spaces.
///
/// `lastContact`, `last_contact` and `Last Contact` are one key.
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return key_bytes(text).map(char::from).collect();
    }
    key_chars(&composed(text)).collect()
}

/// Whether two keys or words are one.
pub fn same_key(one: &str, two: &str) -> bool {
    if one.is_ascii() && two.is_ascii() {
        return key_bytes(one).eq(key_bytes(two));
    }
    key_chars(&composed(one)).eq(key_chars(&composed(two)))
}

/// The characters of a key in ASCII.
fn key_bytes(text: &str) -> impl Iterator<Item = u8> {
    text.bytes()
        .filter(|byte| !matches!(byte, b'-' | b'_' | b'\t'..=b'\r' | b' '))
        .map(|byte| byte.to_ascii_lowercase())
}

fn key_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace()).flat_map(char::to_lowercase)
}

/// The known word that `text` is a slip of: one letter off, or two in a long word.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(text, known.into_iter().map(|word| (word, letters(word))))
}

/// The same for words whose [`letters`] are known: those of a fixed list are taken once.
pub(crate) fn nearest_of<'a>(
    text: &str,
    known: impl IntoIterator<Item = (&'a str, LetterSet)>,
) -> Option<&'a str> {
    let length = if text.is_ascii() { key_bytes(text).count() } else { key_chars(text).count() };
    let tolerance = tolerance(length)?;
    let letters_of_text = letters(text);
    let mut text_key = None;
    let mut nearest: Option<(usize, &str)> = None;
    for (word, letters_of_word) in known {
        // Prefilter: most words differ too much in length, or in their letters, of which a slip changes two.
        if (word.is_ascii() && word.len().abs_diff(length) > tolerance + 1)
            || letters_of_text.difference(letters_of_word) > 2 * tolerance
        {
            continue;
        }
        let text_key = text_key.get_or_insert_with(|| key(text));
        let distance = strsim::osa_distance(text_key, &key(word));
        if (1..=tolerance).contains(&distance) && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, word));
        }
    }
    nearest.map(|(_, word)| word)
}

/// How many letters of a text of that length may be off, if any.
const fn tolerance(length: usize) -> Option<usize> {
    match length {
        0..=3 => None,
        4..=6 => Some(1),
        _ => Some(2),
    }
}

/// Many words, to find the one that a text is a slip of without comparing it with each.
#[derive(Debug)]
pub(crate) struct Spellings<'a> {
    /// Each after its key, in order of the keys.
    words: Vec<(Box<[char]>, &'a str)>,
}

impl<'a> Spellings<'a> {
    /// Any words.
    pub(crate) fn new(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<_> = words.into_iter().map(|word| (key(word).chars().collect(), word)).collect();
        words.sort_by(|(one, _): &(Box<[char]>, _), (two, _)| one.cmp(two));
        Self { words }
    }

    /// The word that `text` is a slip of, like [`nearest`], of those with the same first letter.
    ///
    /// Keys with the same start share the rows of the table of distances for it. If that start alone is too far
    /// off, all of them are skipped.
    pub(crate) fn nearest(&self, text: &str) -> Option<&'a str> {
        let text: Vec<char> = key(text).chars().collect();
        let mut tolerance = tolerance(text.len())?;
        let mut nearest = None;
        let mut table = DistanceTable::new(&text);
        let mut at = self.words.partition_point(|(key, _)| key.first() < text.first());
        while let Some((key, word)) = self.words.get(at).filter(|(key, _)| key.first() == text.first()) {
            if let Some(start) = table.read(key, tolerance) {
                let (_, rest) = self.words.split_at(at);
                at += rest.partition_point(|(other, _)| other.starts_with(start));
                continue;
            }
            at += 1;
            let distance = table.distance();
            if (1..=tolerance).contains(&distance) {
                // Another has to be nearer than this one.
                (nearest, tolerance) = (Some(*word), distance - 1);
            }
        }
        nearest
    }
}

/// The distances between the starts of a text and those of a word.
struct DistanceTable<'t> {
    text: &'t [char],
    word: Vec<char>,
    /// For each start of the word, the distance to each start of the text.
    rows: Vec<Vec<usize>>,
}

impl<'t> DistanceTable<'t> {
    fn new(text: &'t [char]) -> Self {
        Self { text, word: Vec::new(), rows: vec![(0..=text.len()).collect()] }
    }

    /// Fills the table for another word; returns the start of it that is too far off if one is.
    fn read<'w>(&mut self, word: &'w [char], tolerance: usize) -> Option<&'w [char]> {
        let shared = self.word.iter().zip(word).take_while(|(one, two)| one == two).count();
        self.word.truncate(shared);
        self.rows.truncate(shared + 1);
        for (nth, letter) in word.iter().enumerate().skip(shared) {
            self.word.push(*letter);
            self.rows.push(self.next_row());
            // Two letters in the wrong order are seen from the row before the last.
            if self.least(nth + 1) > tolerance && self.least(nth) >= tolerance {
                return word.get(..=nth);
            }
        }
        None
    }

    /// The row of the word's last letter.
    fn next_row(&self) -> Vec<usize> {
        let cell = |row: usize, column: usize| self.rows.get(row).and_then(|row| row.get(column)).copied();
        let length = self.word.len();
        let letter = |at: usize| self.word.get(at);
        let mut row = vec![length];
        for column in 1..=self.text.len() {
            let (Some(above), Some(left), Some(before)) =
                (cell(length - 1, column), row.last(), cell(length - 1, column - 1))
            else {
                break;
            };
            let is_same = self.text.get(column - 1) == letter(length - 1);
            let mut least = (above + 1).min(left + 1).min(before + usize::from(!is_same));
            let is_turned = length > 1
                && column > 1
                && self.text.get(column - 1) == letter(length - 2)
                && self.text.get(column - 2) == letter(length - 1);
            if is_turned && let Some(before) = cell(length - 2, column - 2) {
                least = least.min(before + 1);
            }
            row.push(least);
        }
        row
    }

    fn least(&self, row: usize) -> usize {
        self.rows.get(row).and_then(|row| row.iter().min()).copied().unwrap_or(usize::MAX)
    }

    /// How far the word is from the text.
    fn distance(&self) -> usize {
        self.rows.last().and_then(|row| row.last()).copied().unwrap_or(usize::MAX)
    }
}

/// The letters that a key has, a bit for each; several share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LetterSet(u32);

impl LetterSet {
    /// How many letters only one of two keys has, at least.
    const fn difference(self, other: Self) -> usize {
        (self.0 ^ other.0).count_ones() as usize
    }
}

/// The letters of a key.
pub(crate) fn letters(text: &str) -> LetterSet {
    const UNDERSCORE: u32 = 1 << (b'_' % 32);
    // In most words of ASCII only `_` does not count, and cases differ in a bit that is none of the five.
    let letters = if text.is_ascii() {
        text.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32))
    } else {
        key_chars(text).fold(0, |letters, c| letters | 1 << (u32::from(c) % 32))
    };
    LetterSet(letters & !UNDERSCORE)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::{Spellings, key, nearest, same_key};

    #[test]
    fn keys_are_one_whatever_their_spelling() {
        let keys = [
            "lastContact",
            "last_contact",
            "_Last Contact",
            "LAST-CONTACT",
            "İst",
            "i\u{307}st",
            "K",
            "Straße über",
            "strasse_u\u{308}ber",
            "straße_u\u{308}ber",
            "k",
            "",
            "-",
        ];
        for one in keys {
            for two in keys {
                assert_eq!(same_key(one, two), key(one) == key(two), "{one:?} {two:?}");
            }
        }
    }

    #[test]
    fn slips_are_known_from_other_words() {
        let known = ["cadence", "contacts", "status", "tags", "name", "since"];
        let cases = [
            ("cadance", Some("cadence")),
            ("Contact", Some("contacts")),
            ("statsu", Some("status")),
            ("cadence", None),
            ("note", None),
            ("sector", None),
            ("tag", None),
        ];
        for (text, expected) in cases {
            assert_eq!(nearest(text, known), expected, "{text}");
        }
    }

    #[test]
    fn no_slip_is_too_far_in_its_letters() {
        for word in ["contact_frequency", "Do-Not contact", "tab\there"] {
            for at in 0..word.len() {
                let (before, after) = word.split_at(at);
                let left_out = format!("{before}{}", &after[1..]);
                let other = format!("{before}z{}", &after[1..]);
                let more = format!("{before}zz{after}");
                let turned = format!("{before}{}{}", after.get(1..2).unwrap_or_default(), &after[..1]);
                let turned = format!("{turned}{}", after.get(2..).unwrap_or_default());
                for slip in [left_out, other, more, turned].into_iter().filter(|slip| key(slip) != key(word))
                {
                    assert_eq!(nearest(&slip, [word]), Some(word), "{slip}");
                }
            }
        }
    }

    #[test]
    fn one_of_many_is_found_by_its_start() {
        let known =
            Spellings::new(["Harbor Foods", "Harbour Food", "Lindt", "Client 0100", "Client 0200", "Ümit"]);
        let cases = [
            ("Harbor Fods", Some("Harbor Foods")),
            ("hrabor foods", Some("Harbor Foods")),
            ("Harbor Foods", Some("Harbour Food")),
            ("Lidnt", Some("Lindt")),
            ("Linde Foods", None),
            ("Client 0010", Some("Client 0100")),
            ("Client 0020", Some("Client 0200")),
            ("ümti", Some("Ümit")),
            ("U\u{308}mti", Some("Ümit")),
            ("Rindt", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(known.nearest(text), expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn many_words_are_compared_as_one_by_one(words in vec("a[abü]{2,9}", 0..12), text in "a[abü]{2,9}") {
            let distance = |word: &str| strsim::osa_distance(&text, word);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let found = Spellings::new(words.iter().copied()).nearest(&text);
            prop_assert_eq!(found.map(distance), nearest(&text, words).map(distance));
        }
    }
}
