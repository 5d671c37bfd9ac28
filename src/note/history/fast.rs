//! The fast path of a history: most lines of a body say nothing, and the Markdown parser gets only the others.
//!
//! A heading `# …` in the first column ends every open block but fenced code and HTML. So the body is cut at these
//! headings, and the lines between two of them can be parsed by themselves. Mostly they need not be parsed at all: a
//! line matters only if it is a heading in another form, a task, or an item of a log. Each test below asks what a line
//! could be at most. What it is, the parser decides, which then gets all lines from the last such heading to the next,
//! that one included. Why every cut is at a heading that the parser would see, and nothing between the cuts is lost:
//!
//! - Fenced code and comments that start in the first column are skipped to their ends. Where another fence may start,
//!   or HTML that has an end marker, the parser takes over to the end of the body.
//! - All other HTML ends at a blank line, and so does what only starts like it: no heading before that line is a cut.
//! - A reference may be defined on one line and used at any bracket. If there is a bracket in what the parser would
//!   get, it gets the whole body instead. So it does if a line ends with a lone CR, which only the parser treats as a
//!   line end.
//! - Of the headings in another form, those with an underline have a line of nothing but `=` or `-` below a line that is
//!   not blank; the rest start with `#` after spaces. Both are looked for at any depth, although only the top level
//!   counts.
//! - A task has `[ ]` or `[x]`, wherever it is.
//! - An item of a log starts, after spaces, with its bullet or the first digit of its number.
//! - A heading with a character that may be markup is parsed by itself; nothing in it continues on the next line.
//!
//! `tests/ways.rs` and `fuzz/` hold the fast path against the parser.

use memchr::{memchr, memchr_iter, memmem};

use super::{HistoryBuilder, markdown};
use crate::text::{Span, slice};

/// Reads a part of a text that starts a block at the top level; returns whether it could.
pub(super) fn read(text: &str, part: Span, builder: &mut HistoryBuilder<'_>) -> bool {
    let body = slice(text, part.clone()).as_bytes();
    if has_lone_cr(body) {
        return false;
    }
    let may_define = may_define_reference(body);
    let has_task = has_task(body);
    // Better known now than found out at the end.
    if may_define && (has_task || has_bracket_in_heading(body)) {
        return false;
    }
    FastReader { text, end: part.end, may_define, has_task, builder }.read(part.start)
}

struct FastReader<'t, 'b, 'a> {
    text: &'t str,
    /// Where the part ends.
    end: usize,
    may_define: bool,
    has_task: bool,
    builder: &'b mut HistoryBuilder<'a>,
}

impl FastReader<'_, '_, '_> {
    fn read(&mut self, start: usize) -> bool {
        // Of the lines since the last heading: where they start, and whether any of them may matter.
        let (mut from, mut may_matter) = (start, false);
        let (mut is_below_text, mut may_be_html) = (false, false);
        let mut at = start;
        while at < self.end {
            let rest = slice(self.text, at..self.end).as_bytes();
            // A third of all lines are empty, which is cheaper to see than to look for their end.
            if rest.starts_with(b"\n") {
                (at, is_below_text, may_be_html) = (at + 1, false, false);
                continue;
            }
            let (line, below) = rest.split_at(memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1));
            let start = at;
            at += line.len();
            match LineKind::of(line) {
                LineKind::Blank => (is_below_text, may_be_html) = (false, false),
                LineKind::Html => (may_matter, may_be_html) = (true, true),
                LineKind::Heading if !may_be_html => {
                    // The extent of an item depends on what follows it, so the parser gets the heading too.
                    let is_read = if may_matter {
                        self.parse(from..at)
                    } else {
                        self.add_heading(start..at) || self.parse(start..at)
                    };
                    if !is_read {
                        return false;
                    }
                    (from, may_matter, is_below_text) = (at, false, false);
                }
                LineKind::Opening => match length_of_block(line, below).filter(|_| !may_be_html) {
                    Some(length) => (at, is_below_text) = (at + length, false),
                    None => return self.parse(from..self.end),
                },
                kind => {
                    may_matter |= match kind {
                        LineKind::Unclear => true,
                        LineKind::Underline => is_below_text || self.builder.is_in_log(),
                        LineKind::Item => self.builder.is_in_log(),
                        _ => false,
                    } || self.has_task && has_task(line);
                    is_below_text = true;
                }
            }
        }
        !may_matter || self.parse(from..self.end)
    }

    /// Leaves some lines to the Markdown parser, unless they may use a reference defined elsewhere.
    fn parse(&mut self, lines: Span) -> bool {
        let may_refer = self.may_define && memchr(b'[', slice(self.text, lines.clone()).as_bytes()).is_some();
        if !may_refer {
            markdown::read(self.text, lines, self.builder);
        }
        !may_refer
    }

    /// Adds a heading `# …` unless it may have markup; returns whether it did.
    fn add_heading(&mut self, line: Span) -> bool {
        let whole = slice(self.text, line.clone());
        let after_signs = whole.trim_start_matches('#');
        let content = after_signs.strip_suffix("\n").unwrap_or(after_signs);
        let content = content.strip_suffix("\r").unwrap_or(content);
        let may_have_markup = content.bytes().any(|byte| MAY_BE_MARKUP[usize::from(byte)]);
        let words = content.trim_ascii();
        match u8::try_from(whole.len() - after_signs.len()) {
            Ok(level) if !words.is_empty() && !words.ends_with('#') && !may_have_markup => {
                self.builder.add_heading(self.text, words, &line, level);
                true
            }
            _ => false,
        }
    }
}

