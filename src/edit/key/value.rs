//! A value on one line: where it is, and the ways to write another in its place.

use std::ops::Range;

use super::NewValue;
use crate::model::period::Period;
use crate::note::front_matter::yaml::scalar::{double_quoted, item, single_quoted};
use crate::text::slice;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueStyle {
    Absent,
    Plain,
    Single,
    Double,
    List,
    Mapping,
}

/// Where the value after a colon is, and how it is written; an error says what it is that cannot be changed.
pub(super) fn find_value(rest: &str) -> Result<(Range<usize>, ValueStyle), &'static str> {
    const OTHER: &str = "something else than a plain value";
    let value = rest.trim_start_matches([' ', '\t']);
    let start = rest.len() - value.len();
    let (length, style) = match value.chars().next() {
        // An absent value goes where it would be, before the comment.
        None => return Ok((start.min(1)..start.min(1), ValueStyle::Absent)),
        Some('#') => return Ok((0..0, ValueStyle::Absent)),
        Some('"') => (closing(value, '"'), ValueStyle::Double),
        Some('\'') => (closing(value, '\''), ValueStyle::Single),
        Some(open @ ('[' | '{')) => {
            let (length, depth, has_mapping) = flow(value).ok_or(OTHER)?;
            let is_link = value.starts_with("[[") && value.get(..length).is_some_and(|v| v.ends_with("]]"));
            let style = match open {
                '{' => ValueStyle::Mapping,
                _ if has_mapping => return Err("a list of mappings"),
                _ if depth == 2 && is_link => ValueStyle::Plain,
                _ if depth > 1 => return Err("a list of lists"),
                _ => ValueStyle::List,
            };
            (Some(length), style)
        }
        Some('|' | '>' | '&' | '*' | '!') => return Err(OTHER),
        Some(_) => {
            let comment = [" #", "\t#"].iter().filter_map(|sign| value.find(sign)).min();
            let plain = slice(value, ..comment.unwrap_or(value.len()));
            (Some(plain.trim_end().len()), ValueStyle::Plain)
        }
    };
    let length = length.ok_or(OTHER)?;
    let after = slice(value, length..);
    let is_end =
        after.trim().is_empty() || (after.starts_with([' ', '\t']) && after.trim_start().starts_with('#'));
    if is_end { Ok((start..start + length, style)) } else { Err(OTHER) }
}

/// The length of a quoted text, quotes included.
fn closing(value: &str, quote: char) -> Option<usize> {
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && quote == '"' {
            signs.next();
        } else if sign == quote {
            if quote == '\'' && signs.next_if(|(_, next)| *next == quote).is_some() {
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// The length of a list or mapping in brackets, its depth, and whether it contains a mapping.
fn flow(value: &str) -> Option<(usize, usize, bool)> {
    let (mut depth, mut deepest, mut has_mapping) = (0usize, 0, false);
    let mut at = 0;
    let mut may_quote = false;
    while let Some(sign) = value.get(at..)?.chars().next() {
        match sign {
            '"' | '\'' if may_quote => {
                at += closing(value.get(at..)?, sign)?;
                may_quote = false;
                continue;
            }
            '[' | '{' => {
                depth += 1;
                deepest = deepest.max(depth);
                has_mapping |= sign == '{';
            }
            ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += sign.len_utf8();
        if depth == 0 {
            return Some((at, deepest, has_mapping));
        }
        may_quote = matches!(sign, '[' | '{' | ',' | ':') || (may_quote && sign == ' ');
    }
    None
}

impl ValueStyle {
    /// The ways to write a value, the one that changes least first.
    pub(super) fn written(self, value: NewValue<'_>) -> Vec<String> {
        let list = |items: &[&str]| {
            let each = |quoted: fn(&str) -> String| {
                format!("[{}]", items.iter().map(|text| quoted(text.trim())).collect::<Vec<_>>().join(", "))
            };
            vec![each(item), each(double_quoted)]
        };
        match value {
            NewValue::Text(text) if self == Self::List => list(&[text]),
            NewValue::Text(text) => {
                let text = text.trim();
                let mut ways = vec![text.to_owned(), double_quoted(text), single_quoted(text)];
                match self {
                    Self::Double => ways.swap(0, 1),
                    Self::Single => ways.rotate_right(1),
                    _ => {}
                }
                ways
            }
            NewValue::List(items) => list(&items.iter().map(String::as_str).collect::<Vec<_>>()),
            NewValue::Period(Period { from: None, until: Some(until), why: None }) => vec![until.to_string()],
            NewValue::Period(period) => [item, double_quoted].map(|quoted| mapping(period, quoted)).to_vec(),
            NewValue::Nothing => vec![String::new()],
        }
    }
}

fn mapping(period: &Period, quoted: fn(&str) -> String) -> String {
    let from = period.from.map(|day| format!("from: {day}"));
    let until = period.until.map(|day| format!("until: {day}"));
    let why = period.why.as_deref().map(|why| format!("why: {}", quoted(why.trim())));
    format!("{{{}}}", [from, until, why].into_iter().flatten().collect::<Vec<_>>().join(", "))
}
