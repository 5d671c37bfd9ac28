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
    text.chars()
        .filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}
