//! # out-of-order
//!
//! Tells of a dated entry that is out of the order of the others.
//!
//! ## Why
//!
//! It is often a slip in the date: a call of this year in last year's does not count as the last contact.
//!
//! ## Example
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Lunch with Dana
//!
//! ## 2025-10-20 Call with Dana
//!
//! ## 2026-11-02 E-mail to Dana
//! ```
//!
//! ## How to mend
//!
//! Correct the date, or move the entry to its place. Newest first and oldest first are both fine, and what is planned may
//! stand anywhere.
//!
//! ```markdown
//! ---
//! name: Harbor Foods
//! ---
//! ## 2026-09-04 Lunch with Dana
//!
//! ## 2026-10-20 Call with Dana
//!
//! ## 2026-11-02 E-mail to Dana
//! ```

use chrono::NaiveDate;

use crate::checks::diagnostic::Finding;
use crate::checks::view::NoteView;
use crate::note::places::Block;

/// Longer runs are checked in parts: the time to find the order grows with the square of their length.
const MOST: usize = 500;

pub(super) fn find(view: &NoteView<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for run in view.places.runs() {
        // Planned touches may be anywhere.
        let past =
            run.iter().filter_map(|block| Some((*block, block.day().filter(|day| *day <= view.today)?)));
        let entries: Vec<(&Block, NaiveDate)> = past.collect();
        found.extend(entries.chunks(MOST).flat_map(|entries| out_of_order(view, entries)));
    }
    found
}

fn out_of_order(view: &NoteView<'_>, entries: &[(&Block, NaiveDate)]) -> Vec<Finding> {
    let days: Vec<NaiveDate> = entries.iter().map(|(_, day)| *day).collect();
    let backwards: Vec<NaiveDate> = days.iter().rev().copied().collect();
    if days.is_sorted() || backwards.is_sorted() {
        return Vec::new();
    }
    let oldest_first = in_order(&days);
    let newest_first: Vec<usize> = in_order(&backwards).into_iter().map(|at| days.len() - 1 - at).collect();
    let (kept, order) = if newest_first.len() > oldest_first.len() {
        (newest_first, "newest first")
    } else {
        (oldest_first, "oldest first")
    };
    // Where most entries are out of order, one remark is enough.
    let most = if kept.len() * 2 < entries.len() { 1 } else { usize::MAX };
    let misplaced = entries.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    let mut found = Vec::new();
    for (_, (block, day)) in misplaced.take(most) {
        let message = format!("{day} is out of order here, where entries stand {order}");
        let help = "correct the date, or move the entry to its place";
        found.push(Finding::new(view.line(block), message).help(help));
    }
    found
}

/// The indices of the longest subsequence in order; of two, the one whose days are closer together, for a mistake in
/// the year leads far away.
fn in_order(days: &[NaiveDate]) -> Vec<usize> {
    // For each day the longest run that ends with it: its length, its first day, and the index before.
    let mut runs: Vec<(usize, NaiveDate, Option<usize>)> = Vec::new();
    for day in days {
        let before = runs.iter().zip(days).enumerate().filter(|(_, (_, other))| *other <= day);
        let longest = before.max_by_key(|(_, ((length, first, _), _))| (*length, *first));
        runs.push(
            longest
                .map_or((1, *day, None), |(last, ((length, first, _), _))| (length + 1, *first, Some(last))),
        );
    }
    let ends = runs.iter().zip(days).enumerate();
    let best =
        ends.max_by_key(|(_, ((length, first, _), last))| (*length, *first - **last)).map(|(at, _)| at);
    std::iter::successors(best, |at| runs.get(*at)?.2).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::check;
    use crate::model::check::Check;

    #[test]
    fn entries_out_of_order_are_reported() {
        let cases: [(&[&str], &str); 9] = [
            (&["2026-01-01", "2026-02-01", "2026-03-01"], ""),
            (&["2026-03-01", "2026-02-01", "2026-02-01", "2026-01-01"], ""),
            (&["2026-01-01", "2025-02-01", "2026-03-01"], "5"),
            (&["2026-03-01", "2026-02-01", "2027-01-01", "2025-12-01"], ""),
            (&["2026-04-01", "2026-03-01", "2024-02-01", "2026-01-01", "2025-12-01"], "6"),
            (&["2026-12-01", "2026-01-01", "2026-02-01"], ""),
            (&["2026-01-01", "2026-02-01", "# Other", "2025-01-01", "2025-02-01"], ""),
            (
                &[
                    "2026-01-01",
                    "2026-05-01",
                    "2026-02-01",
                    "2026-04-01",
                    "2026-03-01",
                    "2026-06-01",
                    "2026-01-15",
                ],
                "5\n7\n10",
            ),
            (&[], ""),
        ];
        for (headings, expected) in cases {
            let lines: Vec<String> =
                headings.iter().map(|heading| format!("## {}\n", heading.replace("# ", ""))).collect();
            let note = format!("---\nname: A\n---\n{}", lines.concat());
            let found = check(Check::OutOfOrder, &[&note], "");
            let lines: Vec<&str> = found.iter().filter_map(|line| line.split(':').next()).collect();
            assert_eq!(lines.join("\n"), expected, "{headings:?}");
        }
    }
}
