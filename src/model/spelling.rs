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
    let tolerance = match length {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    let letters_of_text = letters(text);
    let mut text_key = None;
    let mut nearest: Option<(usize, &str)> = None;
    for (word, letters_of_word) in known {
        // Prefilter: most words differ too much in length, or in their letters, of which a slip changes two.
        if word.len().abs_diff(length) > tolerance + 1
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
    use super::{key, nearest, same_key};

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
}
