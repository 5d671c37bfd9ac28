//! A value in a document: its shape, its text, its place.

use std::borrow::Cow;

use super::Entry;
use super::place::{item_span, key_spans, scalar_span};
use super::value::Value;
use crate::model::key;
use crate::text::Span;

/// A value in a document, with its key. Its place is sought only when it is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// The document's.
    text: &'a str,
    at: At<'a>,
    /// The nearest key above.
    name: &'a str,
    value: &'a Value<'a>,
}

/// Where a value is.
#[derive(Debug, Clone, Copy)]
enum At<'a> {
    Entry(&'a Entry<'a>),
    /// The `nth` in a list.
    Item(&'a Field<'a>, usize),
    /// At a key of a mapping.
    Key(&'a Field<'a>),
}

impl<'a> Field<'a> {
    pub(super) fn of(text: &'a str, entry: &'a Entry<'a>) -> Self {
        Self { text, at: At::Entry(entry), name: &entry.key, value: &entry.value }
    }

    /// The nearest key above, as it is written.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The key as it is compared.
    pub(crate) fn key(&self) -> String {
        key(self.name)
    }

    /// The text of a scalar or link; none for a list or mapping.
    pub(crate) fn text(&self) -> Option<Cow<'a, str>> {
        match self.value {
            // `+49 30…` without spaces is a number to YAML; what is written is what is meant.
            Value::Number(number) => {
                let written = self.text.get(self.span()).unwrap_or_default();
                let same = written.parse::<f64>().ok() == number.as_f64();
                Some(if same { Cow::Borrowed(written) } else { Cow::Owned(number.to_string()) })
            }
            value => value.plain(),
        }
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        let text = match self.value {
            Value::Flag(flag) => return Some(*flag),
            Value::Text(text) => text.trim(),
            _ => return None,
        };
        let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is_one_of(["yes", "on", "true"]) {
            return Some(true);
        }
        is_one_of(["no", "off", "false"]).then_some(false)
    }

    /// The items of a list that have a value; a scalar or mapping is a list of itself.
    pub(crate) fn items(&self) -> impl Iterator<Item = Field<'_>> {
        let list = match self.value {
            Value::List(items) if self.value.link().is_none() => Some(items),
            _ => None,
        };
        let itself = if list.is_none() { Some(*self) } else { None };
        let items = list.into_iter().flatten().enumerate().filter(|(_, value)| !value.is_absent());
        itself.into_iter().chain(items.map(|(nth, value)| Field { at: At::Item(self, nth), value, ..*self }))
    }

    /// The entries of a mapping that have a value; none if it is no mapping.
    pub(crate) fn fields(&self) -> Option<impl Iterator<Item = Field<'_>>> {
        let Value::Mapping(pairs) = self.value else { return None };
        Some(pairs.iter().filter_map(|(name, value)| match name {
            Value::Text(name) if !value.is_absent() => {
                Some(Field { at: At::Key(self), name, value, ..*self })
            }
            _ => None,
        }))
    }

    /// The value for templates and JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        self.value.json()
    }

    pub(super) fn is_empty_list(&self) -> bool {
        matches!(self.value, Value::List(items) if items.is_empty())
    }

    /// The place of the nearest key above, without quotes.
    pub(crate) fn key_span(&self) -> Span {
        match self.at {
            At::Entry(entry) => entry.key_span.clone(),
            At::Item(list, _) => list.key_span(),
            At::Key(mapping) => mapping.part(|slice| {
                let key = key_spans(slice, self.name).map(|(key, _)| key);
                Some(key.unwrap_or_default())
            }),
        }
    }

    /// The place of the value, or the nearest that can be told.
    pub(crate) fn span(&self) -> Span {
        scalar_span(self.text, self.place())
    }

    /// All that stands behind its key or dash.
    fn place(&self) -> Span {
        match self.at {
            At::Entry(Entry { span, key_span, .. }) => {
                let value_start = key_span.end + usize::from(key_span.end > key_span.start);
                value_start.min(span.end)..span.end
            }
            At::Item(list, nth) => list.part(|slice| item_span(slice, nth)),
            At::Key(mapping) => mapping.part(|slice| key_spans(slice, self.name).map(|(_, value)| value)),
        }
    }

    /// What is found in its place; all of it if nothing is.
    fn part(&self, find: impl Fn(&str) -> Option<Span>) -> Span {
        let place = self.place();
        match find(self.text.get(place.clone()).unwrap_or_default()) {
            Some(part) => place.start + part.start..place.start + part.end,
            None => place,
        }
    }
}
