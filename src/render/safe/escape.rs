//! Text from notes in Markdown: of `CommonMark` and of GFM, and with what Obsidian adds.

use super::address::target;
use super::plain::{is_hidden, on_one_line};
use crate::model::settings::LinkStyle;
use crate::text::{Span, slice};

/// A text from a note, escaped for a line of Markdown, also for its beginning: it can neither end the line, nor begin a
/// list, heading or the like, nor mark anything up, nor be HTML.
///
/// Renderers make links of bare addresses, and show a backslash or an entity in one as it is. So an address stays as it
/// is, and one with something to escape is escaped so that it is none (`https\://a.b/\*c\*`).
pub(crate) fn escape(text: &str) -> String {
    // Fast path: most texts need no escapes.
    let is_plain = !text.bytes().any(may_need_escape) && block_sign(text).is_none();
    if is_plain && !text.starts_with(' ') && !text.ends_with([' ', '#']) {
        return text.to_owned();
    }
    // Beside stars of the page, as in `**name**`, a space for such a character would leave them stars.
    let has_hidden_end = text.starts_with(is_hidden) || text.ends_with(is_hidden);
    let text = if has_hidden_end { text.trim_matches(|c| is_hidden(c) || c.is_whitespace()) } else { text };
    let mut text: String = on_one_line(text).collect();
    // Four spaces at the beginning would make code of the line, two at its end would break it.
    text.drain(..spaces(text.bytes()).saturating_sub(1));
    text.truncate(text.len() - spaces(text.bytes().rev()).saturating_sub(1));
    escaped(&text, block_sign(&text))
}

/// A link to a note, whose path is given from the vault.
pub(crate) fn link(path: &str, name: &str, style: LinkStyle, to_vault: &str) -> String {
    let shows_nothing = name.chars().all(|c| is_hidden(c) || c.is_whitespace());
    let name = if shows_nothing { path } else { name };
    let is_plain = |text: &str| inside(text) == text && !text.contains('|');
    // A wikilink has no escapes.
    if style == LinkStyle::Wikilink && is_plain(name) && is_plain(path) && !path.contains(['#', '^', '\\']) {
        return format!("[[{}|{name}]]", path.strip_suffix(".md").unwrap_or(path));
    }
    // Some renderers take the backslashes off the brackets, and read what is between them anew.
    let shown = inside(name).replace("](", "]\\(");
    ["[", &shown, "](", &target(to_vault), &target(path), ")"].concat()
}

/// A text from a note, escaped for the midst of a line.
fn inside(text: &str) -> String {
    if !text.bytes().any(may_need_escape) {
        return text.to_owned();
    }
    let text: String = on_one_line(text).collect();
    escaped(&text, None)
}

/// Whether a byte may belong to a character that [`escape`] changes. Of those that are not ASCII, all begin with 0xC2 or
/// 0xE2.
fn may_need_escape(byte: u8) -> bool {
    b"\\`*~[]<>_$=%|&".contains(&byte) || matches!(byte, 0..b' ' | 0x7F | 0xC2 | 0xE2)
}

/// The place of the sign by which a line would begin a list, a heading, a quote, a rule, or a table.
fn block_sign(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    let start = line.len() - content.len();
    let first = content.chars().next()?;
    let after = |signs: &str| content.trim_start_matches(|c| signs.contains(c));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let rest = content.strip_prefix(first)?;
    match first {
        '>' => Some(start),
        '#' if ends(after("#")) => Some(start),
        '*' | '+' | '-' | '_' if ends(rest) => Some(start),
        // What underlines a heading, or the head of a table.
        '-' | '=' | '|' | ':' if after("-=|: ").is_empty() => Some(start),
        '0'..='9' => {
            let rest = after("0123456789");
            let is_number = rest.strip_prefix(['.', ')']).is_some_and(ends);
            is_number.then_some(line.len() - rest.len())
        }
        _ => None,
    }
}

/// How many spaces come first.
fn spaces(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(|byte| *byte == b' ').count()
}

