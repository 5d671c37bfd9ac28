//! The date in an open task: `📅 2026-11-01`, `[due:: 2026-11-01]`, `due 2026-11-01`, `by 2026-11-01`.

use chrono::NaiveDate;

use crate::date::{self, DateContext, DateError};
use crate::model::settings::DateOrder;

/// A task's date, and the task without it.
#[derive(Debug)]
pub(crate) struct TaskDate<'a> {
    pub(crate) date: Result<NaiveDate, DateError>,
    pub(crate) written: &'a str,
    pub(crate) task: String,
}

/// Finds the first date that something is promised for.
pub(crate) fn find(task: &str, order: Option<DateOrder>) -> Option<TaskDate<'_>> {
    let markers = task.char_indices().filter_map(|(at, _)| Some((at, marker(task, at)?)));
    markers.into_iter().find_map(|(at, length)| {
        let mut behind = task.get(at + length..)?.trim_start();
        let closer = match behind.chars().next() {
            Some('(') => Some(')'),
            _ => opened_before(task.get(..at)?),
        };
        if closer == Some(')') {
            behind = behind.strip_prefix('(').unwrap_or(behind);
        }
        let dated = date::at_start(behind, DateContext { order, year: None })?;
        let before =
            task.get(..at)?.trim_end_matches(['[', '(', '@']).trim_end().trim_end_matches([',', ';']);
        let after =
            closer.and_then(|closer| dated.title.strip_prefix(closer)).unwrap_or(dated.title).trim_start();
        let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
        Some(TaskDate { date: dated.date, written: dated.written, task: format!("{before}{gap}{after}") })
    })
}

/// The length of a marker at that place, its colons included.
fn marker(task: &str, at: usize) -> Option<usize> {
    let (before, rest) = (task.get(..at)?, task.get(at..)?);
    if rest.starts_with('📅') {
        return Some('📅'.len_utf8());
    }
    let inside_word = before.chars().next_back().is_some_and(char::is_alphanumeric);
    let word = ["due", "by"]
        .into_iter()
        .find(|word| rest.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word)))?;
    let behind = rest.get(word.len()..)?;
    let colons = if word == "due" { behind.len() - behind.trim_start_matches(':').len() } else { 0 };
    let ends = behind.chars().next().is_some_and(|c| !c.is_alphanumeric());
    (!inside_word && ends && colons <= 2).then_some(word.len() + colons)
}

/// What closes the bracket that the marker stands in.
fn opened_before(before: &str) -> Option<char> {
    match before.chars().next_back()? {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn every_form_of_a_due_date_is_found() {
        let cases = [
            ("Send the offer 📅 2026-11-01", "Send the offer"),
            ("Send the offer 📅2026-11-01", "Send the offer"),
            ("Send the offer [due:: 2026-11-01]", "Send the offer"),
            ("Send the offer (due:: 2026-11-01) soon", "Send the offer soon"),
            ("Send the offer due: 2026-11-01", "Send the offer"),
            ("Send the offer, Due 2026-11-01", "Send the offer"),
            ("Send the offer (due 1 Nov 2026)", "Send the offer"),
            ("Send the offer by 2026-11-01, not later", "Send the offer not later"),
            ("Send the offer @due(2026-11-01) soon", "Send the offer soon"),
            ("Written by Dana, due by 2026-11-01", "Written by Dana, due"),
            ("📅 2026-11-01 Send the offer", "Send the offer"),
            ("Overdue stuff by [[2026-11-01]]", "Overdue stuff"),
            ("by Sunday 2026-11-01", ""),
        ];
        for (text, task) in cases {
            let found = find(text, None).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.date.unwrap().to_string(), "2026-11-01", "{text}");
            assert_eq!(found.task, task, "{text}");
        }
    }

    #[test]
    fn a_date_alone_promises_nothing() {
        for text in [
            "Send 2026-11-01",
            "residue 2026-11-01",
            "by Monday",
            "due",
            "📅",
            "standby 2026-11-01",
            "due::: 2026-11-01",
        ] {
            assert!(find(text, None).is_none(), "{text}");
        }
    }
}
