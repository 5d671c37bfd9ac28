//! Letters with marks, which may be one character or several: `é` is also `e` with U+0301, as macOS has it in the names
//! of files. Names, links, tags and paths are compared in one form (NFC) and written as found.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text with each letter and its marks as one character where there is one (NFC).
pub fn composed(text: &str) -> Cow<'_, str> {
    // Fast path: most texts have no marks apart from their letters.
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.into();
    }
    text.nfc().collect()
}

/// A text with the marks apart from their letters (NFD).
pub fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// A text as it is compared: composed, and in lower case.
pub fn folded(text: &str) -> String {
    composed(text).to_lowercase()
}

/// Whether a character is part of a word: a letter, a digit or a mark on one.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// Passes on the letters and digits of a character in lower case, without their marks: the same ones in either form.
pub(crate) fn each_letter(c: char, mut take: impl FnMut(char)) {
    decompose_canonical(c, |part| {
        let lower = part.to_lowercase().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
        lower.for_each(&mut take);
    });
}

#[cfg(test)]
mod tests {
    use super::{composed, decomposed, each_letter, folded, is_of_word};

    #[test]
    fn a_text_is_the_same_in_either_form() {
        let letters = |text: &str| {
            let mut letters = String::new();
            text.chars().for_each(|c| each_letter(c, |letter| letters.push(letter)));
            letters
        };
        let cases = [
            ("Café", "café", "cafe"),
            ("JÖRG", "jörg", "jorg"),
            ("Zoë Brücke", "zoë brücke", "zoebrucke"),
            ("İzmir", "i\u{307}zmir", "izmir"),
            ("Åse", "åse", "ase"),
            ("한국", "한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("Ậ", "ậ", "a"),
            ("ᾳ", "ᾳ", "α"),
            ("plain", "plain", "plain"),
            ("", "", ""),
        ];
        for (text, lower, base) in cases {
            let apart = decomposed(text);
            assert_eq!((composed(&apart).as_ref(), composed(text).as_ref()), (text, text));
            assert_eq!((folded(&apart).as_str(), folded(text).as_str()), (lower, lower), "{text}");
            assert_eq!((letters(&apart).as_str(), letters(text).as_str()), (base, base), "{text}");
            assert!(apart.chars().all(|c| is_of_word(c) || c == ' '), "{text}");
        }
    }
}