fn escaped(text: &str, block_sign: Option<usize>) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8 + 8);
    let (mut start, mut done) = (0, 0);
    for word in text.split_inclusive(' ') {
        let end = start + word.len();
        for at in signs(text, start..end, block_sign) {
            escaped.push_str(slice(text, done..at));
            // All of these signs are a byte long.
            done = at + 1;
            match slice(text, at..done) {
                "<" => escaped.push_str("&lt;"),
                ">" => escaped.push_str("&gt;"),
                "&" => escaped.push_str("&amp;"),
                sign => escaped.extend(["\\", sign]),
            }
        }
        start = end;
    }
    escaped.push_str(slice(text, done..));
    escaped
}

/// The places in a word of the signs that have to be escaped.
fn signs(text: &str, word: Span, block_sign: Option<usize>) -> Vec<usize> {
    let (mut signs, mut addresses, mut has_bracket) = (Vec::new(), Vec::new(), false);
    let mut before = slice(text, ..word.start).chars().next_back();
    for (at, c) in slice(text, word.clone()).char_indices() {
        let at = word.start + at;
        let rest = slice(text, at + c.len_utf8()..);
        if block_sign == Some(at) || marks_up(c, before, rest) {
            signs.push(at);
        } else if makes_address(c, slice(text, ..at), rest) {
            addresses.push(at);
        }
        // Some renderers take the last bracket of `<https://…>` for a part of the address.
        has_bracket |= c == '>' && !addresses.is_empty();
        before = Some(c);
    }
    let Some(first) = addresses.first() else { return signs };
    if has_bracket || signs.last() > Some(first) {
        signs.extend(addresses);
        signs.sort_unstable();
    }
    signs
}

/// Whether a sign marks something up after that character and before that text; at the ends of a text anything may be.
fn marks_up(c: char, before: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    let is_apart = || before.is_some_and(char::is_whitespace) && next.is_some_and(char::is_whitespace);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '`' | '[' | ']' => true,
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        '*' => !is_apart(),
        // Within a word `_` marks nothing up, so that file names stay readable.
        '_' => !(is_apart() || is_letter(before) && is_letter(next)),
        // As in `https://example.com/~dana`.
        '~' => !(is_apart() || before == Some('/') && is_letter(next)),
        '<' => !next.is_some_and(char::is_whitespace),
        '&' => is_entity(rest),
        '$' => !is_apart() && !next.is_some_and(|next| next.is_ascii_digit()),
        '=' | '%' | '|' => next == Some(c) || before == Some(c),
        // Such signs at the end of a heading are left out.
        '#' => before == Some(' ') && rest.chars().all(|c| c == '#'),
        _ => false,
    }
}

/// Whether a text after `&` makes it an entity.
fn is_entity(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').starts_with(';')
}

