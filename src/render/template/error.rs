//! A template that cannot be used: what is wrong, where, and what was probably intended.

use std::collections::BTreeSet;
use std::ops::Range;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};
use thiserror::Error as ThisError;

use super::Template;
use super::filters::FILTERS;
use crate::model::nearest;
use crate::render::excerpt::{Footnote, SourceExcerpt};
use crate::render::safe::plain::on_one_line;
use crate::text::{Place, Text, slice};

/// A template that cannot be used, with the place of the error. It never shows the data.
#[derive(Debug, ThisError)]
#[error("{name}:{}: {reason}\n{excerpt}", place.line)]
pub struct TemplateError {
    /// The template.
    pub name: String,
    /// Where it is wrong.
    pub place: Place,
    /// What is wrong.
    pub reason: String,
    /// The line with the place underlined, and how to fix it.
    pub excerpt: String,
}

/// The filters of minijinja.
const BUILT_IN: [&str; 46] = [
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "chain",
    "count",
    "default",
    "dictsort",
    "escape",
    "first",
    "float",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "pprint",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "safe",
    "select",
    "selectattr",
    "slice",
    "sort",
    "split",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
    "d",
];

/// Statements of Jinja that need a second template.
const OF_SEVERAL: [&str; 5] = ["include", "extends", "import", "from", "block"];

/// How deep the data is searched for keys to suggest.
const DEEPEST: usize = 4;

impl TemplateError {
    /// An error of minijinja in our words.
    pub(super) fn of(template: Template<'_>, error: &Error, data: &Value) -> Self {
        let text = template.text;
        let range = error.range().filter(|range| text.get(range.clone()).is_some());
        let span = range.unwrap_or_else(|| line_of(text, error.line().unwrap_or(1)));
        let detail = error.detail().unwrap_or_default();
        let (span, reason, help) = match error.kind() {
            ErrorKind::UndefinedError => undefined(text, span, detail, data),
            ErrorKind::UnknownFilter => unknown(text, span, "filter", &FILTERS, &BUILT_IN),
            ErrorKind::UnknownTest => unknown(text, span, "test", &[], &[]),
            ErrorKind::SyntaxError if OF_SEVERAL.contains(&slice(text, span.clone())) => {
                let reason =
                    format!("“{}” is not available: a template is one file", slice(text, span.clone()));
                (span, reason, None)
            }
            kind if detail.is_empty() => (span, kind.to_string(), None),
            // The errors of our own filters.
            ErrorKind::InvalidOperation => (span, detail.to_owned(), None),
            kind => (span, format!("{kind}: {detail}"), None),
        };
        let place = Text::new(text).place(span.start);
        let name: String = on_one_line(template.name).collect();
        let reason = on_one_line(&reason).collect();
        let excerpt = excerpt(&name, text, &span, place.line, help.as_deref());
        Self { name, place, reason, excerpt }
    }
}

/// A line, without its end and indentation.
fn line_of(text: &str, line: usize) -> Range<usize> {
    let mut start = 0;
    for (at, content) in text.split_inclusive('\n').enumerate() {
        if at + 1 == line {
            let indent = content.len() - content.trim_start().len();
            return start + indent..start + content.trim_end().len().max(indent);
        }
        start += content.len();
    }
    text.len()..text.len()
}

/// The lines of a place, at most three, with the place underlined.
fn excerpt(name: &str, text: &str, span: &Range<usize>, line: usize, help: Option<&str>) -> String {
    const MOST_LINES: usize = 3;
    let start = slice(text, ..span.start).rfind('\n').map_or(0, |at| at + 1);
    let lines = slice(text, start..).split_inclusive('\n').scan(start, |at, line| {
        let from = *at;
        *at += line.len();
        Some((from, line.trim_end_matches(['\n', '\r']).len()))
    });
    let shown = lines.take(MOST_LINES).take_while(|(from, _)| *from == start || *from < span.end).last();
    let end = shown.map_or(start, |(from, length)| from + length);
    let underlined = span.start - start..span.end.min(end).max(span.start) - start;
    let shown = SourceExcerpt {
        title: None,
        file: name,
        start: Place { line, column: 1 },
        text: Some((slice(text, start..end), underlined)),
        notes: help.map(|help| (Footnote::Help, help)).into_iter().collect(),
    };
    shown.plain()
}

