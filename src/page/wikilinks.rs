//! Wikilinks that a formatter has escaped, because it does not know them.

use super::tree::{bracket, sign};

/// A page in which the wikilinks that tasks begin with are links again; its lines keep their numbers.
pub(super) fn unescaped(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("] \\[") {
        let (before, after) = rest.split_at(at + 2);
        text.push_str(before);
        rest = after;
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_box = sign(line).is_some_and(|(_, end)| end + 1 == line.len());
        if let Some((inner, after)) = escaped(rest).filter(|_| is_box) {
            text.push_str(&format!("[[{}]]", without_escapes(inner)));
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// What is in an escaped wikilink at the beginning of a text, and what follows it.
fn escaped(text: &str) -> Option<(&str, &str)> {
    let text = bracket(bracket(text, '[')?, '[')?;
    let (inner, after) = text.split_once(']')?;
    let is_link = !inner.contains('[') && !inner.contains("\n\n");
    Some((inner.trim_end_matches('\\'), bracket(after, ']')?)).filter(|_| is_link)
}

/// A text without the backslashes of escapes; a wikilink has none.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        plain.push(if is_escape { letters.next().unwrap_or(letter) } else { letter });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn wikilinks_of_tasks_are_links_again() {
        let cases = [
            ("- [ ] \\[\\[acme|Acme]]: due", "- [ ] [[acme|Acme]]: due"),
            ("- [x] \\[[acme|Acme]\\]: due", "- [x] [[acme|Acme]]: due"),
            ("* \\[/] \\[\\[a\\_b|A & B\\]\\]\n* [ ] \\[[c]\\]", "* \\[/] [[a_b|A & B]]\n* [ ] [[c]]"),
            ("- [ ] \\[[long|The\n  Name]\\]", "- [ ] [[long|The\n  Name]]"),
            ("- [ ] [[acme|Acme]]", "- [ ] [[acme|Acme]]"),
            ("- [ ] \\[[acme\n\n]\\]", "- [ ] \\[[acme\n\n]\\]"),
            ("- [ ] \\[sic] \\[", "- [ ] \\[sic] \\["),
            ("see \\[[acme]\\]", "see \\[[acme]\\]"),
            ("- [ ] see [x] \\[[acme]\\]", "- [ ] see [x] \\[[acme]\\]"),
        ];
        for (page, expected) in cases {
            assert_eq!(unescaped(page), expected, "{page}");
        }
    }
}
