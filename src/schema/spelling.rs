//! Patterns for words that are compared loosely; JSON Schema itself knows only exact ones.

/// Matches each of the words in every spelling that [`key`](crate::model::key) takes for the same.
pub(super) fn any_spelling(words: &[&str]) -> String {
    let loose = |word: &&str| {
        let letters: Vec<String> = crate::model::key(word).chars().map(either_case).collect();
        letters.join("[-_ ]*")
    };
    let words: Vec<String> = words.iter().map(loose).collect();
    format!(r"^[-_\s]*(?:{})[-_\s]*$", words.join("|"))
}

/// Matches one of the words, case aside; a part of a pattern.
pub(super) fn any_case(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| word.chars().map(either_case).collect()).collect();
    format!("(?:{})", words.join("|"))
}

/// Not every program that checks schemas has a flag for this.
fn either_case(letter: char) -> String {
    if letter.is_ascii_alphabetic() {
        format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase())
    } else {
        letter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{any_case, any_spelling};

    #[test]
    fn patterns_leave_out_case_and_what_joins_words() {
        assert_eq!(any_spelling(&["a_b", "c"]), r"^[-_\s]*(?:[aA][-_ ]*[bB]|[cC])[-_\s]*$");
        assert_eq!(any_case(&["by a", "1"]), "(?:[bB][yY] [aA]|1)");
    }
}
