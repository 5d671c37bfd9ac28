//! A promise is added where the note keeps its open tasks, in the form of its others.

use chrono::NaiveDate;

use super::EditError;
use super::hand::date_form;
use super::place::{Desk, put};
use crate::note::places::{Block, BlockDate, BlockKind, Task};
use crate::note::{Note, OpenNote, Reader};
use crate::text::Edit;

/// Something promised.
#[derive(Debug, Clone, Copy)]
pub struct NewPromise<'a> {
    /// What, on one line.
    pub task: &'a str,
    /// The day it is promised for.
    pub due: NaiveDate,
}

/// What stands before a due date and behind it, the closer ones first.
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
/// Nothing else is put in, and the note is read before it is returned: with one more promise, of that text
/// and day, and everything else as it was.
pub fn add_promise(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    promise: NewPromise<'_>,
) -> Result<Edit, EditError> {
    if promise.task.trim().is_empty() || promise.task.contains(char::is_control) {
        return Err(EditError::NotOneLine);
    }
    // What the words look like once they are read: without the signs of Markdown.
    let alone = reader.promises(&format!("- [ ] {} 📅 {}\n", promise.task.trim(), promise.due));
    let [meant] = &alone[..] else { return Err(EditError::Misread) };
    if meant.due != promise.due {
        return Err(EditError::Misread);
    }
    let look = |open: &OpenNote<'_>| {
        let forms = [due(open, promise.due), format!("📅 {}", promise.due)];
        let edits = forms.iter().flat_map(|due| edits(open, &format!("{} {due}", promise.task.trim())));
        let mut fitting = edits.filter(|edit| {
            let after = edit.applied(text).and_then(|text| reader.note(path, text.as_bytes()));
            after.is_some_and(|after| is_read(open.note, after, &meant.task, promise.due))
        });
        fitting.next().ok_or(EditError::Misread)
    };
    reader.look(path, text.as_bytes(), look).map_or(Err(EditError::Misread), |(_, edit)| edit)
}

/// Whether a note tells all that was told before, and the promise.
fn is_read(before: &Note, after: Note, task: &str, due: NaiveDate) -> bool {
    let told = |note: &Note| -> Vec<_> { note.problems.iter().map(|problem| problem.kind.clone()).collect() };
    if told(before) != told(&after) {
        return false;
    }
    let Some(mut after) = after.client else { return false };
    // Of several alike any may be the new one.
    let Some(new) = after.promises.iter().rposition(|new| new.due == due && *new.task == *task) else {
        return false;
    };
    after.promises.remove(new);
    before.client.as_ref() == Some(&after)
}

/// The due date in the form that the newest of the note's promises has.
fn due(open: &OpenNote<'_>, day: NaiveDate) -> String {
    let form = open.places.tasks.iter().rev().find_map(|task| {
        let (due, span) = task.due.as_ref()?;
        let (before, after) = (open.text.get(..span.start)?, open.text.get(span.end..)?);
        let date = date_form(*due, open.text.get(span.clone())?)?;
        FORMS.iter().find_map(|(opening, closing)| {
            let written = before.get(before.len().checked_sub(opening.len())?..)?;
            let is_it = written.eq_ignore_ascii_case(opening) && after.starts_with(closing);
            is_it.then(|| format!("{written}{}{closing}", day.format(date)))
        })
    });
    form.unwrap_or_else(|| format!("📅 {day}"))
}

/// The places a task may go, the best first.
fn edits(open: &OpenNote<'_>, task: &str) -> Vec<Edit> {
    let desk = Desk::new(open);
    let blocks = &open.places.blocks;
    let is_history = |block: &&Block| block.date != BlockDate::None || block.is_log;
    let history = blocks.iter().find(is_history).map_or(open.text.len(), |block| block.span.start);
    let tasks = || open.places.tasks.iter().filter(|task| task.list.is_some());
    // Done tasks tell where tasks are kept, unless they belong to an entry.
    let model =
        tasks().rfind(|task| task.is_open).or_else(|| tasks().rfind(|task| task.span.start < history));
    let last = model.and_then(|model| tasks().rfind(|task| task.list == model.list));
    let beside = last.and_then(|last| below(open, &desk, last, task));
    let is_title = |block: &&Block| block.kind == BlockKind::Heading(1) && block.date == BlockDate::None;
    let title = blocks.first().filter(is_title).filter(|title| !title.is_log);
    let intro_ends = blocks.get(usize::from(title.is_some())).map(|block| block.span.start);
    let apart = [intro_ends.unwrap_or(open.text.len()), history, open.text.len()].map(|end| {
        let above = open.text.get(..end).unwrap_or_default().trim_end_matches([' ', '\t', '\r', '\n']);
        // Before the first line there may be a byte order mark.
        let at = if matches!(above, "" | "\u{feff}") { above.len() } else { desk.end_of_line(above.len()) };
        let line = format!("- [ ] {task}{}", desk.line_end);
        desk.put_behind(at, &line, true)
    });
    beside.into_iter().chain(apart).collect()
}

/// Below the last task of a list, with the same mark.
fn below(open: &OpenNote<'_>, desk: &Desk<'_>, last: &Task, task: &str) -> Option<Edit> {
    let written = open.text.get(last.span.clone())?;
    let (mark, _) = written.split_once('[')?;
    let start = desk.line_start(last.span.start);
    let indent = open.text.get(start..last.span.start).filter(|indent| indent.trim().is_empty())?;
    let end = desk.end_of_line(last.span.start + written.trim_end().len());
    // Where blank lines stand between the others, one stands before this.
    let above = open.text.get(..start)?.lines().next_back().unwrap_or_default();
    let is_first = last.list == Some(last.span.start);
    let gap = if above.trim().is_empty() && !is_first { desk.line_end } else { "" };
    let is_ended = open.text.get(..end)?.ends_with('\n');
    let line = format!("{indent}{mark}[ ] {task}");
    Some(put(
        end,
        if is_ended {
            format!("{gap}{line}{}", desk.line_end)
        } else {
            // A file without a last line end keeps to that.
            format!("{}{gap}{line}", desk.line_end)
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
