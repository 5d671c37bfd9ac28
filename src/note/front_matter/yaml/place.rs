//! Where a value stands in the lines of its entry.

use crate::text::Span;

const MOST_ITEMS: usize = 1000;

/// The place of the `nth` item of a list.
pub(super) fn item_span(slice: &str, nth: usize) -> Option<Span> {
    // To find one place takes a look at all before it; nobody looks at the place of the thousandth.
    if nth >= MOST_ITEMS {
        return None;
    }
    if slice.trim_start().starts_with('[') { flow_item_span(slice, nth) } else { block_item_span(slice, nth) }
}

/// What stands between two commas of `[one, two]`.
fn flow_item_span(slice: &str, nth: usize) -> Option<Span> {
    let mut depth = 0usize;
    let mut bounds = slice.char_indices().filter(|(_, c)| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        matches!((c, depth), ('[' | ',', 1) | (']', 0))
    });
    let start = bounds.nth(nth)?.0 + 1;
    let end = bounds.next().map_or(slice.len(), |(at, _)| at);
    Some(start..end)
}

/// What stands behind the dash of the `nth` item of a list with a line `- …` for each.
fn block_item_span(slice: &str, nth: usize) -> Option<Span> {
    let item = block_items(slice).into_iter().nth(nth)?;
    let dash = slice.get(item.clone())?.find('-')?;
    Some(item.start + dash + 1..item.end)
}

/// The lines of each item of a list with a line `- …` for each.
pub(super) fn block_items(slice: &str) -> Vec<Span> {
    let mut at = 0;
    let mut level = None;
    let mut items: Vec<Span> = Vec::new();
    for line in slice.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_item = line.get(indent..).is_some_and(|rest| rest.starts_with("- ") || rest.trim_end() == "-");
        if is_item && indent <= *level.get_or_insert(indent) {
            items.push(at..at);
        }
        at += line.len();
        if let Some(item) = items.last_mut() {
            item.end = at;
        }
    }
    items
}

/// The key `name`, and what stands behind its colon to the end of the slice.
pub(super) fn key_spans(slice: &str, name: &str) -> Option<(Span, Span)> {
    slice.match_indices(name).find_map(|(at, _)| {
        let end = at + name.len();
        let behind = slice.get(end..)?;
        let colon = behind.find(':').filter(|colon| {
            behind.get(..*colon).is_some_and(|s| s.trim_matches(['"', '\'', ' ']).is_empty())
        })?;
        let before = slice.get(..at)?.chars().next_back();
        let start = end + colon + 1;
        let length = if slice.trim_start().starts_with('{') { flow_value(slice.get(start..)?) } else { None };
        let value = start..length.map_or(slice.len(), |length| start + length);
        before.is_none_or(|c| !c.is_alphanumeric()).then_some((at..end, value))
    })
}

/// The length of a value in `{one: …, two: …}`: up to the comma or bracket that ends it.
fn flow_value(value: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0usize, None);
    for (at, c) in value.char_indices() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None)
                if value.get(..at)?.trim_end().ends_with([':', ',', '[', '{'])
                    || value.get(..at)?.trim().is_empty() =>
            {
                quote = Some(c);
            }
            ('[' | '{', None) => depth += 1,
            (',' | '}', None) if depth == 0 => return Some(at),
            (']' | '}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The first scalar at a place: without spaces, quotes, a comment, or what follows in a flow list.
pub(super) fn scalar_span(text: &str, place: Span) -> Span {
    let slice = text.get(place.clone()).unwrap_or_default();
    let skipped = slice.len() - slice.trim_start_matches([' ', '\t', '\r', '\n', '[', '{']).len();
    let value = slice.get(skipped..).unwrap_or_default();
    if value.is_empty() {
        return place.start..place.start;
    }
    let start = place.start + skipped;
    let (quote, length) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => (1, value.get(1..).and_then(|rest| rest.find(quote))),
        _ if slice.get(..skipped).is_some_and(|before| before.contains(['[', '{'])) => {
            (0, value.find([',', ']', '}', '\n']))
        }
        _ => (0, value.find('\n').into_iter().chain(value.find(" #")).min()),
    };
    let length = length.unwrap_or(value.len() - quote);
    let inner = value.get(quote..quote + length).unwrap_or_default().trim_end();
    start + quote..start + quote + inner.len()
}
