//! Text from notes without characters that control a terminal, or reverse the text.

/// The characters of a text on one line, without control characters and those that reverse the text.
pub(crate) fn on_one_line(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_direction_control(*c)).map(|c| if is_hidden(c) { ' ' } else { c })
}

/// Whether a character controls a terminal, a line or the direction of text, and shows nothing.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_direction_control(c)
}

fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text of several lines for a terminal. Its length in bytes stays, and so do the spans in it.
pub(crate) fn without_controls(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\n' | '\t' => c,
            '\r' if chars.peek() == Some(&'\n') => c,
            c if c.is_ascii_control() => ' ',
            c if c.is_control() => '·',
            // Like its replacement it takes three bytes.
            c if is_direction_control(c) => '\u{fffd}',
            c => c,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{on_one_line, without_controls};

    #[test]
    fn nothing_in_a_text_controls_a_terminal() {
        let cases = [
            ("a\u{1b}[2Jb\u{9b}1mc", "a [2Jb 1mc", "a [2Jb·1mc"),
            ("a\u{202e}b\u{2066}c", "abc", "a\u{fffd}b\u{fffd}c"),
            ("a\tb\r\nc\rd\ne", "a b  c d e", "a\tb\r\nc d\ne"),
            ("a\u{7f}b\0c\u{2028}d", "a b c d", "a b c\u{2028}d"),
        ];
        for (text, line, lines) in cases {
            assert_eq!(on_one_line(text).collect::<String>(), line, "{text:?}");
            assert_eq!(without_controls(text), lines, "{text:?}");
            assert_eq!(without_controls(text).len(), text.len(), "{text:?}");
        }
    }
}
