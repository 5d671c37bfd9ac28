//! Dates that can be written in another form without changing anything else.

use crate::checks::view::NoteView;
use crate::date::near;
use crate::text::Span;

/// What may be right after a date.
const ENDS: &[char] = &[':', ',', ';', ')', ']', '*'];

/// What a range is written with.
const RANGES: [&str; 8] = ["-", "–", "—", "/", "&", "+", "to", "until"];

/// Whether a date is by itself in its line: no part of a link, of code, of a range or of a longer number.
pub(super) fn is_alone(view: &NoteView<'_>, line: Span, date: &Span) -> bool {
    let (before, after) = (view.text.get(line.start..date.start), view.text.get(date.end..line.end));
    // An underlined heading may go on for lines.
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_in_text = |text: &str| text.contains(['[', '`', '|']) || text.ends_with('/');
    let ends = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ENDS.contains(&c));
    let is_named = ["](", "][", "]:", "]]"].iter().any(|end| after.starts_with(end));
    let goes_on = RANGES.iter().any(|range| {
        let rest = after.trim_start().strip_prefix(range);
        rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    });
    ends && !is_in_text(before)
        && !is_named
        && !goes_on
        && [before, after].iter().all(|text| near::near(text.trim_start_matches([',', ';', ':'])).is_none())
}
