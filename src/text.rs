//! A text with places: byte offsets inside, lines and columns when something is shown, and edits.

use std::cell::OnceCell;
use std::fmt::Debug;
use std::ops::Range;
use std::slice::SliceIndex;

use serde::Serialize;

/// A part of a text, in bytes.
pub type Span = Range<usize>;

/// The part of `text` at `span`, which has to be inside it and on character boundaries.
///
/// A wrong span is a bug: it panics in a debug build, and gives an empty text in a release build.
#[inline]
pub fn slice<R>(text: &str, span: R) -> &str
where
    R: SliceIndex<str, Output = str> + Clone + Debug,
{
    debug_assert!(text.get(span.clone()).is_some(), "{span:?} is no part of a text of {} bytes", text.len());
    text.get(span).unwrap_or_default()
}

/// A replacement of one part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The replacement.
    pub text: String,
}

impl Edit {
    /// The text after the edit; none if the span is not in the text.
    pub fn applied(&self, text: &str) -> Option<String> {
        Self::apply_all([self], text)
    }

    /// The text after several edits in ascending order; none if they overlap or are not in the text.
    pub fn apply_all<'e>(edits: impl IntoIterator<Item = &'e Self>, text: &str) -> Option<String> {
        let mut changed = String::with_capacity(text.len());
        let mut at = 0;
        for Self { span, text: new } in edits {
            changed.push_str(text.get(at..span.start)?);
            changed.push_str(new);
            at = span.end.max(span.start);
        }
        changed.push_str(text.get(at..)?);
        Some(changed)
    }
}

/// Where the first conflict is that git left in a text when it could not merge two versions of it: from the line
/// `<<<<<<<` to the end of the line `>>>>>>>`, with a line `=======` between them.
///
/// A line `=======` by itself is none: it may underline a heading.
pub fn conflict(text: &str) -> Option<Span> {
    const OPENING: &str = "<<<<<<<";
    let first = text.find(OPENING)?;
    let before = slice(text, ..first).rsplit(['\n', '\u{feff}']).next().unwrap_or_default();
    let (mut opened, mut is_divided, mut at) = (None, false, first - before.len());
    for line in slice(text, at..).split_inclusive('\n') {
        let written = line.trim_end_matches(['\r', '\n']);
        if is_marker(written, OPENING) {
            (opened, is_divided) = (Some(at), false);
        } else if is_marker(written, "=======") {
            is_divided = true;
        } else if is_marker(written, ">>>>>>>")
            && is_divided
            && let Some(opened) = opened
        {
            return Some(opened..at + written.len());
        }
        at += line.len();
    }
    None
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A place in a file as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// A place in a file as editors count: both from 0, columns in code units of an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 0.
    pub line: usize,
    /// Code units before the place in its line.
    pub column: usize,
}

/// The code units in which the columns of a [`Position`] are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of two bytes; characters outside the basic plane, such as emoji, have two of them.
    Utf16,
}

impl Encoding {
    const fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text that knows the lines and columns of its byte offsets.
///
/// Lines end with `\n` or `\r\n`. A byte order mark at the start takes no column, as editors do not show it.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    text: &'a str,
    /// Where lines start; found when first needed, since most texts are never asked.
    line_starts: OnceCell<Vec<usize>>,
}

impl<'a> Text<'a> {
    /// A text of which nothing is known yet.
    pub const fn new(text: &'a str) -> Self {
        Self { text, line_starts: OnceCell::new() }
    }

