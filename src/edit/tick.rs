//! Ticks a promise that was kept.

use super::EditError;
use crate::model::touch::Promise;
use crate::note::{OpenNote, Reader};
use crate::text::{Edit, slice};

/// The edit that ticks a promise in the note at that path; with it, the note says all else that it said.
pub fn keep(reader: &Reader<'_>, path: &str, text: &str, promise: &Promise) -> Result<Edit, EditError> {
    close(reader, path, text, promise, "x")
}

/// The edit that marks a promise as given up, as [`keep`] ticks it.
pub fn give_up(reader: &Reader<'_>, path: &str, text: &str, promise: &Promise) -> Result<Edit, EditError> {
    close(reader, path, text, promise, "-")
}

fn close(
    reader: &Reader<'_>,
    path: &str,
    text: &str,
    promise: &Promise,
    sign: &str,
) -> Result<Edit, EditError> {
    let closed = reader.look(path, text.as_bytes(), |open| tick(open, reader, path, promise, sign));
    closed.and_then(|(_, edit)| edit).ok_or(EditError::Misread)
}

fn tick(open: &OpenNote<'_>, reader: &Reader<'_>, path: &str, promise: &Promise, to: &str) -> Option<Edit> {
    let mut note = open.note.clone();
    let before = note.client.as_mut().filter(|_| open.is_utf8)?;
    let nth = before.promises.iter().position(|other| other == promise)?;
    let mut promises = open.places.tasks.iter().filter(|task| task.is_open && task.due.is_some());
    let item = &promises.nth(nth)?.span;
    // The first bracket is that of the box: ` `, or the sign of a task that is begun.
    let sign = item.start + slice(open.text, item.clone()).find('[')? + 1;
    let edit = Edit { span: sign..sign + 1, text: to.to_owned() };
    before.promises.remove(nth);
    let after = reader.note(path, edit.applied(open.text)?.as_bytes())?;
    (after == note).then_some(edit)
}

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::model::settings::Settings;
    use crate::note::Reader;

    #[test]
    fn only_the_checkbox_changes() {
        let settings = Settings::default();
        let reader = Reader::new(&settings);
        let text = "---\nname: A\n---\r\n- [ ] Call 📅 2026-11-01\r\n\r\n## 2026-10-01 Lunch\r\n\r\n1. [ ]  Send it by 2026-11-02\r\n* [ ] Call 📅 2026-11-01";
        let promises = reader.note("a.md", text.as_bytes()).unwrap().client.unwrap().promises;
        let after = |nth: usize| keep(&reader, "a.md", text, &promises[nth]).unwrap().applied(text).unwrap();
        assert_eq!(after(0), text.replacen("- [ ]", "- [x]", 1));
        assert_eq!(after(1), text.replacen("1. [ ]", "1. [x]", 1));
        // Of two alike the first is ticked.
        assert_eq!(after(2), after(0));
        let text = "---\nname: A\n---\n- [/] Call 📅 2026-11-01\n- [!] Call 📅 2026-11-02\n- [/] Call 📅 2026-11-03\n- [ ] 📅 2026-11-01\n- [ ] Call twice 📅 2026-11-01\n- [ ] [x] Call 📅 2026-11-04\n";
        let promises = reader.note("a.md", text.as_bytes()).unwrap().client.unwrap().promises;
        let boxes = [
            "[/] Call 📅 2026-11-01",
            "[!] Call",
            "[/] Call 📅 2026-11-03",
            "[ ] 📅",
            "[ ] Call twice",
            "[ ] [x]",
        ];
        for (promise, written) in promises.iter().zip(boxes) {
            let ticked = format!("[x]{}", &written[3..]);
            let edit = keep(&reader, "a.md", text, promise).unwrap();
            assert_eq!(edit.applied(text).unwrap(), text.replacen(written, &ticked, 1));
        }
        assert_eq!(promises.len(), boxes.len());
        assert!(keep(&reader, "a.md", "- [x] Call 📅 2026-11-01", &promises[0]).is_err());
    }
}
