//! Paths and texts as parts of addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A text as a part of an address or key: all but ASCII letters, digits and a few characters is percent-encoded.
pub(crate) fn percent_encoded(text: &str) -> String {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A path as the target of a link: what would end it or mean something else is percent-encoded, and letters of any
/// script stay readable.
pub(crate) fn target(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_alphanumeric() || "/.-_~!',@+=".contains(c) {
            encoded.push(c);
        } else {
            encoded.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        }
    }
    encoded
}
