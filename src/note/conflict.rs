//! Notes in which git left both versions of a part that it could not merge.

use std::borrow::Cow;

use memchr::memmem;

use super::problem::{ProblemKind, Problems};
use crate::text::{Span, conflict, slice};

/// The text with the lines that mark conflicts blank, so that both versions are read: in doubt no entry is lost. All
/// places stay the same.
pub(crate) fn without_markers<'t>(text: &'t str, problems: &mut Problems) -> Cow<'t, str> {
    // Fast path: hardly any note has a conflict.
    if memmem::find(text.as_bytes(), b"<<<<<<<").is_none() {
        return text.into();
    }
    let mut readable = String::with_capacity(text.len());
    for span in conflicts(text) {
        readable.push_str(slice(text, readable.len()..span.start));
        for line in slice(text, span.clone()).split_inclusive('\n') {
            let is_marker =
                ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
            let (written, end) = line.split_at(line.trim_end_matches(['\r', '\n']).len());
            readable.push_str(&if is_marker {
                " ".repeat(written.len()).into()
            } else {
                Cow::Borrowed(written)
            });
            readable.push_str(end);
        }
        problems.add(ProblemKind::ConflictMarker, span);
    }
    readable.push_str(slice(text, readable.len()..));
    readable.into()
}

/// All conflicts of a text, in its order.
fn conflicts(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let within = conflict(slice(text, from..))?;
        let span = from + within.start..from + within.end;
        from = span.end;
        Some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::without_markers;
    use crate::model::settings::Settings;
    use crate::note::Reader;
    use crate::note::problem::Problems;

    #[test]
    fn markers_are_blank_and_all_else_stays() {
        let cases = [
            ("a\n=======\n", "a\n=======\n"),
            ("<<<<<<< HEAD\nb\n", "<<<<<<< HEAD\nb\n"),
            ("a\n<<<<<<< ä\nb\n=======\nc\n>>>>>>> x\n", "a\n          \nb\n       \nc\n         \n"),
            ("<<<<<<<\r\n|||||||\r\n=======\r\n>>>>>>>", "       \r\n       \r\n       \r\n       "),
            (
                "<<<<<<<\n=======\n>>>>>>>\nä\n=======\n<<<<<<<\n=======\n>>>>>>>\n<<<<<<<\n",
                "       \n       \n       \nä\n=======\n       \n       \n       \n<<<<<<<\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(without_markers(text, &mut Problems::default()), expected, "{text:?}");
        }
    }

    #[test]
    fn both_versions_of_a_note_are_read() {
        let text = "---\nname: Harbor\n<<<<<<< HEAD\ncadence: 2 weeks\n=======\nowner: Eva\n>>>>>>> main\n---\n\
                    ## 2026-09-14 Call\n<<<<<<< HEAD\n## 2026-10-01 Lunch\nWith Lee.\n=======\n## 2026-10-02 Mail\n\
                    >>>>>>> main\n";
        let note = Reader::new(&Settings::default()).note("x.md", text.as_bytes()).unwrap();
        let problems: Vec<_> = note.problems.iter().map(|one| (one.place.line, one.kind.code())).collect();
        assert_eq!(problems, [(3, "conflict-marker"), (10, "conflict-marker")]);
        let client = note.client.unwrap();
        assert_eq!((client.name.as_str(), client.owner.as_deref()), ("Harbor", Some("Eva")));
        assert_eq!((client.cadence.is_some(), client.touches.len()), (true, 3));
    }
}
