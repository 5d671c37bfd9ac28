//! The values rekindle thinks in: no files, no clock, nothing to fail.

pub mod client;
pub mod contact;
pub mod duration;
pub mod rule;
pub mod settings;
pub mod touch;
pub mod yearly;

/// A key or word as it is compared: without regard to case, `-`, `_` and spaces.
///
/// `lastContact`, `last_contact` and `Last Contact` are one key.
pub fn key(text: &str) -> String {
    key_chars(text).collect()
}

/// Whether two keys or words are one.
pub fn same_key(one: &str, two: &str) -> bool {
    key_chars(one).eq(key_chars(two))
}

fn key_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace()).flat_map(char::to_lowercase)
}
