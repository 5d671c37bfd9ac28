//! Text from notes in columns for the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::plain::on_one_line;

/// The widest a name may be in a column.
pub(crate) const WIDEST_NAME: usize = 40;

/// How many columns of a terminal a text takes: letters of some scripts take two.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text on one line, cut if it is wider than `widest`.
pub(crate) fn cut(text: &str, widest: usize) -> String {
    let plain: String = on_one_line(text).collect();
    if width(&plain) <= widest {
        return plain;
    }
    let room = widest.saturating_sub(1);
    let mut cut = String::new();
    let mut used = 0;
    for c in plain.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// A text, padded with spaces to a width.
pub(crate) fn pad(text: &str, wide: usize) -> String {
    format!("{text}{}", " ".repeat(wide.saturating_sub(width(text))))
}

/// Which side of its column a text is aligned to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Side {
    /// As words do.
    Left,
    /// As numbers do.
    Right,
}

/// Rows in columns as wide as their widest cell, without trailing spaces.
pub(crate) fn table<const N: usize>(sides: [Side; N], rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut lines = Vec::new();
    for row in rows {
        let cells = row.iter().zip(sides).zip(widths).map(|((cell, side), wide)| match side {
            Side::Left => pad(cell, wide),
            Side::Right => format!("{}{cell}", " ".repeat(wide.saturating_sub(width(cell)))),
        });
        lines.push(cells.collect::<Vec<_>>().join("  ").trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::Side::{Left, Right};
    use super::{cut, pad, table, width};

    #[test]
    fn texts_fit_their_column() {
        let cases = [
            ("a\nb\u{1b}[1m", 40, "a b [1m"),
            ("Harbor Foods", 12, "Harbor Foods"),
            ("Harbor Foods", 11, "Harbor Foo…"),
            ("東京電力", 8, "東京電力"),
            // Half a letter does not fit.
            ("東京電力", 6, "東京…"),
            ("東京電力", 7, "東京電…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ];
        for (text, widest, expected) in cases {
            assert_eq!(cut(text, widest), expected, "{text:?}");
            assert!(width(&cut(text, widest)) <= widest, "{text:?}");
        }
        assert_eq!(pad("東京", 6), "東京  ");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_text() {
        let rows = [["東京", "5", "x"], ["Ann", "100", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(table([Left, Right, Left], &rows), ["東京    5  x", "Ann   100"]);
    }
}
