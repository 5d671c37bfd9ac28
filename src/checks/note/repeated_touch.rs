//! # repeated-touch
//!
//! Tells of a touch that stands in the history twice.
//!
//! ## Why
//!
//! It is counted twice: two attempts where there was one bring the next step of the ladder too early.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Call to Dana, no answer
//!
//! ## 2026-09-04 Call to Dana, no answer
//! ```
//!
//! ## How to mend
//!
//! Remove one of them, unless there were two: only you know, so `rekindle check --fix` removes nothing.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Call to Dana, no answer
//! ```

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::note::places::Block;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    // Fast path: touches are in the order of time, and most clients have one a day.
    if !view.client.touches.windows(2).any(|pair| matches!(pair, [one, two] if one.date == two.date)) {
        return Vec::new();
    }
    let mut seen: HashMap<(NaiveDate, String), usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, block) in view.places.blocks.iter().enumerate() {
        let Some(touch) = block.touch().and_then(|touch| view.client.touches.get(touch)) else { continue };
        let title: Vec<&str> = touch.title.split_whitespace().collect();
        let first = *seen.entry((touch.date, title.join(" "))).or_insert(at);
        if first < at {
            found.extend(finding(view, block, first, at));
        }
    }
    found
}

fn finding(view: &NoteView<'_>, block: &Block, first: usize, second: usize) -> Option<Finding> {
    let length = view.text.len();
    let (one, two) = (view.places.extent(first, length), view.places.extent(second, length));
    let (first_body, second_body) = (body(view.slice(&one)), body(view.slice(&two)));
    // Two calls on one day, each with its own story, are two calls.
    let says_nothing_new = second_body.is_empty() || second_body == first_body;
    let finding = Finding::new(view.line(block), "this touch stands here twice");
    says_nothing_new.then(|| finding.help("remove one of the two"))
}

/// What is below the first line of an entry.
fn body(entry: &str) -> &str {
    entry.split_once('\n').map_or("", |(_, body)| body.trim())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn only_what_says_nothing_new_is_repeated() {
        let cases = [
            ("## 2026-09-04 Call\n## 2026-09-04 Call\n", "5:1"),
            ("## 2026-09-04 Call\nAbout x.\n## 2026-09-04 Call\nAbout x.\n\n", "6:1"),
            ("## 2026-09-04 Call\nAbout x.\n## 2026-09-04 Call\nAbout y.\n", ""),
            ("## 2026-09-04 Call\n## 2026-09-04 E-mail\n", ""),
            ("## 2026-09-04 Call\n## 2026-09-05 Call\n", ""),
            ("## 2026-09-04 order\n## 2026-09-04 order\n", ""),
            ("## Log\n- 2026-09-04 Call\n- 2026-09-05 Call\n- 2026-09-04 Call\n", "7:1"),
        ];
        for (body, expected) in cases {
            let note = format!("---\nname: A\n---\n{body}");
            let found = check(Check::RepeatedTouch, &[&note], "");
            let places: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
            assert_eq!(places.join("\n"), expected, "{body}");
        }
    }
}
