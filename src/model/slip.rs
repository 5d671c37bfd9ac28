//! Slips of known words, told from words that somebody means.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::key;

/// English words, the most common ones of eight other languages, and short names of fields, as far as they are within
/// two letters of a key, or of a part of one, and all English words of up to three letters. They are from the word lists
/// of SCOWL up to its size 70, and from the 10,000 most common words of each language.
///
/// `WORDS=FILE cargo test --test slips -- --ignored` adds those words of a list that are near the keys of today.
static WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("words.txt").split_ascii_whitespace().collect());

/// Whether a word differs from a known one by a letter that is doubled, left out, or has changed places with the next,
/// which nobody means; case, `-`, `_` and spaces do not matter.
pub fn is_typing_error(written: &str, known: &str) -> bool {
    let (written, known) = (key(written), key(known));
    let same = written.bytes().zip(known.bytes()).take_while(|(one, two)| one == two).count();
    let (Some((before, rest)), Some(meant)) =
        (written.as_bytes().split_at_checked(same), known.as_bytes().get(same..))
    else {
        return false;
    };
    match (rest, meant) {
        ([one, two, rest @ ..], [first, second, meant @ ..])
            if (one, two, rest) == (second, first, meant) =>
        {
            true
        }
        ([letter, rest @ ..], _) if before.last() == Some(letter) && rest == meant => true,
        (_, [_, meant @ ..]) => rest == meant,
        _ => false,
    }
}

/// Whether a key that is nearly a known one may well be meant as it is: as a word, as several of them, or as anything with
/// other characters than the letters of English. Of what it has in common with the known key nothing is asked.
pub fn is_meant(written: &str, nearly: &str) -> bool {
    let is_plain = written.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ' '));
    !is_plain
        || words(written).iter().all(|word| word.len() < 2 || is_word(word))
        || is_word(difference(&key(written), nearly))
}

fn is_word(text: &str) -> bool {
    WORDS.contains(text.to_ascii_lowercase().as_str())
}

/// The words of a key: `contactDate`, `contact_date` and `Contact Date` are two.
fn words(written: &str) -> Vec<&str> {
    let (mut words, mut start, mut was_small) = (Vec::new(), 0, false);
    for (at, c) in written.char_indices() {
        if !c.is_ascii_alphabetic() || (was_small && c.is_ascii_uppercase()) {
            words.extend(written.get(start..at));
            start = if c.is_ascii_alphabetic() { at } else { at + c.len_utf8() };
        }
        was_small = c.is_ascii_lowercase();
    }
    words.extend(written.get(start..));
    words
}

/// What is left of a key without the words at its start and its end that the known one has there too.
fn difference<'a>(written: &'a str, nearly: &str) -> &'a str {
    let mut parts = nearly.split('_').peekable();
    let mut rest = written;
    while let Some(after) = parts.peek().and_then(|part| rest.strip_prefix(part)) {
        rest = after;
        parts.next();
    }
    for part in parts.collect::<Vec<_>>().into_iter().rev() {
        let Some(before) = rest.strip_suffix(part) else { break };
        rest = before;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{is_meant, is_typing_error};

    #[test]
    fn typing_errors_are_of_one_letter() {
        let cases = [
            ("status", "staus sttatus statuss sttaus tsatus statsu tatus statu Sta-tus_s", true),
            ("referred_by", "refered_by referrred_by referred_yb referredb", true),
            ("status", "status stetus statux statusa astatus stasut sttaatus tstatu", false),
            ("cadence", "cadance cadnec kadence", false),
        ];
        for (known, written, expected) in cases {
            for written in written.split(' ') {
                assert_eq!(is_typing_error(written, known), expected, "{written} {known}");
            }
        }
    }

    #[test]
    fn words_are_meant() {
        let cases = [
            ("cause", "case clause pause causes CASE", true),
            ("cause", "cuase casue ccause", false),
            ("contacts", "contract contact context contracts", true),
            ("contacts", "contcats cotnacts contactss", false),
            (
                "last_contact",
                "last_contract lastcontract last-contacts past_contact PastContact lastContract",
                true,
            ),
            ("last_contact", "last_contcat lst_contact lastcotnact last_cantact", false),
            ("referred_by", "referred_to referredto referral_by", true),
            ("referred_by", "refered_by refferred_by", false),
            ("name", "fname name2 näme #name name. my_name", true),
            ("owner", "co-owner isOwner ownerX owner_a", true),
            ("title", "titel tile", true),
        ];
        for (known, written, expected) in cases {
            for written in written.split(' ') {
                assert_eq!(is_meant(written, known), expected, "{written} {known}");
            }
        }
    }
}
