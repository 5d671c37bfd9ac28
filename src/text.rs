//! A text with its place: byte offsets inside, lines and columns when something is shown.

use std::ops::Range;

use serde::Serialize;

/// Bytes of a source's text.
pub type Span = Range<usize>;

/// A change of a text: what stands at a place becomes something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty if something is only put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// The text after the change; none if the place is not in the text.
    pub fn applied(&self, text: &str) -> Option<String> {
        Self::apply_all([self], text)
    }

    /// The text after some changes that stand in its order and apart; none if they do not.
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

/// Where something stands in a file, as people and editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// Finds lines and columns in a text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads where the lines of `text` begin.
    pub fn new(text: &'a str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// The place of a byte offset; offsets beyond the end count as the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        // A character is counted by its first byte; a byte order mark takes no column.
        let column = before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
        let bom = usize::from(line == 1 && before.starts_with("\u{feff}".as_bytes()));
        Place { line, column: column - bom }
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, LineIndex, Place};

    #[test]
    fn edits_change_only_their_places() {
        let edit = |span, text: &str| Edit { span, text: text.to_owned() };
        let all = |edits: &[Edit]| Edit::apply_all(edits, "Grüße, x");
        assert_eq!(all(&[edit(0..2, "H"), edit(9..10, "yz")]).as_deref(), Some("Hüße, yz"));
        assert_eq!(all(&[edit(10..10, "!")]).as_deref(), Some("Grüße, x!"));
        for wrong in [vec![edit(3..4, "")], vec![edit(0..99, "")], vec![edit(5..7, ""), edit(0..2, "")]] {
            assert_eq!(all(&wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn places_count_characters_from_one() {
        let text = "\u{feff}a\r\nGrüße, x\n";
        let index = LineIndex::new(text);
        let place = |needle: &str| index.place(text.find(needle).unwrap());
        assert_eq!(place("a"), Place { line: 1, column: 1 });
        assert_eq!(place("Gr"), Place { line: 2, column: 1 });
        assert_eq!(place("x"), Place { line: 2, column: 8 });
        assert_eq!(index.place(999), Place { line: 3, column: 1 });
    }
}
