//! A value in a document, with its text and its span.

use std::borrow::Cow;

use super::spans::{Node, span_of};
use super::value::Value;
use super::{Document, Entry};
use crate::model::key;
use crate::text::{Span, slice};

/// A value in a document, with its key. Its span is computed only on demand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    document: &'a Document<'a>,
    position: FieldPosition<'a>,
    /// The nearest key above.
    name: &'a str,
    value: &'a Value<'a>,
}

/// Where a value is in its document.
#[derive(Debug, Clone, Copy)]
enum FieldPosition<'a> {
    /// The `nth` entry of the document.
    Entry(usize, &'a Entry<'a>),
    /// The `nth` item of a list.
    Item(&'a Field<'a>, usize),
    /// The `nth` value of a mapping.
    Pair(&'a Field<'a>, usize),
}

impl<'a> Field<'a> {
    pub(super) fn of(document: &'a Document<'a>, nth: usize, entry: &'a Entry<'a>) -> Self {
        Self { document, position: FieldPosition::Entry(nth, entry), name: &entry.key, value: &entry.value }
    }

    /// The nearest key above, as it is written.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The key in the form in which keys are compared.
    pub(crate) fn key(&self) -> String {
        key(self.name)
    }

    /// The text of a scalar or link; none for a list or mapping.
    pub(crate) fn text(&self) -> Option<Cow<'a, str>> {
        match self.value {
            // `+4930123` is a number in YAML, but is meant as it is written.
            Value::Number(number) => {
                let written = slice(self.document.text, self.span());
                let same = written.parse::<f64>().ok() == number.as_f64();
                Some(if same { Cow::Borrowed(written) } else { Cow::Owned(number.to_string()) })
            }
            value => value.plain(),
        }
    }

    /// True or false, also as yes, no, on or off.
    pub(crate) fn flag(&self) -> Option<bool> {
        let text = match self.value {
            Value::Flag(flag) => return Some(*flag),
            Value::Text(text) => text.trim(),
            _ => return None,
        };
        match text.to_ascii_lowercase().as_str() {
            "yes" | "on" | "true" => Some(true),
            "no" | "off" | "false" => Some(false),
            _ => None,
        }
    }

    /// The items of a list that have a value; a scalar or mapping counts as a list with one item.
    pub(crate) fn items(&self) -> impl Iterator<Item = Field<'_>> {
        let list = match self.value {
            Value::List(items) if self.value.link().is_none() => Some(items),
            _ => None,
        };
        let itself = if list.is_none() { Some(*self) } else { None };
        let items = list.into_iter().flatten().enumerate().filter(|(_, value)| !value.is_absent());
        itself.into_iter().chain(items.map(|(nth, value)| Field {
            position: FieldPosition::Item(self, nth),
            value,
            ..*self
        }))
    }

    /// The entries of a mapping that have a value; none if it is not a mapping.
    pub(crate) fn fields(&self) -> Option<impl Iterator<Item = Field<'_>>> {
        let Value::Mapping(pairs) = self.value else { return None };
        Some(pairs.iter().enumerate().filter_map(|(nth, (name, value))| match name {
            Value::Text(name) if !value.is_absent() => {
                Some(Field { position: FieldPosition::Pair(self, nth), name, value, ..*self })
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

    /// Where the nearest key above is, without quotes.
    pub(crate) fn key_span(&self) -> Span {
        match self.position {
            FieldPosition::Entry(_, entry) => entry.key_span.clone(),
            FieldPosition::Item(list, _) => list.key_span(),
            FieldPosition::Pair(mapping, nth) => span_of(self.document.text, self.name)
                .or_else(|| Some(mapping.node()?.pair(nth)?.0.span.clone()))
                .unwrap_or_else(|| self.entry().value_span(self.document.text)),
        }
    }

    /// Where the value is: a scalar without quotes, the inside of a link, or the first item or entry of any other
    /// list or mapping. If that is not known, the whole value of its entry.
    pub(crate) fn span(&self) -> Span {
        self.borrowed_span()
            .or_else(|| Some(self.node()?.span.clone()))
            .unwrap_or_else(|| self.entry().value_span(self.document.text))
    }

    /// Where the value is, if it is a scalar or link borrowed from the text.
    fn borrowed_span(&self) -> Option<Span> {
        let written = match self.value {
            Value::Text(text) => text,
            value => value.link()?,
        };
        span_of(self.document.text, written.trim())
    }

    fn node(&self) -> Option<&'a Node> {
        match self.position {
            FieldPosition::Entry(nth, _) => self.document.node(nth),
            FieldPosition::Item(list, nth) => list.node()?.item(nth),
            FieldPosition::Pair(mapping, nth) => mapping.node()?.pair(nth).map(|(_, value)| value),
        }
    }

    /// The entry that the value is in.
    fn entry(&self) -> &'a Entry<'a> {
        match self.position {
            FieldPosition::Entry(_, entry) => entry,
            FieldPosition::Item(field, _) | FieldPosition::Pair(field, _) => field.entry(),
        }
    }
}
