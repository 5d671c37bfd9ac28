//! A text that hides whatever is written below it, because it begins something that it does not end.

use super::EditError;
use crate::note::Reader;
use crate::text::slice;

/// What begins a block that goes on over blank lines, besides a fence, and what ends it.
const BLOCKS: [(&str, &str); 9] = [
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<!", ">"),
    ("<?", "?>"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
    ("%%", "%%"),
];

/// An error if some lines of a note hide whatever is below them.
pub(super) fn refuse(reader: &Reader<'_>, lines: &str) -> Result<(), EditError> {
    match open_comment(lines).or_else(|| hiding_line(reader, lines)) {
        Some(line) => Err(error(line.trim_start())),
        None => Ok(()),
    }
}

fn error(line: &str) -> EditError {
    let fence = line.len() - line.trim_start_matches(['`', '~']).len();
    if fence > 0 {
        let fence = slice(line, ..fence).to_owned();
        return EditError::LeftOpen { opening: fence.clone(), closing: fence };
    }
    let is_opening =
        |opening: &str| line.get(..opening.len()).is_some_and(|one| one.eq_ignore_ascii_case(opening));
    match BLOCKS.iter().find(|(opening, _)| is_opening(opening)) {
        Some(&(opening, closing)) => {
            EditError::LeftOpen { opening: opening.to_owned(), closing: closing.to_owned() }
        }
        None => EditError::Misread,
    }
}

/// The line that begins a comment of Obsidian which is not ended.
fn open_comment(lines: &str) -> Option<&str> {
    let mut opening = None;
    for line in lines.lines() {
        let marks = line.matches("%%").count();
        match opening {
            None if marks == 1 && line.trim_start().starts_with("%%") => opening = Some(line),
            Some(_) if marks > 0 => opening = None,
            _ => {}
        }
    }
    opening
}

/// The line that begins whatever hides a task below these lines.
fn hiding_line<'t>(reader: &Reader<'_>, lines: &'t str) -> Option<&'t str> {
    if last_mark(reader, &format!("{lines}{}", mark(0))).is_some() {
        return None;
    }
    // With a mark below each line, it is the line after the last mark that is read.
    let mut marked = String::new();
    for (nth, line) in lines.lines().enumerate() {
        marked.push_str(&format!("{line}{}", mark(nth + 1)));
    }
    let read = last_mark(reader, &marked).unwrap_or_default();
    lines.lines().nth(read).or_else(|| lines.lines().next_back())
}

/// A letter that is in no text of a user's.
const MARK: char = '\u{e000}';

/// A task between headings, so that it is in nothing else.
fn mark(nth: usize) -> String {
    format!("\n\n#\n\n- [ ] {MARK}{nth} 📅 2000-01-01\n\n#\n\n")
}

fn last_mark(reader: &Reader<'_>, marked: &str) -> Option<usize> {
    let promises = reader.promises(marked);
    promises.last()?.task.strip_prefix(MARK)?.parse().ok()
}