    /// The whole text.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// The part at a span, like [`slice()`].
    pub fn slice(&self, span: &Span) -> &'a str {
        slice(self.text, span.clone())
    }

    /// The place of a byte offset; one beyond the end counts as the end.
    pub fn place(&self, offset: usize) -> Place {
        let (line, before) = self.line_up_to(offset);
        Place { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The position of a byte offset; one beyond the end counts as the end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let (line, before) = self.line_up_to(offset);
        Position { line, column: before.chars().map(|c| encoding.units(c)).sum() }
    }

    /// The byte offset of a position.
    ///
    /// A line after the last counts as the end of the text, a column after the last as the end of its line, and
    /// a column within a character as the start of it.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Some(start) = self.line_start(position.line) else { return self.text.len() };
        let rest = slice(self.text, start..);
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let mut column = 0;
        for (at, c) in line.char_indices() {
            column += encoding.units(c);
            if column > position.column {
                return start + at;
            }
        }
        if column < position.column {
            // Only a position right between `\r` and `\n` is after the `\r`.
            return start + line.strip_suffix('\r').unwrap_or(line).len();
        }
        start + line.len()
    }

    /// The number of a line, from 0, and its text up to a byte offset.
    fn line_up_to(&self, offset: usize) -> (usize, &'a str) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_starts().partition_point(|start| *start <= offset) - 1;
        let start = self.line_start(line).unwrap_or_default();
        // The byte order mark is on the first line, before its start.
        (line, slice(self.text, start.min(offset)..offset))
    }

    /// Where a line starts, after a byte order mark.
    fn line_start(&self, line: usize) -> Option<usize> {
        let bom = if line == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Some(bom + self.line_starts().get(line)?)
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let after_newlines = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after_newlines).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
    use proptest::sample::select;

    use super::{Edit, Encoding, Place, Position, Text, conflict, slice};

    #[test]
    fn edits_change_only_their_spans() {
        let edit = |span, text: &str| Edit { span, text: text.to_owned() };
        let all = |edits: &[Edit]| Edit::apply_all(edits, "Grüße, x");
        assert_eq!(all(&[edit(0..2, "H"), edit(9..10, "yz")]).as_deref(), Some("Hüße, yz"));
        assert_eq!(all(&[edit(10..10, "!")]).as_deref(), Some("Grüße, x!"));
        for wrong in [vec![edit(3..4, "")], vec![edit(0..99, "")], vec![edit(5..7, ""), edit(0..2, "")]] {
            assert_eq!(all(&wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_conflict_is_all_three_of_its_lines() {
        // The conflict is what is between the brackets.
        let cases = [
            "[<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main]\n",
            "---\nname: A\n[<<<<<<<\n||||||| base\n=======\n>>>>>>>]",
            "a\r\n[<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> main]\r\nc",
            "\u{feff}[<<<<<<< HEAD\n=======\n>>>>>>> main]\n<<<<<<< HEAD\n=======\n>>>>>>> main\n",
            "<<<<<<< HEAD\n=======\n[<<<<<<< HEAD\n=======\n>>>>>>> main]",
            "```\n[<<<<<<< HEAD\n=======\n>>>>>>> main]\n```\n",
            "Title\n=======\n",
            "<<<<<<< HEAD\n=======\n",
            "<<<<<<< HEAD\n>>>>>>> main\n",
            "=======\n<<<<<<< HEAD\n>>>>>>> main\n",
            ">>>>>>> a\n=======\n<<<<<<< b\n",
            " <<<<<<< HEAD\n=======\n>>>>>>> main\n",
            "<<<<<<<< HEAD\n=======\n>>>>>>> main\n",
            "<<<<<<< HEAD\n========\n>>>>>>> main\n",
            "",
        ];
        for marked in cases {
            let text = marked.replace(['[', ']'], "");
            let expected = marked.find('[').zip(marked.find(']')).map(|(start, end)| start..end - 1);
            assert_eq!(conflict(&text), expected, "{marked:?}");
        }
    }

    #[test]
    fn slices_are_the_text_at_a_span() {
        let text = Text::new("Grüße, x");
        assert_eq!(text.slice(&(2..4)), "ü");
        assert_eq!(slice(text.as_str(), 9..), "x");
        assert_eq!(slice(text.as_str(), 10..), "");
    }

    #[test]
    #[cfg(debug_assertions)]
    fn a_wrong_span_is_noticed() {
        for (start, end) in [(3, 4), (0, 99), (99, 99)] {
            let sliced = std::panic::catch_unwind(|| slice("Grüße, x", start..end).len());
            assert!(sliced.is_err(), "{start}..{end}");
        }
    }

    #[test]
    fn offsets_have_a_place_and_a_position() {
        // The text, an offset, the place, and the columns of the position in UTF-8 and UTF-16.
        let cases = [
            ("", 0, (1, 1), (0, 0)),
            ("", 9, (1, 1), (0, 0)),
            ("a\nb", 1, (1, 2), (1, 1)),
            ("a\nb", 2, (2, 1), (0, 0)),
            ("a\nb", 3, (2, 2), (1, 1)),
            ("a\nb", 99, (2, 2), (1, 1)),
            ("a\n", 2, (2, 1), (0, 0)),
            ("a\r\nGrüße, x", 1, (1, 2), (1, 1)),
            ("a\r\nGrüße, x", 2, (1, 3), (2, 2)),
            ("a\r\nGrüße, x", 3, (2, 1), (0, 0)),
            ("a\r\nGrüße, x", 12, (2, 8), (9, 7)),
            // In the middle of `ü`.
            ("a\r\nGrüße, x", 6, (2, 3), (2, 2)),
            ("a\rb", 2, (1, 3), (2, 2)),
            ("\u{feff}ab\nc", 0, (1, 1), (0, 0)),
            ("\u{feff}ab\nc", 3, (1, 1), (0, 0)),
            ("\u{feff}ab\nc", 4, (1, 2), (1, 1)),
            ("\u{feff}ab\nc", 6, (2, 1), (0, 0)),
            ("\n\u{feff}a", 4, (2, 2), (3, 1)),
            ("🎉 x", 4, (1, 2), (4, 2)),
            ("🎉 x", 5, (1, 3), (5, 3)),
            ("🎉 x", 2, (1, 1), (0, 0)),
        ];
        for (text, offset, (line, column), (utf8, utf16)) in cases {
            let shown = format!("{text:?} at {offset}");
            let text = Text::new(text);
            assert_eq!(text.place(offset), Place { line, column }, "{shown}");
            let position = |column| Position { line: line - 1, column };
            assert_eq!(text.position(offset, Encoding::Utf8), position(utf8), "{shown}");
            assert_eq!(text.position(offset, Encoding::Utf16), position(utf16), "{shown}");
        }
    }

    #[test]
    fn positions_have_an_offset() {
        // The text, a line and column, and the offset in UTF-8 and UTF-16.
        let cases = [
            ("", (0, 0), 0, 0),
            ("", (3, 7), 0, 0),
            ("a\nb", (0, 99), 1, 1),
            ("a\nb", (1, 0), 2, 2),
            ("a\nb", (1, 99), 3, 3),
            ("a\nb", (2, 0), 3, 3),
            ("a\n", (1, 0), 2, 2),
            ("a\r\nb", (0, 1), 1, 1),
            ("a\r\nb", (0, 2), 2, 2),
            ("a\r\nb", (0, 3), 1, 1),
            ("a\r\nb", (1, 1), 4, 4),
            ("\u{feff}ab", (0, 0), 3, 3),
            ("\u{feff}ab", (0, 1), 4, 4),
            ("Grüße", (0, 3), 2, 4),
            ("x🎉y", (0, 1), 1, 1),
            ("x🎉y", (0, 2), 1, 1),
            ("x🎉y", (0, 3), 1, 5),
            ("x🎉y", (0, 5), 5, 6),
        ];
        for (text, (line, column), utf8, utf16) in cases {
            let shown = format!("{text:?} at {line}:{column}");
            let (text, position) = (Text::new(text), Position { line, column });
            assert_eq!(text.offset(position, Encoding::Utf8), utf8, "{shown}");
            assert_eq!(text.offset(position, Encoding::Utf16), utf16, "{shown}");
        }
    }

    /// What a text is made of: line ends, marks, and characters of each length.
    const PARTS: [&str; 10] = ["\n", "\r\n", "\r", "\u{feff}", "a", "ü", "—", "🎉", " ", "\u{301}"];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_position_leads_back_to_its_offset(parts in vec(select(&PARTS[..]), 0..12)) {
            let content = parts.concat();
            let text = Text::new(&content);
            let start = if content.starts_with('\u{feff}') { 3 } else { 0 };
            for offset in (start..=content.len()).filter(|offset| content.is_char_boundary(*offset)) {
                for encoding in [Encoding::Utf8, Encoding::Utf16] {
                    prop_assert_eq!(text.offset(text.position(offset, encoding), encoding), offset);
                }
            }
            prop_assert_eq!(text.offset(text.position(0, Encoding::Utf8), Encoding::Utf8), start);
        }
    }
}