/// Whether a sign makes an address of the texts around it: `https://…`, `www.…`; some renderers ask for no scheme.
fn makes_address(c: char, before: &str, rest: &str) -> bool {
    match c {
        ':' => rest.starts_with("//"),
        '.' => before.as_bytes().last_chunk::<3>().is_some_and(|www| www.eq_ignore_ascii_case(b"www")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, link};
    use crate::model::settings::LinkStyle;

    #[test]
    fn text_from_notes_marks_nothing_up() {
        let cases = [
            ("Smith & Sons, R&D", "Smith & Sons, R&D"),
            ("a\nb\r\n# c", "a b  # c"),
            ("<img src=x>", "&lt;img src=x>"),
            ("a < b > c -> d <3", "a < b > c -> d &lt;3"),
            ("[x](y) [[z]]", "\\[x\\](y) \\[\\[z\\]\\]"),
            ("*a* __b__ q3_report `c`", "\\*a\\* \\_\\_b\\_\\_ q3_report \\`c\\`"),
            ("3 * 4, a _ b, 1~2 ~ 3", "3 * 4, a _ b, 1\\~2 ~ 3"),
            ("C:\\Users \\* \\", "C:\\Users \\\\\\* \\\\"),
            ("&amp; &#60; AT&T; a&b", "&amp;amp; &amp;#60; AT&amp;T; a&b"),
            ("~~a~~ ~b 5 % $3 $x ==c== %%d%%", "\\~\\~a\\~\\~ \\~b 5 % $3 \\$x \\=\\=c\\=\\= \\%\\%d\\%\\%"),
            ("US$5 to 7$ or 7 $ a", "US$5 to 7\\$ or 7 $ a"),
            ("a\u{202e}b\u{2028}c\0", "ab c"),
            ("a\u{2066}b\u{85}c\tü", "ab c ü"),
            ("Ünal’s “電話”: £5, #1 (a+b)!", "Ünal’s “電話”: £5, #1 (a+b)!"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn text_from_notes_begins_nothing() {
        let cases = [
            ("1. Advent", "1\\. Advent"),
            ("12) x", "12\\) x"),
            ("2026.", "2026\\."),
            ("1.5 x", "1.5 x"),
            ("# x", "\\# x"),
            ("###", "\\###"),
            ("#x", "#x"),
            ("C # #", "C # \\#"),
            ("C#", "C#"),
            ("- x", "\\- x"),
            ("-5 %", "-5 %"),
            ("---", "\\---"),
            ("- - -", "\\- - -"),
            ("* x", "\\* x"),
            ("_ _ _", "\\_ _ \\_"),
            ("+", "\\+"),
            ("+49 40", "+49 40"),
            ("=", "\\="),
            (":-- | --:", "\\:-- | --:"),
            ("> x", "&gt; x"),
            (">x", "&gt;x"),
            ("[ ] x", "\\[ \\] x"),
            ("\t- x  \0 \n", "\\- x"),
            ("     x", " x"),
            ("  - x  ", " \\- x "),
            (" by phone", " by phone"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn addresses_stay_as_they_are_or_become_none() {
        let cases = [
            ("see https://a.b/c_d?e=1&f=2#g, d@a.b", "see https://a.b/c_d?e=1&f=2#g, d@a.b"),
            ("https://a.b/~dana/", "https://a.b/~dana/"),
            ("<https://a.b/c>.", "&lt;https\\://a.b/c>."),
            ("*https://a.b/c", "\\*https://a.b/c"),
            ("https://a.b/*c* d*", "https\\://a.b/\\*c\\* d\\*"),
            ("https://a.b/<img src=x>", "https\\://a.b/&lt;img src=x>"),
            ("https://a.b/&lt;c", "https\\://a.b/&amp;lt;c"),
            ("> https://a.b/c", "&gt; https://a.b/c"),
            ("(://*a*)", "(\\://\\*a\\*)"),
            ("www.a.b/[c]", "www\\.a.b/\\[c\\]"),
            ("WWW.a.b/c", "WWW.a.b/c"),
            ("_a@b.c", "\\_a@b.c"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn links_reach_any_path() {
        let cases = [
            ("clients/a b (c).md", "A | B", LinkStyle::Markdown, "", "[A | B](clients/a%20b%20%28c%29.md)"),
            ("Müller.md", "M]x", LinkStyle::Markdown, "../", "[M\\]x](../Müller.md)"),
            ("c:d%.md", "1. x\\", LinkStyle::Markdown, "", "[1. x\\\\](c%3Ad%25.md)"),
            ("a](b.md", "\u{202e} ", LinkStyle::Markdown, "", "[a\\]\\(b.md](a%5D%28b.md)"),
            ("clients/a b.md", "A # B", LinkStyle::Wikilink, "../", "[[clients/a b|A # B]]"),
            // A wikilink has no escapes.
            ("clients/a b.md", "A|B]\nC", LinkStyle::Wikilink, "../", "[A|B\\] C](../clients/a%20b.md)"),
            ("a.md", "![x](y)", LinkStyle::Markdown, "", "[!\\[x\\]\\(y)](a.md)"),
            ("a#b.md", "x", LinkStyle::Wikilink, "", "[x](a%23b.md)"),
            ("a*b.md", "x", LinkStyle::Wikilink, "", "[x](a%2Ab.md)"),
        ];
        for (path, name, style, to_vault, expected) in cases {
            assert_eq!(link(path, name, style, to_vault), expected, "{path}");
        }
    }
}
