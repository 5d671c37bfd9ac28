//! Adds a promise where the note keeps its open tasks, in the form of the others.

use chrono::NaiveDate;

use super::EditError;
use super::entry_style::date_form;
use super::layout::{Layout, insertion};
use super::said::{self, Said};
use crate::model::touch::Promise;
use crate::note::places::{Block, BlockDate, BlockKind, Task};
use crate::note::{OpenNote, Reader};
use crate::text::{Edit, slice};

/// Something promised.
#[derive(Debug, Clone, Copy)]
pub struct NewPromise<'a> {
    /// What, on one line.
    pub task: &'a str,
    /// The day it is promised for.
    pub due: NaiveDate,
}

/// What precedes and follows a due date, the longer ones first.
const FORMS: [(&str, &str); 10] = [
    ("📅 ", ""),
    ("📅", ""),
    ("[due:: ", "]"),
    ("(due:: ", ")"),
    ("@due(", ")"),
    ("(due ", ")"),
    ("due:: ", ""),
    ("due: ", ""),
    ("due ", ""),
    ("by ", ""),
];

/// The change that adds an open task with a due date to the note at that path.
///
/// Nothing else is inserted, and the note is read back before the edit is returned: with one more promise, of
/// that text and day, and everything else as it was.
pub fn add_promise(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    promise: NewPromise<'_>,
) -> Result<Edit, EditError> {
    if promise.task.trim().is_empty() || promise.task.contains(char::is_control) {
        return Err(EditError::NotOneLine);
    }
    // The task as it is read, without its markup.
    let promises = reader.promises(&format!("- [ ] {} 📅 {}\n", promise.task.trim(), promise.due));
    let [meant] = &promises[..] else { return Err(EditError::Misread) };
    if meant.due != promise.due {
        return Err(EditError::Misread);
    }
    let look = |note: &OpenNote<'_>| {
        let forms = [due(note, promise.due), format!("📅 {}", promise.due)];
        let edits = forms.iter().flat_map(|due| edits(note, &format!("{} {due}", promise.task.trim())));
        let said = Said::without(&(0..0), note).ok_or(EditError::Misread)?;
        let mut fitting = edits.filter(|edit| is_read(reader, path, text, &said, edit, meant));
        fitting.next().ok_or(EditError::Misread)
    };
    reader.look(path, text.as_bytes(), look).map_or(Err(EditError::Misread), |(_, edit)| edit)
}

/// Whether a note with a task put into its text says all that it said before, and the promise.
fn is_read(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    said: &Said<'_>,
    edit: &Edit,
    meant: &Promise,
) -> bool {
    let Some(text) = edit.applied(text) else { return false };
    let part = edit.span.start..edit.span.start + edit.text.len();
    let look = |after: &OpenNote<'_>| {
        Said::without(&part, after).as_ref() == Some(said) && said::promises_in(&part, after) == [meant]
    };
    reader.look(path, text.as_bytes(), look).is_some_and(|(_, is_read)| is_read)
}

/// The due date in the form of the note's last promise.
fn due(note: &OpenNote<'_>, day: NaiveDate) -> String {
    let like = |task: &Task| due_like(note.text, task, day);
    note.places.tasks.iter().rev().find_map(like).unwrap_or_else(|| format!("📅 {day}"))
}

/// The due date in the form of a task's.
fn due_like(text: &str, task: &Task, day: NaiveDate) -> Option<String> {
    let (due, span) = task.due.as_ref()?;
    let (before, after) = (slice(text, ..span.start), slice(text, span.end..));
    let date = date_form(*due, slice(text, span.clone()))?;
    FORMS.iter().find_map(|(opening, closing)| {
        let written = before.get(before.len().checked_sub(opening.len())?..)?;
        let is_it = written.eq_ignore_ascii_case(opening) && after.starts_with(closing);
        is_it.then(|| format!("{written}{}{closing}", day.format(date)))
    })
}

