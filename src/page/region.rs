//! The part of a file that belongs to the agenda, between two lines of the user's own page.

use thiserror::Error;

use crate::text::{Span, slice};

const BEGIN: &str = "<!-- rekindle:begin -->";
const END: &str = "<!-- rekindle:end -->";

/// A file with half a region: writing the agenda would destroy what the user wrote.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("line {line} is “{BEGIN}”, but no line “{END}” follows; add it where the agenda shall end")]
pub struct Unclosed {
    /// The line of the beginning, from 1.
    pub line: usize,
}

/// What a file becomes when `page` is written to it: all of it, or only the region if there is one.
pub fn place(file: &str, page: &str) -> Result<String, Unclosed> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in file.split_inclusive('\n') {
        lines.push((line, at));
        at += line.len();
    }
    let Some(begin) = lines.iter().position(|(line, _)| line.trim() == BEGIN) else {
        return Ok(page.to_owned());
    };
    let Some((_, end)) = lines.iter().skip(begin + 1).find(|(line, _)| line.trim() == END) else {
        return Err(Unclosed { line: begin + 1 });
    };
    let start = lines.get(begin + 1).map_or(at, |(_, start)| *start);
    let (before, after) = (&file[..start], &file[*end..]);
    // The page ends its lines as the file does.
    let page = if before.ends_with("\r\n") { page.replace('\n', "\r\n") } else { page.to_owned() };
    Ok(format!("{before}{page}{after}"))
}

/// Whether a file has the begin of a region.
pub fn is_in(file: &str) -> bool {
    file.lines().any(|line| line.trim() == BEGIN)
}

/// The part of a file that is the agenda: the region if there is one, else all of it.
pub fn content(file: &str) -> &str {
    slice(file, span(file))
}

/// The line of a file at which its agenda begins, from 1.
pub(super) fn first_line(file: &str) -> usize {
    slice(file, ..span(file).start).matches('\n').count() + 1
}

fn span(file: &str) -> Span {
    let mut lines = line_ends(file);
    let Some((_, begin)) = lines.find(|(line, _)| line.trim() == BEGIN) else { return 0..file.len() };
    match lines.find(|(line, _)| line.trim() == END) {
        Some((line, end)) => begin..end - line.len(),
        None => 0..file.len(),
    }
}

/// The lines of a file, each with the offset of its end.
fn line_ends(file: &str) -> impl Iterator<Item = (&str, usize)> {
    file.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((line, *at))
    })
}

#[cfg(test)]
mod tests {
    use super::{Unclosed, content, place};

    #[test]
    fn the_content_is_what_would_be_replaced() {
        let cases = [
            ("all", "all"),
            ("a\n<!-- rekindle:begin -->\nold\n<!-- rekindle:end -->\nz", "old\n"),
            ("<!-- rekindle:begin -->\n<!-- rekindle:end -->", ""),
            ("<!-- rekindle:begin -->\nopen", "<!-- rekindle:begin -->\nopen"),
        ];
        for (file, expected) in cases {
            assert_eq!(content(file), expected, "{file:?}");
        }
    }

    #[test]
    fn only_the_region_is_replaced() {
        let cases = [
            ("old", Ok("new\n")),
            ("", Ok("new\n")),
            (
                "a\n<!-- rekindle:begin -->\nold\n<!-- rekindle:end -->\nz",
                Ok("a\n<!-- rekindle:begin -->\nnew\n<!-- rekindle:end -->\nz"),
            ),
            (
                "<!-- rekindle:begin -->\n<!-- rekindle:end -->",
                Ok("<!-- rekindle:begin -->\nnew\n<!-- rekindle:end -->"),
            ),
            (
                "a\r\n <!-- rekindle:begin --> \r\nold\r\n<!-- rekindle:end -->\r\n",
                Ok("a\r\n <!-- rekindle:begin --> \r\nnew\r\n<!-- rekindle:end -->\r\n"),
            ),
            ("a\n<!-- rekindle:begin -->\nz\n", Err(Unclosed { line: 2 })),
            ("<!-- rekindle:end -->\n<!-- rekindle:begin -->\n", Err(Unclosed { line: 2 })),
            ("text <!-- rekindle:begin -->\n", Ok("new\n")),
        ];
        for (file, expected) in cases {
            assert_eq!(place(file, "new\n"), expected.map(str::to_owned), "{file:?}");
        }
    }
}
