//! Names of clients and people, as they are compared and found in titles.

use super::folded;

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
    folded(&plain)
}

/// Whether a title has a name in it, by whole words, case aside.
pub fn mentions(title: &str, name: &str) -> bool {
    let (title, name) = (folded(title), folded(name.trim()));
    if name.is_empty() {
        return false;
    }
    for (at, found) in title.match_indices(&name) {
        let (before, after) = (&title[..at], &title[at + found.len()..]);
        if !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{mentions, same_name};

    #[test]
    fn names_are_one_whatever_their_case_and_spaces() {
        assert!(same_name(" Harbor  Foods", "harbor foods"));
        assert!(same_name("Café", "CAFE\u{301}"));
        assert!(!same_name("HarborFoods", "Harbor Foods"));
    }

    #[test]
    fn titles_mention_names_by_whole_words() {
        let cases = [
            ("Lunch with Dana", "dana", true),
            ("Dana's birthday", " Dana ", true),
            ("Danae called", "Dana", false),
            ("Danae and Dana called", "Dana", true),
            ("Call Ünal", "ünal", true),
            ("Call U\u{308}nal", "ünal", true),
            ("Call Ünal", "U\u{308}NAL", true),
            ("Call", "", false),
        ];
        for (title, name, expected) in cases {
            assert_eq!(mentions(title, name), expected, "{title}: {name}");
        }
    }
}
