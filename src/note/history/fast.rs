//! The headings and items of a body of which most lines tell nothing; the rest is left to the Markdown parser.
//!
//! A heading `# …` in the first column ends every block before it but for code between fences and HTML. So the body
//! is cut at these headings, and what stands between two of them can be read alone. Most often it need not be read at
//! all: a line tells something only if it is a heading in some other form, a task, or an item of a log. Each test
//! here asks what a line could be at most; what it is, says the parser, which then gets the lines up to and with the
//! next such heading. Why the cuts are where the parser sees headings, and nothing is lost between them:
//!
//! - Code between fences and comments that begin in the first column are passed over up to their ends. Where another
//!   fence may begin, or HTML that has an end of its own, the parser takes over to the end of the body.
//! - Other HTML ends at a blank line, and so does what only begins like it: no heading before that is a cut.
//! - Where a line may define a reference, that may be used wherever a bracket stands: if one does in what the parser
//!   would get, it gets the whole body. It gets the whole too if a line ends with a lone CR, which only the parser takes
//!   for a line's end.
//! - Of the other headings, those with a line below have `=` or `-` alone in it, below a line that is not blank;
//!   the rest begin with `#` behind spaces. Both are looked for at any depth, though only the top level counts.
//! - A task has `[ ]` or `[x]`, wherever it stands.
//! - An item of a log begins, behind spaces, with the sign or digit of its list.
//! - A heading's line is parsed alone if a sign in it may be markup; nothing in it goes on in the next line.
//!
//! `tests/ways.rs` and `fuzz/` hold both ways side by side.

use memchr::{memchr, memchr_iter, memmem};

use super::{Scribe, markdown};
use crate::text::Span;

/// Reads a part of a text, which begins a block at the top level; says whether it could.
pub(super) fn read(text: &str, part: Span, scribe: &mut Scribe<'_>) -> bool {
    let body = text.get(part.clone()).unwrap_or_default().as_bytes();
    if has_lone_cr(body) {
        return false;
    }
    let defines = may_define(body);
    let parse = |span: Span, scribe: &mut Scribe<'_>| {
        let may_refer =
            defines && memchr(b'[', text.get(span.clone()).unwrap_or_default().as_bytes()).is_some();
        if !may_refer {
            markdown::read(text, span, scribe);
        }
        !may_refer
    };
    let has_task = has_task(body);
    // Sooner known than found out at the end.
    if defines && (has_task || has_bracket_in_heading(body)) {
        return false;
    }
    // The lines since the last heading: where they begin, and whether any may tell something.
    let (mut from, mut tells, mut is_below_text) = (part.start, false, false);
    // Whether the lines may be HTML, of which a blank line is the end.
    let mut may_be_html = false;
    let mut at = part.start;
    while at < part.end {
        let rest = body.get(at - part.start..).unwrap_or_default();
        // A third of all lines, sooner seen than their end is sought.
        if rest.starts_with(b"\n") {
            (at, is_below_text, may_be_html) = (at + 1, false, false);
            continue;
        }
        let line = memchr(b'\n', rest).and_then(|end| rest.get(..=end)).unwrap_or(rest);
        let start = at;
        at += line.len();
        match kind(line) {
            Kind::Blank => (is_below_text, may_be_html) = (false, false),
            Kind::Html => (tells, may_be_html) = (true, true),
            Kind::Heading if !may_be_html => {
                // What an item spans depends on what follows it, so the parser gets the heading too.
                let is_read = if tells {
                    parse(from..at, scribe)
                } else {
                    heading(text, start..at, scribe) || parse(start..at, scribe)
                };
                if !is_read {
                    return false;
                }
                (from, tells, is_below_text) = (at, false, false);
            }
            Kind::Opening => {
                let behind = body.get(at - part.start..).unwrap_or_default();
                match end_of_block(line, behind).filter(|_| !may_be_html) {
                    Some(end) => (at, is_below_text) = (at + end, false),
                    None => return parse(from..part.end, scribe),
                }
            }
            kind => {
                tells |= match kind {
                    Kind::Telling => true,
                    Kind::Rule => is_below_text || scribe.is_in_log(),
                    Kind::Item => scribe.is_in_log(),
                    _ => false,
                } || has_task && self::has_task(line);
                is_below_text = true;
            }
        }
    }
    !tells || parse(from..part.end, scribe)
}

/// What a line may be at most.
enum Kind {
    Blank,
    /// A heading `# …` in the first column.
    Heading,
    /// The line below a heading, or one across the page.
    Rule,
    /// The first line of a list item.
    Item,
    /// Something that goes on until it is closed.
    Opening,
    /// HTML that goes on until a blank line, or text.
    Html,
    /// Whatever is none of these, and may be a heading.
    Telling,
    /// Nothing but text.
    Text,
}

