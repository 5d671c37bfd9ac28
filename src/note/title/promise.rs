//! The date in an open task: `📅 2026-11-01`, `[due:: 2026-11-01]`, `due 2026-11-01`, `by 2026-11-01`.

use chrono::NaiveDate;

use crate::date::{self, DateContext, DateError};
use crate::model::settings::DateOrder;
use crate::text::slice;

/// The due date of a task, and the task without it.
#[derive(Debug)]
pub(crate) struct TaskDate<'a> {
    pub(crate) date: Result<NaiveDate, DateError>,
    pub(crate) written: &'a str,
    pub(crate) task: String,
}

/// Finds the first date that something is promised for.
pub(crate) fn find(task: &str, order: Option<DateOrder>) -> Option<TaskDate<'_>> {
    task.char_indices().find_map(|(at, _)| {
        let (before, rest) = task.split_at(at);
        after_marker(before, rest).and_then(|after| read(before, after.trim_start(), order))
    })
}

/// Reads what precedes and follows the marker of a due date.
fn read<'a>(before: &str, after: &'a str, order: Option<DateOrder>) -> Option<TaskDate<'a>> {
    let closer = match (after.chars().next(), before.chars().next_back()) {
        (Some('('), _) | (_, Some('(')) => Some(')'),
        (_, Some('[')) => Some(']'),
        _ => None,
    };
    let date = if closer == Some(')') { after.strip_prefix('(').unwrap_or(after) } else { after };
    let dated = date::at_start(date, DateContext { order, year: None })?;
    let before = before.trim_end_matches(['[', '(', '@']).trim_end().trim_end_matches([',', ';']);
    let after =
        closer.and_then(|closer| dated.title.strip_prefix(closer)).unwrap_or(dated.title).trim_start();
    let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
    Some(TaskDate { date: dated.date, written: dated.written, task: format!("{before}{gap}{after}") })
}

/// The text after the marker with which `rest` starts, and after its colons.
fn after_marker<'a>(before: &str, rest: &'a str) -> Option<&'a str> {
    if let Some(after) = rest.strip_prefix('📅') {
        return Some(after);
    }
    let word = ["due", "by"]
        .into_iter()
        .find(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let after = slice(rest, word.len()..);
    let is_word =
        !before.ends_with(char::is_alphanumeric) && after.starts_with(|c: char| !c.is_alphanumeric());
    let after_colons = if word == "due" { after.trim_start_matches(':') } else { after };
    (is_word && after.len() - after_colons.len() <= 2).then_some(after_colons)
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
