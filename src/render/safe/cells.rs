//! CSV for spreadsheets, as RFC 4180 has it; a text from a note is never a formula.

use std::borrow::Cow;

use super::plain::on_one_line;

/// Characters that begin a formula in a spreadsheet, also in their full-width forms.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The content of a cell.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    /// A text that a user wrote, at least in part.
    Text(Cow<'a, str>),
    /// A number, a date or a word of ours, which is written as it is.
    Plain(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// A cell for a text of the user's.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A cell for a text of the user's; empty if there is none.
    pub(crate) fn optional(text: Option<&'a str>) -> Self {
        Self::text(text.unwrap_or(""))
    }

    /// A cell for a word of ours.
    pub(crate) fn word(word: &'a str) -> Self {
        Self::Plain(Cow::Borrowed(word))
    }

    /// A cell for a number or a date.
    pub(crate) fn plain(value: &impl ToString) -> Self {
        Self::Plain(Cow::Owned(value.to_string()))
    }

    /// A cell for such a value; empty if there is none.
    pub(crate) fn maybe(value: Option<impl ToString>) -> Self {
        value.map_or(Self::word(""), |value| Self::plain(&value))
    }

    /// Writes what is in the cell to the end of a row.
    pub(crate) fn write(&self, line: &mut String) {
        let text = match self {
            Self::Plain(value) => return line.push_str(value),
            Self::Text(text) => on_one_line(text).collect::<String>(),
        };
        let text = guarded(&text);
        if text.contains([',', '"']) {
            line.push_str(&format!("\"{}\"", text.replace('"', "\"\"")));
        } else {
            line.push_str(&text);
        }
    }
}

/// A row, with its line end.
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = Cell<'a>>) -> String {
    let mut line = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        cell.write(&mut line);
    }
    line.push_str("\r\n");
    line
}

/// A text with a `'` before what a spreadsheet might take for a formula. In many countries `;` is between cells, with
/// which quotes in a cell are none around it.
fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    for (nth, part) in text.split(';').enumerate() {
        guarded.push_str(if nth > 0 { ";" } else { "" });
        guarded.push_str(if is_formula(part, nth > 0) { "'" } else { "" });
        guarded.push_str(part);
    }
    guarded
}

/// Whether a spreadsheet might take a text for a formula, also after characters that it ignores or takes for quotes.
fn is_formula(text: &str, may_be_quoted: bool) -> bool {
    text.trim_start_matches(|c| is_invisible(c) || (may_be_quoted && c == '"')).starts_with(BEGINNINGS)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{Cell, row};

    #[test]
    fn texts_are_quoted_where_they_have_to_be_and_are_no_formulas() {
        let cases = [
            ("a,b", "\"a,b\""),
            ("c\"d", "\"c\"\"d\""),
            ("e\nf\r\tg", "e f  g"),
            ("=1+1", "'=1+1"),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""),
            ("-", "'-"),
            ("+49 40 123", "'+49 40 123"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("\r\n =1", "'   =1"),
            ("\u{feff}\u{200b}=1", "'\u{feff}\u{200b}=1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{202e}=1", "'=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A", "'＠A"),
            ("a=1", "a=1"),
            ("a;=1+1", "a;'=1+1"),
            ("a; \u{a0}＝1;b;-", "a;' \u{a0}＝1;b;'-"),
            ("a;\"=1\"", "\"a;'\"\"=1\"\"\""),
            (";=1", ";'=1"),
            ("a;\t=1", "a;' =1"),
            ("\"=1\"", "\"\"\"=1\"\"\""),
            ("a; b", "a; b"),
            ("-5% club", "'-5% club"),
            ("'tis", "'tis"),
            ("", ""),
        ];
        for (text, cell) in cases {
            assert_eq!(row([Cell::text(text)]), format!("{cell}\r\n"), "{text:?}");
        }
    }

    #[test]
    fn values_of_ours_are_written_as_they_are() {
        let cells = [Cell::plain(&-3), Cell::plain(&1.24), Cell::maybe(None::<u32>), Cell::optional(None)];
        assert_eq!(row(cells), "-3,1.24,,\r\n");
    }
}