/// The places where a task may go, the best first.
fn edits(note: &OpenNote<'_>, task: &str) -> Vec<Edit> {
    let layout = Layout::new(note);
    let blocks = &note.places.blocks;
    let history = blocks.iter().find(|block| block.date != BlockDate::None || block.is_log);
    let history = history.map_or(note.text.len(), |block| block.span.start);
    let mut tasks = note.places.tasks.iter().filter(|task| task.list.is_some());
    // Done tasks show where tasks are kept, unless they belong to an entry.
    let model = tasks
        .clone()
        .rfind(|task| task.is_open)
        .or_else(|| tasks.clone().rfind(|task| task.span.start < history));
    let last = model.and_then(|model| tasks.rfind(|task| task.list == model.list));
    let mut edits = Vec::new();
    edits.extend(last.and_then(|last| below(note, &layout, last, task)));
    let has_title = blocks.first().is_some_and(is_title);
    let intro_end = blocks.get(usize::from(has_title)).map_or(note.text.len(), |block| block.span.start);
    for end in [intro_end, history, note.text.len()] {
        let above = slice(note.text, ..end).trim_end_matches([' ', '\t', '\r', '\n']);
        // There may be a byte order mark before the first line.
        let at = if matches!(above, "" | "\u{feff}") { above.len() } else { layout.end_of_line(above.len()) };
        edits.push(layout.insert_after(at, &format!("- [ ] {task}{}", layout.line_end), true));
    }
    edits
}

fn is_title(block: &Block) -> bool {
    block.kind == BlockKind::Heading(1) && block.date == BlockDate::None && !block.is_log
}

