//! The values rekindle thinks in: no files, no clock, nothing to fail.

pub mod check;
pub mod client;
pub mod contact;
pub mod directory;
pub mod duration;
pub mod link;
pub mod period;
pub mod rule;
pub mod settings;
pub mod status;
pub mod touch;
pub mod yearly;
pub mod zone;

use chrono::NaiveDate;

/// A key or word as it is compared: without regard to case, `-`, `_` and spaces.
///
/// `lastContact`, `last_contact` and `Last Contact` are one key.
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return String::from_utf8(key_bytes(text).collect()).unwrap_or_default();
    }
    key_chars(text).collect()
}

/// The days from one day to a later one; 0 if it is not later.
pub fn days_between(day: NaiveDate, later: NaiveDate) -> u32 {
    u32::try_from((later - day).num_days()).unwrap_or_default()
}

/// Whether two keys or words are one.
pub fn same_key(one: &str, two: &str) -> bool {
    if one.is_ascii() && two.is_ascii() {
        return key_bytes(one).eq(key_bytes(two));
    }
    key_chars(one).eq(key_chars(two))
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

/// Whether two names are one, case and spaces aside.
pub fn same_name(one: &str, two: &str) -> bool {
    plain_name(one) == plain_name(two)
}

/// A name as it is compared: case and spaces aside.
pub fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        plain.push_str(if plain.is_empty() { "" } else { " " });
        plain.push_str(word);
    }
    plain.to_lowercase()
}

/// Whether a title has a name in it, by whole words, case aside.
pub fn mentions(title: &str, name: &str) -> bool {
    let (title, name) = (title.to_lowercase(), name.trim().to_lowercase());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && title.match_indices(&name).any(|(at, found)| {
            let before = title.get(..at).and_then(|before| before.chars().next_back());
            let after = title.get(at + found.len()..).and_then(|after| after.chars().next());
            !is_word(before) && !is_word(after)
        })
}

/// The known word that `text` is a slip of: one letter off, or two in a long word.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(text, known.into_iter().map(|word| (word, letters(word))))
}

/// The same for words with their [`letters`], which need be taken but once.
pub(crate) fn nearest_of<'a>(text: &str, known: impl IntoIterator<Item = (&'a str, u32)>) -> Option<&'a str> {
    let length = if text.is_ascii() { key_bytes(text).count() } else { key_chars(text).count() };
    let tolerance = match length {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    // Most of a user's own keys differ in length already, or in their letters: a slip changes two at most.
    let letters = letters(text);
    let is_near = |(word, others): &(&str, u32)| {
        word.len().abs_diff(length) <= tolerance + 1
            && (letters ^ others).count_ones() as usize <= 2 * tolerance
    };
    let mut near = known.into_iter().filter(is_near).peekable();
    near.peek()?;
    let text = key(text);
    let distances = near.map(|(word, _)| (strsim::osa_distance(&text, &key(word)), word));
    let close = distances.filter(|(distance, _)| (1..=tolerance).contains(distance));
    close.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// The letters that a key has, a bit for each; several share one.
pub(crate) fn letters(text: &str) -> u32 {
    const UNDERSCORE: u32 = 1 << (b'_' % 32);
    // In most words of ASCII only `_` does not count, and cases differ in a bit that is none of the five.
    let letters = if text.bytes().all(|byte| matches!(byte, b'0'..=0x7F)) {
        text.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32))
    } else {
        key_chars(text).fold(0, |letters, c| letters | 1 << (u32::from(c) % 32))
    };
    letters & !UNDERSCORE
}

#[cfg(test)]
mod tests {
    use super::{key, nearest, same_key};

    #[test]
    fn keys_are_one_whatever_their_dress() {
        let keys = [
            "lastContact",
            "last_contact",
            "_Last Contact",
            "LAST-CONTACT",
            "İst",
            "i\u{307}st",
            "K",
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
    fn slips_are_told_from_other_words() {
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
                let (before, behind) = word.split_at(at);
                let left_out = format!("{before}{}", &behind[1..]);
                let other = format!("{before}z{}", &behind[1..]);
                let more = format!("{before}zz{behind}");
                let turned = format!("{before}{}{}", behind.get(1..2).unwrap_or_default(), &behind[..1]);
                let turned = format!("{turned}{}", behind.get(2..).unwrap_or_default());
                for slip in [left_out, other, more, turned].into_iter().filter(|slip| key(slip) != key(word))
                {
                    assert_eq!(nearest(&slip, [word]), Some(word), "{slip}");
                }
            }
        }
    }
}
