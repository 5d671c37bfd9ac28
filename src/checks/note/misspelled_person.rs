//! # misspelled-person
//!
//! Tells of a name in a title that is nearly a contact's.
//!
//! ## Why
//!
//! The touch names nobody then: the agenda may send you to the wrong person, or say that you know only one.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [Dana Reyes, Lee Park]
//! ---
//! ## 2026-09-04 Lunch with Danna
//! ```
//!
//! ## How to mend
//!
//! Write the name as it is in `contacts`, or add the other spelling to the contact's `aliases`.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! contacts: [Dana Reyes, Lee Park]
//! ---
//! ## 2026-09-04 Lunch with Dana
//! ```

use std::collections::HashMap;

use chrono::Weekday;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::date::near::is_month;
use crate::model::contact::Contact;
use crate::model::unicode::is_of_word;
use crate::model::{composed, folded, nearest};
use crate::text::Edit;

/// Only so many contacts are compared with each word of each title.
const MOST_CONTACTS: usize = 200;

/// Only so many different words are compared with the names.
const MOST_WORDS: usize = 5000;

/// In bytes: the first word of a title always has a capital, so only a long one is taken for a name.
const LONG: usize = 5;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let client = view.client;
    let names = client.contacts.iter().take(MOST_CONTACTS).flat_map(Contact::names);
    let known: Vec<&str> = names.flat_map(str::split_whitespace).filter(|word| is_name(word)).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let of_client: Vec<&str> = client.names().flat_map(str::split_whitespace).collect();
    let mut meant: HashMap<&str, Option<&str>> = HashMap::new();
    let mut found = Vec::new();
    for (nth, touch) in client.touches.iter().enumerate() {
        let words = touch.title.split(|c| !is_of_word(c)).enumerate();
        for (at, word) in words.filter(|(at, word)| is_name(word) && (*at > 0 || word.len() >= LONG)) {
            if known.contains(&word)
                || (at > 0 && is_day_or_month(word))
                || (meant.len() > MOST_WORDS && !meant.contains_key(word))
            {
                continue;
            }
            let Some(meant) = meant.entry(word).or_insert_with(|| slip_of(word, &known, &of_client)) else {
                continue;
            };
            let span = view.in_touch(nth, word);
            let edit = Edit { span: span.clone(), text: (*meant).to_owned() };
            found.push(
                Finding::new(span, format!("“{word}” is nobody here, but “{meant}” is")).suggested(edit),
            );
        }
    }
    found
}

/// The known name that a word is a slip of, unless it is a name itself, or part of the client's.
fn slip_of<'a>(word: &str, known: &[&'a str], of_client: &[&str]) -> Option<&'a str> {
    let lower = folded(word);
    let is_known = known.iter().chain(of_client).any(|name| folded(name) == lower);
    let first = |word: &str| composed(word).chars().next();
    let alike = known.iter().copied().filter(|name| first(name) == first(word));
    if is_known { None } else { nearest(word, alike) }
}

/// Whether a word is written like a name: a capital, then small letters.
fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    word.len() > 3 && chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

fn is_day_or_month(word: &str) -> bool {
    word.parse::<Weekday>().is_ok() || is_month(word)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn slips_of_names_are_told_from_other_words() {
        let cases = [
            ("Lunch with Danna", "8:26 write “## 2026-09-04 Lunch with Dana”"),
            ("Danna's offer", "8:15 write “## 2026-09-04 Dana's offer”"),
            ("Call with Dana Ryes", "8:30 write “## 2026-09-04 Call with Dana Reyes”"),
            ("Lunch with Dana and Market", ""),
            ("Data call", ""),
            ("Call in March about Marc", ""),
            ("Lunch at Harbour", ""),
            ("LUNCH WITH DANNA", ""),
        ];
        for (title, expected) in cases {
            let note = format!(
                "---\nname: Harbour\ncontacts:\n  - Dana Reyes\n  - Marc Otto\n  - Harbor\n---\n## 2026-09-04 {title}\n"
            );
            assert_eq!(check(Check::MisspelledPerson, &[&note], "").join("\n"), expected, "{title}");
        }
    }
}