/// What a line may be at most.
enum LineKind {
    Blank,
    /// A heading `# …` in the first column.
    Heading,
    /// The underline of a heading, or a thematic break.
    Underline,
    /// The first line of a list item.
    Item,
    /// Something that goes on until it is closed.
    Opening,
    /// HTML that goes on until a blank line, or text.
    Html,
    /// None of these, and maybe a heading.
    Unclear,
    /// Nothing but text.
    Text,
}

impl LineKind {
    fn of(line: &[u8]) -> Self {
        // Most lines start with a letter, or are a list item that does.
        match line {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => return Self::Text,
            [b'-' | b'*' | b'+', b' ', b'a'..=b'z' | b'A'..=b'Z', ..] => return Self::Item,
            _ => {}
        }
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let (_, content) = line.split_at(indent);
        let Some((first, after_first)) = content.split_first() else { return Self::Blank };
        match first {
            b'\r' | b'\n' => Self::Blank,
            b'#' => {
                let level = run_of(b'#', content);
                match (level, content.get(level)) {
                    (1..=6, None | Some(b' ' | b'\r' | b'\n')) if indent == 0 => Self::Heading,
                    (_, Some(byte)) if byte.is_ascii_alphanumeric() => Self::Text,
                    _ => Self::Unclear,
                }
            }
            b'`' | b'~' if after_first.starts_with(&[*first; 2]) => Self::Opening,
            b'<' if has_end_marker(after_first) => Self::Opening,
            b'<' => Self::Html,
            b'-' if content.iter().all(|byte| *byte == b'-' || *byte <= b' ') => Self::Underline,
            b'-' | b'*' | b'+' | b'0'..=b'9' => Self::Item,
            b'=' | 0..b' ' => Self::Unclear,
            _ => Self::Text,
        }
    }
}

/// Whether HTML that starts so, after `<`, goes on over blank lines up to an end marker.
fn has_end_marker(name: &[u8]) -> bool {
    ["!", "?", "pre", "style", "script", "textarea"].iter().any(|opening| {
        name.get(..opening.len()).is_some_and(|name| name.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

/// The bytes that may be markup in a heading, besides control characters.
const MARKUP: &[u8] = b"\\`*_[]<&";

/// Whether a byte may be markup in a heading.
const MAY_BE_MARKUP: [bool; 256] = {
    let mut may_be_markup = [false; 256];
    let (mut control, mut nth) = (0, 0);
    while control < b' ' as usize {
        may_be_markup[control] = true;
        control += 1;
    }
    while nth < MARKUP.len() {
        may_be_markup[MARKUP[nth] as usize] = true;
        nth += 1;
    }
    may_be_markup
};

/// The length, from the line below on, of fenced code or a comment that starts in the first column; none if it is
/// neither.
///
/// In the first column they start a block whatever is above them.
fn length_of_block(line: &[u8], below: &[u8]) -> Option<usize> {
    if line.starts_with(b"<!--") {
        return Some(if closes_comment(line) { 0 } else { length_up_to(below, closes_comment) });
    }
    let fence = *line.first().filter(|first| matches!(first, b'`' | b'~'))?;
    let length = run_of(fence, line);
    // With another backtick after it, it would be code within a line.
    let is_fence = length >= 3 && (fence == b'~' || !line.get(length..)?.contains(&fence));
    is_fence.then(|| length_up_to(below, |line| closes_fence(line, fence, length)))
}

fn closes_comment(line: &[u8]) -> bool {
    memmem::find(line, b"-->").is_some()
}

fn closes_fence(line: &[u8], fence: u8, length: usize) -> bool {
    let (indent, content) = line.split_at(run_of(b' ', line));
    let (signs, rest) = content.split_at(run_of(fence, content));
    let (_, end) = rest.split_at(run_of(b' ', rest));
    indent.len() < 4 && signs.len() >= length && matches!(end, b"" | b"\n" | b"\r\n")
}

/// How many times a byte is repeated at the start of a text.
fn run_of(byte: u8, text: &[u8]) -> usize {
    text.iter().take_while(|other| **other == byte).count()
}

/// The length of a text up to the end of the first line that is the last, or of all of it.
fn length_up_to(text: &[u8], is_last: impl Fn(&[u8]) -> bool) -> usize {
    let mut length = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        length += line.len();
        if is_last(line) {
            break;
        }
    }
    length
}

/// Whether `[name]: …` may be in a text; after a link in two brackets a colon defines nothing.
fn may_define_reference(body: &[u8]) -> bool {
    memchr_iter(b']', body).any(|at| {
        let (before, from) = body.split_at(at);
        from.starts_with(b"]:") && (!before.ends_with(b"]") || before.ends_with(b"\\]"))
    })
}

/// Whether a line that starts with `#` has a bracket in it.
fn has_bracket_in_heading(body: &[u8]) -> bool {
    let starts = memmem::find_iter(body, b"\n#").map(|newline| newline + 1);
    std::iter::once(0).chain(starts).any(|start| {
        let (_, rest) = body.split_at(start);
        let (line, _) = rest.split_at(memchr(b'\n', rest).unwrap_or(rest.len()));
        line.starts_with(b"#") && memchr(b'[', line).is_some()
    })
}

/// Whether there is a CR that no LF follows.
pub(crate) fn has_lone_cr(body: &[u8]) -> bool {
    memchr_iter(b'\r', body).any(|at| body.get(at + 1) != Some(&b'\n'))
}

/// Whether there are brackets around one byte, as in a task.
fn has_task(text: &[u8]) -> bool {
    memchr_iter(b']', text).any(|at| at >= 2 && text.get(at - 2) == Some(&b'['))
}