/// The place of an error, the reason, and how to fix it.
type Explanation = (Range<usize>, String, Option<String>);

/// A name that does not exist. minijinja gives it in backticks, and the place of the expression that uses it.
fn undefined(text: &str, span: Range<usize>, detail: &str, data: &Value) -> Explanation {
    let Some(name) = detail.split('`').nth(1) else {
        let reason = format!("“{}” is given something that does not exist", slice(text, span.clone()));
        return (span, reason, None);
    };
    let span = place_of_name(text, &span, name).unwrap_or(span);
    let (before, last) = name.rsplit_once('.').map_or(("", name), |(before, last)| (before, last));
    let mut keys = BTreeSet::new();
    collect_keys(data, DEEPEST, &mut keys);
    let similar = nearest(last, keys.iter().map(String::as_str));
    let reason = match similar {
        Some(similar) if before.is_empty() => format!("there is no “{name}”; did you mean “{similar}”?"),
        Some(similar) => format!("there is no “{name}”; did you mean “{before}.{similar}”?"),
        None => format!("there is no “{name}”"),
    };
    let is_extra = name.split('.').rev().nth(1) == Some("extra");
    let help = if is_extra {
        Some(format!("not every note has it; write “{name} | default(\"\")”"))
    } else if before.is_empty() && similar.is_none() {
        let names: Vec<String> = data.try_iter().into_iter().flatten().map(|key| key.to_string()).collect();
        Some(format!("a template is given {}", names.join(", ")))
    } else {
        None
    };
    (span, reason, help)
}

/// Where a name is in a span or in the lines around it.
fn place_of_name(text: &str, span: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(span.end..)?.find('\n').map_or(text.len(), |at| span.end + at);
    let lines = text.get(start..end)?;
    let mut found = None;
    for (at, _) in lines.match_indices(name) {
        let place = start + at..start + at + name.len();
        if !is_whole_name(text, &place) {
            continue;
        }
        // A filter comes after its value, so the last one before the end of the span is the best.
        if place.start < span.end || found.is_none() {
            found = Some(place);
        }
    }
    found
}

/// Whether what is at a place is a whole name rather than part of a longer one.
fn is_whole_name(text: &str, place: &Range<usize>) -> bool {
    let before = slice(text, ..place.start).chars().next_back();
    let after = slice(text, place.end..).chars().next();
    !before.is_some_and(|c| is_part_of_name(c) || c == '.') && !after.is_some_and(is_part_of_name)
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every key that a template could have asked for.
fn collect_keys(data: &Value, depth: usize, keys: &mut BTreeSet<String>) {
    let Some(items) = data.try_iter().ok().filter(|_| depth > 0) else { return };
    match data.kind() {
        ValueKind::Map => {
            for key in items {
                if let Ok(value) = data.get_item(&key) {
                    collect_keys(&value, depth - 1, keys);
                }
                keys.extend(key.as_str().map(str::to_owned));
            }
        }
        ValueKind::Seq => items.for_each(|item| collect_keys(&item, depth - 1, keys)),
        _ => {}
    }
}

/// A filter or test that does not exist; of those that do, ours come first.
fn unknown(text: &str, span: Range<usize>, what: &str, ours: &[&str], others: &[&str]) -> Explanation {
    let called = slice(text, span.clone());
    let name = called.split(|c: char| !is_part_of_name(c)).next().unwrap_or(called);
    let mut known = ours.iter().chain(others).copied();
    let mut similar = nearest(name, known.clone());
    // The start of a name is too far from it to count as a typo.
    if similar.is_none() && name.len() > 1 {
        similar = known.find(|known| known.starts_with(name));
    }
    let reason = match similar {
        Some(similar) => format!("there is no {what} “{name}”; did you mean “{similar}”?"),
        None => format!("there is no {what} “{name}”"),
    };
    (span.start..span.start + name.len(), reason, None)
}