/// An edit that adds a task below the last one of a list, with the same bullet.
fn below(note: &OpenNote<'_>, layout: &Layout<'_>, last: &Task, task: &str) -> Option<Edit> {
    let written = slice(note.text, last.span.clone());
    let (mark, _) = written.split_once('[')?;
    let start = layout.line_start(last.span.start);
    let indent = slice(note.text, start..last.span.start);
    if !indent.trim().is_empty() {
        return None;
    }
    let end = layout.end_of_line(last.span.start + written.trim_end().len());
    // With blank lines between the others, one goes before this.
    let above = slice(note.text, ..start).lines().next_back().unwrap_or_default();
    let is_first = last.list == Some(last.span.start);
    let gap = if above.trim().is_empty() && !is_first { layout.line_end } else { "" };
    let is_ended = slice(note.text, ..end).ends_with('\n');
    let line = format!("{indent}{mark}[ ] {task}");
    Some(insertion(
        end,
        if is_ended {
            format!("{gap}{line}{}", layout.line_end)
        } else {
            // A file without a line end at its end stays so.
            format!("{}{gap}{line}", layout.line_end)
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::{NewPromise, add_promise};
    use crate::edit::EditError;
    use crate::model::settings::Settings;
    use crate::note::Reader;

    fn promised(text: &str, task: &str) -> Result<String, EditError> {
        let settings = Settings::default();
        let promise = NewPromise { task, due: "2026-12-01".parse().unwrap() };
        add_promise(&Reader::new(&settings), "a.md", text, promise).map(|edit| edit.applied(text).unwrap())
    }

    #[track_caller]
    fn check(before: &str, after: &str) {
        assert_eq!(promised(before, "Send the offer").as_deref(), Ok(after));
    }

    #[test]
    fn the_date_is_written_as_in_the_others() {
        let cases = [
            ("📅 2026-11-30", "📅 2026-12-01"),
            ("📅2026-11-30", "📅2026-12-01"),
            ("[due:: 2026-11-30]", "[due:: 2026-12-01]"),
            ("(due:: 2026-11-30)", "(due:: 2026-12-01)"),
            ("due: 2026-11-30", "due: 2026-12-01"),
            ("due 30 Nov 2026", "due 1 Dec 2026"),
            ("(Due 30.11.2026) soon", "(Due 01.12.2026)"),
            ("by November 30, 2026", "by December 1, 2026"),
            ("@due(2026-11-30)", "@due(2026-12-01)"),
            ("by [[2026-11-30]]", "📅 2026-12-01"),
            ("", "📅 2026-12-01"),
        ];
        for (before, after) in cases {
            let text = format!("---\nname: A\n---\n\n- [ ] Call {before}\n");
            check(&text, &format!("{text}- [ ] Send the offer {after}\n"));
        }
    }

    #[test]
    fn a_promise_stands_below_the_others() {
        check(
            "---\nname: A\n---\n# A\n\n* [ ] One\n  more\n  * [ ] Part\n* [x] Two\n\nText.\n\n## 2026-09-14 Call\n",
            "---\nname: A\n---\n# A\n\n* [ ] One\n  more\n  * [ ] Part\n* [x] Two\n* [ ] Send the offer 📅 2026-12-01\n\nText.\n\n\
             ## 2026-09-14 Call\n",
        );
        check(
            "## 2026-09-14 Call\n\n- [ ] One by 2026-11-30\n\n- [ ] Two\n\n## 2026-08-14 Call\n\n- [x] Old\n",
            "## 2026-09-14 Call\n\n- [ ] One by 2026-11-30\n\n- [ ] Two\n\n- [ ] Send the offer by 2026-12-01\n\n\
             ## 2026-08-14 Call\n\n- [x] Old\n",
        );
        check(
            "\u{feff}---\r\nname: A\r\n---\r\n- [x] One",
            "\u{feff}---\r\nname: A\r\n---\r\n- [x] One\r\n- [ ] Send the offer 📅 2026-12-01",
        );
    }

    #[test]
    fn the_first_promise_stands_below_the_intro() {
        check("---\nname: A\n---\n", "---\nname: A\n---\n\n- [ ] Send the offer 📅 2026-12-01\n");
        check(
            "---\nname: A\n---\n\n# A\n\nText.\n\n## Notes\n\nMore.\n\n## 2026-09-14 Call\n\n- [x] Old\n",
            "---\nname: A\n---\n\n# A\n\nText.\n\n- [ ] Send the offer 📅 2026-12-01\n\n## Notes\n\nMore.\n\n\
             ## 2026-09-14 Call\n\n- [x] Old\n",
        );
        check(
            "---\nname: A\n---\n# A\n## Log\n- 2026-09-14 Call\n",
            "---\nname: A\n---\n# A\n\n- [ ] Send the offer 📅 2026-12-01\n\n## Log\n- 2026-09-14 Call\n",
        );
        check("## 2026-09-14 Call", "- [ ] Send the offer 📅 2026-12-01\n\n## 2026-09-14 Call");
        check(
            "\u{feff}## 2026-09-14 Call\n",
            "\u{feff}- [ ] Send the offer 📅 2026-12-01\n\n## 2026-09-14 Call\n",
        );
        check("---\nname: A\n---\nText", "---\nname: A\n---\nText\n\n- [ ] Send the offer 📅 2026-12-01");
    }

    #[test]
    fn words_are_read_as_they_are_meant() {
        let text = "---\nname: A\n---\n";
        for task in ["Send **the** offer to [[people/Lee|Lee]]", "Write `x`", "Ask by Friday"] {
            let expected = format!("{text}\n- [ ] {task} 📅 2026-12-01\n");
            assert_eq!(promised(text, task), Ok(expected));
        }
        assert_eq!(promised(text, "Send it by 2026-12-24"), Err(EditError::Misread));
        assert_eq!(promised(text, " "), Err(EditError::NotOneLine));
        assert_eq!(promised(text, "a\n## 2026-01-01 Call"), Err(EditError::NotOneLine));
        // Not to the document, but to the block it ends up in.
        assert_eq!(promised("---\nname: A\n---\n```\nopen", "Call"), Err(EditError::Misread));
    }
}
