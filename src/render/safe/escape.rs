//! Text from notes, escaped so that it can neither break a page nor become markup.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::settings::LinkStyle;

/// A text from a note, escaped for a line of Markdown: it can neither end the line, nor mark anything up, nor be HTML.
pub(crate) fn escape(text: &str) -> String {
    // Fast path: most texts need no escapes.
    if !text.bytes().any(may_need_escape) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = on_one_line(text).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks_up = match c {
            '\\' | '`' | '*' | '~' | '[' | ']' | '<' | '>' => true,
            // Within a word `_` marks nothing up, so that file names stay readable.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '$' => !next.is_ascii_digit() && !next.is_whitespace(),
            '=' | '%' | '|' => next == c || before == c,
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if marks_up {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// Whether a byte may belong to a character that [`escape`] changes. Of those that are not ASCII, all begin with 0xC2 or
/// 0xE2.
fn may_need_escape(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'*' | b'~' | b'[' | b']' | b'<' | b'>' | b'_' | b'$' | b'=' | b'%' | b'|' | b'&'
    ) || matches!(byte, 0..b' ' | 0x7F | 0xC2 | 0xE2)
}

/// A text from a note, escaped for HTML: for a text or for an attribute in quotes.
pub(crate) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in on_one_line(text) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A link to a note in HTML, whose path is given from the vault.
pub(crate) fn html_link(path: &str, name: &str, to_vault: &str) -> String {
    format!("<a href=\"{}\">{}</a>", html(&encode(&format!("{to_vault}{path}"))), html(name))
}

/// The characters of a text on one line, without control characters and those that reverse the text.
pub(crate) fn on_one_line(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_direction_control(*c)).map(without_line_end)
}

fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn without_line_end(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }
}

/// A link to a note, whose path is given from the vault.
pub(crate) fn link(path: &str, name: &str, style: LinkStyle, to_vault: &str) -> String {
    if style == LinkStyle::Wikilink && !path.contains(breaks_wikilink) {
        let target = path.strip_suffix(".md").unwrap_or(path);
        let shown: String = on_one_line(name)
            .map(|c| if matches!(c, '*' | '_' | '~') || breaks_wikilink(c) { ' ' } else { c })
            .collect();
        let words: Vec<&str> = shown.split_whitespace().collect();
        return format!("[[{target}|{}]]", words.join(" "));
    }
    ["[", &escape(name), "](", &encode(to_vault), &encode(path), ")"].concat()
}

/// Whether a wikilink cannot have a character, as it has no escapes.
fn breaks_wikilink(c: char) -> bool {
    matches!(c, '[' | ']' | '|' | '#' | '^' | '<' | '>' | '`' | '\\') || c.is_control()
}

/// A text as a part of an address or key: all but ASCII letters, digits and a few characters is percent-encoded.
pub(crate) fn percent_encoded(text: &str) -> String {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A path as the target of a link: what would end it or mean something else is percent-encoded, and letters of any
/// script stay readable.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_alphanumeric() || "/.-_~!',@+=".contains(c) {
            encoded.push(c);
        } else {
            encoded.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{escape, html, html_link, link};
    use crate::model::settings::LinkStyle;

    #[test]
    fn text_from_notes_marks_nothing_up() {
        let cases = [
            ("Smith & Sons, R&D", "Smith & Sons, R\\&D"),
            ("a\nb\r\n# c", "a b  # c"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("[x](y) [[z]]", "\\[x\\](y) \\[\\[z\\]\\]"),
            ("*a* __b__ q3_report `c`", "\\*a\\* \\_\\_b\\_\\_ q3_report \\`c\\`"),
            ("&amp; &#60;", "\\&amp; \\&#60;"),
            ("~~a~~ ~b 5 % $3 $x ==c== %%d%%", "\\~\\~a\\~\\~ \\~b 5 % $3 \\$x \\=\\=c\\=\\= \\%\\%d\\%\\%"),
            ("a\u{202e}b\u{2028}c\0", "ab c "),
            ("a\u{2066}b\u{85}c\tü", "ab c ü"),
            ("Ünal’s “電話”: £5, #1 (a+b)!", "Ünal’s “電話”: £5, #1 (a+b)!"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn text_from_notes_is_no_html() {
        assert_eq!(html("<b title='x'>\n\u{202e}\"&amp;\0"), "&lt;b title=&#39;x&#39;&gt; &quot;&amp;amp; ");
        let link = html_link("a\"b/javascript:x.md", "<i>", "../");
        assert_eq!(link, "<a href=\"../a%22b/javascript%3Ax.md\">&lt;i&gt;</a>");
    }

    #[test]
    fn links_reach_any_path() {
        let cases = [
            ("clients/a b (c).md", "A | B", LinkStyle::Markdown, "", "[A | B](clients/a%20b%20%28c%29.md)"),
            ("Müller.md", "M]x", LinkStyle::Markdown, "../", "[M\\]x](../Müller.md)"),
            ("c:d%.md", "x", LinkStyle::Markdown, "", "[x](c%3Ad%25.md)"),
            ("clients/a b.md", "A|B]\nC", LinkStyle::Wikilink, "../", "[[clients/a b|A B C]]"),
            ("a#b.md", "x", LinkStyle::Wikilink, "", "[x](a%23b.md)"),
        ];
        for (path, name, style, to_vault, expected) in cases {
            assert_eq!(link(path, name, style, to_vault), expected, "{path}");
        }
    }
}