fn kind(line: &[u8]) -> Kind {
    // Most lines begin with a letter, or are a list item that does.
    match line {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => return Kind::Text,
        [b'-' | b'*' | b'+', b' ', b'a'..=b'z' | b'A'..=b'Z', ..] => return Kind::Item,
        _ => {}
    }
    let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let content = line.get(indent..).unwrap_or_default();
    let Some(first) = content.first() else { return Kind::Blank };
    match first {
        b'\r' | b'\n' => Kind::Blank,
        b'#' => {
            let level = run_of(b'#', content);
            match (level, content.get(level)) {
                (1..=6, None | Some(b' ' | b'\r' | b'\n')) if indent == 0 => Kind::Heading,
                (_, Some(byte)) if byte.is_ascii_alphanumeric() => Kind::Text,
                _ => Kind::Telling,
            }
        }
        b'`' | b'~' if content.get(1..3) == Some(&[*first; 2]) => Kind::Opening,
        b'<' => {
            let name = content.get(1..).unwrap_or_default();
            let is = |opening: &&str| {
                name.get(..opening.len()).is_some_and(|name| name.eq_ignore_ascii_case(opening.as_bytes()))
            };
            if WITH_AN_END.iter().any(is) { Kind::Opening } else { Kind::Html }
        }
        b'-' if content.iter().all(|byte| *byte == b'-' || *byte <= b' ') => Kind::Rule,
        b'-' | b'*' | b'+' | b'0'..=b'9' => Kind::Item,
        b'=' | 0..b' ' => Kind::Telling,
        _ => Kind::Text,
    }
}

/// How HTML begins, behind `<`, that goes on over blank lines up to an end of its own.
const WITH_AN_END: [&str; 6] = ["!", "?", "pre", "style", "script", "textarea"];

/// The bytes that may be markup in a heading, beside control characters.
const MARKUP: &[u8] = b"\\`*_[]<&";

/// Whether a byte in a heading may be markup.
const IS_MARKUP: [bool; 256] = {
    let mut is_markup = [false; 256];
    let (mut control, mut nth) = (0, 0);
    while control < b' ' as usize {
        is_markup[control] = true;
        control += 1;
    }
    while nth < MARKUP.len() {
        is_markup[MARKUP[nth] as usize] = true;
        nth += 1;
    }
    is_markup
};

/// Where code between fences, or a comment, ends that begins in the first column, counted from the next line on.
///
/// There they begin in any case, whatever stands above. None if it is neither.
fn end_of_block(line: &[u8], behind: &[u8]) -> Option<usize> {
    if line.starts_with(b"<!--") {
        let is_last = |line: &[u8]| memmem::find(line, b"-->").is_some();
        return Some(if is_last(line) { 0 } else { end_of_line_where(behind, is_last) });
    }
    let fence = *line.first().filter(|first| matches!(first, b'`' | b'~'))?;
    let length = run_of(fence, line);
    // Behind backticks, another would make it code within a line.
    let is_fence = length >= 3 && (fence == b'~' || !line.get(length..)?.contains(&fence));
    let is_last = |line: &[u8]| {
        let indent = run_of(b' ', line);
        let closing = line.get(indent..).unwrap_or_default();
        let (signs, rest) = closing.split_at(run_of(fence, closing));
        let end = rest.get(run_of(b' ', rest)..).unwrap_or_default();
        indent < 4 && signs.len() >= length && matches!(end, b"" | b"\n" | b"\r\n")
    };
    is_fence.then(|| end_of_line_where(behind, is_last))
}

/// How often a byte stands at the start of a text.
fn run_of(byte: u8, text: &[u8]) -> usize {
    text.iter().take_while(|other| **other == byte).count()
}

/// Where the first line ends of which something holds; the end of all if there is none.
fn end_of_line_where(text: &[u8], holds: impl Fn(&[u8]) -> bool) -> usize {
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if holds(line) {
            break;
        }
    }
    at
}

/// Takes down a heading that stands alone in its line, and is one for sure; says whether it has no markup.
fn heading(text: &str, line: Span, scribe: &mut Scribe<'_>) -> bool {
    let whole = text.get(line.clone()).unwrap_or_default();
    let behind = whole.trim_start_matches('#');
    let content = behind.strip_suffix("\n").unwrap_or(behind);
    let content = content.strip_suffix("\r").unwrap_or(content);
    let is_markup = |byte: u8| IS_MARKUP[usize::from(byte)];
    let words = content.trim_ascii();
    match u8::try_from(whole.len() - behind.len()) {
        Ok(level) if !words.is_empty() && !words.ends_with('#') && !content.bytes().any(is_markup) => {
            scribe.take_heading(text, words, &line, level);
            true
        }
        _ => false,
    }
}

/// Whether `[name]: …` may stand somewhere; behind a link in two brackets, a colon defines nothing.
fn may_define(body: &[u8]) -> bool {
    memchr_iter(b']', body).any(|at| {
        let (before, behind) = body.split_at(at);
        behind.starts_with(b"]:") && (!before.ends_with(b"]") || before.ends_with(b"\\]"))
    })
}

/// Whether a bracket stands in a line that begins with `#`.
fn has_bracket_in_heading(body: &[u8]) -> bool {
    let starts = memmem::find_iter(body, b"\n#").map(|end| end + 1);
    std::iter::once(0).chain(starts).any(|start| {
        let rest = body.get(start..).unwrap_or_default();
        let line = memchr(b'\n', rest).and_then(|end| rest.get(..end)).unwrap_or(rest);
        line.starts_with(b"#") && memchr(b'[', line).is_some()
    })
}

/// Whether a CR stands without the LF behind it.
pub(crate) fn has_lone_cr(body: &[u8]) -> bool {
    memchr_iter(b'\r', body).any(|at| body.get(at + 1) != Some(&b'\n'))
}

/// Whether there are brackets around one byte, as tasks have.
fn has_task(text: &[u8]) -> bool {
    memchr_iter(b']', text).any(|at| at >= 2 && text.get(at - 2) == Some(&b'['))
}
